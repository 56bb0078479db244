"""The moods that residents told, over weeks, from the record of their own words: a fold without clock or I/O.

It holds nothing of whoever has not agreed; withdrawn consent empties it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from carebot.core.deeds import GoalAccepted, GoalFinished
from carebot.core.events import ConsentChanged
from carebot.core.ids import Id
from carebot.core.moods import Mood, MoodWeek, mood_of
from carebot.core.people import CaregiverId, Consent, Resident, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.values import Audience, Data, Purpose
from safety.values.dignity import Flow, judge_flow

MOOD_SKILL: Final = "ask_mood"
KINDS: Final = ("goal_accepted", "goal_finished")
"""The events that tell of moods, for whoever reads them from the journal."""

KEPT_FOR: Final = timedelta(weeks=8)
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    at: datetime
    mood: Mood


class Moods:
    """Who said what of her mood, and when she was last asked and her carers last told."""

    def __init__(self) -> None:
        self._reports: dict[ResidentId, list[_Report]] = {}
        self._goals: dict[Id, tuple[ResidentId, str]] = {}
        self._asked: dict[ResidentId, datetime] = {}
        self._reported: dict[ResidentId, datetime] = {}

    def take_in(self, event: AnyEvent, only: ResidentId) -> None:
        """Learn from `event`; a goal that names nobody is for `only`."""
        match event:
            case GoalAccepted(goal=goal) if goal.skill == MOOD_SKILL:
                whom = goal.parameter("about") or goal.requested_by.id or only
                self._goals[goal.id] = (whom, goal.parameter("wish"))
            case GoalFinished() if event.goal in self._goals:
                self._finished(event)
            case ConsentChanged(consent=Consent.MOOD, given=False, resident=resident):
                self._reports.pop(resident, None)
            case _:
                pass

    def week(self, resident: ResidentId, now: datetime) -> MoodWeek:
        """What she said in the seven days before `now`."""
        reports = (one for one in self._reports.get(resident, ()) if now - one.at < WEEK)
        return MoodWeek(reports=tuple(one.mood for one in reports))

    def asked_at(self, resident: ResidentId) -> datetime | None:
        """When she was last asked."""
        return self._asked.get(resident)

    def reported_at(self, resident: ResidentId) -> datetime | None:
        """When her carers were last told."""
        return self._reported.get(resident)

    def _finished(self, event: GoalFinished) -> None:
        whom, wish = self._goals.pop(event.goal)
        if wish == "report":
            self._reported[whom] = event.occurred_at
        elif not wish:
            self._asked[whom] = event.occurred_at
            mood = mood_of(event.conclusion.finding)
            if mood is not None:
                kept = [one for one in self._reports.get(whom, []) if event.occurred_at - one.at < KEPT_FOR]
                self._reports[whom] = [*kept, _Report(at=event.occurred_at, mood=mood)]


def may_be_told(resident: Resident, audience: Audience, who: CaregiverId = "") -> bool:
    """Whether her moods may go to `audience`: with her consent, and as far as the map of dignity lets them."""
    flow = Flow(data=Data.HEALTH, audience=audience, purpose=_PURPOSE[audience], who=who)
    return Consent.MOOD in resident.consents and judge_flow(resident, flow).allowed


_PURPOSE: Final = dict.fromkeys(Audience, Purpose.CARE) | {Audience.FAMILY: Purpose.FAMILY_CONTACT}
