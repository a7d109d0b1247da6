#!/usr/bin/env bash
# A scan that its owner dated July 1, 1975 comes out of a ZIP of jszip 3.10.2 or client-zip 2.5.1 (npm) as of 2103, and out of one of adm-zip 0.6.1 as of no day.
#
# Guess before the run: dates in a ZIP begin with 1980 (seven bits for the year), so an older one becomes the first day of 1980, or is refused.
# Seen: jszip and client-zip count 1975 as -5 and write what is left of it in seven bits, 123: the scan lies behind everything that the family will photograph
# in its lifetime, and who repacks the folder keeps it there. adm-zip writes month 0 and day 0 of 1980. Old scans are dated by their files, as most scanners' programs
# and albums let one do. yazl 3.3.1 and archiver 8.0.0 write January 1, 1980, and fflate 0.8.3 refuses.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund \
    jszip@3.10.2 archiver@8.0.0 fflate@0.8.3 client-zip@2.5.1 adm-zip@0.6.1 yazl@3.3.1 >>npm.log
cat >pack.mjs <<'JS'
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import AdmZip from 'adm-zip';
import { ZipArchive } from 'archiver';
import { downloadZip } from 'client-zip';
import { zipSync } from 'fflate';
import JSZip from 'jszip';
import yazl from 'yazl';

const name = 'scan.jpg';
const scan = Buffer.from('a scan');
const date = new Date(1975, 6, 1, 12);
const packers = {
  jszip: () => new JSZip().file(name, scan, { date }).generateAsync({ type: 'nodebuffer' }),
  'client-zip': async () => Buffer.from(await downloadZip([{ name, lastModified: date, input: scan }]).arrayBuffer()),
  'adm-zip': () => {
    const zip = new AdmZip();
    zip.addFile(name, scan);
    zip.getEntry(name).header.time = date;
    return zip.toBuffer();
  },
  fflate: () => zipSync({ [name]: [new Uint8Array(scan), { mtime: date }] }),
};
for (const [library, pack] of Object.entries(packers)) {
  try {
    fs.writeFileSync(`${library}.zip`, await pack());
  } catch (error) {
    console.log(`${library} refuses: ${error.message}`);
  }
}
const one = new ZipArchive();
one.append(scan, { name, date });
one.finalize();
await pipeline(one, fs.createWriteStream('archiver.zip'));
const two = new yazl.ZipFile();
two.addBuffer(scan, name, { mtime: date });
two.end();
await pipeline(two.outputStream, fs.createWriteStream('yazl.zip'));
JS
cat >ask.py <<'PY'
import sys
import zipfile

for name in sys.argv[1:]:
    (entry,) = zipfile.ZipFile(f"{name}.zip").infolist()
    print(name, "{}-{:02}-{:02} {:02}:{:02}".format(*entry.date_time))
PY
export TZ=UTC
seen=$(
    node pack.mjs
    python3 ask.py jszip client-zip adm-zip archiver yazl
)
echo "$seen"
expected="fflate refuses: date not in range 1980-2099
jszip 2103-07-01 12:00
client-zip 2103-07-01 12:00
adm-zip 1980-00-00 00:00
archiver 1980-01-01 00:00
yazl 1980-01-01 00:00"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
