"""How somebody is spoken to, taken down by her word: an event, and the same manner after a restart."""

from datetime import timedelta
from typing import Final

import pytest

from carebot.assembly.house import with_recorded_words
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.codec import event_from_json, event_to_json
from carebot.consents import Consents
from carebot.core.events import Event, SpeechChanged
from carebot.core.outcomes import Result
from carebot.core.permits import PermitLedger, signature
from carebot.core.record import AnyEvent
from carebot.core.speech import SetSpeech
from carebot.core.verdicts import Limits, Permit
from tests.safety.builders import NOW
from tests.skills.house import HOUSE

pytestmark = pytest.mark.anyio
KEY: Final = b"k" * 32


def permit(action: SetSpeech, number: int = 1, sealed: str = "") -> Permit:
    return Permit(
        id=f"p{number}", decision="d", action=action, limits=Limits(), issued_at=NOW,
        expires_at=NOW + timedelta(seconds=30), signature=sealed,
    )  # fmt: skip


def signed(action: SetSpeech, number: int) -> Permit:
    return permit(action, number, signature(permit(action, number), KEY))


async def test_how_she_wants_to_be_spoken_to_outlasts_a_restart_until_she_takes_it_back() -> None:
    bus, clock = Bus(), SimulatedClock(NOW)
    record: list[AnyEvent] = []
    bus.subscribe(Event, record.append)
    consents = Consents(bus, clock, PermitLedger(KEY))
    slowly = SetSpeech(resident="wang", rate=0.85, level_db=60.0)
    assert (await consents.execute(signed(slowly, 1))).succeeded
    assert isinstance(record[0], SpeechChanged)
    read = [event_from_json(event_to_json(event)) for event in record]
    wang = with_recorded_words(HOUSE, read).resident("wang")
    assert wang is not None
    assert (wang.spoken_to.rate, wang.spoken_to.volume_db) == (0.85, 60.0)
    assert (await consents.execute(signed(SetSpeech(resident="wang"), 2))).succeeded
    assert with_recorded_words(HOUSE, record) == HOUSE


async def test_nothing_is_taken_down_without_a_permit() -> None:
    bus = Bus()
    record: list[AnyEvent] = []
    bus.subscribe(Event, record.append)
    consents = Consents(bus, SimulatedClock(NOW), PermitLedger(KEY))
    assert (await consents.execute(permit(SetSpeech(resident="wang")))).result is Result.REFUSED
    assert record == []
