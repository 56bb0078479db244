"""The talks of each resident with the robot, counted from the record: a fold over events without clock or I/O.

What counts as talk is words that follow each other; a silence of more than a minute parts two talks.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from carebot.core.companionship import Companionship
from carebot.core.deeds import GoalAccepted, GoalFinished, Spoken
from carebot.core.events import IntentRecognized, Transcript
from carebot.core.goals import GoalResult
from carebot.core.ids import Id
from carebot.core.people import Requester, RequesterKind, ResidentId
from carebot.core.record import AnyEvent
from skills.base import QUIET, Finding

COMPANY_SKILL: Final = "keep_company"
PAUSE: Final = "pause"
KINDS: Final = ("transcript", "intent_recognized", "spoken", "goal_accepted", "goal_finished")
"""The events that tell of talk, for whoever reads them from the journal."""

LATELY: Final = timedelta(hours=36)
"""How far back the record is read after a start: to the morning before, whatever the time of day."""

TALK_PARTS_AFTER: Final = timedelta(minutes=1)
_ASKED_FOR: Final = frozenset(
    {"greet", "chat", "reminisce", "tell_poem", "tell_story", "tell_joke", "play_quiz", "play_music"}
)
_SENT_AWAY: Final = frozenset({QUIET, "go_away"})
_VOICES: Final = frozenset({RequesterKind.RESIDENT, RequesterKind.UNKNOWN_VOICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """What is known of one resident, and on which day of the home's calendar it was learnt."""

    day: date
    facts: Companionship


class Talks:
    """Who talked with the robot, when and how long. A voice that nobody vouches for counts for the only resident."""

    def __init__(self, timezone: ZoneInfo, only: ResidentId = "") -> None:
        self._timezone = timezone
        self._only = only
        self._days: dict[ResidentId, _Day] = {}
        self._offers: dict[Id, tuple[ResidentId, str]] = {}

    def of(self, resident: ResidentId, now: datetime) -> Companionship:
        """What is known of talk with `resident` by `now`."""
        return self._on(resident, now).facts

    def take_in(self, event: AnyEvent) -> None:
        """Learn from `event`."""
        match event:
            case Transcript(speaker=speaker) if speaker.kind in _VOICES:
                self._talked(self._who(speaker), event.occurred_at)
            case Spoken(to=to, audible=True):
                self._talked(to or self._only, event.occurred_at)
            case IntentRecognized(speaker=speaker, intent=intent) if speaker.kind in _VOICES:
                self._understood(self._who(speaker), intent.name, event.occurred_at)
            case GoalAccepted(goal=goal) if goal.skill == COMPANY_SKILL:
                if goal.requested_by.kind is RequesterKind.SCHEDULE:
                    self._offered(goal.id, goal.parameter("about") or self._only, goal.parameter("topic"), event)
            case GoalFinished():
                self._ended(event)
            case _:
                pass

    def _who(self, speaker: Requester) -> ResidentId:
        return speaker.id if speaker.kind is RequesterKind.RESIDENT else self._only

    def _on(self, resident: ResidentId, now: datetime) -> _Day:
        """What is known of `resident` on the day of `now`; a new day begins its counts anew."""
        today = now.astimezone(self._timezone).date()
        known = self._days.get(resident, _Day(day=today, facts=Companionship()))
        if known.day == today:
            return known
        fresh = replace(known.facts, talked_today=timedelta(), offers_today=0, pause_suggested=False)
        return _Day(day=today, facts=fresh)

    def _set(self, resident: ResidentId, day: _Day, facts: Companionship) -> None:
        self._days[resident] = replace(day, facts=facts)

    def _talked(self, resident: ResidentId, at: datetime) -> None:
        day = self._on(resident, at)
        last = day.facts.last_talk_at
        gap = at - last if last is not None else None
        more = gap if gap is not None and timedelta() < gap <= TALK_PARTS_AFTER else timedelta()
        self._set(resident, day, replace(day.facts, talked_today=day.facts.talked_today + more, last_talk_at=at))

    def _understood(self, resident: ResidentId, intent: str, at: datetime) -> None:
        if intent in _SENT_AWAY:
            self._sent_away(resident, at)
        elif intent in _ASKED_FOR:
            day = self._on(resident, at)
            self._set(resident, day, replace(day.facts, sent_away=0, sent_away_at=None))

    def _sent_away(self, resident: ResidentId, at: datetime) -> None:
        day = self._on(resident, at)
        self._set(resident, day, replace(day.facts, sent_away=day.facts.sent_away + 1, sent_away_at=at))

    def _offered(self, goal: Id, resident: ResidentId, topic: str, event: GoalAccepted) -> None:
        self._offers[goal] = (resident, topic)
        day = self._on(resident, event.occurred_at)
        offers = day.facts.offers_today + (topic != PAUSE)
        self._set(resident, day, replace(day.facts, offered_at=event.occurred_at, offers_today=offers))

    def _ended(self, event: GoalFinished) -> None:
        offer = self._offers.pop(event.goal, None)
        if offer is None:
            return
        resident, topic = offer
        if topic == PAUSE:
            day = self._on(resident, event.occurred_at)
            done = event.conclusion.result is GoalResult.DONE
            self._set(resident, day, replace(day.facts, pause_suggested=day.facts.pause_suggested or done))
        elif event.conclusion.finding == Finding.REFUSED:
            self._sent_away(resident, event.occurred_at)
