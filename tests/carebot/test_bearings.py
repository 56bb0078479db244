"""Bearings: who, where, since when and which step; what nobody knows is said, and never made up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot._alarm_texts import concern_text
from carebot.bearings import NO_BEARINGS, bearings, room_at, told_with, whereabouts, who_is
from carebot.core.actions import AlarmLevel, Notify
from carebot.core.concerns import Concern
from carebot.core.events import Observation
from carebot.core.home import Point
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.situation import Posture
from carebot.knowing import LIKELY, Known
from tests.safety.builders import BETWEEN_ROOMS, HOUSE, NOW, middle, text

CALL = Notify(text=text("Li Xiulan would like a hand"), level=AlarmLevel.MEDIUM, about="li")


@pytest.fixture
def known() -> Known:
    return Known(HOUSE, "Asia/Shanghai")


@pytest.mark.parametrize(
    ("about", "room", "seen", "where"),
    [
        ("li", "kitchen", None, "kitchen"),
        ("li", "", "living", "last seen in the living"),
        ("li", "no such room", "living", "last seen in the living"),
        ("li", "", None, "place unknown, her room is the bedroom_li"),
        ("", "", None, "place unknown"),
        ("nobody knows her", "", None, "place unknown"),
        ("", "kitchen", None, "kitchen"),
        ("", "bedroom_li", None, "bedroom_li, the room of Li Xiulan"),
        ("wang", "bedroom_li", None, "bedroom_li"),
    ],
)
def test_where_she_is_or_that_nobody_knows(known: Known, about: str, room: str, seen: str | None, where: str) -> None:
    known.last_seen[""] = middle("kitchen")
    if seen:
        known.last_seen["li"] = middle(seen)
    assert whereabouts(known, about, room).en == where
    assert whereabouts(known, about, room).zh


@pytest.mark.parametrize("place", [None, BETWEEN_ROOMS, Point(x_m=float("nan"), y_m=1.0)])
def test_a_place_outside_every_room_is_in_none(known: Known, place: Point | None) -> None:
    assert room_at(known, place) == ""


def test_a_call_of_a_plan_counts_from_when_it_is_sent(known: Known) -> None:
    its = bearings(known, CALL, NOW)
    assert told_with(CALL.text, its).en == (
        "Li Xiulan would like a hand (place unknown, her room is the bedroom_li, since 10:00, first call)"
    )


def test_what_the_sentence_says_itself_is_not_said_again(known: Known) -> None:
    said = Text(zh="李秀兰可能在kitchen（中）摔倒了", en="Li Xiulan may have fallen in the Kitchen")
    notify = Notify(
        text=said, level=AlarmLevel.HIGH, about="li", incident="i", chain_step=3, room="kitchen",
        since=NOW - timedelta(hours=1),
    )  # fmt: skip
    told = told_with(said, bearings(known, notify, NOW))
    assert told.en == f"{said.en} (since 09:00, escalation 3)"
    assert told.zh == f"{said.zh}（09:00 起，第 3 级升级）"


def test_news_about_nobody_has_no_bearings(known: Known) -> None:
    news = Notify(text=text("the weather is fine"), level=AlarmLevel.INFORMATION)
    assert bearings(known, news, NOW) == NO_BEARINGS
    assert told_with(news.text, NO_BEARINGS) == news.text


def test_what_is_about_the_robot_itself_names_nobody_and_no_place(known: Known) -> None:
    failing = Notify(text=text("it cannot see"), level=AlarmLevel.MEDIUM, incident="i", itself=True)
    its = bearings(known, failing, NOW)
    assert (its.who.en, its.where) == ("the robot", NOTHING)
    stuck = bearings(known, replace(failing, room="kitchen"), NOW)
    assert (stuck.who.en, stuck.where.en) == ("the robot", "kitchen")


def test_where_it_is_a_guess_who_she_is_an_alarm_claims_no_more(known: Known) -> None:
    known.take_in(
        Observation(
            id="o", occurred_at=NOW, monitor="people", about="li", posture=Posture.STANDING, position=middle("kitchen"),
            confidence=0.9, evidence=((LIKELY, 0.7),),
        )
    )  # fmt: skip
    assert who_is(known, "li") == Text(zh="有人（可能是李秀兰）", en="somebody (probably Li Xiulan)")
    told = concern_text(known, Concern.FALL, "li", middle("kitchen"))
    assert told.en == "somebody (probably Li Xiulan) may have fallen in the kitchen"
    assert told.zh.startswith("有人（可能是李秀兰）可能在")
