#!/usr/bin/env bash
# A PDF made of a phone's photo carries its place and its *film* as well: img2pdf, fpdf2 (PyPI), pdf-lib, pdfkit, jsPDF (npm).
#
# Guess before the run: a PDF holds the picture; one or two libraries may leave the EXIF in it, and what lies behind the
# JPEG's end stays outside, as it does not belong to the picture.
# Seen: img2pdf 0.6.3, fpdf2 2.8.9, pdf-lib 1.17.1, pdfkit 0.20.2 and jsPDF 4.2.1 put the whole *file* in as it is: camera, place, XMP,
# and of a motion photo the film with its sound, which no page shows. exiftool 13.59, asked as usual, tells no place of any
# of them, so that who looks before sending finds nothing. reportlab 5.1.0 and Pillow 13.0.0 write the picture anew.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 img2pdf==0.6.3 fpdf2==2.8.9 reportlab==5.1.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 pdf-lib@1.17.1 pdfkit@0.20.2 jspdf@4.2.1 >>npm.log
cat >make.mjs <<'JS'
import fs from 'node:fs';
import { jsPDF } from 'jspdf';
import { PDFDocument } from 'pdf-lib';
import PDFKit from 'pdfkit';

const photo = new Uint8Array(fs.readFileSync('photo.jpg'));
const one = await PDFDocument.create();
one.addPage([200, 200]).drawImage(await one.embedJpg(photo), { x: 0, y: 0, width: 100, height: 100 });
fs.writeFileSync('pdf-lib.pdf', await one.save());
const two = new PDFKit();
two.pipe(fs.createWriteStream('pdfkit.pdf'));
two.image(Buffer.from(photo), 0, 0, { width: 100 });
two.end();
const three = new jsPDF();
three.addImage(photo, 'JPEG', 0, 0, 50, 50);
fs.writeFileSync('jspdf.pdf', Buffer.from(three.output('arraybuffer')));
JS
cat >ask.py <<'PY'
import io
import subprocess

import fpdf
import img2pdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

FILM = b"\0\0\0\x10ftypmp42\0\0\0\0" + b"\0\0\0\x10mdat" + b"the film"
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:C="http://ns.google.com/photos/1.0/container/"
 xmlns:I="http://ns.google.com/photos/1.0/container/item/" xmlns:G="http://ns.google.com/photos/1.0/camera/"
 G:MotionPhoto="1" G:MotionPhotoVersion="1" G:MotionPhotoPresentationTimestampUs="0"><C:Directory><rdf:Seq>
<rdf:li rdf:parseType="Resource"><C:Item I:Mime="image/jpeg" I:Semantic="Primary"/></rdf:li>
<rdf:li rdf:parseType="Resource"><C:Item I:Mime="video/mp4" I:Semantic="MotionPhoto" I:Length="{len(FILM)}"/></rdf:li>
</rdf:Seq></C:Directory></rdf:Description></rdf:RDF></x:xmpmeta>"""
notes, picture = Image.Exif(), io.BytesIO()
notes[0x010F] = "Google"
notes.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)})
Image.effect_noise((64, 48), 40).convert("RGB").save(picture, "JPEG", exif=notes.tobytes(), xmp=XMP.encode())
with open("photo.jpg", "wb") as file:
    file.write(picture.getvalue() + FILM)

with open("img2pdf.pdf", "wb") as file:
    file.write(img2pdf.convert("photo.jpg"))
by_fpdf = fpdf.FPDF()
by_fpdf.add_page()
by_fpdf.image("photo.jpg", w=50)
by_fpdf.output("fpdf2.pdf")
canvas = Canvas("reportlab.pdf", pageCompression=0)
canvas.drawImage("photo.jpg", 0, 0, 100, 100)
canvas.save()
Image.open("photo.jpg").save("pillow.pdf")
subprocess.run(["node", "make.mjs"], check=True)

NAMES = ("img2pdf", "fpdf2", "pdf-lib", "pdfkit", "jspdf", "reportlab", "pillow")
for name in NAMES:
    with open(f"{name}.pdf", "rb") as file:
        data = file.read()
    start = data.find(b"\xff\xd8\xff")
    place = start >= 0 and Image.open(io.BytesIO(data[start:])).getexif().get_ifd(0x8825)
    print(name, "place" if place else "no place", "XMP" if b"MotionPhoto" in data else "no XMP", "film" if FILM in data else "no film")
told = subprocess.run(
    ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", "-q", "-a", "-s3", "-GPS*", *(f"{name}.pdf" for name in NAMES)],
    capture_output=True, text=True,
).stdout
print("exiftool tells of places:", told.strip() or "none")
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="img2pdf place XMP film
fpdf2 place XMP film
pdf-lib place XMP film
pdfkit place XMP film
jspdf place XMP film
reportlab no place no XMP no film
pillow no place no XMP no film
exiftool tells of places: none"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
