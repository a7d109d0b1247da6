#!/usr/bin/env bash
# A photo from Tornio in Finland is of an hour later for @photostructure/tz-lookup 11.7.0 (npm), which takes the whole town for a Swedish one.
#
# Guess before the run: a small map of zones may be off at sea and in empty country; where some thousands live it is right.
# Seen: its map is small because it is made of squares, and a town at a border gets what its square has: Tornio, across a bridge from Haparanda, is in Stockholm's zone,
# and the Hopi villages, which have Arizona's time, are in Denver's. A camera's clock of half past ten in the evening is then another moment, and two phones at one table
# (of which one says its offset itself) come apart by an hour. Nothing tells such an answer from the others. geo-tz 8.1.9 (npm), tzfpy 2.1.1 and timezonefinder 9.0.0 (PyPI) are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check tzfpy==2.1.1 timezonefinder==9.0.0 timezonefinder-data==3.2026.3.post1 tzdata==2025.2
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund @photostructure/tz-lookup@11.7.0 geo-tz@8.1.9 >>npm.log
cat >zones.js <<'JS'
const lookup = require("@photostructure/tz-lookup");
const { find } = require("geo-tz");

for (const [lat, lon] of JSON.parse(process.argv[2])) {
    console.log(["tz-lookup", lookup(lat, lon), "geo-tz", find(lat, lon).join()].join("\t"));
}
JS
cat >ask.py <<'PY'
import json
import subprocess
from datetime import datetime
from zoneinfo import ZoneInfo

from timezonefinder import TimezoneFinder
from tzfpy import get_tz

PHOTOS = (
    ("Tornio", 65.848, 24.147, "2024-07-01 22:30"),
    ("Haparanda", 65.835, 24.137, "2024-07-01 22:30"),
    ("Hotevilla", 35.92, -110.67, "2024-07-01 12:00"),
    ("Phoenix", 33.45, -112.07, "2024-07-01 12:00"),
)
finder = TimezoneFinder()
places = json.dumps([photo[1:3] for photo in PHOTOS])
lines = subprocess.run(["node", "zones.js", places], check=True, capture_output=True, text=True).stdout.splitlines()
for (town, lat, lon, clock), line in zip(PHOTOS, lines):
    words = line.split("\t")
    told = dict(zip(words[::2], words[1::2])) | {"tzfpy": get_tz(lon, lat), "timezonefinder": finder.timezone_at(lng=lon, lat=lat)}
    moments = {}
    for who, zone in told.items():
        moment = datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
        moments.setdefault(f"{moment:%H:%M}Z", []).append(f"{who} ({zone})")
    for moment, who in sorted(moments.items()):
        print(f"{town}, {clock}: {moment}: {', '.join(who)}")
PY
seen=$(PYTHONTZPATH="" venv/bin/python ask.py)
echo "$seen"
expected="Tornio, 2024-07-01 22:30: 19:30Z: geo-tz (Europe/Helsinki), tzfpy (Europe/Helsinki), timezonefinder (Europe/Helsinki)
Tornio, 2024-07-01 22:30: 20:30Z: tz-lookup (Europe/Stockholm)
Haparanda, 2024-07-01 22:30: 20:30Z: tz-lookup (Europe/Stockholm), geo-tz (Europe/Berlin), tzfpy (Europe/Stockholm), timezonefinder (Europe/Stockholm)
Hotevilla, 2024-07-01 12:00: 18:00Z: tz-lookup (America/Denver)
Hotevilla, 2024-07-01 12:00: 19:00Z: geo-tz (America/Phoenix), tzfpy (America/Phoenix), timezonefinder (America/Phoenix)
Phoenix, 2024-07-01 12:00: 19:00Z: tz-lookup (America/Phoenix), geo-tz (America/Phoenix), tzfpy (America/Phoenix), timezonefinder (America/Phoenix)"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
