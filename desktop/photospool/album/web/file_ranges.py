"""A file, or the part of it that was asked for, as an answer (RFC 9110, 14): of a film, browsers ask for parts only.

The part is handed to the server as a file that stands at the right place: no thread of the server waits while a film
stands still, and what lies before the part is not read.
"""

from __future__ import annotations

import os
from http import HTTPStatus

from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import wrap_file

from photospool.security import private_files


def file_response(request: Request, response: Response, path: str) -> Response:
    """``response`` with the file as its content; its ``ETag`` is what conditions go by. Raises OSError."""
    etag, _ = response.get_etag()
    response.headers["Accept-Ranges"] = "bytes"
    if etag is not None and request.if_none_match.contains_weak(etag):
        response.status_code = HTTPStatus.NOT_MODIFIED
        return response
    file = os.fdopen(os.open(path, os.O_RDONLY | private_files.NO_LINKS), "rb")
    try:
        length = os.fstat(file.fileno()).st_size
        wanted = _wanted(request, etag, length)
        begin, end = wanted or (0, length)
        is_nothing = wanted is not None and begin >= end
        if is_nothing:
            response.status_code = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            response.headers["Content-Range"] = f"bytes */{length}"
        elif wanted:
            response.status_code = HTTPStatus.PARTIAL_CONTENT
            response.headers["Content-Range"] = f"bytes {begin}-{end - 1}/{length}"
        response.headers["Content-Length"] = str(0 if is_nothing else end - begin)
        if request.method == "HEAD" or is_nothing:
            file.close()
        else:
            file.seek(begin)
            response.response = wrap_file(request.environ, file)  # the server closes it when it is sent
    except BaseException:
        file.close()
        raise
    return response


def _wanted(request: Request, etag: str | None, length: int) -> tuple[int, int] | None:
    """The one part that is asked for, from its first byte to behind its last; empty for one that is not there.

    None where the whole is sent: no range, several, one that can't be read, or one of another state of the file.
    """
    wanted, known = request.range, request.if_range
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1 or request.method == "HEAD":
        return None
    if "If-Range" in request.headers and (etag is None or known.etag != etag):
        return None  # a date is none of ours, either
    begin, end = wanted.ranges[0]
    if begin < 0:
        return max(0, length + begin), length
    return begin, min(length if end is None else end, length)
