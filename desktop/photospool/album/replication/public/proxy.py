"""What a proxy in front of a public copy should say: look, and nothing else. Text for its owner to copy; pure."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from photospool.album.replication.models import Copy

_NGINX: Final = """\
# In front of the public copy: strangers may look, and nothing else. In the “server” block of their address.
location ^~ /{database}/_local {{ return 403; }}
location ^~ /{database}/ {{
    limit_except GET HEAD {{ deny all; }}
    proxy_set_header Host $http_host;
    proxy_set_header Authorization "";
    proxy_set_header Cookie "";
    proxy_buffering off;
    proxy_pass {url};
}}
location = /{database} {{
    limit_except GET HEAD {{ deny all; }}
    proxy_set_header Host $http_host;
    proxy_set_header Authorization "";
    proxy_set_header Cookie "";
    proxy_pass {url};
}}
location / {{ return 404; }}
"""


def nginx(copy: Copy) -> str:
    """A snippet that lets GET and HEAD of this one database pass, and no name and no password."""
    return _NGINX.format(database=quote(copy.there.database, safe="$()+-_"), url=copy.there.url)
