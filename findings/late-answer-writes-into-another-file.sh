#!/usr/bin/env bash
# waitress 3.0.2: a request that ends after `server.close()` writes the letter “x” into a file that was opened since, whichever it is.
#
# Guess before the run: what ends after the server was closed fails, with a line in the log, or is dropped.
# Seen: a request's thread wakes the server's loop through a pipe, by the *number* that the pipe had. close() closes the pipe, the system
# gives its number to the next file that is opened, and the thread's “x” lands there: at the end of what is being written, in a database, in
# a photo that is copied. Only where the number is free the log says “Bad file descriptor”. `server.run()` ends with the thread of
# the loop, and not with its tasks, so whoever closes a server while somebody is served, and goes on with files, has it now and then.
# `task_dispatcher.shutdown()` waits five seconds for the tasks, and does not hold the pipe for those that take longer. What helps is
# to let nobody pull the trigger after the close.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check waitress==3.0.2
cat >ask.py <<'PY'
import socket
import threading

from waitress import create_server

began, may_end = threading.Event(), threading.Event()


def app(_environ, start_response):
    began.set()
    may_end.wait()
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


server = create_server(app, host="127.0.0.1", port=0, threads=1)
loop = threading.Thread(target=server.run, daemon=True)
loop.start()
client = socket.create_connection(("127.0.0.1", server.effective_port))
client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
began.wait()
server.close()  # as its documentation says; somebody is still being served
names = [f"file-{number}" for number in range(20)]
files = [open(name, "wb") for name in names]
for file in files:
    file.write(b"mine")
    file.flush()
may_end.set()
server.task_dispatcher.shutdown(timeout=60)  # until the request has ended
for file in files:
    file.close()
held = [open(name, "rb").read() for name in names]
print("files that hold what was written:", held.count(b"mine"))
print("others:", *(one for one in held if one != b"mine"))
PY
seen=$(venv/bin/python ask.py 2>errors.log)
echo "$seen"
expected="files that hold what was written: 19
others: b'minex'"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
