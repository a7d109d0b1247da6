#!/usr/bin/env bash
# Pillow 13.0.0: the bill of materials inside its own wheel (CycloneDX) names libraries that the wheel does not carry,
# libimagequant under the GPL among them, and leaves out five that it does.
#
# Guess before the run: `dist-info/sboms/pillow-13.0.0.cdx.json` lists the native libraries of `pillow.libs/`, so that
# an audit can take them and their licences from there.
# Seen: it lists what a build *can* use, the same for every system. libimagequant (GPL-3.0-or-later) and FriBiDi are on
# it and in no wheel; Brotli, libpng, XZ's liblzma, Zstandard and libsharpyuv lie in the Linux wheel and are not on it.
# A second list beside it, auditwheel's, knows only libXau. A scanner of licences cries wolf over the first, and one of
# advisories is blind to libpng. Look at the files, and ask the loaded libraries.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip download -q --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.12 \
    --implementation cp --platform manylinux_2_28_x86_64 Pillow==13.0.0
seen=$(venv/bin/python - <<'PY'
import json
import re
import zipfile
from pathlib import Path

(wheel,) = Path().glob("*.whl")
with zipfile.ZipFile(wheel) as files:
    names = files.namelist()
    lists = {name.rpartition("/")[2]: json.loads(files.read(name)) for name in names if name.endswith(".cdx.json")}
carried = sorted({re.match(r"lib([a-zA-Z+]+)", name.rpartition("/")[2])[1] for name in names if ".libs/lib" in name})
told = [one["name"].lower() for one in lists["pillow-13.0.0.cdx.json"]["components"]]
other = [one["name"].lower() for one in lists["auditwheel.cdx.json"]["components"]]
for name in ("brotlidec", "png", "lzma", "zstd", "sharpyuv", "imagequant", "fribidi"):
    word = name.removesuffix("dec")
    print(name, "carried" if name in carried else "absent", "told" if any(word in one for one in told + other) else "-")
licences = [one.get("licenses") for one in lists["pillow-13.0.0.cdx.json"]["components"] if "imagequant" in one["name"]]
print("GPL told", "GPL-3.0-or-later" in json.dumps(licences))
PY
)
echo "$seen"
expected="brotlidec carried -
png carried -
lzma carried -
zstd carried -
sharpyuv carried -
imagequant absent told
fribidi absent told
GPL told True"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
