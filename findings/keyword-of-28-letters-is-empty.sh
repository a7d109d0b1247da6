#!/usr/bin/env bash
# A keyword, a title or a caption of 28 letters is empty for node-iptc 1.0.5 and ts-node-iptc 1.0.11 (npm); one of 27 or 29 is read.
#
# Guess before the run: an IPTC field says how long it is (IPTC-IIM 4.2, 1.6), and is read by that, whatever the length.
# Seen: the length is not used. A field ends where the next byte 28 stands, as each field begins with it (0x1C). The length itself is such a byte when it is 28: the field ends
# within its own head, and an empty text is told. It is so again with each 256 letters more (284, 540: captions are as long).
# Neither an error nor a word; all fields beside it are right, and a list of keywords keeps its number. exifreader 4.46.0 reads all of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pyexiv2==2.16.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund node-iptc@1.0.5 ts-node-iptc@1.0.11 exifreader@4.46.0 >>npm.log
cat >draw.py <<'PY'
import pyexiv2
from PIL import Image

for length in (27, 28, 29, 283, 284, 285, 540):
    name = f"{length:03}.jpg"
    Image.new("RGB", (32, 24), "red").save(name)
    words = {"Iptc.Application2.Caption": "b" * length, "Iptc.Application2.City": "Riga"}
    if length < 64:
        words |= {"Iptc.Application2.ObjectName": "t" * length, "Iptc.Application2.Keywords": ["k" * length, "sea"]}
    with pyexiv2.Image(name) as photo:
        photo.modify_iptc(words)
PY
cat >ask.js <<'JS'
const { readdirSync, readFileSync } = require("fs");
const ExifReader = require("exifreader");
const nodeIptc = require("node-iptc");
const { IptcParser } = require("ts-node-iptc");

const lengths = (value) => [value ?? []].flat().map((one) => one.length).join("+") || "-";
for (const name of readdirSync(".").filter((one) => one.endsWith(".jpg")).sort()) {
    const bytes = readFileSync(name);
    const right = ExifReader.load(bytes);
    const told = [
        ["exifreader", lengths(right["Object Name"]?.description), lengths([right.Keywords ?? []].flat().map((one) => one.description)), lengths(right["Caption/Abstract"]?.description), right.City.description],
        ...[["node-iptc", nodeIptc(bytes)], ["ts-node-iptc", IptcParser.parse(bytes)]].map(([who, iptc]) => [
            who, lengths(iptc.object_name), lengths(iptc.keywords), lengths(iptc.caption), [iptc.city].flat().join(),
        ]),
    ];
    for (const [who, title, keywords, caption, city] of told) {
        console.log(`${name.slice(0, 3)} ${who}: title ${title}, keywords ${keywords}, caption ${caption}, city ${city}`);
    }
}
JS
venv/bin/python draw.py
seen=$(node ask.js)
echo "$seen"
expected="027 exifreader: title 27, keywords 27+3, caption 27, city Riga
027 node-iptc: title 27, keywords 27+3, caption 27, city Riga
027 ts-node-iptc: title 27, keywords 27+3, caption 27, city Riga
028 exifreader: title 28, keywords 28+3, caption 28, city Riga
028 node-iptc: title 0, keywords 0+3, caption 0, city Riga
028 ts-node-iptc: title 0, keywords 0+3, caption 0, city Riga
029 exifreader: title 29, keywords 29+3, caption 29, city Riga
029 node-iptc: title 29, keywords 29+3, caption 29, city Riga
029 ts-node-iptc: title 29, keywords 29+3, caption 29, city Riga
283 exifreader: title -, keywords -, caption 283, city Riga
283 node-iptc: title -, keywords -, caption 283, city Riga
283 ts-node-iptc: title -, keywords -, caption 283, city Riga
284 exifreader: title -, keywords -, caption 284, city Riga
284 node-iptc: title -, keywords -, caption 0, city Riga
284 ts-node-iptc: title -, keywords -, caption 0, city Riga
285 exifreader: title -, keywords -, caption 285, city Riga
285 node-iptc: title -, keywords -, caption 285, city Riga
285 ts-node-iptc: title -, keywords -, caption 285, city Riga
540 exifreader: title -, keywords -, caption 540, city Riga
540 node-iptc: title -, keywords -, caption 0, city Riga
540 ts-node-iptc: title -, keywords -, caption 0, city Riga"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
