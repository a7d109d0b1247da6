"""Where the bundle's program starts: as one of its own helpers (a worker that decodes photos, the cage around ffmpeg,
what says how), or as Photospool.
"""

from photospool.photo.workers.worker import serve_if_asked

serve_if_asked()

from photospool.photo.sandbox.one_program import run_if_asked

run_if_asked()

from photospool.photo.heif import answer_if_asked

answer_if_asked()

from photospool.system.frozen import settle_in

settle_in()

from photospool.__main__ import main

main()
