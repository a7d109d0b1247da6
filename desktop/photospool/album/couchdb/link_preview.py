"""What a messenger shows of a link to the page, title and picture, as Open Graph has it (https://ogp.me).

Whoever makes such a preview runs no script and never learns what stands behind the ``#`` of an address: it reads the
head of the page and nothing else. So the title that an owner chose, and the photo, are written into the ``index.html``
of their copy when it is installed. Pure.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from photospool.album.page_files import PageFile
from photospool.photo.metadata.text import as_text, line

TITLE: Final = "title"
"""A field of the design document, beside the page; the views' results do not depend on it."""
PICTURE: Final = "picture"
"""The same: the id of a public photo."""
POLICY: Final = "policy"
"""The same: a digest of the policy under which the page was let run. It makes the page another one, for a browser keeps
the policy with the page, and a CouchDB that is asked whether it is still the same one answers 304 without a policy."""
LONGEST_TITLE: Final = 80
SIZE: Final = "800x600.jpg"
"""Which of a photo's pictures: messengers take some hundred kilobytes."""
UP: Final = "../../"
"""From the page to the database. Not all messengers follow such an address: a proxy makes it a whole one."""
_OURS: Final = "<title>Album</title>"
_ID: Final = re.compile(r"[0-9a-f]{32}")


def title_in(design: Mapping[str, Any] | None) -> str:
    """What a copy's page calls itself; empty for the usual word."""
    return line(as_text((design or {}).get(TITLE)), LONGEST_TITLE)


def picture_in(design: Mapping[str, Any] | None) -> str:
    """The id of the photo that stands for the whole copy; empty for none."""
    photo_id = as_text((design or {}).get(PICTURE))
    return photo_id if _ID.fullmatch(photo_id) else ""


def policy_in(design: Mapping[str, Any] | None) -> str:
    """The digest of the policy that was set for the page; empty for none."""
    digest = as_text((design or {}).get(POLICY))
    return digest if _ID.fullmatch(digest) else ""


def with_preview(index: PageFile, design: Mapping[str, Any] | None) -> PageFile:
    """The page's first file with what stands in the design document; the same where nothing does."""
    title, picture, policy = title_in(design), picture_in(design), policy_in(design)
    said = html.escape(title or "Album")
    lines = [f"<title>{said}</title>"]
    if title or picture:
        lines += ['<meta property="og:type" content="website">', f'<meta property="og:title" content="{said}">']
    if picture:
        lines += [
            f'<meta property="og:image" content="{UP}{picture}/{SIZE}">',
            '<meta name="twitter:card" content="summary_large_image">',
        ]
    if policy:
        lines.append(f"<!-- {policy} -->")
    content = index.content.replace(_OURS.encode(), "\n  ".join(lines).encode(), 1)
    return index if content == index.content else replace(index, content=content, etag=sha256(content).hexdigest()[:32])
