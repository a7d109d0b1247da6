"""A large file's way in a terminal: a line at each quarter, none for what is done, and anew where it is sent anew."""

from photospool.cli.quarters import Quarters
from photospool.events import BytesCopied, BytesSent, Claimed

GB = 10**9


def lines(*events):
    quarters = Quarters()
    return [str(line) for line in map(quarters.line, events) if line is not None]


def sent(number, *, job="job-1", of=2 * GB):
    return BytesSent(job, "FILM.MOV", number, of)


def test_a_line_at_each_quarter():
    steps = [sent(number * GB // 50) for number in range(101)]
    assert lines(Claimed("job-1", "FILM.MOV"), *steps) == [
        f"… FILM.MOV  {part} % of 2.0 GB are on their way" for part in (25, 50, 75)
    ]


def test_two_files_and_one_that_is_sent_anew():
    found = lines(sent(GB), sent(GB, job="job-2"), sent(0), sent(GB), sent(2 * GB), sent(GB + 1))
    assert len(found) == 4


def test_a_file_of_no_bytes_tells_nothing():
    assert lines(sent(0, of=0)) == []


def test_one_that_is_copied_from_another_disk():
    steps = [BytesCopied("FILM.MOV", number * GB // 5, 2 * GB) for number in range(11)]
    over = BytesCopied("FILM.MOV", 2 * GB, 2 * GB, is_over=True)
    once = [f"… FILM.MOV  {part} % of 2.0 GB are copied" for part in (25, 50, 75)]
    assert lines(*steps, over, *steps, over) == 2 * once


def test_one_whose_copy_was_given_up_begins_anew():
    half = [BytesCopied("FILM.MOV", number * GB // 10, 2 * GB, job="job-1") for number in range(11)]
    over = BytesCopied("FILM.MOV", GB, 2 * GB, is_over=True, job="job-1")
    once = [f"… FILM.MOV  {part} % of 2.0 GB are copied" for part in (25, 50)]
    assert lines(*half, over, *half, over) == 2 * once
