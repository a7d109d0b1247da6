"""What a proxy in front of a public copy should say: look, and nothing else. Text for its owner to copy; pure."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from photospool.album.couchdb.couchapp import INDEX
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.couchdb.link_preview import SIZE, UP
from photospool.album.replication.models import Copy

SHARE: Final = "_share"
"""Below the database: a photo's own address for messengers. No document is ever called so."""
_NGINX: Final = """\
# In front of the public copy: strangers may look, and nothing else. In the “server” block of their address.
location ^~ /{location}/_local {{ return 403; }}
location ^~ /{location}/ {{
{only}    limit_except GET HEAD {{ deny all; }}
    proxy_set_header Host $http_host;
    proxy_set_header Authorization "";
    proxy_set_header Cookie "";
    proxy_buffering off;
    proxy_pass {url};
{sharing}}}
location = /{location} {{
{only}    limit_except GET HEAD {{ deny all; }}
    proxy_set_header Host $http_host;
    proxy_set_header Authorization "";
    proxy_set_header Cookie "";
    proxy_pass {url};
}}
{start}location / {{ return 404; }}
"""
_SHARING: Final = """\
    # What messengers show of a link wants whole addresses; leave these two out where nginx has no “sub” module.
    location = /{database}/{page} {{
        limit_except GET HEAD {{ deny all; }}
        proxy_set_header Host $http_host;
        proxy_set_header Authorization "";
        proxy_set_header Cookie "";
        proxy_set_header Accept-Encoding "";
        sub_filter 'content="{up}' 'content="$scheme://$host/{database}/';
        proxy_pass {url};
    }}
    location ~ "^/{pattern}/{share}/([0-9a-f]{{32}})$" {{
        limit_except GET HEAD {{ deny all; }}
        set $photo $1;
        proxy_set_header Host $http_host;
        proxy_set_header Authorization "";
        proxy_set_header Cookie "";
        proxy_set_header Accept-Encoding "";
        sub_filter '<head>' '<head>
  <meta property="og:image" content="$scheme://$host/{database}/$photo/{size}">
  <meta name="twitter:card" content="summary_large_image">
  <meta http-equiv="refresh" content="0; url=/{database}/{page}#/?photo=$photo">';
        sub_filter 'content="{up}' 'content="$scheme://$host/{database}/';
        rewrite ^ /{database}/{page}? break;
        proxy_pass {url};
    }}
"""
_ONLY: Final = """\
    # nginx reads a slash in a name as any other; CouchDB would take what is asked without %2F for another database.
    if ($request_uri !~* "^/{spelt}(?:[/?]|$)") {{ return 404; }}
"""
_START: Final = "location = / {{ absolute_redirect off; return 302 /{database}/{page}; }}\n"
_PLAIN: Final = re.compile(r"[a-z0-9_()+-]+")
"""Names of databases in which nginx sees no variable and no slash."""


def nginx(copy: Copy) -> str:
    """A snippet that lets GET and HEAD of this one database pass, and no name and no password."""
    database = copy.there.database
    spelt = quote(database, safe="$()+-_")
    said = {
        "database": spelt,
        "location": database,
        "spelt": re.escape(spelt),
        "pattern": re.escape(database),
        "page": f"{DESIGN_ID}/{INDEX}",
        "share": SHARE,
        "size": SIZE,
        "up": UP,
        "url": copy.there.url,
    }
    has_slash = "/" in database
    is_plain = _PLAIN.fullmatch(database) is not None
    parts = {
        "only": _ONLY if has_slash else "",
        "sharing": _SHARING if is_plain else "",
        "start": _START if is_plain or (has_slash and _PLAIN.fullmatch(database.replace("/", ""))) else "",
    }
    return _NGINX.format(**said, **{name: text.format(**said) for name, text in parts.items()})
