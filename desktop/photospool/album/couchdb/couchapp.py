"""The album's page as a part of the album's own database: for other people, and for the public copy.

The page's files are attachments of ``_design/photospool``, beside the views. CouchDB sends a policy with every
attachment that lets no script run; only an administrator can change it, and only when they say so: this module finds
out whether it has to be, says what it would be, and sets it. Who is asked, and in which words, is the front end's.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

import photospool
from photospool.album.base import NotThere
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.couchdb.link_preview import with_preview
from photospool.album.couchdb.server_config import set_everywhere
from photospool.album.documents import Document
from photospool.album.page_files import PageFile, digest_of, page_files, page_folder
from photospool.album.schema import stubs
from photospool.messages import message

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum

PAGE: Final = "page"
"""The field that says which page is installed: ``release``, ``digest``, and ``files``, their digests on the server."""
INDEX: Final = "index.html"
_SECTION: Final = "csp"
_SETTING: Final = "attachments_header_value"
_REST: Final = (
    "img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


# Installing --------------------------------------------------------------------------------------------------------


def our_files(installed: Mapping[str, Any] | None = None) -> dict[str, PageFile]:
    """The page that this program brings, as it calls itself in this design document."""
    files = page_files(page_folder())
    return {**files, INDEX: with_preview(files[INDEX], installed)}


def with_page(installed: Mapping[str, Any] | None, files: Mapping[str, PageFile]) -> Document | None:
    """What to add to the design document so that it has our page; None: nothing is to be done.

    A page that somebody else made or changed, or that a newer Photospool brought, stays.
    """
    there = stubs(installed or {})
    about = _about(installed)
    if about is None:
        if set(there) & set(files):
            return None
    else:
        if is_changed(installed) or _numbers(str(about.get("release", ""))) > _numbers(photospool.__version__):
            return None
        if about.get("digest") == digest_of(files) and set(files) <= set(there):
            return None
    ours = set(_files_of(about))
    kept = {name: stub for name, stub in there.items() if name not in ours}
    return {
        "_attachments": kept | {name: _inline(file) for name, file in files.items()},
        PAGE: {"release": photospool.__version__, "digest": digest_of(files), "files": {}},
    }


def noted(installed: Mapping[str, Any], files: Mapping[str, PageFile]) -> Document | None:
    """The design document with the server's digests of our files, by which a change by somebody is seen later.

    The server knows them only once it has them: text is kept compressed.
    """
    about = _about(installed)
    if about is None or about.get("files") or about.get("digest") != digest_of(files):
        return None
    found = {name: stub.get("digest") for name, stub in stubs(installed).items() if name in files}
    return {**installed, PAGE: {**about, "files": found}}


def is_changed(installed: Mapping[str, Any] | None) -> bool:
    """Whether somebody changed or took away a file of the page since it was installed, or made the page themselves."""
    there, about = stubs(installed or {}), _about(installed)
    if about is None:
        return INDEX in there
    return any(there.get(name, {}).get("digest") != digest for name, digest in _files_of(about).items())


def _inline(file: PageFile) -> dict[str, str]:
    return {"content_type": file.content_type, "data": base64.b64encode(file.content).decode("ascii")}


def _about(installed: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    about = (installed or {}).get(PAGE)
    return about if isinstance(about, Mapping) else None


def _files_of(about: Mapping[str, Any] | None) -> Mapping[str, Any]:
    files = (about or {}).get("files")
    return files if isinstance(files, Mapping) else {}


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", release)[:3])


# The policy --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Policy:
    """Whether the installed page can run, and what would let it."""

    address: str
    """Of the page, as people open it."""
    scripts: str
    """The address below which scripts would be allowed to run: the design document's own."""
    current: str
    """The policy that the server sends with the page; empty for none."""
    wanted: str
    """The policy under which the page runs, and no other attachment's script does."""
    lets_run: bool
    """Whether the page's scripts run under ``current``."""
    lets_play: bool = True
    """Whether the page may play videos under it; earlier versions' policy did not say so."""
    lets_play_parts: bool = True
    """Whether it may play what it holds in memory (``blob:``), such as the film of a motion photo."""

    @property
    def fails(self) -> str:
        """What the page can't do under ``current``, as a phrase for people; empty where it can do all."""
        if not self.lets_run:
            return message("does not run there")
        if not self.lets_play:
            return message("plays no videos there")
        return "" if self.lets_play_parts else message("plays no motion photos there")


def examine(album: CouchAlbum, address: str = "") -> Policy | None:
    """What the server sends with the page, told by asking for it; None where no page is installed.

    ``address``: how people reach the server, if that differs from the album's own: ``https://photos.example.org``.
    Raises AlbumUnavailable, AlbumRefused.
    """
    try:
        headers = album.database.attachment_headers(DESIGN_ID, INDEX)
    except NotThere:
        return None
    server = (address or album.guard.address.url).rstrip("/")
    scripts = f"{server}/{quote(album.database.name, safe='')}/{DESIGN_ID}/"
    current = headers.get("content-security-policy", "")
    return Policy(
        address=scripts + INDEX,
        scripts=scripts,
        current=current,
        wanted=policy_for(scripts, current),
        lets_run=lets_run(current, scripts),
        lets_play=_allows(_directives(current), "media-src", scripts),
        lets_play_parts=_allows_blobs(_directives(current)),
    )


def set_policy(album: CouchAlbum, policy: Policy) -> None:
    """Set the policy for every attachment of the server, on each of its nodes. Only after an administrator said yes.

    Raises NotAllowed for who is no administrator of the server, AlbumUnavailable, AlbumRefused.
    """
    set_everywhere(album.guard, _SECTION, _SETTING, policy.wanted)


def policy_for(scripts: str, current: str = "") -> str:
    """Scripts run below one address alone. What another album's page was allowed under such a policy stays allowed."""
    before = _directives(current)
    ours = _directives(f"default-src 'none'; script-src {scripts}; {_REST}")
    # An earlier version's policy had no videos in it, or none that lie in a photo's own file.
    differs = {"script-src", "media-src"}
    same = {name: values for name, values in before.items() if name not in differs} == {
        name: values for name, values in ours.items() if name not in differs
    }
    if same and before.get("script-src"):
        ours["script-src"] = [*dict.fromkeys([*before["script-src"], scripts])]
    return "; ".join(" ".join([name, *values]) for name, values in ours.items())


def lets_run(policy: str, scripts: str) -> bool:
    """Whether the page below this address can do its work under a Content-Security-Policy."""
    directives = _directives(policy)
    sandbox = directives.get("sandbox")
    if sandbox is not None and not {"allow-scripts", "allow-same-origin"} <= set(sandbox):
        return False
    return all(_allows(directives, name, scripts) for name in ("script-src", "style-src", "img-src", "connect-src"))


def _allows(directives: Mapping[str, list[str]], name: str, address: str) -> bool:
    sources = directives.get(name, directives.get("default-src"))
    if sources is None:
        return True
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    for source in sources:
        if source in {"*", "'self'", f"{parts.scheme}:", parts.netloc, origin, address}:
            return True
        if source.endswith("/") and f"{address}js/".startswith(
            source if "://" in source else f"{parts.scheme}://{source}"
        ):
            return True
    return False


def _allows_blobs(directives: Mapping[str, list[str]]) -> bool:
    """Whether films may be played that lie in memory: no other source stands for them, not even ``*``."""
    sources = directives.get("media-src", directives.get("default-src"))
    return sources is None or "blob:" in sources


def _directives(policy: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        if name:
            found.setdefault(name.lower(), values)
    return found
