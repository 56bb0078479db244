"""What eyes and ears would catch: each fact on both sides of where it changes."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from carebot.core.actions import AlarmLevel, Say
from carebot.core.language import Language, Text
from carebot.core.limits import SafetyLimits
from carebot.core.people import Consent, Resident, ValueProfile
from carebot.core.situation import House, PersonSeen, Situation
from carebot.core.values import Audience, Data, Hours, Narrowing, Purpose
from safety._rooms import RoomFinder
from safety._shown import Shown, names_another, others_hear
from tests.safety import builders as b

LI, WANG = b.person("li"), b.person("wang")
SOMEBODY, ANOTHER = b.person("", track="a"), b.person("", track="b")
GHOST = b.person("ghost")
LIMITS = SafetyLimits()
TICK = timedelta(microseconds=1)


def shown(situation: Situation) -> Shown:
    return Shown(situation=situation, rooms=RoomFinder())


def in_room(room: str, who: str = "li") -> PersonSeen:
    return b.person(who, position=b.middle(room))


def with_wang(*consents: Consent) -> House:
    return replace(b.HOUSE, residents=(b.LI, replace(b.WANG, consents=frozenset(consents))))


def test_where_the_robot_is_and_whom_the_house_knows_of_those_in_view() -> None:
    found = shown(b.situation(body=b.body_in("kitchen"), people=b.people(SOMEBODY, WANG, GHOST)))
    assert found.here is not None
    assert (found.here.id, found.residents) == ("kitchen", (b.WANG,))


@pytest.mark.parametrize(
    ("robot", "seen", "there"),
    [
        ("bathroom", (), True),
        ("bathroom", (in_room("living"),), True),
        ("living", (in_room("bathroom"),), True),
        ("living", (in_room("living"),), False),
        ("living", (in_room("bathroom", "wang"),), False),
        ("living", (), False),
    ],
)
def test_a_bathroom_is_where_the_robot_or_she_is(robot: str, seen: tuple[PersonSeen, ...], there: bool) -> None:
    assert shown(b.situation(body=b.body_in(robot), people=b.people(*seen))).in_bathroom("li") is there


def test_a_robot_that_knows_nothing_is_in_no_bathroom() -> None:
    assert not shown(b.situation(body=None, people=None)).in_bathroom("li")


@pytest.mark.parametrize(
    ("seen", "agreed", "others"),
    [
        ((), False, False),
        ((LI,), False, False),
        ((LI, WANG), False, True),
        ((LI, WANG), True, False),
        ((WANG,), True, False),
        ((SOMEBODY,), False, False),
        ((SOMEBODY, WANG), True, False),
        ((SOMEBODY, ANOTHER), False, True),
        ((SOMEBODY, LI), False, True),
        ((GHOST,), False, False),
        ((GHOST, LI), False, True),
    ],
)
def test_a_picture_may_show_her_and_whoever_agreed(seen: tuple[PersonSeen, ...], agreed: bool, others: bool) -> None:
    house = with_wang(Consent.RECORDING) if agreed else with_wang(*(set(Consent) - {Consent.RECORDING}))
    assert shown(b.situation(house, people=b.people(*seen))).others_without_consent("li") is others


def test_one_who_has_not_agreed_is_enough() -> None:
    assert shown(b.situation(with_wang(), people=b.people(LI, WANG))).others_without_consent("nobody")


def keeping(resident: Resident, **kept: Any) -> Resident:
    narrowing = Narrowing(**{"data": frozenset({Data.POSE}), **kept})
    return replace(resident, values=ValueProfile(narrowings=(narrowing,)))


def narrowed(resident: Resident, data: Data = Data.POSE, whom: str = "li", **changes: Any) -> bool:
    residents = tuple(resident if one.id == resident.id else one for one in b.RESIDENTS)
    return shown(b.situation(replace(b.HOUSE, residents=residents), **changes)).narrowed(data, whom)


def test_a_posture_is_kept_by_anybody_in_view_and_all_else_by_her_alone() -> None:
    wang = keeping(b.WANG, data=frozenset({Data.POSE, Data.WORDS}))
    in_view = b.people(WANG)
    assert narrowed(wang, people=in_view)
    assert narrowed(wang, whom="wang")
    assert not narrowed(wang)
    assert not narrowed(wang, data=Data.WORDS, people=in_view)
    assert narrowed(wang, data=Data.WORDS, whom="wang")
    assert not narrowed(wang, whom="ghost")


def test_one_of_several_in_view_is_enough() -> None:
    assert narrowed(keeping(b.WANG), people=b.people(LI, WANG))


@pytest.mark.parametrize(("level", "kept"), [(AlarmLevel.LOW, True), (AlarmLevel.MEDIUM, False)])
def test_from_a_medium_alarm_on_it_is_taken_to_help(level: AlarmLevel, kept: bool) -> None:
    assert narrowed(keeping(b.LI, purposes=frozenset({Purpose.CARE})), alarm=level) is kept
    assert narrowed(keeping(b.LI, purposes=frozenset({Purpose.ALARM})), alarm=level) is not kept


@pytest.mark.parametrize(
    ("robot", "seen", "kept"),
    [
        ("living", (in_room("bedroom_li"),), True),
        ("bedroom_li", (in_room("living"),), False),
        ("bedroom_li", (), True),
        ("living", (), False),
    ],
)
def test_she_is_where_she_is_seen_or_else_with_the_robot(robot: str, seen: tuple[PersonSeen, ...], kept: bool) -> None:
    at_home = keeping(b.LI, rooms=frozenset({"bedroom_li"}))
    assert narrowed(at_home, body=b.body_in(robot), people=b.people(*seen)) is kept


def test_it_is_taken_now_and_by_the_robot() -> None:
    asleep = keeping(b.LI, hours=Hours(start=time(12), end=time(13)))
    assert narrowed(asleep, local_minute=b.NOON)
    assert not narrowed(asleep, local_minute=b.NOON - 1)
    assert narrowed(keeping(b.LI, audiences=frozenset({Audience.ROBOT})))
    assert not narrowed(keeping(b.LI, audiences=frozenset(Audience) - {Audience.ROBOT}))


@pytest.mark.parametrize(
    ("seen", "age", "heard"),
    [
        ((), timedelta(), False),
        ((), LIMITS.person_age, False),
        ((), LIMITS.person_age + TICK, True),
        ((), -TICK, True),
        ((LI,), timedelta(), False),
        ((WANG,), timedelta(), True),
        ((LI, SOMEBODY), timedelta(), True),
    ],
)
def test_others_hear_where_they_are_or_nobody_can_tell(
    seen: tuple[PersonSeen, ...], age: timedelta, heard: bool
) -> None:
    situation = b.situation(people=replace(b.people(*seen), age=age))
    assert others_hear(situation, "li", LIMITS) is heard


def test_what_is_not_sensed_may_be_heard() -> None:
    assert others_hear(b.situation(people=None), "li", LIMITS)


@pytest.mark.parametrize(
    ("zh", "en", "named"),
    [
        ("您好", "Hello", False),
        ("李秀兰，您好", "Hello Li Xiulan", False),
        ("王建国病了", "He is ill", True),
        ("他病了", "Wang Jianguo is ill", True),
        ("Wang Jianguo病了", "He is ill", True),
    ],
)
def test_words_for_one_name_another(zh: str, en: str, named: bool) -> None:
    speech = Say(text=Text(zh=zh, en=en), language=Language.ZH, to="li")
    assert names_another(speech, b.HOUSE) is named
    nameless = replace(b.WANG, name=Text(zh="王建国", en=""))
    assert names_another(speech, replace(b.HOUSE, residents=(b.LI, nameless))) is ("王建国" in zh)
