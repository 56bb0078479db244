"""Talk as the record has it: how long, when, sent away how often, and what a new day forgets."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from carebot.core.companionship import Companionship
from carebot.core.deeds import GoalAccepted, GoalFinished, Spoken
from carebot.core.events import IntentRecognized, Source, Transcript
from carebot.core.goals import Conclusion, Goal, GoalResult, Priority
from carebot.core.intents import Intent
from carebot.core.language import Language
from carebot.core.people import SCHEDULE, Requester, RequesterKind
from carebot.talks import COMPANY_SKILL, Talks
from skills.base import QUIET
from tests.safety.builders import BY_LI, BY_NURSE, text

NOW: Final = datetime(2026, 6, 3, 2, 0, tzinfo=UTC)
ZONE: Final = ZoneInfo("Asia/Shanghai")
VOICE: Final = Requester(kind=RequesterKind.UNKNOWN_VOICE)


class Day:
    """A day of talk, told event by event."""

    def __init__(self) -> None:
        self.talks = Talks(ZONE, "li")
        self.at = NOW
        self.ids = (f"e{number}" for number in count())

    def after(self, **spans: float) -> "Day":
        self.at += timedelta(**spans)
        return self

    def heard(self, by: Requester = BY_LI) -> None:
        self.talks.take_in(
            Transcript(
                id=next(self.ids), occurred_at=self.at, text="…", language=Language.ZH, confidence=1.0,
                source=Source.MICROPHONE, speaker=by,
            )
        )  # fmt: skip

    def said(self, *, audible: bool = True) -> None:
        self.talks.take_in(
            Spoken(id=next(self.ids), occurred_at=self.at, text="…", language=Language.ZH, to="li", audible=audible)
        )

    def meant(self, intent: str, by: Requester = BY_LI) -> None:
        self.talks.take_in(
            IntentRecognized(
                id=next(self.ids), occurred_at=self.at, intent=Intent(name=intent), text="…", language=Language.ZH,
                confidence=1.0, source=Source.MICROPHONE, speaker=by,
            )
        )  # fmt: skip

    def offer(self, finding: str = "", result: GoalResult = GoalResult.DONE, **parameters: str) -> None:
        goal = Goal(
            id=next(self.ids), skill=COMPANY_SKILL, parameters={"about": "li", **parameters},
            priority=Priority.COMPANY, requested_by=SCHEDULE, cause="c", created_at=self.at,
        )  # fmt: skip
        self.talks.take_in(GoalAccepted(id=next(self.ids), occurred_at=self.at, goal=goal))
        end = Conclusion(result=result, summary=text("over"), finding=finding)
        self.talks.take_in(
            GoalFinished(id=next(self.ids), occurred_at=self.at, goal=goal.id, skill=COMPANY_SKILL, conclusion=end)
        )

    @property
    def facts(self) -> Companionship:
        return self.talks.of("li", self.at)


def test_words_that_follow_each_other_are_one_talk() -> None:
    day = Day()
    day.heard()
    day.after(seconds=40).said()
    day.after(seconds=60).heard(VOICE)
    assert day.facts.talked_today == timedelta(seconds=100)
    day.after(seconds=61).heard()
    assert day.facts.talked_today == timedelta(seconds=100)
    assert day.facts.last_talk_at == day.at


def test_what_nobody_heard_and_what_carers_say_is_no_talk_with_her() -> None:
    day = Day()
    day.heard()
    day.after(seconds=30).said(audible=False)
    day.after(seconds=20).heard(BY_NURSE)
    assert day.facts.talked_today == timedelta()


def test_two_hours_of_talk_are_counted_as_such() -> None:
    day = Day()
    for _ in range(241):
        day.heard()
        day.after(seconds=30)
    assert day.facts.talked_today == timedelta(hours=2)


def test_a_new_day_of_the_home_counts_anew_and_remembers_who_sent_it_away() -> None:
    day = Day()
    day.heard()
    day.after(seconds=30).heard()
    day.meant(QUIET)
    day.offer(topic="pause")
    evening, morning = day.facts, day.after(hours=14).facts
    assert (evening.talked_today, evening.pause_suggested) == (timedelta(seconds=30), True)
    assert (morning.talked_today, morning.pause_suggested) == (timedelta(), False)
    assert morning.sent_away == 1


def test_sending_away_adds_up_until_she_asks_for_company_herself() -> None:
    day = Day()
    day.meant(QUIET)
    day.offer(finding="refused")
    assert day.facts.sent_away == 2
    day.meant("chat", BY_NURSE)
    assert day.facts.sent_away == 2
    day.meant("chat")
    assert (day.facts.sent_away, day.facts.sent_away_at) == (0, None)


def test_silence_to_an_offer_is_no_sending_away_and_the_offer_counts() -> None:
    day = Day()
    day.offer(finding="no_answer")
    assert (day.facts.sent_away, day.facts.offers_today, day.facts.offered_at) == (0, 1, day.at)


def test_a_pause_that_could_not_be_spoken_was_not_suggested() -> None:
    day = Day()
    day.offer(result=GoalResult.REFUSED, topic="pause")
    assert not day.facts.pause_suggested
    assert day.facts.offers_today == 0
