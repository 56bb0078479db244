"""Taking up: what an open incident becomes when the robot starts again. Part of its step function."""

from dataclasses import replace
from datetime import datetime, timedelta

from carebot.core.alarms import IncidentStage
from carebot.incidents import Chain, Incident, alarm


def taken_up(incident: Incident, at: datetime, chain: Chain) -> Incident:
    """Whoever was being asked has waited long enough; every other deadline stands.

    Where the clock was set back meanwhile, a deadline is no further off than it was when it was set.
    """
    if incident.stage in {IncidentStage.SUSPECTED, IncidentStage.ASKED}:
        return alarm(incident, at, chain)
    wait = _usual_wait(incident, chain)
    if incident.deadline is None or wait is None:
        return incident
    return replace(incident, deadline=min(incident.deadline, at + wait))


def _usual_wait(incident: Incident, chain: Chain) -> timedelta | None:
    match incident.stage:
        case IncidentStage.WATCHED:
            return chain.look_again
        case IncidentStage.ACKNOWLEDGED:
            return chain.arrival
        case IncidentStage.ARRIVED:
            return chain.tending
        case _:
            return chain.wait(incident.level, incident.chain_step)
