"""What each setting means, for people at the command line."""

from __future__ import annotations

from typing import Final

MEANINGS: Final = {
    "folders.incoming": "Where photos appear: the synced folder. They move out of it.",
    "folders.work": "Where photos lie while they are under way; on incoming's disk, outside what is synced.",
    "folders.done": "Where the files end, unchanged.",
    "folders.subfolders_as_keywords": "true: sub-folders' names become tags; dates' and devices' (DCIM) never do.",
    "folders.keep_one_of_equal": "true: a file that came again goes to the system's trash, its equal stays in done.",
    "folders.cards": "true: propose to add the new photos of a card or camera that is connected; they stay there.",
    "folders.only_new": "true: what lay in incoming at the beginning stays there (see “settings confirm --only-new”).",
    "album.url": "The CouchDB server, such as https://couch.example.org; empty: the album on this computer.",
    "album.database": "The album's name on that server.",
    "album.user": "Who signs in there; the password is kept with “settings password”.",
    "album.ca_file": "A PEM file with your own certificate authority.",
    "album.allow_plain_http": "true: send password and photos unencrypted to a server that is not this computer.",
    "photos.kinds": "What leaves incoming: photos, videos, raw, sidecars; the last three only after “settings kinds”.",
    "photos.category": "What new photos get: Private, Friends/Family or a name of your own; never Public.",
    "photos.keywords": "Tags for every new photo, separated by commas.",
    "photos.shown_as": "The name that strangers may see with your photos in a public copy; empty: none.",
    "photos.large_picture": "true: also make a 1600x1200 picture, for sharp screens.",
    "photos.heic_anyway": "yes or no: open HEIC also where this system can't close its decoder in; ask: not yet said.",
    "photos.quality": "JPEG quality of the small pictures, 50 to 95. Originals are never changed.",
    "program.uploads": "Files under way to the album at once, 1 to 4.",
    "program.decoders": "Photos read at once, 1 to 8.",
    "program.settle_s": "Seconds that a new file must hold still, 1 to 60; 10 is good for network folders.",
    "program.watch": "true: notice new files at once; false: look every 15 seconds.",
    "notifications.added": "true: tell when photos were added, one message for a batch.",
    "notifications.attention": "true: tell when photos need attention.",
    "notifications.outages": "true: tell once when the album is long out of reach, or a copy of it is in trouble.",
    "notifications.stops": "true: tell when nothing moves any more before you do something.",
    "app.language": "The windows' language, such as “de”; empty: the system's.",
    "app.theme": "system, light or dark.",
}

MEANINGS_OF_FOLDERS: Final = {
    "name": "What you call it, such as “Anna's phone”.",
    "path": "The folder.",
    "mode": "`move`: photos leave it, as they leave the first one. `copy`: they stay, and each is copied once.",
    "keywords": "Tags of all its photos.",
    "category": "What its photos get instead of `photos.category`; never Public.",
    "added_by": "The name that strangers may see with its photos in a public copy; empty: `photos.shown_as`.",
    "work": "On the folder's own disk, together with `done`; empty: the first ones.",
    "done": "On the folder's own disk; empty: the first one.",
    "only_new": "true: what lay there at the beginning is left alone (see “folders confirm --only-new”).",
}
"""What each entry of a further incoming folder means."""
