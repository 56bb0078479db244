"""How monitors of the house tell what they noticed of a resident."""

from datetime import datetime

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.events import Observation
from carebot.core.ids import fresh_id
from carebot.core.people import ResidentId
from carebot.core.situation import Posture
from monitoring.house_scene import HouseScene
from monitoring.monitors.base import AnyMonitor

Evidence = tuple[tuple[str, float], ...]


def raised(
    monitor: AnyMonitor,
    house: HouseScene,
    who: ResidentId,
    concern: Concern,
    *,
    since: datetime,
    confidence: float,
    evidence: Evidence,
) -> ConcernRaised:
    """A concern about a resident that holds at this instant, where she was last seen."""
    presence = house.presences.get(who)
    return ConcernRaised(
        id=fresh_id(),
        occurred_at=house.at,
        monitor=monitor.name,
        concern=concern,
        about=who,
        position=presence.last.position if presence else None,
        confidence=round(confidence, 3),
        since=min(since, house.at),
        evidence=rounded(evidence),
    )


def measured(monitor: AnyMonitor, house: HouseScene, who: ResidentId, evidence: Evidence) -> Observation:
    """What a monitor measured, for its own memory and for the record: with how and where she was last seen."""
    presence = house.presences.get(who)
    return Observation(
        id=fresh_id(),
        occurred_at=house.at,
        monitor=monitor.name,
        about=who,
        posture=presence.last.posture if presence else Posture.UNKNOWN,
        position=presence.last.position if presence else None,
        confidence=presence.last.confidence if presence else 0.0,
        evidence=rounded(evidence),
    )


def rounded(evidence: Evidence) -> Evidence:
    """Evidence as it goes on record: two decimals say what senses can."""
    return tuple((name, round(value, 2)) for name, value in evidence)
