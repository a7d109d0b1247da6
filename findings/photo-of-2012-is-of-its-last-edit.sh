#!/usr/bin/env bash
# degoogle-photos 0.2.1 (PyPI) files a photo of 2012 that was touched up in 2024 under 2024, although EXIF and Google's JSON both say 2012.
#
# Guess before the run: DateTimeOriginal first, as its own comment and order say; the date of the last change only where nothing else is known.
# Seen: it asks Pillow 13.0.0's `getexif()` for 0x9003 (DateTimeOriginal), which lies in a directory of its own (`get_ifd(0x8769)`) and is never found.
# What is found is 0x0132, which each editor sets to the day of its edit, and that counts as “exif”, before Google's photoTakenTime. Photos as
# the camera left them are right, since both dates are one there, and those without 0x0132, by the JSON: only edited ones move, to a year full
# of others, and nothing tells of them. The same happens without a JSON (`--dedup-scan`).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 degoogle-photos==0.2.1
cat >export.py <<'PY'
import json
from pathlib import Path

from PIL import Image

TAKEN, EDITED = "2012:06:01 12:11:12", "2024:03:05 20:00:00"
FOLDER = Path("photos/Takeout/Google Photos/Photos from 2012")
FOLDER.mkdir(parents=True)
for name, changed in (("untouched.jpg", TAKEN), ("edited.jpg", EDITED), ("unsaid.jpg", None)):
    notes = Image.Exif()
    notes[0x010F] = "A"
    notes.get_ifd(0x8769)[0x9003] = TAKEN
    if changed:
        notes[0x0132] = changed
    Image.new("RGB", (64, 48), f"#{len(name):06x}").save(FOLDER / name, exif=notes)
    told = {"title": name, "photoTakenTime": {"timestamp": "1338552672"}, "creationTime": {"timestamp": "1714500000"}}
    (FOLDER / f"{name}.supplemental-metadata.json").write_text(json.dumps(told))
PY
venv/bin/python export.py
BROWSER=true venv/bin/degoogle-photos --source photos --output sorted >sort.log 2>&1
mkdir plain
cp "photos/Takeout/Google Photos/Photos from 2012/edited.jpg" plain
BROWSER=true venv/bin/degoogle-photos --dedup-scan --source plain --output scanned >scan.log 2>&1
seen=$(find sorted scanned -name '*.jpg' -type f | LC_ALL=C sort)
echo "$seen"
expected="scanned/2024/03/edited.jpg
sorted/2012/06/unsaid.jpg
sorted/2012/06/untouched.jpg
sorted/2024/03/edited.jpg"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
