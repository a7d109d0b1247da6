"""Two machines say what they like of the files of one shot, apart from each other: then all is whole again.

Without a server: versions meet as ``merge.settled`` makes one of two, which the server's copies of an album go through.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from photospool.album.documents import (
    Document,
    Stored,
    original_document,
    original_id,
    photo_document,
    restored,
    trashed,
)
from photospool.album.merge import settled, stricter
from photospool.album.stack_edits import put_back_together, show_first, take_apart
from photospool.album.stack_links import Linked, StackLinker
from photospool.album.views import VIEWS, is_part, is_photo

from .shots import shot

ID = "F3A1C2D4-0001-4B5C-8D7E-112233445566"
ROUNDS = 6
"""After so many looks nothing may be left to do."""
Documents = dict[str, Document]


class Shelf:
    """As much of an album as stacks ask of one."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    def view(self, name: str, **options: Any) -> dict[str, Any]:
        wanted = options.get("keys") or ([options["key"]] if "key" in options else None)
        rows = [
            {"id": doc_id, "key": key, "value": value}
            for doc_id, document in sorted(self.documents.items())
            for key, value in VIEWS[name].map(document)
            if wanted is None or key in wanted
        ]
        return {"rows": sorted(rows, key=lambda row: str(row["key"]))}

    def listed(self, ids: Sequence[str]) -> dict[str, Stored]:
        found = self.documents
        return {one: Stored(copy.deepcopy(found.get(one)), found.get(original_id(one))) for one in ids}

    def bulk(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        for document in documents:
            self.documents[document["_id"]] = copy.deepcopy(dict(document))
        return [{"id": document["_id"]} for document in documents]

    def says(self, rng: random.Random) -> None:
        """Something that a person does, or the program by itself."""
        photos = [document for document in self.documents.values() if is_photo(document)]
        if not photos:
            return
        photo = rng.choice(sorted(photos, key=lambda document: document["_id"]))
        is_thrown = photo["cat"] == "Trash"
        match rng.choice(["apart", "together", "first", "trash", "category", "look", "look"]):
            case "apart":
                take_apart(self, photo["_id"])
            case "together":
                put_back_together(self, photo["_id"])
            case "first":
                show_first(self, photo["_id"])
            case "trash":
                self.bulk([restored(photo) if is_thrown else trashed(photo)])
            case "category" if not is_thrown:
                self.bulk([{**photo, "cat": rng.choice(["Private", "Friends/Family", "Public"])}])
            case _:
                StackLinker(self).of_all()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Document, Document]]:
    """A live photo's halves, its edit, a frame of its burst, and a raw file that is a stranger: photo and original."""
    folder: Path = tmp_path_factory.mktemp("files")
    shots = [
        shot(folder, "IMG_1.HEIC", content=ID),
        shot(folder, "IMG_1.MOV", content=ID),
        shot(folder, "IMG_E1.HEIC", content=ID, at="2024-05-02T00:00:00"),
        shot(folder, "IMG_2.HEIC", content=ID, burst=ID),
        shot(folder, "IMG_9.DNG"),
    ]
    return [(photo_document(one), original_document(one)) for one in shots]


def wrong_in(documents: Documents) -> list[str]:
    """What must never be so once all is quiet."""
    photos = {name: document for name, document in documents.items() if is_photo(document)}
    found = []
    for name, photo in photos.items():
        is_thrown = photo["cat"] == "Trash"
        if not is_part(photo):
            if {"part", "part_of"} & set(photo) or (is_thrown and "trashed_with" in photo):
                found.append(f"{name} stands alone and says otherwise")
            continue
        shown = photos.get(photo["part_of"])
        if shown is None or is_part(shown):
            found.append(f"{name} belongs to what is not shown")
        elif shown["cat"] == "Trash" and not is_thrown:
            found.append(f"{name} stays when its shown one is thrown away")
        elif shown["cat"] != "Trash" and is_thrown and "trashed_with" in photo:
            found.append(f"{name} lies in the trash without its shown one")
        elif not is_thrown and stricter(photo["cat"], shown["cat"]) != photo["cat"]:
            found.append(f"{name} is open to more people than its shown one")
        if photo.get("apart") is True:
            found.append(f"{name} was taken apart by a person")
    free = [one for one in photos.values() if "apart" not in one and one["cat"] != "Trash"]
    shot_by_one = [one for one in free if f"content:{ID}" in documents[original_id(one["_id"])].get("pair_keys", ())]
    is_seen = any(one.get("media") != "video" for one in shot_by_one)
    if is_seen and len({one.get("part_of", one["_id"]) for one in shot_by_one}) > 1:
        found.append("what belongs together is not")
    return found


@pytest.mark.parametrize("first_seed", range(0, 400, 50))
def test_whatever_both_said_it_is_whole_again(files: list[tuple[Document, Document]], first_seed: int) -> None:
    for seed in range(first_seed, first_seed + 50):
        rng = random.Random(seed)
        base = Shelf({one["_id"]: one for pair in files if rng.random() < 0.8 for one in pair})
        for _ in range(rng.randrange(4)):
            base.says(rng)
        machines = [Shelf(copy.deepcopy(base.documents)) for _ in range(2)]
        for machine in machines:
            for pair in files:
                if rng.random() < 0.3 and pair[0]["_id"] not in machine.documents:
                    machine.bulk(pair)
            for _ in range(rng.randrange(5)):
                machine.says(rng)
        mine, theirs = (machine.documents for machine in machines)
        both = Shelf({})
        for name in sorted({*mine, *theirs}):
            if name in mine and name in theirs and mine[name] != theirs[name]:
                both.documents[name] = settled(base.documents.get(name), mine[name], theirs[name]).document
            else:
                both.documents[name] = copy.deepcopy(mine.get(name) or theirs[name])
        looks = [StackLinker(both).of_all() for _ in range(ROUNDS)]
        assert looks[-1] == Linked(), f"seed {seed}: it never rests"
        assert wrong_in(both.documents) == [], f"seed {seed}"
