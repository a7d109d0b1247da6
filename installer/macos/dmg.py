"""Packs Photospool.app into a disk image to drag it from. Signs and has it checked by Apple where that is set up.

python3 installer/macos/dmg.py Photospool.app Photospool-1.0.dmg

PHOTOSPOOL_SIGN_AS       the name of a Developer ID in the keychain; without it the app keeps its ad-hoc signature
PHOTOSPOOL_NOTARY        the name of notarytool's stored credentials (xcrun notarytool store-credentials)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")


def run(*command: str | Path) -> None:
    """Run one of macOS's tools."""
    subprocess.run([str(part) for part in command], check=True)


def make(app: Path, image: Path) -> None:
    """The whole way from an app to a disk image."""
    identity, notary = os.environ.get("PHOTOSPOOL_SIGN_AS"), os.environ.get("PHOTOSPOOL_NOTARY")
    if identity:
        signing = ("codesign", "--force", "--timestamp", "--options", "runtime", "--sign", identity)
        run(*signing, "--deep", "--entitlements", ENTITLEMENTS, app)
    run("codesign", "--verify", "--deep", "--strict", app)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "Photospool"
        folder.mkdir()
        # ditto keeps links, permissions and the signature.
        run("ditto", app, folder / app.name)
        (folder / "Applications").symlink_to("/Applications")
        image.unlink(missing_ok=True)
        run("hdiutil", "create", "-volname", "Photospool", "-srcfolder", folder, "-format", "UDZO", "-ov", image)
    if identity:
        run("codesign", "--sign", identity, "--timestamp", image)
    if identity and notary:
        run("xcrun", "notarytool", "submit", image, "--keychain-profile", notary, "--wait")
        run("xcrun", "stapler", "staple", image)


if __name__ == "__main__":
    if shutil.which("hdiutil") is None:
        raise SystemExit("Disk images are made on macOS.")
    make(Path(sys.argv[1]), Path(sys.argv[2]))
