"""Whatever happens to photos, in any order: the public copy holds exactly the public ones. On two real servers."""

from __future__ import annotations

import base64
import os
import secrets

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from photospool.album.couchdb.setup import set_up
from photospool.album.documents import restored, trashed
from photospool.album.replication.conflicts import settle
from photospool.album.replication.filters import for_strangers
from photospool.album.replication.models import Copy, Direction, Endpoint
from photospool.album.replication.public.retract import audit, stranger
from photospool.album.replication.replications import as_endpoint

from ...search import examples
from .conftest import jpeg
from .one_shot import replicated

PHOTOS = st.sampled_from([f"{number:032x}" for number in (10, 11, 12)])
CATEGORIES = st.sampled_from(["Public", "Private", "Friends/Family", "Trash"])
PICTURES = {"thumb.jpg": {"content_type": "image/jpeg", "data": base64.b64encode(jpeg()).decode()}}
NEW = {"type": "photo", "cat": "Private", "sha256": "ab" * 32, "placeholder": "x", "descr": "", "keywords": ["new"]}


def machine(here, there):
    """The state machine between two servers."""

    class PublicCopy(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.album = here.album(f"test-{secrets.token_hex(6)}")
            set_up(self.album, create=True)
            name = f"copy-{secrets.token_hex(6)}"
            self.target = there.album(name)
            self.target.guard.put(name)
            self.target.guard.put(name, "_security", body={"members": {}, "admins": {"roles": ["_admin"]}})
            end = Endpoint(there.url, name, there.user, there.password)
            self.copy = Copy(secrets.token_hex(4), "Public", end, Direction.SEND, is_public=True)
            self.source = Endpoint(here.url, self.album.database.name, here.user, here.password)
            self.shown = {}
            """Every revision of each photo that strangers ever saw."""
            self.is_settled = False

        def change(self, photo_id, step):
            document = self.album.get(photo_id)
            self.is_settled = False
            if document is not None:
                self.album.put_document(step(document))

        @rule(photo_id=PHOTOS, cat=CATEGORIES)
        def add(self, photo_id, cat):
            if self.album.get(photo_id) is None:
                self.album.put_document({**NEW, "_id": photo_id, "cat": cat, "_attachments": PICTURES})
            self.is_settled = False

        @rule(photo_id=PHOTOS)
        def publish(self, photo_id):
            self.change(photo_id, lambda document: {**document, "cat": "Public"})

        @rule(photo_id=PHOTOS)
        def unpublish(self, photo_id):
            self.change(photo_id, lambda document: {**document, "cat": "Private"})

        @rule(photo_id=PHOTOS, words=st.sampled_from(["Sea", "Sun"]))
        def edit(self, photo_id, words):
            self.change(photo_id, lambda document: {**document, "descr": words})

        @rule(photo_id=PHOTOS)
        def throw_away(self, photo_id):
            self.change(photo_id, trashed)

        @rule(photo_id=PHOTOS)
        def restore(self, photo_id):
            self.change(photo_id, restored)

        @rule(photo_id=PHOTOS)
        def delete(self, photo_id):
            self.change(photo_id, lambda document: {"_id": photo_id, "_rev": document["_rev"], "_deleted": True})

        @rule(photo_id=PHOTOS, cat=CATEGORIES, words=st.sampled_from(["", "Moon"]))
        def conflict(self, photo_id, cat, words):
            document = self.album.get(photo_id, revs="true", attachments="true")
            self.is_settled = False
            if document is not None:
                history = document.pop("_revisions")
                ids = [secrets.token_hex(16), *history["ids"][1:]]
                sibling = {**document, "cat": cat, "descr": words or document["descr"]}
                sibling |= {"_rev": f"{history['start']}-{ids[0]}", "_attachments": PICTURES}
                sibling["_revisions"] = {"start": history["start"], "ids": ids}
                self.album.database.bulk([sibling], new_edits=False)

        @rule(photo_id=PHOTOS)
        def merge(self, photo_id):
            settle(self.album, [photo_id])
            self.is_settled = False

        @rule()
        def replicate(self):
            body = {"source": as_endpoint(self.source), "target": as_endpoint(self.copy.there)}
            replicated(self.album, {**body, "selector": for_strangers()})
            for row in stranger(self.copy).database.all_docs(include_docs=True, conflicts=True)["rows"]:
                revisions = {row["doc"]["_rev"], *row["doc"].get("_conflicts", ())}
                if not row["id"].startswith("_design/"):
                    self.shown.setdefault(row["id"], set()).update(revisions)

        @rule()
        def look_after(self):
            audit(self.album, self.copy)

        @rule()
        def settle_all(self):
            """As time goes by: what is public comes, what is not goes, what has to come back comes back."""
            for _ in range(2):
                self.replicate()
                audit(self.album, self.copy)
            self.replicate()
            self.is_settled = True

        @precondition(lambda self: self.is_settled)
        @invariant()
        def strangers_see_what_is_public(self):
            public = {}
            for photo_id, leaves in self.leaves(self.album).items():
                if all(document["cat"] == "Public" for document in leaves.values()):
                    public[photo_id] = set(leaves)
            seen = {photo_id: set(leaves) for photo_id, leaves in self.leaves(stranger(self.copy)).items()}
            assert set(seen) == set(public)
            assert all(revisions <= public[photo_id] for photo_id, revisions in seen.items())
            assert all(self.album.get(photo_id)["_rev"] in revisions for photo_id, revisions in seen.items())
            for photo_id, revisions in self.shown.items():
                if photo_id not in public:
                    assert [rev for rev in revisions if stranger(self.copy).get(photo_id, rev=rev)] == []

        def leaves(self, album):
            """Every live version of each photo: revision → document, as the server lists them."""
            found = {}
            for row in album.database.all_docs(include_docs=True, conflicts=True)["rows"]:
                if not row["id"].startswith("_"):
                    revisions = [row["doc"]["_rev"], *row["doc"].get("_conflicts", ())]
                    found[row["id"]] = {rev: album.get(row["id"], rev=rev) for rev in revisions}
            return found

        def teardown(self):
            self.settle_all()
            self.strangers_see_what_is_public()
            here.request("DELETE", f"/{self.album.database.name}")
            there.request("DELETE", f"/{self.copy.there.database}")

    return PublicCopy


@pytest.mark.hypothesis
@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_the_public_copy_holds_exactly_the_public_photos(real_couchdb, second_couchdb):
    tried = int(os.environ.get("PHOTOSPOOL_EXAMPLES", examples(4)))  # more of them find rarer orders
    run_state_machine_as_test(
        machine(real_couchdb, second_couchdb),
        settings=settings(
            max_examples=tried,
            stateful_step_count=12,
            suppress_health_check=list(HealthCheck),
        ),
    )
