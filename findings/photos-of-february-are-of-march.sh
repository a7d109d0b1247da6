#!/usr/bin/env bash
# exif-date 2.1.1 (npm): what day a photo was taken on depends on the day it is *read*: on a 31st, February is March, and June is July.
#
# Guess before the run: “2024:02:14 10:00:00” is February 14, whenever it is asked.
# Seen: it takes today's date and sets year, month and day one after the other. Today's 31 (or 30, or 29) stands while the month is set: February 31 is
# March 2, so that the month is March when the 14 comes. On the last days of a month all photos of shorter months are one later, in another
# folder and, read once more the week after, back in theirs: found twice by whoever goes by name and date. On December 31 it is the five short months.
# A fraction of a second is taken for milliseconds besides: “.5” is five of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exif-date@2.1.1 >>npm.log
cat >ask.js <<'JS'
const { parse } = require('exif-date');

const Clock = Date;
for (const today of ['2026-10-15', '2026-10-31', '2027-01-30']) {
  global.Date = class extends Clock {
    constructor(...given) {
      super(...(given.length ? given : [`${today}T12:00:00Z`]));
    }
  };
  const told = ['2024:02:14 10:00:00', '2024:06:20 10:00:00', '2024:07:20 10:00:00.5'].map((text) => parse(text).toISOString());
  console.log(`read on ${today}: ${told.join(' ')}`);
}
JS
seen=$(node ask.js)
echo "$seen"
expected="read on 2026-10-15: 2024-02-14T10:00:00.000Z 2024-06-20T10:00:00.000Z 2024-07-20T10:00:00.005Z
read on 2026-10-31: 2024-03-14T10:00:00.000Z 2024-07-20T10:00:00.000Z 2024-07-20T10:00:00.005Z
read on 2027-01-30: 2024-03-14T10:00:00.000Z 2024-06-20T10:00:00.000Z 2024-07-20T10:00:00.005Z"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
