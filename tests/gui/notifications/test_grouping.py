"""What is told, and when: event histories against a clock of our own."""

import itertools

import pytest

from photospool import events
from photospool.config.settings import Notifications
from photospool.events import Outcome, Pause
from photospool.gui.notifications import notice_texts
from photospool.gui.notifications.grouping import (
    AGAIN_S,
    GRACE_S,
    OUTAGE_AGAIN_S,
    CardDone,
    CardNews,
    CopyTrouble,
    Grouping,
    NoticeBatch,
    Outage,
    Over,
    Stop,
)
from photospool.gui.notifications.notice import Slot


class Story:
    """Tells a grouping what happens, and lets time pass as the program's timer does: only when something is due."""

    def __init__(self, **switches):
        self.grouping = Grouping(Notifications(**switches))
        self.now = 0.0
        self.told = []
        self.is_seen = False
        """Whether the window is in front."""

    def happens(self, *happened):
        for event in happened:
            self.told += [(self.now, one) for one in self.grouping.tell(event, self.now, is_seen=self.is_seen)]
        return self

    def passes(self, seconds):
        end = self.now + seconds
        while (due := self.grouping.next_due()) is not None and due <= end:
            assert due >= self.now
            self.now = due
            ripe = self.grouping.due(self.now, is_seen=self.is_seen)
            self.told += [(self.now, one) for one in ripe]
            assert self.grouping.next_due() != due, "asked again for the same moment for ever"
        self.now = end
        return self


def stored(number, outcome=Outcome.NEW, thumb=b""):
    return events.PhotoStored(f"job{number}", f"IMG_{number}.jpg", f"{number:032x}", outcome, "", thumb=thumb)


def set_aside(number):
    return events.PhotoSetAside(f"job{number}", f"IMG_{number}.jpg", "This is no photo.", "It is kept.")


def test_videos_are_counted_apart():
    story = Story()
    film = events.PhotoStored("film", "FILM.MOV", f"{9:032x}", Outcome.NEW, "")
    there = events.PhotoStored("film2", "b.mp4", f"{8:032x}", Outcome.DUPLICATE, "")
    cut = events.PhotoSetAside("film3", "c.mkv", "Its end is missing.", "It is kept.")
    story.happens(stored(1)).happens(film).happens(there).happens(cut).passes(3600)
    ((_, batch),) = story.told
    assert (batch.added, batch.already_there, batch.set_aside, batch.videos) == (2, 1, 1, (1, 1, 1))
    told = notice_texts.notice_of(batch)
    assert told.title == "1 video(s) need your attention"
    assert "1 photo(s) and 1 video(s) added" in told.body


def film(number, **more):
    """The film of the live photo of this number."""
    made = {"outcome": Outcome.NEW, "done": ""} | more
    return events.PhotoStored(f"film{number}", f"IMG_{number}.MOV", f"{100 + number:032x}", **made)


def halves(number):
    return events.PartsFound({f"{100 + number:032x}": f"{number:032x}"})


def test_a_live_photos_two_files_are_one_photo():
    story = Story()
    for number in range(12):
        story.happens(*(film(number), stored(number), halves(number))).passes(1)
    ((_, batch),) = story.passes(3600).told
    assert (batch.added, batch.videos, batch.name) == (12, (0, 0, 0), "IMG_11.jpg")
    assert notice_texts.notice_of(batch).title == "12 photo(s) added to your album"


def test_what_is_shown_last_counts_however_it_came_to_that():
    """An edited copy comes behind both halves; the film of a photo of last week; a half that is already there."""
    edit = events.PhotoStored("edit", "IMG_E1.jpg", "e" * 32, Outcome.NEW, "")
    story = Story().happens(stored(1), film(1), halves(1), edit)
    story.happens(events.PartsFound({f"{1:032x}": "e" * 32, f"{101:032x}": "e" * 32}), film(2), halves(2))
    there = {"outcome": Outcome.DUPLICATE, "part_of": f"{3:032x}"}
    story.happens(film(3, **there), stored(3, Outcome.DUPLICATE)).passes(3600)
    ((_, batch),) = story.told
    assert (batch.added, batch.already_there, batch.videos) == (2, 1, (1, 0, 0))
    assert notice_texts.notice_of(batch).title == "1 photo(s) and 1 video(s) added to your album"


def test_parts_of_each_other_end():
    one, other = f"{1:032x}", f"{2:032x}"
    story = Story().happens(stored(1), stored(2), events.PartsFound({one: other, other: one})).passes(3600)
    assert len(story.told) == 1


def test_a_batch_is_told_once_when_it_is_quiet():
    story = Story()
    for number in range(5):
        story.happens(stored(number, thumb=b"jpeg%d" % number)).passes(3)
    story.happens(stored(9, Outcome.DUPLICATE)).passes(3600)
    assert story.told == [(25.0, NoticeBatch(5, 1, 0, "IMG_4.jpg", thumb=b"jpeg4"))]


def test_a_copy_in_trouble_is_told_and_taken_back_when_all_are_well():
    attic, cellar = (events.ReplicaFailed(name, "It fails.", "It goes on.") for name in ("Attic", "Cellar"))
    story = Story().happens(
        attic,
        cellar,
        events.ReplicaRecovered("Attic"),
        events.ReplicaRecovered("Cellar"),
        events.ReplicaRecovered("Third"),
    )
    assert [one for _, one in story.told] == [
        CopyTrouble("Attic", "It fails.", "It goes on."),
        CopyTrouble("Cellar", "It fails.", "It goes on."),
        Over(Slot.COPY),
    ]
    assert Story(outages=False).happens(attic).told == []


def test_nothing_is_told_before_the_quiet():
    assert Story().happens(stored(1)).passes(9.9).told == []


def test_a_hundred_are_told_while_more_arrive_and_the_next_notice_counts_them_too():
    story = Story()
    for number in range(150):
        story.happens(stored(number)).passes(0.5)
    assert story.told == [(49.5, NoticeBatch(100, 0, 0, "IMG_99.jpg"))]
    story.passes(3600)
    # The second replaces the first on the screen, so it speaks of the whole batch.
    assert story.told[1:] == [(49.5 + AGAIN_S, NoticeBatch(150, 0, 0, "IMG_149.jpg"))]


def test_photos_that_trickle_in_are_told_every_two_minutes_at_most():
    story = Story()
    for number in range(120):
        story.happens(stored(number)).passes(30)
    story.passes(AGAIN_S)
    times = [at for at, _ in story.told]
    assert times[0] == 10.0
    assert all(later - earlier >= AGAIN_S for earlier, later in itertools.pairwise(times))
    assert sum(batch.added for _, batch in story.told) == 120


def test_the_next_batch_begins_at_nothing():
    story = Story().happens(stored(1), stored(2)).passes(300).happens(stored(3)).passes(300)
    assert [batch.added for _, batch in story.told] == [2, 1]


def test_what_needs_attention_comes_in_the_same_notice():
    """Without the picture of another photo: it would be taken for that of the one that is named."""
    added = stored(1, thumb=b"jpeg")
    story = Story().happens(added, set_aside(2), stored(3, Outcome.RESTORED), set_aside(4)).passes(60)
    assert story.told == [(10.0, NoticeBatch(2, 0, 2, "IMG_4.jpg", "This is no photo."))]


def test_a_photo_that_is_tried_again_counts_as_what_it_became():
    story = Story().happens(set_aside(1), stored(1)).passes(60)
    assert story.told == [(10.0, NoticeBatch(1, 0, 0, "IMG_1.jpg"))]


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ({"added": False}, [NoticeBatch(0, 0, 1, "IMG_2.jpg", "This is no photo.")]),
        ({"attention": False}, [NoticeBatch(1, 0, 0, "IMG_1.jpg", thumb=b"jpeg")]),
        ({"added": False, "attention": False}, []),
    ],
)
def test_switches_for_photos(switches, expected):
    story = Story(**switches).happens(stored(1, thumb=b"jpeg"), set_aside(2)).passes(600)
    assert [told for _, told in story.told] == expected


OFFLINE = events.QueuePaused(Pause.OFFLINE, "The album can't be reached.", "It is tried again.")


def test_an_outage_is_told_once_after_a_grace_and_taken_back():
    story = Story().happens(OFFLINE).passes(GRACE_S - 1)
    assert story.told == []
    story.passes(3 * 3600).happens(events.QueueResumed()).passes(60)
    assert story.told == [
        (GRACE_S, Outage("The album can't be reached.", "It is tried again.")),
        (GRACE_S - 1 + 3 * 3600, Over(Slot.OUTAGE)),
    ]


def test_a_short_outage_is_no_news():
    assert Story().happens(OFFLINE).passes(60).happens(events.QueueResumed()).passes(3600).told == []


def test_the_grace_begins_at_the_beginning_whatever_the_reason_becomes():
    other = events.QueuePaused(Pause.OFFLINE, "The server is busy.", "")
    assert Story().happens(OFFLINE).passes(100).happens(other).passes(30).told == [
        (GRACE_S, Outage("The server is busy.", ""))
    ]


def test_a_network_that_comes_and_goes_is_told_once_an_hour():
    story = Story()
    for _ in range(6):
        story.happens(OFFLINE).passes(300).happens(events.QueueResumed()).passes(300)
    assert [told for _, told in story.told] == [Outage(OFFLINE.title, OFFLINE.advice), Over(Slot.OUTAGE)]
    story.happens(OFFLINE).passes(300)
    assert story.told[-1][0] == GRACE_S + OUTAGE_AGAIN_S


@pytest.mark.parametrize("reason", [Pause.REFUSED, Pause.FOLDERS, Pause.DISK_FULL])
def test_what_only_the_user_can_mend_is_told_at_once_and_taken_back(reason):
    story = (
        Story().passes(5).happens(events.QueuePaused(reason, "What", "Do")).passes(60).happens(events.QueueResumed())
    )
    assert story.told == [(5.0, Stop(reason, "What", "Do")), (65.0, Over(Slot.STOP))]


def test_a_pause_of_the_users_own_is_no_news():
    paused = [events.QueuePaused(reason, "Paused.", "") for reason in (Pause.USER, Pause.UNCONFIRMED)]
    assert Story().happens(*paused).passes(3600).happens(events.QueueResumed()).told == []


def test_a_crash_is_told_and_stays_until_the_engine_starts_again():
    story = Story().happens(events.EngineCrashed("report"), events.EngineStopped()).passes(60)
    assert story.told == [(0.0, Stop(None))]
    story.happens(events.EngineStarted())
    assert story.told[1:] == [(60.0, Over(Slot.STOP))]


def test_a_card_is_proposed_once_and_taken_back_when_it_is_answered_or_gone():
    card = events.CardSeen("card-1", "EOS", "/media/EOS/DCIM", 143, 1000, 0)
    again = events.CardSeen("card-1", "EOS", "/media/EOS/DCIM", 143, 1000, 0, is_news=False)
    story = Story().happens(
        card, events.CardGone("card-2"), events.CardGone("card-1"), again, events.CardGone("card-1")
    )
    assert [one for _, one in story.told] == [CardNews("EOS", 143), Over(Slot.CARD)]
    done = Story().happens(events.CardTaken("card-1", "EOS", 143, 12, 1, sidecars_left=2))
    assert [one for _, one in done.told] == [CardDone("EOS", 143, 1, sidecars_left=2)]
    assert Story(added=False).happens(card, events.CardTaken("card-1", "EOS", 143, 12)).told == []


def test_an_engine_that_cannot_begin_is_told():
    story = Story().happens(events.EngineRefused("Another one is at work.", "End it."), events.EngineStopped())
    assert story.told == [(0.0, Stop(None, "Another one is at work.", "End it."))]


def test_what_is_over_is_over_though_something_else_still_holds():
    story = Story().happens(events.QueuePaused(Pause.FOLDERS, "Gone", ""), OFFLINE).passes(GRACE_S)
    story.happens(events.PauseEnded(Pause.FOLDERS)).passes(1).happens(events.PauseEnded(Pause.OFFLINE))
    assert [told for _, told in story.told][2:] == [Over(Slot.STOP), Over(Slot.OUTAGE)]


def test_an_engine_that_stops_takes_its_outage_with_it():
    story = Story().happens(OFFLINE).passes(10).happens(events.EngineStopped()).passes(3600)
    assert story.told == []
    assert story.grouping.next_due() is None


def test_switches_for_the_world():
    story = Story(outages=False, stops=False).happens(
        OFFLINE, events.QueuePaused(Pause.FOLDERS, "a", "b"), events.EngineCrashed("")
    )
    assert story.passes(3600).told == []


def test_a_decoder_that_is_not_fit_is_told_once_and_the_engines_start_does_not_take_it_back():
    unfit = events.DecoderTroubled("The decoder is empty.", "Run a line.", is_fit=False)
    story = Story().happens(unfit, events.EngineStarted(), events.ScanFinished(0, 0, {})).passes(3600)
    assert story.told == [(0.0, Stop(None, "The decoder is empty.", "Run a line."))]
    assert Story(stops=False).happens(unfit).passes(3600).told == []


def test_two_decoders_that_still_work_are_no_notice():
    assert Story().happens(events.DecoderTroubled("Both are there.", "", is_fit=True)).passes(3600).told == []


def test_what_was_seen_in_the_window_does_not_hold_up_the_next_news():
    """It was 80 s late: the notice that nobody was shown counted as one."""
    story = Story()
    story.is_seen = True
    story.happens(stored(1)).passes(11)
    assert story.told == []
    story.is_seen = False
    story.happens(set_aside(2)).passes(11)
    ((at, told),) = story.told
    assert at <= 22
    assert (told.set_aside, told.name) == (1, "IMG_2.jpg")


def test_an_outage_that_was_seen_is_not_told_and_does_not_hold_up_the_next():
    story = Story()
    story.is_seen = True
    offline = events.QueuePaused(Pause.OFFLINE, "Nothing answers.", "Photos and videos wait.")
    story.happens(offline).passes(GRACE_S + 1)
    story.happens(events.PauseEnded(Pause.OFFLINE))
    story.is_seen = False
    story.happens(offline).passes(GRACE_S + 1)
    assert [one for _, one in story.told if isinstance(one, Outage)] == [
        Outage("Nothing answers.", "Photos and videos wait.")
    ]


def test_a_stop_that_was_seen_is_not_told_but_taken_back():
    story = Story()
    story.is_seen = True
    story.happens(events.QueuePaused(Pause.FOLDERS, "A folder is gone.", ""))
    assert story.told == []
    story.happens(events.PauseEnded(Pause.FOLDERS))
    assert [one for _, one in story.told] == [Over(Slot.STOP)]
