"""The couchdb package's HTTP client, imported without what it doesn't need. Only client.py uses it."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import Any, cast

from photospool.security import untrusted_json


def _imported() -> Any:
    # WORKAROUND for couchdb 1.2: to learn its own version it imports pkg_resources where there is one, which costs 6 MB
    # and 0.15 s, and newer setuptools warn of it on the user's terminal. It does well without.
    name = "pkg_resources"
    if name in sys.modules:
        import couchdb.http as client

        return client
    sys.modules[name] = cast("ModuleType", None)
    try:
        import couchdb.http as client
    finally:
        del sys.modules[name]
    return client


def _with_our_reader(client: Any) -> Any:
    """Read answers with our own reader, whatever else is installed: simplejson would take ``NaN``."""
    client.json.use(decode=untrusted_json.loads, encode=json.dumps)
    return client


http: Any = _with_our_reader(_imported())
