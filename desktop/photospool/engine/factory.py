"""From the user's settings to an engine: the one place that takes the settings apart.

Everything below gets plain values. Heavy packages (Pillow, the CouchDB client) are first imported from here.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from photospool.album.sidecar_owner import AskedOwner, owner_of
from photospool.album.stack_links import Linked, StackLinker
from photospool.album.stack_watch import StackWatch
from photospool.config import app_state
from photospool.config.current_event import joined
from photospool.config.existing_files import LOST, is_baseline_lost, is_list_lost, was_before, was_before_in
from photospool.config.kinds import taken
from photospool.config.more_folders import MoreFolder
from photospool.config.paths import Paths
from photospool.config.profile import Profile, heic_anyway
from photospool.config.settings import AlbumChoice, Settings, login_name
from photospool.engine.background_tasks import BackgroundTask, BackgroundTasks
from photospool.engine.cards import CameraCard, CardFolder, Cards
from photospool.engine.engine import Engine
from photospool.engine.engine_parts import EngineParts
from photospool.engine.equal_files import EqualFiles
from photospool.engine.incoming_folder import IncomingFolder
from photospool.engine.kept_photos import KeptPhotos
from photospool.engine.large_uploads import LargeUploads
from photospool.engine.photo_pipeline import Defaults, PhotoPipeline, developing_told
from photospool.engine.returning_photos import Returns
from photospool.engine.sidecar_matcher import SidecarMatcher
from photospool.engine.sidecar_pipeline import SidecarPipeline
from photospool.engine.size_limit import SizeLimit
from photospool.errors import AlbumUnavailable, SettingsError
from photospool.events import DecoderTroubled, Listener, PartsFound, Pause, QueuePaused, TrashEmptied, together
from photospool.history import History
from photospool.photo import jxl_support
from photospool.photo.formats import PHOTOS, PICTURED, RAW, SIDECARS, VIDEOS, classifier, is_sidecar_name
from photospool.photo.heif import DecoderCheck, HeicSupport
from photospool.photo.metadata.device_folders import says_nothing
from photospool.photo.metadata.tags import as_keyword
from photospool.spool.jobs import JobWords
from photospool.spool.kept_memory import KeptMemory
from photospool.spool.place_memory import PlaceMemory
from photospool.spool.scanner import Scanner
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools
from photospool.spool.watcher import Watcher
from photospool.system.credentials import Credentials
from photospool.system.disks.disks import NoDisks, disks_here
from photospool.system.heap import give_back, share_one_heap
from photospool.system.sync_clients import sync_folders, synced_by
from photospool.system.typed_paths import expanded

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.embedded.album import LocalAlbum
    from photospool.album.known_tags import KnownTags
    from photospool.album.replication.mending import Naming
    from photospool.album.sizes import Sizes

log = logging.getLogger(__name__)

OFTEN_S: Final = 30.0
DAILY_S: Final = 24 * 3600.0


def open_album(choice: AlbumChoice, places: Paths, credentials: Credentials | None) -> LocalAlbum | CouchAlbum:
    """The album that the user chose; nothing is asked of a server yet.

    Raises AlbumRefused when a password would travel unencrypted.
    """
    if not choice.url:
        from photospool.album.embedded.album import LocalAlbum

        return LocalAlbum(places.album)
    return open_server(choice, credentials)


def open_server(choice: AlbumChoice, credentials: Credentials | None) -> CouchAlbum:
    """The album in a CouchDB; as ``open_album``."""
    from photospool.album.couchdb.album import CouchAlbum

    return CouchAlbum(
        choice.url,
        choice.database,
        user=credentials.user if credentials else choice.user,
        password=credentials.password if credentials else "",
        ca_file=choice.ca_file or None,
        allow_plain_http=choice.allow_plain_http,
    )


def asked_owner(here: Profile) -> AskedOwner:
    """Asks the chosen album whose a sidecar is."""
    return AskedOwner(lambda: open_album(here.settings.album, here.places, here.credentials()))


def vocabulary_of(choice: AlbumChoice, places: Paths, credentials: Credentials | None) -> KnownTags:
    """The tags and categories that the chosen album knows. Raises AlbumUnavailable, AlbumRefused."""
    album = open_album(choice, places, credentials)
    try:
        return album.known_tags()
    finally:
        album.close()


def sizes_in(here: Profile) -> Sizes:
    """How many of each kind the chosen album holds, and what they weigh. Raises AlbumUnavailable, AlbumRefused."""
    from photospool.album.sizes import sizes_of

    album = open_album(here.settings.album, here.places, here.credentials())
    try:
        return sizes_of(album)
    finally:
        album.close()


def spool_of(settings: Settings, own_id: Path | None = None, kinds: Collection[str] = (PHOTOS,)) -> Spools:
    """All folders; not opened yet. Who opens them names the file of this computer's own id, and the ``kinds`` of loose
    files in work that are adopted.
    """
    classify = classifier(pictured(kinds))
    folders, more = settings.folders, settings.more_folders
    incoming, work, done = (expanded(text) for text in (folders.incoming, folders.work, folders.done))
    here = {folder.key: folder.folder for folder in more if not folder.disk}
    first = Spool(incoming, work, done, classify=classify, own_id=own_id, others=here, is_alone=not more)
    disks: dict[str, list[MoreFolder]] = {}
    for folder in more:
        if folder.disk:
            disks.setdefault(folder.disk, []).append(folder)
    return Spools(
        first,
        {disk: partial(_spool_of_disk, folders, own_id, kinds) for disk, folders in disks.items()},
        {folder.key: folder.disk for folder in more if folder.disk},
        [folder.folder for folder in more if not folder.keeps],
    )


def _spool_of_disk(folders: Sequence[MoreFolder], own_id: Path | None, kinds: Collection[str]) -> Spool:
    """Work and done of another disk."""
    one = folders[0]
    work, done = expanded(one.work), expanded(one.done)
    others = {folder.key: folder.folder for folder in folders}
    return Spool(
        one.folder, work, done, classify=classifier(pictured(kinds)), own_id=own_id, others=others, is_alone=False
    )


def pictured(kinds: Collection[str]) -> tuple[str, ...]:
    """Those of these kinds of which each file is a photo or a video of its own.

    Files that go with one are taken out of folders that are emptied, by their photos' places there; not elsewhere.
    """
    return tuple(kind for kind in PICTURED if kind in kinds)


def settler_of(
    settings: Settings,
    was_before: Callable[[str, int], bool] = lambda _origin, _size: False,
    held: Held | None = None,
    kinds: Collection[str] = (PHOTOS,),
) -> Scanner:
    """What looks at incoming; what lay there before is left alone, and so is a HEIC that nothing may open."""
    return Scanner(
        expanded(settings.folders.incoming),
        classify=classifier(kinds),
        wait_s=float(settings.program.settle_s),
        was_before=was_before,
        held=held or held_by(DecoderCheck()),
        is_beside=is_sidecar_name,
    )


def scanner_of(
    folder: MoreFolder,
    settings: Settings,
    places: Paths,
    memory: KeptMemory | None = None,
    held: Held | None = None,
) -> Scanner:
    """What looks at a further folder; where its photos stay, ``memory`` knows which of them were taken."""
    key, knows = folder.key, memory.knows if memory is not None else lambda *_: False
    kinds = taken(settings, app_state.load(places.memory))
    return Scanner(
        folder.folder,
        classify=classifier(kinds),
        is_beside=is_sidecar_name,
        wait_s=float(settings.program.settle_s),
        was_before=was_before_in(folder, places),
        is_kept=(lambda origin, state: knows(key, origin, state)) if folder.keeps else None,
        held=held or held_by(DecoderCheck()),
    )


Held = Callable[[str, int], str | None]
"""Why a file (path, bytes) must wait in incoming, or None."""


def held_by(
    decoder: DecoderCheck, room: SizeLimit | None = None, *, is_closed_in: Callable[[], bool] | None = None
) -> Held:
    """For its decoder, or for a server that takes so much. ``is_closed_in``: whether what opens JPEG XL can do no harm;
    None: as the decoder's process found it.
    """
    closed = is_closed_in or partial(_keeps_secrets, decoder)

    def reason_of(path: str, size: int) -> str | None:
        waits = decoder.held(path) or jxl_support.held(path, is_closed_in=closed)
        return waits or (room.held(path, size) if room else None)

    return reason_of


def _has_room(spool: Spools, album: LocalAlbum | CouchAlbum, path: str, size: int) -> bool:
    """Whether a file in incoming fits on the disks that it comes to; those of a server are the server's."""
    album_has_room = getattr(album, "has_room", None)
    return spool.has_room(Path(path), size) and (album_has_room is None or album_has_room(size))


def _keeps_secrets(decoder: DecoderCheck) -> bool:
    return decoder.standing.parts.keeps_secrets


def memory_of(settings: Settings, places: Paths) -> KeptMemory:
    """What was taken by copy; of another album it knows nothing."""
    return KeptMemory(places.kept, f"{settings.album.url} {settings.album.database}")


def places_of(settings: Settings, places: Paths) -> PlaceMemory:
    """Where in incoming the photos lay; of another album it knows nothing."""
    return PlaceMemory(places.came_from, f"{settings.album.url} {settings.album.database}")


def _further(
    settings: Settings,
    places: Paths,
    memory: KeptMemory | None,
    held: Held,
    *,
    watch: bool,
) -> tuple[IncomingFolder, ...]:
    """The further folders to which the user said yes."""
    remembered = app_state.load(places.memory)
    from_folders = settings.folders.subfolders_as_keywords
    return tuple(
        IncomingFolder(
            scanner_of(folder, settings, places, memory, held),
            Watcher(folder.folder, enabled=watch),
            words_at_claim(places.memory, from_folders=from_folders, own=folder.words()),
            key=folder.key,
            name=folder.name,
            keeps=folder.keeps,
            comes_and_goes=folder.comes_and_goes,
        )
        for folder in settings.more_folders
        if remembered.has_yes(folder) and not is_list_lost(folder, places)
    )


def card_scanner(
    card: CameraCard, settings: Settings, memory: KeptMemory, kinds: Collection[str], held: Held | None = None
) -> Scanner:
    """What looks at a card that is connected; ``memory`` knows what of these ``kinds`` was taken."""
    return Scanner(
        card.folder,
        classify=classifier(kinds),
        is_beside=is_sidecar_name,
        wait_s=float(settings.program.settle_s),
        is_kept=partial(memory.knows, card.key),
        held=held or held_by(DecoderCheck()),
    )


def folders_used(settings: Settings) -> list[Path]:
    """Every folder that the user chose."""
    chosen = (settings.folders.incoming, settings.folders.work, settings.folders.done)
    more = (path for one in settings.more_folders for path in (one.path, one.work, one.done))
    return [expanded(path) for path in (*chosen, *more) if path]


def cards_of(
    settings: Settings, places: Paths, memory: KeptMemory, held: Held | None = None, *, watch: bool = True
) -> Cards:
    """The cards and cameras that are connected; nothing is asked of any yet."""
    words = words_at_claim(places.memory, from_folders=settings.folders.subfolders_as_keywords)
    kinds = taken(settings, app_state.load(places.memory))

    def scanner(card: CameraCard) -> Scanner:
        return card_scanner(card, settings, memory, pictured(kinds), held)  # sidecars alone propose none

    def folder(card: CameraCard, is_there: Callable[[CameraCard], bool]) -> CardFolder:
        watcher = Watcher(card.folder, enabled=watch)
        takes = card_scanner(card, settings, memory, kinds, held)
        return CardFolder(card, is_there, takes, watcher, words, videos_too=VIDEOS in kinds)

    is_wanted = settings.folders.cards and app_state.load(places.memory).is_confirmed(settings)
    return Cards(disks_here() if is_wanted else NoDisks(), places.memory, scanner, folder, used=folders_used(settings))


def naming_of(settings: Settings, shown_as: str | None = None) -> Naming:
    """Which name strangers may see instead of this person's login name; None: as the settings say."""
    from photospool.album.replication.mending import Naming

    mine = frozenset({login_name(), settings.photos.shown_as} - {""})
    return Naming(settings.photos.shown_as if shown_as is None else shown_as.strip(), mine)


def chores_of(album: LocalAlbum | CouchAlbum, places: Paths, naming: Naming | None = None) -> BackgroundTasks:
    """What the program does by itself for this album: look after its copies, empty its trash after thirty days."""
    stop = threading.Event()

    def rest(seconds: float) -> None:
        if stop.wait(seconds):
            raise AlbumUnavailable("The program ends.", "It goes on at the next start.")

    def empty_trash(tell: Listener) -> None:
        from photospool.album.trash import empty

        emptied = empty(album, places.trash).emptied
        if emptied:
            tell(TrashEmptied(emptied))

    stacks = StackWatch(album, StackLinker(album, pause=rest))
    chores = [
        BackgroundTask("Emptying the trash", DAILY_S, empty_trash),
        BackgroundTask("Looking at all that belongs together", DAILY_S, lambda _tell: _log_stacks(stacks.daily())),
        BackgroundTask("Looking for what belongs together", OFTEN_S, lambda _tell: _log_stacks(stacks.often())),
    ]
    from photospool.album.embedded.album import LocalAlbum

    if not isinstance(album, LocalAlbum):
        from photospool.album.replication.monitor import ReplicationMonitor

        tending = ReplicationMonitor(album, pause=rest, naming=naming)
        chores.insert(0, BackgroundTask("Looking at all copies", DAILY_S, tending.daily))
        chores.append(BackgroundTask("Looking at what changed", OFTEN_S, tending.often))
    return BackgroundTasks(chores, stop=stop)


def _log_stacks(found: Linked) -> None:
    if found.documents:
        log.info("%d belong to others now, %d followed them, %d stand alone", found.parts, found.followed, found.freed)


def tell_decoder(standing: HeicSupport, tell: Listener) -> None:
    """What opens HEIC, for the log; what is wrong with it, for everybody."""
    log.info("HEIC is decoded by: %s", standing.words)
    log.info("Around what reads photos: %s (%s)", standing.parts, standing.parts.how or "nothing holds")
    if standing.title:
        log.warning("%s %s", standing.title, standing.advice)
        tell(DecoderTroubled(standing.title, standing.advice, standing.is_fit, standing.asks))


def assemble(
    settings: Settings,
    places: Paths,
    credentials: Credentials | None,
    tell: Listener,
    *,
    history: History | None = None,
    watch: bool = True,
    claims: bool = True,
) -> Engine:
    """An engine for these settings, not running yet; without ``claims`` all that lies in incoming stays there.

    ``history`` knows what came before; without it every file stays in done.

    Raises SettingsError for the first thing that is wrong with them.
    """
    for problem in settings.validate():
        raise problem
    from photospool.photo.options import Options
    from photospool.photo.workers import heic_policy
    from photospool.photo.workers.film_decoder import FilmDecoder
    from photospool.photo.workers.pool import WorkerPool

    share_one_heap()  # before the engine's threads are there
    uploads = LargeUploads(tell)
    tell = together(uploads, tell)
    memory_of_user = app_state.load(places.memory)
    is_allowed, kinds = heic_anyway(settings, memory_of_user), taken(settings, memory_of_user)
    gatekeeper = DecoderCheck(
        lambda: heic_policy.ask(is_allowed=is_allowed, is_answered=settings.photos.is_heic_answered)
    )
    tell_decoder(gatekeeper.standing, tell)
    photos, program = settings.photos, settings.program
    options = Options(photos.large_picture, photos.quality, is_allowed, videos=VIDEOS in kinds, raw=RAW in kinds)
    pool = WorkerPool(program.decoders, options, developing=developing_told(tell), at_rest=give_back)
    decoders = FilmDecoder(pool)
    album = open_album(settings.album, places, credentials)
    spool = spool_of(settings, places.computer_id, kinds)
    limit = SizeLimit(getattr(album, "takes", None), has_room=partial(_has_room, spool, album))
    held = held_by(gatekeeper, limit)
    defaults = Defaults(
        category=photos.category,
        added_by=photos.shown_as,
        login=login_name(),
        keywords=photos.keywords,
        renditions=options.names,
    )
    former = None
    if history is not None and settings.folders.keep_one_of_equal:
        former = EqualFiles(spool, history, tell).former
    linker = StackLinker(album, told=lambda parts: tell(PartsFound(parts)))
    matcher = SidecarMatcher(places_of(settings, places), decoders, spool, album.find, partial(owner_of, album))
    sidecars = SidecarPipeline(spool, decoders, album, tell, matcher=matcher)
    pipeline = PhotoPipeline(
        spool,
        decoders,
        album,
        defaults,
        tell,
        former=former,
        sending=uploads.of,
        leaving=uploads.leaving,
        noted=matcher.noted,
        attach=sidecars.process,
        came=sidecars.photo_came if SIDECARS in kinds else lambda _job, _photo_id: None,
        partners=linker.came,
    )
    memory = memory_of(settings, places)  # opened at its first use
    engine = Engine(
        EngineParts(
            spool=spool,
            watcher=Watcher(expanded(settings.folders.incoming), enabled=watch and program.watch),
            settler=settler_of(settings, was_before(settings, places), held, kinds),
            processor=pipeline,
            album=album,
            close_decoder=decoders.close,
            chores=chores_of(album, places, naming_of(settings) if settings.album.url else None),
            further=_further(settings, places, memory, held, watch=watch and program.watch),
            cards=cards_of(settings, places, memory, held, watch=watch and program.watch),
            limit=limit,
            uploads=uploads,
            kept=KeptPhotos(memory, album.find),
            matcher=matcher,
        ),
        tell,
        uploads=program.uploads,
        claims=claims,
        words_for=words_at_claim(places.memory, from_folders=settings.folders.subfolders_as_keywords),
    )
    if is_baseline_lost(settings, places):
        engine.hold(QueuePaused(Pause.UNCONFIRMED, LOST.title, LOST.advice))
    return engine


def returns_of(here: Profile, history: History, tell: Listener) -> Returns:
    """Notices photos that come again and again; told after the history."""

    folders = {folder.key: folder.folder for folder in here.settings.more_folders}

    def sender(source: str) -> str:
        folder = folders.get(source, expanded(here.settings.folders.incoming))
        client = synced_by(folder, sync_folders())
        return client.client if client else ""

    return Returns(history, tell, here.places.memory, sender)


def words_at_claim(
    remembered: Path,
    *,
    from_folders: bool,
    own: JobWords | None = None,
    clock: Callable[[], float] = time.time,
) -> Callable[[PurePath], JobWords]:
    """What is said of a photo as it is claimed: the current event's words, its folder's own, its sub-folders' names.

    The memory is read for each photo, so that a running engine follows whatever the window or the command line says.
    """

    def words(origin: PurePath) -> JobWords:
        event = app_state.load(remembered).event
        of_event = event.words() if event.is_on(clock()) else {}
        return joined(joined(of_event, own or {}), words_from_folders(origin) if from_folders else {})

    return words


def words_from_folders(origin: PurePath) -> JobWords:
    """The names of the sub-folders that a photo lay in, as keywords; those of devices and pure dates say nothing."""
    names = [name for name in origin.parent.parts if not says_nothing(name)]
    return {"keywords": [as_keyword(name) for name in names]} if names else {}


def checked(settings: Settings, problems: list[SettingsError]) -> Settings:
    """The settings, or the first problem as an exception."""
    for problem in [*problems, *settings.validate()]:
        raise problem
    return settings
