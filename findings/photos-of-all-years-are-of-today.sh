#!/usr/bin/env bash
# The date of a photo as EXIF writes it, “2024:05:01 10:11:12”, is *today* at 10:11:12 for dateutil 4.0.0, and of the year 1 for pandas 3.1.1.
#
# Guess before the run: a parser of dates knows the form that all cameras write, or raises an error; colons in a day are no usual date.
# Seen: dateutil and pandas (PyPI) take the day for a time of day, the second one overwrites it, and no day is left: the one puts in today's,
# the other January 1 of the year 1. With a time zone behind it, pendulum 3.3.0 says today as well (`strict=False`; without the zone it is right),
# and chrono-node 2.10.3 (npm) makes today, 05:01, of it. Whoever renames or sorts by that has every photo of every year under one
# day, in the right order of hours. A GPSDateStamp, “2024:05:01”, is January 1, 2024, 00:05:01 for dayjs 1.11.23, and raises in the first two. arrow
# 1.4.0, dateparser 1.5.0 and moment 2.31.0 refuse the whole. `datetime.strptime(text, "%Y:%m:%d %H:%M:%S")` is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TZ=UTC
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 python-dateutil==4.0.0 pandas==3.1.1 arrow==1.4.0 pendulum==3.3.0 \
    dateparser==1.5.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund dayjs@1.11.23 moment@2.31.0 chrono-node@2.10.3 >>npm.log
cat >ask.py <<'PY'
import datetime
import json
import warnings

import arrow
import dateparser
import dateutil.parser
import pandas
import pendulum
from PIL import Image

warnings.simplefilter("ignore")
notes = Image.Exif()
notes.get_ifd(0x8769)[0x9003] = "2024:05:01 10:11:12"
notes.get_ifd(0x8825)[29] = "2024:05:01"
Image.new("RGB", (8, 8)).save("photo.jpg", exif=notes.tobytes())
with Image.open("photo.jpg") as photo:
    read = photo.getexif()
taken, day = read.get_ifd(0x8769)[0x9003], read.get_ifd(0x8825)[29]
texts = [taken, taken + "+02:00", day]
with open("texts.json", "w") as file:
    json.dump(texts, file)
parsers = {
    "dateutil": dateutil.parser.parse,
    "pandas": pandas.to_datetime,
    "pendulum": lambda text: pendulum.parse(text, strict=False),
    "arrow": arrow.get,
    "dateparser": dateparser.parse,
}
for name, parse in parsers.items():
    told = []
    for text in texts:
        try:
            found = parse(text)
        except ValueError:  # what each of them raises is one
            told.append("refused")
            continue
        if found is None:
            told.append("refused")
        else:
            told.append(("today" if found.date() == datetime.date.today() else str(found.date())) + f" {found:%H:%M:%S}")
    print(f"{name}: {'; '.join(told)}")
PY
cat >ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parseDate } from 'chrono-node';
import dayjs from 'dayjs';
import moment from 'moment';

const today = new Date().toISOString().slice(0, 10);
const told = (date) => (date && !Number.isNaN(+date) ? date.toISOString().slice(0, 19).replace('T', ' ').replace(today, 'today') : 'refused');
const texts = JSON.parse(readFileSync('texts.json', 'utf8'));
const parsers = { 'chrono-node': parseDate, dayjs: (text) => dayjs(text).toDate(), moment: (text) => moment(text).toDate() };
for (const [name, parse] of Object.entries(parsers)) {
  const asked = name === 'moment' ? texts.slice(0, 2) : texts; // a day alone it hands to the engine
  console.log(`${name}: ${asked.map((text) => told(parse(text))).join('; ')}`);
}
JS
seen=$(
    venv/bin/python ask.py
    node ask.mjs 2>errors.log
)
echo "$seen"
expected="dateutil: today 10:11:12; today 10:11:12; refused
pandas: 0001-01-01 10:11:12; 0001-01-01 10:11:12; refused
pendulum: 2024-05-01 10:11:12; today 10:11:12; 2024-05-01 00:00:00
arrow: refused; refused; refused
dateparser: refused; refused; refused
chrono-node: today 05:01:00; today 05:01:00; today 05:01:00
dayjs: refused; refused; 2024-01-01 00:05:01
moment: refused; refused"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
