"""What the Debian package says of itself."""

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
