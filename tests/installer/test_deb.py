"""What the Debian package says of itself."""

import os
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Debian packages are made on Linux")

TOLD = """\
diversion by libc6 from: /lib64/ld-linux-x86-64.so.2
diversion by libc6 to: /lib64/ld-linux-x86-64.so.2.usr-is-merged
local diversion from: /usr/lib/libGL.so.1
local diversion to: /usr/lib/libGL.so.1.distrib
libc6:amd64: /usr/lib64/ld-linux-x86-64.so.2
libglib2.0-0t64:amd64, libglib2.0-0t64:i386: /usr/lib/x86_64-linux-gnu/libglib-2.0.so.0
fonts-of-the-house: /usr/share/a: b
"""


def test_the_packages_of_a_library_are_no_diversions(installer):
    assert installer("deb").owners_of(TOLD) == {"libc6", "libglib2.0-0", "fonts-of-the-house"}
    assert installer("deb").owners_of("") == set()


def test_a_page_without_a_home_is_taken_and_nothing_else_that_is_wrong(installer):
    deb = installer("deb")
    said = "W: org.photospool.Photospool:~: url-homepage-missing\n\n✘ Validation failed: warnings: 1, pedantic: 1\n"
    assert deb.complaints(said) == []
    said += "E: org.photospool.Photospool:12: tag-invalid\nI: org.photospool.Photospool:~: content-rating-missing\n"
    assert deb.complaints(said) == ["tag-invalid"]


def test_lintian_is_told_of_a_tag_only_where_it_knows_it(installer):
    deb = installer("deb")
    of_debian_12 = "appstream-metadata-invalid\nappstream-metadata-legacy-format\n"
    assert deb.suppressed(of_debian_12) == []
    of_debian_13 = f"{of_debian_12}appstream-metadata-validation-failed\n"
    assert deb.suppressed(of_debian_13) == ["--suppress-tags", "appstream-metadata-validation-failed"]


def test_a_check_that_says_nothing_known_has_failed(installer, tmp_path, monkeypatch):
    deb = installer("deb")
    tool = tmp_path / "appstreamcli"
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for said, code, is_well in [
        ("W: a:~: url-homepage-missing", 3, True),
        ("✔ Validation was successful.", 0, True),
        ("W: a:~: url-homepage-missing", 1, False),
        ("cannot read it", 3, False),
        ("W: a:~: url-homepage-missing\nE: a:3: tag-invalid", 3, False),
    ]:
        tool.write_text(f"#!/bin/sh\ncat <<END\n{said}\nEND\nexit {code}\n")
        tool.chmod(0o755)
        if is_well:
            deb._check_metainfo(tmp_path / "a.metainfo.xml")
        else:
            with pytest.raises(SystemExit):
                deb._check_metainfo(tmp_path / "a.metainfo.xml")
