#!/usr/bin/env bash
# jszip 3.10.2 and archiver 8.0.0 (npm) set the clock of a ZIP to UTC: a photo of the evening, packed and unpacked, is of the next day.
#
# Guess before the run: what goes into a ZIP with a date comes out with it, to two seconds, at least on the same machine.
# Seen: the date in a ZIP is a clock on the wall, without a zone; Info-ZIP, Python, Windows and the Finder write and read it as their own local time. The two
# write UTC there, and not the field beside it that could say the moment (0x5455). In New York half past ten in the evening of May 1 comes out as
# half past two of May 2; in Tokyo breakfast is of the evening before. Photos that have no date inside (from messengers, scans, screenshots,
# films) are sorted by just that date, and albums are often downloaded so. fflate 0.8.3, client-zip 2.5.1, adm-zip 0.6.1 and yazl 3.3.1 are right.
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

const taken = new Date('2024-05-01T22:30:00-04:00');
const name = 'IMG_1.jpg';
const photo = Buffer.from('a photo');

const one = new JSZip().file(name, photo, { date: taken });
fs.writeFileSync('jszip.zip', await one.generateAsync({ type: 'nodebuffer' }));
const two = new ZipArchive();
two.append(photo, { name, date: taken });
two.finalize();
await pipeline(two, fs.createWriteStream('archiver.zip'));
fs.writeFileSync('fflate.zip', zipSync({ [name]: [new Uint8Array(photo), { mtime: taken }] }));
const four = downloadZip([{ name, lastModified: taken, input: photo }]);
fs.writeFileSync('client-zip.zip', Buffer.from(await four.arrayBuffer()));
const five = new AdmZip();
five.addFile(name, photo);
five.getEntry(name).header.time = taken;
five.writeZip('adm-zip.zip');
const six = new yazl.ZipFile();
six.addBuffer(photo, name, { mtime: taken });
six.end();
await pipeline(six.outputStream, fs.createWriteStream('yazl.zip'));
JS
cat >ask.py <<'PY'
import sys
import zipfile

for name in sys.argv[1:]:
    (entry,) = zipfile.ZipFile(f"{name}.zip").infolist()
    moment = "and the moment" if b"UT" in entry.extra else "and no moment"
    print(name, "{}-{:02}-{:02} {:02}:{:02}:{:02}".format(*entry.date_time), moment)
PY
export TZ=America/New_York
node pack.mjs
seen=$(python3 ask.py jszip archiver fflate client-zip adm-zip yazl)
echo "$seen"
expected="jszip 2024-05-02 02:30:00 and no moment
archiver 2024-05-02 02:30:00 and no moment
fflate 2024-05-01 22:30:00 and no moment
client-zip 2024-05-01 22:30:00 and no moment
adm-zip 2024-05-01 22:30:00 and no moment
yazl 2024-05-01 22:30:00 and the moment"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
