import threading
from datetime import timedelta
from typing import Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.errors import ModelError
from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Text
from dialogue.base import CHUNK_SAMPLES, Readiness, Samples, Spotter
from dialogue.spotting import Options, Spotting

_BROKEN: Final = Text(zh="坏了。", en="It is broken.")
QUIET, LOUD, SHRILL = 0, 1, 2
INTENTS: Final = {LOUD: Intent(name=STOP), SHRILL: Intent(name=HELP)}


class Clicker(Spotter):
    """Spots a chunk whose first sample tells what it is; `gate` holds it up while it computes."""

    def __init__(self, *, loads: bool = True, breaks: bool = False) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.busy = threading.Event()
        self.loads = loads
        self.breaks = breaks
        self.taken: list[int] = []
        self.resets = 0
        self.open = False
        self.said: list[str | None] = []

    def readiness(self) -> Readiness:
        return Readiness(ready=self.loads, detail=_BROKEN)

    def start(self) -> None:
        if not self.loads:
            raise ModelError(_BROKEN)
        self.open = True

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        self.busy.set()
        assert self.gate.wait(10)
        if self.breaks:
            raise ModelError(_BROKEN)
        self.taken.append(int(chunk[0]))
        return INTENTS.get(int(chunk[0]))

    def own_words(self, text: str | None) -> None:
        self.said.append(text)

    def reset(self) -> None:
        self.resets += 1

    def close(self) -> None:
        self.open = False


def chunk(kind: int) -> Samples:
    made: Samples = np.full(CHUNK_SAMPLES, kind, dtype=np.int16)
    return made


def inline(*spotters: Spotter) -> Spotting:
    joined = Spotting(spotters, Options(beside=False))
    joined.start()
    return joined


def heard(joined: Spotting, kinds: list[int]) -> list[str]:
    found = [joined.accept(chunk(kind), voiced=True) for kind in kinds]
    return [intent.name for intent in found if intent is not None]


def until(joined: Spotting, kind: int = QUIET) -> Intent:
    """Offer silence until something is found; fails after ten seconds of computing."""
    waiting = threading.Event()
    for _ in range(1000):
        found = joined.accept(chunk(kind), voiced=False)
        if found is not None:
            return found
        waiting.wait(0.01)
    pytest.fail("nothing was found")


def test_a_word_that_two_hear_is_told_once() -> None:
    assert heard(inline(Clicker(), Clicker()), [QUIET, LOUD, QUIET, LOUD, QUIET]) == [STOP]


def test_the_same_is_told_again_after_a_while() -> None:
    second = round(16_000 / CHUNK_SAMPLES) + 1
    assert heard(inline(Clicker()), [LOUD, *[QUIET] * second, LOUD]) == [STOP, STOP]


def test_help_is_told_right_after_stop() -> None:
    assert heard(inline(Clicker()), [LOUD, SHRILL]) == [STOP, HELP]


@given(st.lists(st.sampled_from((QUIET, LOUD, SHRILL)), max_size=40))
def test_it_takes_every_chunk_once_and_in_order(kinds: list[int]) -> None:
    clicker = Clicker()
    heard(inline(clicker), kinds)
    assert clicker.taken == kinds


def test_what_cannot_be_started_is_left_out() -> None:
    joined = inline(Clicker(loads=False), Clicker())
    assert joined.readiness().ready
    assert heard(joined, [LOUD]) == [STOP]


def test_it_cannot_be_started_when_none_can() -> None:
    joined = Spotting([Clicker(loads=False)], Options())
    with pytest.raises(ModelError):
        joined.start()
    assert not joined.readiness().ready


def test_what_breaks_down_is_left_out_and_said() -> None:
    breaking, sound = Clicker(breaks=True), Clicker()
    joined = inline(breaking, sound)
    assert heard(joined, [LOUD]) == [STOP]
    assert joined.readiness().ready
    alone = inline(Clicker(breaks=True))
    assert heard(alone, [LOUD, LOUD]) == []
    assert alone.readiness() == Readiness(ready=False, detail=_BROKEN)


def test_beside_it_is_told_with_a_later_chunk() -> None:
    clicker = Clicker()
    joined = Spotting([clicker], Options())
    joined.start()
    assert joined.accept(chunk(LOUD), voiced=True) is None or clicker.taken
    assert until(joined).name == STOP
    joined.close()
    assert not clicker.open


def test_whoever_listens_is_not_held_up_and_the_queue_does_not_grow() -> None:
    clicker = Clicker()
    clicker.gate.clear()
    joined = Spotting([clicker], Options(waiting=timedelta(seconds=1)))
    joined.start()
    joined.accept(chunk(QUIET), voiced=True)
    assert clicker.busy.wait(10)
    for _ in range(500):
        assert joined.accept(chunk(QUIET), voiced=True) is None
    joined.accept(chunk(SHRILL), voiced=True)
    clicker.gate.set()
    assert until(joined).name == HELP
    assert len(clicker.taken) <= 1 + round(1 / 0.032) + 1000
    assert clicker.taken.count(SHRILL) == 1
    assert clicker.taken.index(SHRILL) <= 1 + round(1 / 0.032), "older sound was given up"
    assert clicker.resets >= 1, "the sound was torn"
    joined.close()


def test_what_was_found_before_a_reset_is_forgotten() -> None:
    clicker = Clicker()
    clicker.gate.clear()
    joined = Spotting([clicker], Options())
    joined.start()
    joined.accept(chunk(LOUD), voiced=True)
    assert clicker.busy.wait(10)
    joined.reset()
    clicker.gate.set()
    joined.accept(chunk(SHRILL), voiced=True)
    assert until(joined).name == HELP
    assert clicker.resets == 1
    joined.close()


def test_it_closes_while_it_computes() -> None:
    clicker = Clicker()
    clicker.gate.clear()
    joined = Spotting([clicker], Options())
    joined.start()
    joined.accept(chunk(LOUD), voiced=True)
    assert clicker.busy.wait(10)
    closing = threading.Thread(target=joined.close)
    closing.start()
    clicker.gate.set()
    closing.join(10)
    assert not closing.is_alive()
    assert not clicker.open
    joined.start()
    joined.accept(chunk(SHRILL), voiced=True)
    assert until(joined).name == HELP, "nothing of before is told"
    joined.close()


def test_every_spotter_hears_what_the_robot_says() -> None:
    one, other = Clicker(), Clicker()
    joined = inline(one, other)
    joined.own_words("我停下来了。")
    joined.own_words(None)
    assert one.said == other.said == ["我停下来了。", None]
