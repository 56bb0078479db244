"""When company is offered: a table of occasions, and what sending away and long talk make of it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

import pytest

from carebot.core.companionship import Companionship
from carebot.core.values import Hours
from carebot.inviting import Invitation, Occasion, invitation, stays_away_for
from carebot.rhythm import Rhythm

TEN: Final = datetime(2026, 6, 3, 10, 5, tzinfo=UTC)
FITTING: Final = Occasion(local=TEN, talk=Companionship(), free=True, awake=True, others=False)
RHYTHM: Final = Rhythm()
NOTHING, COMPANY, PAUSE = Invitation.NOTHING, Invitation.COMPANY, Invitation.PAUSE


def ago(**spans: float) -> datetime:
    return TEN - timedelta(**spans)


def at(hour: int, minute: int = 0) -> Occasion:
    return replace(FITTING, local=TEN.replace(hour=hour, minute=minute))


def after(**talk: object) -> Occasion:
    return replace(FITTING, talk=replace(Companionship(), **talk))  # type: ignore[arg-type]


def talked(last: datetime, hours: float = 0.0, *, suggested: bool = False) -> Occasion:
    return after(last_talk_at=last, talked_today=timedelta(hours=hours), pause_suggested=suggested)


@pytest.mark.parametrize(
    ("occasion", "fits"),
    [
        pytest.param(FITTING, COMPANY, id="at its time, awake, alone"),
        pytest.param(replace(FITTING, free=False), NOTHING, id="the robot is at work"),
        pytest.param(replace(FITTING, awake=False), NOTHING, id="asleep"),
        pytest.param(replace(FITTING, awake=None), NOTHING, id="nobody can tell whether she is awake"),
        pytest.param(replace(FITTING, others=True), NOTHING, id="a visit"),
        pytest.param(replace(FITTING, others=None), NOTHING, id="nobody can tell who is there"),
        pytest.param(replace(FITTING, quiet_hours=Hours(start=time(9), end=time(11))), NOTHING, id="her quiet hours"),
        pytest.param(
            replace(FITTING, quiet_hours=Hours(start=time(11), end=time(9))), COMPANY, id="outside her quiet hours"
        ),
        pytest.param(at(9, 59), NOTHING, id="a minute too early"),
        pytest.param(at(10, 0), COMPANY, id="on the minute"),
        pytest.param(at(10, 29), COMPANY, id="still in the window"),
        pytest.param(at(10, 30), NOTHING, id="past the window"),
        pytest.param(at(15, 40), COMPANY, id="in the afternoon"),
        pytest.param(at(3), NOTHING, id="at night"),
        pytest.param(talked(ago(minutes=30)), NOTHING, id="she talked half an hour ago"),
        pytest.param(talked(ago(minutes=61)), COMPANY, id="she talked an hour ago"),
        pytest.param(after(offered_at=ago(minutes=59)), NOTHING, id="it was offered already"),
        pytest.param(after(offers_today=4), NOTHING, id="often enough for a day"),
        pytest.param(after(sent_away=1, sent_away_at=ago(minutes=119)), NOTHING, id="sent away"),
        pytest.param(after(sent_away=1, sent_away_at=ago(minutes=121)), COMPANY, id="sent away two hours ago"),
        pytest.param(after(sent_away=2, sent_away_at=ago(minutes=121)), NOTHING, id="sent away twice"),
        pytest.param(after(sent_away=3, sent_away_at=ago(hours=7)), NOTHING, id="sent away three times"),
        pytest.param(talked(ago(seconds=20), 2.0), PAUSE, id="two hours of talk, and talking still"),
        pytest.param(talked(ago(seconds=20), 1.99), NOTHING, id="not yet two hours"),
        pytest.param(talked(ago(seconds=20), 2.0, suggested=True), NOTHING, id="a pause was suggested once"),
        pytest.param(talked(ago(minutes=61), 2.0), NOTHING, id="after two hours of talk nothing more is offered"),
    ],
)
def test_what_fits(occasion: Occasion, fits: Invitation) -> None:
    assert invitation(occasion, RHYTHM) is fits


@pytest.mark.parametrize("hour", [7, 12, 13, 18])
def test_meals_and_naps_are_left_in_peace_however_lonely_she_is(hour: int) -> None:
    lonely = replace(at(hour, 10), talk=Companionship(last_talk_at=TEN - timedelta(hours=30)))
    assert invitation(lonely, RHYTHM) is NOTHING


def test_long_silence_is_a_need_at_any_time_of_day() -> None:
    for hours, fits in ((3.9, NOTHING), (4.0, COMPANY)):
        occasion = at(16, 30)
        talk = Companionship(last_talk_at=occasion.local - timedelta(hours=hours))
        assert invitation(replace(occasion, talk=talk), RHYTHM) is fits


def test_each_sending_away_lasts_longer_up_to_a_day() -> None:
    hours = [stays_away_for(times, RHYTHM) / timedelta(hours=1) for times in range(7)]
    assert hours == [0, 2, 4, 8, 16, 24, 24]


def test_a_home_may_switch_it_off_and_a_pause_is_suggested_all_the_same() -> None:
    off = Rhythm(enabled=False)
    assert invitation(FITTING, off) is NOTHING
    assert invitation(talked(ago(seconds=20), 2.0), off) is PAUSE
