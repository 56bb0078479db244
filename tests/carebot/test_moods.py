"""Moods over weeks: what she said, whom the map of dignity lets know, when she is asked and her carers are told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

import pytest

from carebot.core.companionship import Companionship
from carebot.core.deeds import GoalAccepted, GoalFinished
from carebot.core.events import ConsentChanged
from carebot.core.goals import Conclusion, Goal, GoalResult, Priority
from carebot.core.moods import MOOD_PREFIX, Mood
from carebot.core.people import SCHEDULE, Consent, ValueProfile
from carebot.core.values import Audience, Data, Narrowing
from carebot.inviting import Invitation, Occasion, invitation
from carebot.moods import MOOD_SKILL, Moods, may_be_told
from carebot.rhythm import Rhythm
from tests.safety.builders import BY_LI, LI, text

NOW: Final = datetime(2026, 6, 3, 8, 0, tzinfo=UTC)
NUMBERS = count()


def asked(moods: Moods, at: datetime, finding: str = "", wish: str = "") -> None:
    goal = Goal(
        id=f"g{next(NUMBERS)}", skill=MOOD_SKILL, parameters={"about": "li", "wish": wish}, priority=Priority.COMPANY,
        requested_by=SCHEDULE, cause="c", created_at=at,
    )  # fmt: skip
    moods.take_in(GoalAccepted(id=f"a{goal.id}", occurred_at=at, goal=goal), "")
    end = Conclusion(result=GoalResult.DONE, summary=text("asked"), finding=finding)
    moods.take_in(GoalFinished(id=f"f{goal.id}", occurred_at=at, goal=goal.id, skill=MOOD_SKILL, conclusion=end), "")


def test_a_week_holds_what_she_said_in_seven_days() -> None:
    moods = Moods()
    for days, mood in ((8, Mood.LOW), (6, Mood.GOOD), (3, Mood.SO_SO)):
        asked(moods, NOW - timedelta(days=days), f"{MOOD_PREFIX}{int(mood)}")
    asked(moods, NOW, "refused")
    assert moods.week("li", NOW).reports == (Mood.GOOD, Mood.SO_SO)
    assert moods.asked_at("li") == NOW
    assert moods.week("wang", NOW).reports == ()


def test_withdrawn_consent_empties_it() -> None:
    moods = Moods()
    asked(moods, NOW, f"{MOOD_PREFIX}4")
    for consent, left in ((Consent.TOUCH, 1), (Consent.MOOD, 0)):
        change = ConsentChanged(id=f"c{left}", occurred_at=NOW, resident="li", consent=consent, given=False, by=BY_LI)
        moods.take_in(change, "")
        assert len(moods.week("li", NOW).reports) == left


def test_a_report_is_no_question() -> None:
    moods = Moods()
    asked(moods, NOW, wish="report")
    assert moods.asked_at("li") is None
    assert moods.reported_at("li") == NOW


FAMILY = replace(
    LI, consents=frozenset({Consent.MOOD, Consent.FAMILY_HEALTH}), values=ValueProfile(told=frozenset({"son"}))
)
KEPT = ValueProfile(narrowings=(Narrowing(data=frozenset({Data.HEALTH})),))


def test_moods_go_where_she_lets_them() -> None:
    assert may_be_told(LI, Audience.CARER)
    assert may_be_told(LI, Audience.HERSELF)
    assert not may_be_told(replace(LI, consents=LI.consents - {Consent.MOOD}), Audience.CARER)
    assert not may_be_told(replace(LI, values=KEPT), Audience.CARER)
    assert may_be_told(FAMILY, Audience.FAMILY, "son")
    assert not may_be_told(FAMILY, Audience.FAMILY, "niece")
    assert not may_be_told(replace(FAMILY, consents=frozenset({Consent.MOOD})), Audience.FAMILY, "son")
    assert not may_be_told(FAMILY, Audience.TECHNICIAN)


AFTERNOON: Final = datetime(2026, 6, 3, 15, 5, tzinfo=UTC)
AGREED: Final = Occasion(
    local=AFTERNOON, talk=Companionship(), free=True, awake=True, others=False, mood_consent=True, mood_for_carers=True
)


@pytest.mark.parametrize(
    ("occasion", "fits"),
    [
        (AGREED, Invitation.MOOD),
        (replace(AGREED, mood_consent=False), Invitation.NOTHING),
        (replace(AGREED, awake=False), Invitation.NOTHING),
        (replace(AGREED, local=AFTERNOON.replace(hour=14, minute=59)), Invitation.NOTHING),
        (replace(AGREED, mood_asked_at=AFTERNOON - timedelta(days=2, hours=23)), Invitation.MOOD_REPORT),
        (
            replace(
                AGREED, mood_asked_at=AFTERNOON - timedelta(days=2), mood_reported_at=AFTERNOON - timedelta(days=1)
            ),
            Invitation.NOTHING,
        ),
        (
            replace(
                AGREED, mood_asked_at=AFTERNOON - timedelta(days=2), mood_reported_at=AFTERNOON - timedelta(days=7)
            ),
            Invitation.MOOD_REPORT,
        ),
        (
            replace(
                AGREED, mood_asked_at=AFTERNOON - timedelta(days=9), mood_reported_at=AFTERNOON - timedelta(days=8)
            ),
            Invitation.MOOD,
        ),
        (
            replace(AGREED, mood_asked_at=AFTERNOON - timedelta(days=2), mood_for_carers=False),
            Invitation.NOTHING,
        ),
    ],
)
def test_when_she_is_asked_and_when_her_carers_are_told(occasion: Occasion, fits: Invitation) -> None:
    assert invitation(occasion, Rhythm(at=())) is fits
