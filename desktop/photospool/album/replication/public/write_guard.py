"""What a public copy's own server refuses to take: strangers' writes, and photos that strangers must not have.

A selector alone does not keep a photo out. It is asked of a version as the list of changes has it, but CouchDB's
replicator then fetches the *newest* version that grew out of that one (it asks with ``latest=true``): a photo that is
made Private, or gets a place, in just that moment would arrive as it is now. So the copy itself looks once more at what
arrives. The function is the selector of filters.py again, in JavaScript that each server from CouchDB 1 on can run; a
test on a real server holds the two equal.
"""

from __future__ import annotations

import json
from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import PUBLIC
from photospool.album.replication.filters import PICTURES, PLACES, TEST
from photospool.album.replication.models import TODAY, Films
from photospool.album.replication.public import film_documents
from photospool.album.replication.public.image_privacy import CONTENT_TYPE
from photospool.photo.metadata.exif_privacy import PRIVATE
from photospool.photo.metadata.public_fields import CAMERA_NOTES, FIELDS, FILE_NOTES, NAME_OF_FILE, PLAIN, SPECIAL
from photospool.photo.public_film.film_privacy import CONTENT_TYPE as FILM_TYPE

READONLY_ID: Final = "_design/readonly"
MARK_FIELDS: Final = frozenset({"_id", "_rev", "_deleted", "_revisions", "type", "cat"})
"""All that a deletion's mark may hold, for whatever else it says stays readable; and a document of the proof's own."""
_FUNCTION: Final = """function (newDoc, oldDoc, userCtx, secObj) {
  var admins = (secObj && secObj.admins) || {}, names = admins.names || [], roles = admins.roles || [];
  var mayWrite = userCtx.roles.indexOf('_admin') !== -1 || (userCtx.name && names.indexOf(userCtx.name) !== -1);
  var plain = %(plain)s, lists = %(lists)s, marks = %(marks)s, pictures = %(pictures)s, places = %(places)s;
  var films = %(films)s, filmFields = %(film_fields)s;
  var name, value, i, there = newDoc._attachments;
  function refuse() {
    throw({forbidden: 'This is a public copy: it takes only photos that are fit for strangers.'});
  }
  function isNested(value) {
    return typeof value === 'object' && value !== null;
  }
  function isList(value) {
    return Object.prototype.toString.call(value) === '[object Array]';
  }
  function hasOnly(names) {
    for (name in newDoc) {
      if (names.indexOf(name) === -1) { return false; }
    }
    return true;
  }
  function isNote(name) {
    return %(note)s;
  }
  for (i = 0; i < roles.length; i += 1) {
    mayWrite = mayWrite || userCtx.roles.indexOf(roles[i]) !== -1;
  }
  if (!mayWrite) {
    throw({forbidden: 'This is a public copy: it can be looked at, not changed.'});
  }
  if (newDoc._id.indexOf('_design/') === 0) {
    return;
  }
  if (newDoc._deleted || newDoc._id.indexOf('%(test)s') === 0) {
    if (!hasOnly(marks)) { refuse(); }
    return;
  }
  if (films && /^film-[0-9a-f]{32}$/.test(newDoc._id)) {
    if (!hasOnly(filmFields) || newDoc.type !== 'film' || !isNested(there)) { refuse(); }
    if (newDoc.has_sound !== (films === 'sound')) { refuse(); }
    for (name in there) {
      if (name !== '%(film)s' || there[name].content_type !== '%(film_type)s') { refuse(); }
    }
    return;
  }
  if (newDoc.cat !== '%(public)s' || newDoc.type !== 'photo' || !/^[0-9a-f]{32}$/.test(newDoc._id)) { refuse(); }
  if (typeof newDoc.sha256 !== 'string' || typeof newDoc.placeholder !== 'string' || !isNested(there)) { refuse(); }
  for (name in there) {
    if (pictures.indexOf(name) === -1 || there[name].content_type !== '%(type)s') { refuse(); }
  }
  for (name in newDoc) {
    value = newDoc[name];
    if (places.indexOf(name) !== -1 || (plain.indexOf(name) === -1 && lists.indexOf(name) === -1)) { refuse(); }
    if (plain.indexOf(name) !== -1 && isNested(value)) { refuse(); }
  }
  if (isNested(newDoc.keywords)) {
    if (!isList(newDoc.keywords)) { refuse(); }
    for (i = 0; i < newDoc.keywords.length; i += 1) {
      if (isNested(newDoc.keywords[i])) { refuse(); }
    }
  }
  if (newDoc.exif !== undefined) {
    if (!isNested(newDoc.exif) || isList(newDoc.exif)) { refuse(); }
    for (name in newDoc.exif) {
      if (!isNote(name) || isNested(newDoc.exif[name])) { refuse(); }
    }
  }
}"""


def validation(rules: int = TODAY, films: Films = Films.NONE) -> str:
    """The function for ``validate_doc_update``: who may write, and what may be written. Pure."""
    plain = PLAIN if rules >= TODAY else PLAIN | {NAME_OF_FILE}
    notes = json.dumps(sorted({*CAMERA_NOTES, *FILE_NOTES}))
    return _FUNCTION % {
        "plain": json.dumps(sorted(plain)),
        "lists": json.dumps(sorted(SPECIAL | FIELDS - PLAIN)),
        "marks": json.dumps(sorted(MARK_FIELDS)),
        "pictures": json.dumps(list(PICTURES)),
        "places": json.dumps(list(PLACES)),
        "note": f"{notes}.indexOf(name) !== -1" if rules >= TODAY else f"!/{PRIVATE}/i.test(name)",
        "public": PUBLIC,
        "test": TEST,
        "type": CONTENT_TYPE,
        "films": json.dumps("" if films is Films.NONE else films.value),
        "film_fields": json.dumps(sorted(film_documents.FIELDS)),
        "film": film_documents.NAME,
        "film_type": FILM_TYPE,
    }


def guard_writes(there: CouchAlbum, rules: int = TODAY, films: Films = Films.NONE) -> None:
    """Let the copy take nothing but what these rules let strangers have; never in the album.

    What lies there already is not looked at. Raises what the server answers.
    """
    known = there.get(READONLY_ID) or {}
    wanted = validation(rules, films)
    if known.get("validate_doc_update") != wanted:
        there.put_document({**known, "_id": READONLY_ID, "language": "javascript", "validate_doc_update": wanted})
