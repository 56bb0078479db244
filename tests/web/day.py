"""A day on record: somebody is seen, talks, is reminded, falls and is helped; a microphone fails."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from carebot.core.actions import AlarmLevel, RemindDose
from carebot.core.alarms import AlarmAcknowledged, AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.deeds import ActionFinished, Spoken
from carebot.core.events import ConsentChanged, FaultRaised, Observation, Source, Transcript
from carebot.core.home import Point
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Consent
from carebot.core.record import AnyEvent
from carebot.core.situation import Posture
from carebot.scribe import Stamp
from tests.safety.builders import BY_LI, BY_NURSE, NOW, NURSE_ZHANG, middle, text

FELL: Final = Text(zh="李秀兰可能在living摔倒了", en="Li Xiulan may have fallen in the living")


def stamp(event_id: str, minutes: float) -> Stamp:
    """`minutes` before now."""
    return Stamp(id=event_id, occurred_at=NOW - timedelta(minutes=minutes), cause="")


def sighting(event_id: str, minutes: float, room: str, posture: Posture, about: str = "li") -> Observation:
    point = middle(room)
    return Observation(
        **stamp(event_id, minutes), monitor="people", about=about, posture=posture,
        position=Point(x_m=point.x_m, y_m=point.y_m), confidence=0.9,
    )  # fmt: skip


def incident(event_id: str, minutes: float, stage: IncidentStage, about: str = "li") -> IncidentChanged:
    return IncidentChanged(
        **stamp(event_id, minutes), incident="i1", about=about, stage=stage, level=AlarmLevel.HIGH, chain_step=0,
        text=FELL, by=NURSE_ZHANG, opened_at=NOW - timedelta(minutes=60),
    )  # fmt: skip


def day() -> Iterator[AnyEvent]:
    """Everything, in its order."""
    yield sighting("seen0001", 200, "bedroom_li", Posture.SITTING)
    yield sighting("seen0002", 195, "bedroom_li", Posture.SITTING)
    yield sighting("seen0003", 190, "living", Posture.SITTING)
    yield Transcript(
        **stamp("talk0001", 180), text="我的秘密", language=Language.ZH, confidence=1.0, source=Source.MICROPHONE,
        speaker=BY_LI,
    )  # fmt: skip
    yield Spoken(**stamp("talk0002", 179), text="好的", language=Language.ZH, to="li", audible=True)
    yield ActionFinished(
        **stamp("dose0001", 120), run="r1", outcome=Outcome(result=Result.SUCCEEDED),
        action=RemindDose(
            dose="noon", resident="li", drug=text("amlodipine"), text=text("your tablet"), language=Language.ZH,
            minutes_from_due=0.0,
        ),
    )  # fmt: skip
    yield incident("fell0001", 60, IncidentStage.ALARM)
    yield AlarmAcknowledged(**stamp("fell0002", 59), incident="i1", by=BY_NURSE, name=NURSE_ZHANG)
    yield incident("fell0003", 59, IncidentStage.ACKNOWLEDGED)
    yield AlarmResolved(**stamp("fell0004", 55), incident="i1", by=BY_NURSE, name=NURSE_ZHANG, real=True)
    yield incident("fell0005", 55, IncidentStage.RESOLVED)
    yield sighting("wang0001", 50, "living", Posture.STANDING, about="wang")
    yield ConsentChanged(**stamp("cons0001", 40), resident="li", consent=Consent.MOOD, given=False, by=BY_LI)
    yield FaultRaised(
        **stamp("mic00001", 30), source="microphone", level=AlarmLevel.LOW, text=text("the microphone is loose")
    )
    yield sighting("seen0004", 5, "bathroom", Posture.SITTING)
