"""How the benchmark reads Chromium's trace: what the page's thread spent on each frame, and on what."""

from ..benchmarks import frames

PAGE, OTHER = (1, 1), (1, 2)


def event(name, at_ms, cpu_ms, thread=PAGE):
    return {"name": name, "ts": at_ms * 1000, "tdur": cpu_ms * 1000, "pid": thread[0], "tid": thread[1]}


def test_a_frame_is_all_that_its_thread_did_until_the_next_one():
    task, script = "ThreadControllerImpl::RunTask", "FireAnimationFrame"
    events = [
        event(task, 90, 7),  # before the first frame
        event(task, 100, 2),
        event(script, 101, 1),
        event("Layout", 101, 0.5),
        event(task, 105, 3),
        event(task, 107, 50, OTHER),
        event(task, 116, 1),
        event(script, 116, 1),
        event("Layerize", 118, 4, OTHER),
        event(task, 133, 9),  # its end is not in the trace
        event(script, 134, 1),
    ]
    each, parts = frames.spent_ms(list(reversed(events)))
    assert each == [5, 1]
    assert parts == {"script": 0, "style_and_layout": 0.5, "painting": 0, "what_is_near": 0}
