"""All of an album in a plain folder, and back: the same album."""

import csv
import hashlib
import json
import os
import subprocess
from xml.etree import ElementTree

import pytest
from tests.children import PATIENCE_S

from photospool.album.base import Source, Write
from photospool.album.documents import trashed
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.export import export
from photospool.album.maintenance.import_ import NotAnExport, import_folder, public_photos
from photospool.album.maintenance.repair import repair
from photospool.album.maintenance.verify import verify
from photospool.errors import PhotoError
from photospool.photo.metadata.xmp import of_xmp
from photospool.size_words import size_words

from .shots import MEANS, added, contents, in_this_process, old_document, shot


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "taken along"


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_originals_sidecars_and_indexes(album, folder, tmp_path):
    one, two = shot(0), shot(1)
    for given in (one, two):
        added(album, tmp_path, given)
    found = export(album, folder)
    assert (found.taken_along, found.written, found.left_out) == (2, 2, ())
    assert files(folder) == [
        "album.jsonl",
        "index.csv",
        "photos/2013/2013-05-01 IMG_1 (2).jpg",
        "photos/2013/2013-05-01 IMG_1 (2).jpg.xmp",
        "photos/2013/2013-05-01 IMG_1.jpg",
        "photos/2013/2013-05-01 IMG_1.jpg.xmp",
    ]
    written = {path.read_bytes() for path in folder.glob("photos/2013/*.jpg")}
    assert written == {one.data, two.data}
    said = of_xmp((folder / "photos/2013/2013-05-01 IMG_1.jpg.xmp").read_bytes())
    assert (said.description, said.keywords) == ("Ein <Tag> & mehr", ("sea",))
    assert said.dates["DateCreated"].startswith("2013-05-01T12:34:56")
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["md5"] for row in rows} == {one.id, two.id}
    assert {(row["category"], row["tags"], row["taken"]) for row in rows} == {("Private", "sea", "2013-05-01")}


def test_and_back_gives_the_same_album(album, other_album, folder, tmp_path):
    added(album, tmp_path, shot(0), category="Public", keywords=("tag one", "sun"))
    added(album, tmp_path, shot(1))
    photo = album.find([shot(1).id])[shot(1).id].photo
    edited = {**photo, "descr": "edited\nin two lines", "taken": "1999-12-31", "taken_source": "user", "odd": [1, None]}
    album.write(Write(edited))
    album.write(Write({"_id": "a-comment", "type": "comment", "photo_id": shot(0).id, "note": "Nice!"}))
    export(album, folder)
    found = import_folder(other_album, folder, in_this_process, may_be_public=True)
    assert (found.photos, found.added, found.left_out) == (2, 2, ())
    assert contents(other_album) == contents(album)
    again = import_folder(other_album, folder, in_this_process, may_be_public=True)
    assert again.added == 0
    assert contents(other_album) == contents(album)


def test_an_empty_album_comes_back_empty(album, other_album, folder):
    """It was called damaged: its index has no line."""
    assert export(album, folder).taken_along == 0
    found = import_folder(other_album, folder, in_this_process)
    assert (found.photos, found.added, found.left_out) == (0, 0, ())
    assert public_photos(folder) == 0


def test_old_photos_come_along(album, other_album, folder):
    album.write(old_document(shot(0)))
    album.write(old_document(shot(1), original=False))
    assert export(album, folder).taken_along == 2
    assert "photos/2012/2012-12-24 original.jpg" in files(folder)
    assert [name for name in files(folder) if name.endswith("(small).png")] != []
    found = import_folder(other_album, folder, in_this_process)
    assert (found.added, found.left_out) == (2, ())
    for given in (shot(0), shot(1)):
        photo = other_album.find([given.id])[given.id].photo
        assert (photo["descr"], photo["keywords"], photo["mood"]) == (
            "Words of mine",
            "sea sun",
            "a field that nobody knows",
        )


def test_once_more_writes_nothing_anew_but_brings_new_words(album, folder, tmp_path):
    given = shot()
    added(album, tmp_path, given)
    export(album, folder)
    photo = album.find([given.id])[given.id].photo
    album.write(Write({**photo, "descr": "Later words"}))
    assert export(album, folder).written == 0
    assert "Later words" in (folder / "photos/2013/2013-05-01 IMG_1.jpg.xmp").read_text(encoding="utf-8")
    assert "Later words" in (folder / "album.jsonl").read_text(encoding="utf-8")


def test_a_sidecar_of_another_program_stays(album, folder, tmp_path):
    added(album, tmp_path, shot())
    export(album, folder)
    path = folder / "photos/2013/2013-05-01 IMG_1.jpg.xmp"
    theirs = path.read_text(encoding="utf-8").replace("Photospool", "Another Program 2.0")
    path.write_text(theirs, encoding="utf-8")
    export(album, folder)
    assert path.read_text(encoding="utf-8") == theirs


def test_files_that_are_there_already_stay(album, folder, tmp_path):
    given = shot()
    added(album, tmp_path, given)
    mine = folder / "photos/2013/2013-05-01 IMG_1.jpg"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"something else")
    os.symlink("/etc/hostname", mine.with_name("2013-05-01 IMG_1 (2).jpg"))
    export(album, folder)
    assert mine.read_bytes() == b"something else"
    assert mine.with_name("2013-05-01 IMG_1 (3).jpg").read_bytes() == given.data


def test_one_category_and_never_the_trash_unasked(album, folder, tmp_path):
    added(album, tmp_path, shot(0), category="Public")
    added(album, tmp_path, shot(1))
    added(album, tmp_path, shot(2))
    photo = album.find([shot(2).id])[shot(2).id].photo
    album.write(Write(trashed(photo)))
    assert export(album, folder / "all").taken_along == 2
    assert export(album, folder / "public", category="Public").taken_along == 1
    assert export(album, folder / "trash", category="Trash").taken_along == 1


def test_bytes_that_changed_are_left_behind_and_named(album, folder, tmp_path):
    given = shot()
    added(album, tmp_path, given)
    original = dict(album.find([given.id])[given.id].original)
    del original["_attachments"]
    album.write(Write(original, {"original.jpg": Source.of_bytes(b"\xff\xd8 other bytes", "image/jpeg")}))
    (reason,) = export(album, folder).left_out
    assert reason.startswith("IMG_1.jpg: its bytes")
    assert files(folder) == ["album.jsonl", "index.csv"]


def test_hostile_names_and_words(other_album, folder, tmp_path):
    names = ["../../evil.jpg", "con.jpg", 'a:b?"<>|*.jpg', "x" * 400 + ".jpg", " .jpg", "IMG\x1b[31m\u202egpj.jpg"]
    for number, name in enumerate(names):
        added(other_album, tmp_path, shot(number, name=name), description="=HYPERLINK(1)\x00\x1b]]>", keywords=("<a&",))
    assert export(other_album, folder).taken_along == len(names)
    assert {path.parent for path in folder.rglob("*.jpg")} == {folder / "photos/2013"}
    sidecars = [ElementTree.fromstring(path.read_bytes()) for path in folder.rglob("*.xmp")]
    assert len(sidecars) == len(names)
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as lines:
        descriptions = [row["description"] for row in csv.DictReader(lines)]
    assert [text[:2] for text in descriptions] == ["'="] * len(names)


def test_what_is_no_export_says_so(other_album, folder):
    folder.mkdir()
    with pytest.raises(NotAnExport):
        import_folder(other_album, folder, in_this_process)
    (folder / "album.jsonl").write_text('{"photo": {"_id": 7}, "file": "x"}\n')
    with pytest.raises(NotAnExport, match="Line 1"):
        import_folder(other_album, folder, in_this_process)


@pytest.mark.parametrize("file", ["../secret.jpg", "/etc/hostname", "photos/2013/none.jpg"])
def test_an_index_can_not_reach_out_of_its_folder(other_album, folder, tmp_path, file):
    (tmp_path / "secret.jpg").write_bytes(shot().data)
    folder.mkdir()
    entry = {"file": file, "is_original": True, "photo": {"_id": shot().id}, "original": None}
    (folder / "album.jsonl").write_text(json.dumps(entry) + "\n")
    found = import_folder(other_album, folder, in_this_process)
    assert (found.added, len(found.left_out)) == (0, 1)
    assert contents(other_album) == {}


def test_a_file_that_was_changed_since_is_left_out(album, other_album, folder, tmp_path):
    added(album, tmp_path, shot())
    export(album, folder)
    path = folder / "photos/2013/2013-05-01 IMG_1.jpg"
    path.write_bytes(shot(1).data)
    found = import_folder(other_album, folder, in_this_process)
    assert found.added == 0
    assert "not what was exported" in found.left_out[0]
    assert contents(other_album) == {}


@pytest.mark.parametrize("wrong", [5, "", "0" * 64])
@pytest.mark.parametrize("which", ["photo", "original"])
def test_untouched_bytes_come_back_whatever_one_document_says_of_them(
    album, other_album, folder, tmp_path, wrong, which
):
    given = shot()
    added(album, tmp_path, given)
    album.write(Write({**getattr(album.find([given.id])[given.id], which), "sha256": wrong, "taken": [1]}))
    assert export(album, folder).left_out == ()
    (path,) = (folder / "photos").rglob("*.jpg")
    assert path.parent.name == ("without a date" if which == "photo" else "2013")
    assert import_folder(other_album, folder, in_this_process).left_out == ()
    stored = other_album.find([given.id])[given.id]
    right = hashlib.sha256(given.data).hexdigest()
    assert (stored.photo["sha256"], stored.original["sha256"]) == (right, right)
    assert verify(other_album).findings == ()


def test_words_in_the_album_are_joined_with_the_folders(album, other_album, folder, tmp_path):
    given = shot()
    added(album, tmp_path, given, category="Friends/Family", keywords=("sea",), description="Folder's words")
    export(album, folder)
    added(other_album, tmp_path, given, category="Private", keywords=("sun",), description="Album's words")
    import_folder(other_album, folder, in_this_process)
    photo = other_album.find([given.id])[given.id].photo
    assert (photo["cat"], photo["keywords"]) == ("Private", ["sun", "sea"])
    assert photo["descr"] == "Album's words\n\nFolder's words"


def test_as_commands(tmp_path):
    home = tmp_path / "home"
    album = LocalAlbum(home / "album")
    added(album, tmp_path, shot())
    album.write(old_document(shot(1)))
    album.close()

    def photospool(*arguments):
        env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
        command = [os.sys.executable, "-m", "photospool", "--home", str(home), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=PATIENCE_S, check=False)
        return done.returncode, done.stdout

    read = size_words(len(shot().data) + len(shot(1).data))
    assert photospool("verify") == (0, f"2 photos looked at ({read} were read): all is well.\n")
    code, said = photospool("album", "repair")
    assert code == 0
    assert "1 would be mended" in said
    code, said = photospool("album", "repair", "--apply", "--json")
    assert json.loads(said)["mended"] == 1
    code, said = photospool("export", tmp_path / "out", "--json")
    assert (code, json.loads(said)) == (0, {"photos": 2, "written": 2, "left_out": []})
    code, said = photospool("import", tmp_path / "out", "--json")
    assert (code, json.loads(said)["added"]) == (0, 0)
    code, said = photospool("import", tmp_path)
    assert code == 1
    index = tmp_path / "out/album.jsonl"
    index.write_text(index.read_text().replace('"cat": "Private"', '"cat": "Public"'))
    home = tmp_path / "another home"
    code, said = photospool("import", tmp_path / "out", "--json")  # nobody is there to be asked
    found = json.loads(said)
    assert (code, found["made_private"]) == (0, found["added"])
    assert found["added"] == 2
    code, said = photospool("import", tmp_path / "out")
    assert "nobody said yes" not in said  # they are there, and as private as they were


@pytest.mark.parametrize("may_be_public", [False, True])
def test_what_a_folder_calls_public_is_public_only_after_a_yes(album, other_album, folder, tmp_path, may_be_public):
    """An index may have been written by anybody: cleaned of the rest, one word of it would show photos to strangers."""
    shots = [shot(number) for number in range(4)]
    for given, category in zip(shots, ("Public", "Private", "Public", "Friends/Family"), strict=True):
        added(album, tmp_path, given, category=category)
    album.discard(shots[2].id)
    export(album, folder)
    index = folder / "album.jsonl"
    lines = [json.loads(text) for text in index.read_text().splitlines()]
    assert public_photos(folder) == sum("Public" in json.dumps(line) for line in lines)
    lines[-1]["photo"] |= {"cat": "Trash", "trashed_from": "Public"}  # Public as soon as it is taken out
    index.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = import_folder(other_album, folder, in_this_process, may_be_public=may_be_public)
    assert (found.made_private > 0) is not may_be_public
    documents = [other_album.find([given.id])[given.id].photo for given in shots]
    there = [document for document in documents if document is not None]
    assert found.added == len(there) >= 3
    said = [value for document in there for value in (document.get("cat"), document.get("trashed_from"))]
    assert ("Public" in said) is may_be_public
    assert "Friends/Family" in said or "Trash" in said
    again = import_folder(other_album, folder, in_this_process, may_be_public=True)
    assert (again.added, again.made_private) == (0, 0)


def test_a_photo_that_is_there_stays_private_whatever_a_folder_says(album, other_album, folder, tmp_path):
    added(album, tmp_path, shot(0), category="Public")
    added(other_album, tmp_path, shot(0), category="Private")
    export(album, folder)
    assert import_folder(other_album, folder, in_this_process, may_be_public=True).added == 0
    assert other_album.find([shot(0).id])[shot(0).id].photo["cat"] == "Private"


@pytest.mark.parametrize("between", ["\u2028", "\u0085", "\x0b", "\x1c"])
def test_words_with_unusual_line_breaks_come_back(album, other_album, folder, tmp_path, between):
    given = shot()
    added(album, tmp_path, given)
    album.write(Write({**album.find([given.id])[given.id].photo, "descr": f"one{between}two"}))
    export(album, folder)
    assert import_folder(other_album, folder, in_this_process).added == 1
    assert other_album.find([given.id])[given.id].photo["descr"] == f"one{between}two"


def test_a_photo_with_the_longest_name_is_taken_along(album, folder, tmp_path):
    given = shot(name="写" * 83 + ".jpg")
    added(album, tmp_path, given)
    added(album, tmp_path, shot(1, name=given.name))
    found = export(album, folder)
    assert (found.taken_along, found.left_out) == (2, ())
    assert len(list((folder / "photos/2013").glob("*.jpg"))) == 2
    assert export(album, folder).written == 0


def test_an_index_brings_no_programs_and_no_notes_of_ours(other_album, folder):
    folder.mkdir()
    for doc_id in ("_design/photospool", "_local/photospool-public-1"):
        (folder / "album.jsonl").write_text(json.dumps({"document": {"_id": doc_id, "views": {}}}) + "\n")
        with pytest.raises(NotAnExport):
            import_folder(other_album, folder, in_this_process)
    assert other_album.all_docs() == []


def test_a_lost_original_is_named_and_no_small_picture_stands_in_for_it(folder, tmp_path):
    album, given = LocalAlbum(tmp_path / "album"), shot()
    added(album, tmp_path, given)
    album.attachment(f"original-{given.id}", "original.jpg")[1].unlink()
    found = export(album, folder)
    album.close()
    assert found.taken_along == 0
    assert "not in the album any more" in found.left_out[0]


def test_one_category_never_takes_the_place_of_the_whole(folder, tmp_path):
    album, given = LocalAlbum(tmp_path / "album"), shot()
    added(album, tmp_path, given)
    added(album, tmp_path, shot(1), category="Public")
    export(album, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(PhotoError, match="more than Public"):
        export(album, folder, category="Public")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    for _ in range(2):
        assert export(album, tmp_path / "public", category="Public").taken_along == 1
    album.close()


CLIMBING = ["/else/wh", "../../../m", "..", "2013-05-01/../../x", "/etc/cron.d/x\0y", "C:\\Windows", 5, None, ["/x"]]


@pytest.mark.parametrize("taken", CLIMBING, ids=repr)
@pytest.mark.parametrize("filename", ["/wh/evil.jpg", "..", "a.b/../../c"])
def test_no_word_of_a_document_leads_out_of_the_folder(other_album, folder, tmp_path, taken, filename):
    given = shot(name=filename)
    added(other_album, tmp_path, given)
    photo = other_album.find([given.id])[given.id].photo
    other_album.write(Write({**photo, "taken": taken}))
    before = sorted(tmp_path.iterdir())
    found = export(other_album, folder)
    assert (found.taken_along, found.left_out) == (1, ())
    assert sorted(path for path in tmp_path.iterdir() if path != folder) == before
    written = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".xmp", ".csv", ".jsonl"}]
    assert [path.parent for path in written] == [folder / "photos" / "without a date"]
    assert written[0].read_bytes() == given.data
    assert export(other_album, folder).written == 0


def test_an_attachments_name_leads_nowhere(other_album, folder, tmp_path):
    given = shot()
    names = ["original.j/../../../pg", "original./etc/x", "original.", "original.jpg\n", "original." + "x" * 300]
    for number, name in enumerate(names):
        one = shot(number)
        source = Source.of_bytes(one.data, "image/jpeg")
        other_album.write(Write({"_id": one.id, "type": "photo", "cat": "Private", "filename": "a"}, {name: source}))
    before = {path for path in tmp_path.rglob("*") if folder not in path.parents}
    assert export(other_album, folder).taken_along == len(names)
    found = repair(other_album, MEANS, dry_run=False)
    assert (found.mended, found.unmended) == (len(names), ())
    outside = {path for path in tmp_path.rglob("*") if folder not in path.parents and path != folder}
    assert {path for path in outside - before if "other album" not in path.parts} == set()
    assert given.id in contents(other_album)


def test_links_in_the_folder_are_not_followed(other_album, folder, tmp_path):
    given, elsewhere = shot(), tmp_path / "elsewhere"
    added(other_album, tmp_path, given)
    elsewhere.mkdir()
    (elsewhere / "file").write_text("precious")
    photos = folder / "photos"
    photos.mkdir(parents=True)
    for name in ("album.jsonl", "index.csv", "album.jsonl.part", "index.csv.part"):
        (folder / name).symlink_to(elsewhere / "file")
    (folder / "album.jsonl").unlink()  # an index is read
    (photos / "2013").symlink_to(elsewhere)
    (reason,) = export(other_album, folder).left_out
    assert "link" in reason
    (photos / "2013").unlink()
    (photos / "2013").mkdir()
    for ending in ("", ".part", ".xmp", ".xmp.part"):
        (photos / "2013" / f"2013-05-01 IMG_1.jpg{ending}").symlink_to(elsewhere / "file")
    (photos / "2013" / "2013-05-01 IMG_1.jpg").unlink()
    assert export(other_album, folder).taken_along == 1
    assert (photos / "2013" / "2013-05-01 IMG_1.jpg").read_bytes() == given.data
    assert [(path.name, path.read_text()) for path in elsewhere.iterdir()] == [("file", "precious")]
    (folder / "photos").rename(folder / "moved")
    (folder / "photos").symlink_to(elsewhere)
    with pytest.raises(PhotoError, match="link"):
        export(other_album, folder)


def test_nobody_else_reads_what_was_taken_along(other_album, folder, tmp_path):
    added(other_album, tmp_path, shot())
    before = os.umask(0)
    try:
        export(other_album, folder)
    finally:
        os.umask(before)
    assert [str(path) for path in [folder, *folder.rglob("*")] if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("before", ["", "\n", "\r\n", "\t", " ", "\x0b", "\ufeff", "\xa0 ", "\u200b"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_a_spreadsheet_takes_no_words_for_a_formula(other_album, folder, tmp_path, before, sign):
    added(other_album, tmp_path, shot(), description=f"{before}{sign}HYPERLINK(1)")
    export(other_album, folder)
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row["description"].startswith("'")


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (f'"deep": {"[" * 5000}{"]" * 5000}', "x"),
        (f'"deep": {"[" * 500}{"]" * 500}', "x"),
        ('"size": NaN', "x"),
        (f'"size": {"9" * 5000}', "x"),
        (f'"size": {"9" * 400}', "x\\u0000"),
        ('"descr": "\\ud800"', "\\ud800"),
    ],
    ids=["deep", "less deep", "NaN", "5000 digits", "400 digits", "half a letter"],
)
def test_one_line_of_an_index_stops_no_other(other_album, folder, tmp_path, words, file):
    line = f'{{"photo": {{"_id": "{"0" * 32}", {words}}}, "file": "{file}"}}'
    album, given = LocalAlbum(tmp_path / "album"), shot()
    added(album, tmp_path, given)
    export(album, folder)
    album.close()
    whole = (folder / "album.jsonl").read_text(encoding="utf-8")
    (folder / "album.jsonl").write_text(line + "\n" + whole, encoding="utf-8")
    found = import_folder(other_album, folder, in_this_process)
    assert found.added == 1
    assert len(found.left_out) == 1
    assert set(contents(other_album)) == {given.id}


@pytest.mark.parametrize("doc_id", ["original-" + "0" * 32, "0" * 32, "_design/x"])
def test_an_index_can_not_put_in_photos_without_their_bytes(other_album, folder, doc_id):
    folder.mkdir()
    (folder / "album.jsonl").write_text(json.dumps({"document": {"_id": doc_id}}) + "\n")
    with pytest.raises(NotAnExport):
        import_folder(other_album, folder, in_this_process)
    assert other_album.all_docs() == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '""', "' "])
def test_nor_for_another_cell_where_other_signs_part_the_cells(other_album, folder, tmp_path, delimiter, quote):
    """In many countries a spreadsheet divides the lines of a CSV at semicolons; some ask, and take any sign."""
    said = f"a{delimiter}{quote}=HYPERLINK(1){delimiter} {quote}@x;-) well"
    added(other_album, tmp_path, shot(name=f"b{delimiter}{quote}=1.jpg"), description=said, keywords=("c;=1", "d;+1"))
    export(other_album, folder)
    text = (folder / "index.csv").read_text(encoding="utf-8-sig")
    # Where other signs part the cells, quotes of a CSV stand anywhere in them.
    for quoting in (csv.QUOTE_MINIMAL,) if delimiter == "," else (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for row in csv.reader(text.splitlines(), delimiter=delimiter, quoting=quoting):
            assert [cell for cell in row if cell.strip(" \"'").startswith(("=", "+", "@")) and "'" not in cell] == []
    (row,) = csv.DictReader(text.splitlines())
    assert row["description"].replace("'", "") == said.replace("'", "")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes among its files")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.mkdir()])
def test_an_index_that_is_no_file_holds_nobody_up(other_album, folder, tmp_path, make):
    added(other_album, tmp_path, shot())
    folder.mkdir()
    make(folder / "album.jsonl")
    with pytest.raises(NotAnExport, match="no exported album"):
        import_folder(other_album, folder, in_this_process)
    if (folder / "album.jsonl").is_dir():
        (folder / "album.jsonl").rmdir()
    assert export(other_album, folder, category="Private").taken_along == 1
    assert (folder / "album.jsonl").is_file()
