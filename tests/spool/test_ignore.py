import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.security.untrusted_text import folded
from photospool.spool.ignore import ONLINE_ONLY, ignore_reason, is_pruned, numbered, shown

LEFT_ALONE = """
.syncthing.IMG_1.jpg.tmp ~syncthing~IMG_1.jpg.tmp .IMG_1.jpg.~1a2b3c4d .sync_8f.db ._sync_8f.db-wal .csync_journal.db
.owncloudsync.log IMG_1.jpg.nextcloud IMG_1.jpg.owncloud ~$report.jpg .~lock.jpg ~wrl0001.tmp IMG_1.jpg.partial
IMG_1.jpg.partial~ IMG_1.jpg.part IMG_1.jpg.crdownload IMG_1.jpg.filepart IMG_1.jpg.download IMG_1.jpg.opdownload
.com.google.Chrome.x1 .IMG_1.jpg.Xa3b9Z .in.IMG_1.jpg. .pureftpd-upload.12 .pending-17-IMG_1.jpg .trashed-17-IMG_1.jpg
IMG_1.jpg.!ut IMG_1.jpg.!qB IMG_1.jpg.!sync IMG_1.jpg.bts IMG_1.jpg.aria2 .getxfer.12.mega .nfs0001 .smbdelete1
.fuse_hidden01 .~lock.IMG.jpg# IMG_1.jpg~ .IMG_1.jpg.swp IMG_1.jpg.kate-swp IMG_1.tmp ._IMG_1.jpg .DS_Store .localized
.apdisk .nomedia Thumbs.db ehthumbs.db Desktop.ini IMG_1.jpg@SynoEAStream album.gdoc .sb-1234-x .stignore .dropbox
IMG_1.jpg.ffs_tmp sync.ffs_db sync.ffs_lock
""".split()


@pytest.mark.parametrize("name", [*LEFT_ALONE, "Icon\r"])
@pytest.mark.parametrize("case", [str, str.upper, str.lower])
def test_files_of_other_programs_are_left_alone(name, case):
    assert ignore_reason(case(name)) is not None


@pytest.mark.parametrize(
    "name",
    [
        "IMG_1.jpg",
        "IMG_1 (Anna's conflicted copy 2026-01-02).jpg",
        "IMG_1.sync-conflict-20260102-101112-ABCDEFG.jpg",
        "IMG_1_conflict-20260102.jpg",
        "~photo.jpg",
        "tmp.jpg",
        "a\nb.jpg",
    ],
)
def test_photos_are_not_ignored_for_their_names(name):
    assert ignore_reason(name) is None


def test_an_icloud_mark_is_a_photo_that_is_still_online():
    assert ignore_reason(".IMG_1.HEIC.icloud") == ONLINE_ONLY


@pytest.mark.parametrize(
    "name",
    ".stfolder .stversions .dropbox.cache .tmp.drivedownload .thumbnails @eaDir #recycle $RECYCLE.BIN __MACOSX "
    ".Trashes .rsync-partial System\u00a0Volume\u00a0Information @Recycle @Recently-Snapshot #snapshot lost+found "
    "_gsdata_ $SBV$ _SYNCAPP Photos\u00a0Library.photoslibrary iPhoto\u00a0Library.photolibrary "
    "iPhoto\u00a0Library.migratedphotolibrary Aperture\u00a0Library.aplibrary Lightroom\u00a0Library.lrlibrary "
    "Catalog\u00a0Previews.lrdata".split(" "),
)
def test_folders_of_other_programs_are_not_entered(name):
    assert is_pruned(name.replace("\u00a0", " "))


def test_an_ordinary_folder_is_entered():
    assert not is_pruned("Camera Uploads")


@given(st.text(min_size=1, max_size=300).filter(lambda name: "/" not in name and "\0" not in name))
def test_numbered_names_differ_and_keep_the_extension(name):
    name = name.encode("utf-8", "replace").decode()
    first, *others = itertools.islice(numbered(name), 4)
    assert first == name
    assert len({folded(other) for other in others}) == len(others)
    dot = "." + name.rpartition(".")[2] if name.rpartition(".")[0] else ""
    assert all(other.endswith(dot) for other in others)


def test_a_long_name_leaves_room_for_its_number():
    name = "ä" * 120 + ".jpg"
    second = list(itertools.islice(numbered(name), 2))[1]
    assert len(second.encode()) <= 255
    assert second.endswith(" (2).jpg")


def test_a_name_that_is_no_text_can_be_shown():
    assert shown("IMG_\udcff.jpg").encode() == "IMG_\ufffd.jpg".encode()


@pytest.mark.parametrize("sign", ["\x1b", "\n", "\r", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028"])
def test_signs_that_act_instead_of_being_seen_are_not_shown(sign):
    assert shown(f"a{sign}b.jpg") == "a\ufffdb.jpg"
