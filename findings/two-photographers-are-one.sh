#!/usr/bin/env bash
# A photo by Ann and Bob is by “AnnBob” for xmp-js 0.0.5 (npm), and by Bob alone for xmp-reader 0.0.3; its title in two languages is one word, or the foreign one.
#
# Guess before the run: XMP's lists come as lists, and of a text in several languages (rdf:Alt) the one that is marked x-default is told.
# Seen: xmp-js makes a list of an rdf:Bag alone, which keywords are. Creators are an rdf:Seq, as their order counts, and titles and captions an rdf:Alt: there each mark is taken out
# and what is left is told: run together where the marks stand side by side, with the file's own line breaks elsewhere. xmp-reader keeps the last of the words, whichever language it has. Neither says that there was more.
# exifreader 4.46.0 tells both names, and all languages.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund xmp-js@0.0.5 xmp-reader@0.0.3 exifreader@4.46.0 @xmldom/xmldom@0.9.8 >>npm.log
cat >draw.py <<'PY'
from PIL import Image

NOTES = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li>{0}<rdf:li>Bob</rdf:li></rdf:Seq></dc:creator>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Beach</rdf:li>{0}<rdf:li xml:lang="lv">Pludmale</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>sea</rdf:li>{0}<rdf:li>sand</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
for name, between in (("compact", ""), ("spaced", "\n    ")):
    Image.new("RGB", (32, 24), "red").save(f"{name}.jpg", xmp=NOTES.format(between).encode())
PY
cat >ask.mjs <<'JS'
import { readFileSync } from "fs";
import { DOMParser } from "@xmldom/xmldom";
import ExifReader from "exifreader";
import xmpjs from "xmp-js";
import xmpReader from "xmp-reader";

const XMP = xmpjs.default ?? xmpjs;
for (const name of ["compact", "spaced"]) {
    const bytes = readFileSync(`${name}.jpg`);
    const right = ExifReader.load(bytes, { domParser: new DOMParser(), expanded: true }).xmp;
    const one = new XMP(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).parse();
    const other = await xmpReader.fromBuffer(bytes);
    const told = { exifreader: [right.creator.description, right.title.description], "xmp-js": [one.creator, one.title, one.subject], "xmp-reader": [other.creator, other.title] };
    for (const [who, words] of Object.entries(told)) {
        console.log(name, who, JSON.stringify(words));
    }
}
JS
venv/bin/python draw.py
seen=$(node ask.mjs 2>node.log)
echo "$seen"
expected='compact exifreader ["Ann, Bob","Beach, Pludmale"]
compact xmp-js ["AnnBob","BeachPludmale",["sea","sand"]]
compact xmp-reader ["Bob","Pludmale"]
spaced exifreader ["Ann, Bob","Beach, Pludmale"]
spaced xmp-js ["Ann\n    Bob","Beach\n    Pludmale",["sea","sand"]]
spaced xmp-reader ["Bob","Pludmale"]'
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
