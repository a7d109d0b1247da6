"""Where the bundle's program starts: as a worker that decodes photos, as what says how, or as Photospool."""

from photospool.photo.workers.worker import serve_if_asked

serve_if_asked()

from photospool.photo.heif import answer_if_asked

answer_if_asked()

from photospool.system.frozen import settle_in

settle_in()

from photospool.__main__ import main

main()
