#!/usr/bin/env bash
# A corner added by hand to a walk's GPX gives all photos behind it another place, once it went through @tmcw/togeojson 7.1.3 or @mapbox/togeojson 0.16.2 (npm).
#
# Guess before the run: a point without a time (GPX 1.1: `time` may be left out; editors of tracks add such points) has none in GeoJSON either; all others keep theirs.
# Seen: GeoJSON has the points in one list and the times in another (`coordinateProperties.times`, `coordTimes`), which belong together by their numbers. A point without a time adds nothing to
# the second: from there on each point has the time of the next one with a time, and the last has none. Who asks the GeoJSON where the photo of 10:20 was taken gets the corner, kilometres off.
# togpx 0.5.4 writes it back as a GPX whose times are wrong for good, and the point that had none has one. No word is said. @we-gold/gpxjs 1.2.0
# keeps each time with its point.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund @tmcw/togeojson@7.1.3 @mapbox/togeojson@0.16.2 togpx@0.5.4 @we-gold/gpxjs@1.2.0 @xmldom/xmldom@0.9.8 >>npm.log
cat >ask.mjs <<'JS'
import mapbox from "@mapbox/togeojson";
import { gpx } from "@tmcw/togeojson";
import { parseGPXWithCustomParser } from "@we-gold/gpxjs";
import { DOMParser } from "@xmldom/xmldom";
import togpx from "togpx";

const read = (text) => new DOMParser().parseFromString(text, "text/xml");
const WALK = [["50.0", "10:00"], ["50.1", "10:10"], ["50.2", null], ["50.3", "10:20"], ["50.4", "10:30"]];

function file(points) {
    const body = points.map(([lat, clock]) => `<trkpt lat="${lat}" lon="10">${clock ? `<time>2024-05-01T${clock}:00Z</time>` : ""}</trkpt>`);
    return `<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${body.join("")}</trkseg></trk></gpx>`;
}
const told = (pairs) => pairs.map(([lat, time]) => `${Number(lat).toFixed(1)} ${time ? new Date(time).toISOString().slice(11, 16) : "-"}`).join(", ");

for (const [name, points] of [["as walked", WALK.filter(([, clock]) => clock)], ["with a corner", WALK]]) {
    const text = file(points);
    const one = gpx(read(text)).features[0];
    const other = mapbox.gpx(read(text)).features[0];
    const [right] = parseGPXWithCustomParser(text, read);
    const back = [...read(togpx(mapbox.gpx(read(text)))).getElementsByTagName("trkpt")];
    console.log(`${name}: @tmcw/togeojson: ${told(one.geometry.coordinates.map(([, lat], at) => [lat, one.properties.coordinateProperties.times[at]]))}`);
    console.log(`${name}: @mapbox/togeojson: ${told(other.geometry.coordinates.map(([, lat], at) => [lat, other.properties.coordTimes[at]]))}`);
    console.log(`${name}: back by togpx: ${told(back.map((point) => [point.getAttribute("lat"), point.getElementsByTagName("time")[0]?.textContent]))}`);
    console.log(`${name}: @we-gold/gpxjs: ${told(right.tracks[0].points.map((point) => [point.latitude, point.time]))}`);
}
JS
seen=$(node ask.mjs)
echo "$seen"
expected="as walked: @tmcw/togeojson: 50.0 10:00, 50.1 10:10, 50.3 10:20, 50.4 10:30
as walked: @mapbox/togeojson: 50.0 10:00, 50.1 10:10, 50.3 10:20, 50.4 10:30
as walked: back by togpx: 50.0 10:00, 50.1 10:10, 50.3 10:20, 50.4 10:30
as walked: @we-gold/gpxjs: 50.0 10:00, 50.1 10:10, 50.3 10:20, 50.4 10:30
with a corner: @tmcw/togeojson: 50.0 10:00, 50.1 10:10, 50.2 10:20, 50.3 10:30, 50.4 -
with a corner: @mapbox/togeojson: 50.0 10:00, 50.1 10:10, 50.2 10:20, 50.3 10:30, 50.4 -
with a corner: back by togpx: 50.0 10:00, 50.1 10:10, 50.2 10:20, 50.3 10:30, 50.4 -
with a corner: @we-gold/gpxjs: 50.0 10:00, 50.1 10:10, 50.2 -, 50.3 10:20, 50.4 10:30"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
