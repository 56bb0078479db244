"""The map of dignity: the floor of the house for everybody, data and purpose, and what a resident keeps for herself."""

from dataclasses import replace
from datetime import time
from itertools import product

import pytest

from carebot.core.people import Consent, Resident, ValueProfile
from carebot.core.values import Audience, Data, Hours, Narrowing, Purpose
from safety.values.dignity import GROUNDS, Flow, judge_flow
from tests.safety import builders as b

ROOMS = {room.id: room for room in b.ROOMS}
BARE = replace(b.LI, consents=frozenset())


def flow(data: Data, audience: Audience, purpose: Purpose = Purpose.CARE, **more: object) -> Flow:
    return replace(Flow(data=data, audience=audience, purpose=purpose, room=ROOMS["living"]), **more)  # type: ignore[arg-type] # the tests name the fields


def keeping(**kept: object) -> Resident:
    narrowing = Narrowing(**kept)  # type: ignore[arg-type] # the tests name the fields
    return replace(b.LI, values=ValueProfile(narrowings=(narrowing,)))


def rule(resident: Resident, asked: Flow) -> str:
    leave = judge_flow(resident, asked)
    assert leave.reason.zh
    assert leave.reason.en
    assert leave.allowed is (leave.rule in {ground.id for ground in GROUNDS})
    return leave.rule


@pytest.mark.parametrize(
    ("data", "audience", "purpose", "consent", "ground"),
    [
        (Data.POSE, Audience.ROBOT, Purpose.CARE, Consent.CAMERA_POSE, "dignity.pose"),
        (Data.POSE, Audience.CARER, Purpose.CARE, Consent.CAMERA_POSE, "dignity.pose"),
        (Data.CLIP, Audience.NURSE, Purpose.ALARM, Consent.RECORDING, "dignity.clip"),
        (Data.PICTURE, Audience.ROBOT, Purpose.ALARM, Consent.RECORDING, "dignity.clip"),
        (Data.PRESENCE, Audience.FAMILY, Purpose.FAMILY_CONTACT, Consent.FAMILY_VIEW, "dignity.family_presence"),
        (Data.HEALTH, Audience.FAMILY, Purpose.FAMILY_CONTACT, Consent.FAMILY_HEALTH, "dignity.family_health"),
        (Data.HEALTH, Audience.FAMILY, Purpose.ALARM, Consent.FAMILY_HEALTH, "dignity.family_health"),
    ],
)
def test_consent_to_this_purpose_is_needed(
    data: Data, audience: Audience, purpose: Purpose, consent: Consent, ground: str
) -> None:
    asked = flow(data, audience, purpose)
    assert rule(replace(BARE, consents=frozenset({consent})), asked) == ground
    assert rule(replace(b.LI, consents=frozenset(Consent) - {consent}), asked) == "dignity.no_consent"


@pytest.mark.parametrize(
    ("data", "audience", "purpose", "ground"),
    [
        (Data.PRESENCE, Audience.CARER, Purpose.CARE, "dignity.presence"),
        (Data.POSE, Audience.CARER, Purpose.ALARM, "dignity.pose_in_alarm"),
        (Data.WORDS, Audience.NURSE, Purpose.CARE, "dignity.words"),
        (Data.CLIP, Audience.HERSELF, Purpose.CARE, "dignity.her_own"),
    ],
)
def test_some_need_no_consent(data: Data, audience: Audience, purpose: Purpose, ground: str) -> None:
    assert rule(BARE, flow(data, audience, purpose)) == ground


def test_whoever_has_no_ground_has_nothing_whatever_she_agreed_to() -> None:
    """The floor: strangers and technicians have no data, nobody has pictures for care, family never hears her words."""
    nothing = [
        *(flow(*asked) for asked in product(Data, (Audience.OTHERS, Audience.TECHNICIAN), Purpose)),
        *(flow(Data.CLIP, audience, Purpose.CARE) for audience in (Audience.CARER, Audience.NURSE, Audience.FAMILY)),
        *(flow(Data.WORDS, Audience.FAMILY, purpose) for purpose in Purpose),
        *(flow(Data.PICTURE, Audience.FAMILY, purpose) for purpose in Purpose),
    ]
    assert {rule(b.LI, asked) for asked in nothing} == {"dignity.no_ground"}


@pytest.mark.parametrize("data", [Data.POSE, Data.PICTURE, Data.CLIP])
@pytest.mark.parametrize("purpose", Purpose)
def test_nothing_is_seen_in_a_bathroom(data: Data, purpose: Purpose) -> None:
    for audience in Audience:
        assert rule(b.LI, flow(data, audience, purpose, room=ROOMS["bathroom"])) == "dignity.bathroom"
    assert rule(b.LI, flow(Data.PRESENCE, Audience.CARER, room=ROOMS["bathroom"])) == "dignity.presence"


def test_no_picture_of_somebody_undressed() -> None:
    for data in (Data.PICTURE, Data.CLIP):
        assert rule(b.LI, flow(data, Audience.CARER, Purpose.ALARM, undressed=True)) == "dignity.undressed"
    assert rule(b.LI, flow(Data.POSE, Audience.CARER, Purpose.ALARM, undressed=True)) == "dignity.pose_in_alarm"


def test_family_is_told_as_she_named_them() -> None:
    resident = replace(b.LI, values=ValueProfile(told=frozenset({"daughter"})))
    asked = flow(Data.HEALTH, Audience.FAMILY, Purpose.FAMILY_CONTACT)
    assert rule(resident, replace(asked, who="daughter")) == "dignity.family_health"
    assert rule(resident, replace(asked, who="son")) == "dignity.not_told"
    assert rule(b.LI, replace(asked, who="son")) == "dignity.family_health"
    assert rule(resident, flow(Data.WORDS, Audience.CARER, who="carer")) == "dignity.words"


def test_what_is_kept_is_kept_from_everybody_but_herself() -> None:
    resident = keeping(data=frozenset({Data.WORDS}))
    assert rule(resident, flow(Data.WORDS, Audience.NURSE)) == "dignity.narrowed"
    assert rule(resident, flow(Data.WORDS, Audience.HERSELF)) == "dignity.her_own"
    assert rule(resident, flow(Data.HEALTH, Audience.NURSE)) == "dignity.words"


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        (Data.POSE, (Data.POSE, Data.PICTURE, Data.CLIP)),
        (Data.PICTURE, (Data.PICTURE, Data.CLIP)),
        (Data.CLIP, (Data.CLIP,)),
        (Data.PRESENCE, (Data.PRESENCE,)),
    ],
)
def test_keeping_the_less_revealing_keeps_the_more(kept: Data, asked: tuple[Data, ...]) -> None:
    resident = keeping(data=frozenset({kept}), purposes=frozenset(Purpose))
    found = {data for data in Data if rule(resident, flow(data, Audience.CARER, Purpose.ALARM)) == "dignity.narrowed"}
    assert found == set(asked)


def test_in_an_alarm_only_what_names_alarms_is_kept() -> None:
    asked = flow(Data.POSE, Audience.CARER, Purpose.ALARM)
    assert rule(keeping(data=frozenset({Data.POSE})), asked) == "dignity.pose_in_alarm"
    named = keeping(data=frozenset({Data.POSE}), purposes=frozenset({Purpose.ALARM}))
    assert rule(named, asked) == "dignity.narrowed"
    assert rule(named, replace(asked, purpose=Purpose.CARE)) == "dignity.pose"


def test_from_whom_where_and_when() -> None:
    hours = Hours(start=time(21), end=time(7))
    resident = keeping(
        data=frozenset({Data.POSE}), audiences=frozenset({Audience.CARER}), rooms=frozenset({"bedroom_li"}), hours=hours
    )
    asked = flow(Data.POSE, Audience.CARER, room=ROOMS["bedroom_li"], local_minute=21 * 60)
    assert rule(resident, asked) == "dignity.narrowed"
    for other in (
        replace(asked, audience=Audience.NURSE),
        replace(asked, room=ROOMS["living"]),
        replace(asked, room=None),
        replace(asked, local_minute=21 * 60 - 1),
        replace(asked, local_minute=7 * 60),
    ):
        assert rule(resident, other) == "dignity.pose"


@pytest.mark.parametrize(
    ("start", "end", "inside", "outside"),
    [
        (time(13), time(14, 30), (13 * 60, 14 * 60 + 29), (13 * 60 - 1, 14 * 60 + 30, 0)),
        (time(22), time(6), (22 * 60, 23 * 60 + 59, 0, 5 * 60 + 59), (6 * 60, 21 * 60 + 59)),
        (time(8), time(8), (), (8 * 60, 0)),
    ],
)
def test_hours_begin_and_end_on_the_minute(
    start: time, end: time, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    hours = Hours(start=start, end=end)
    assert all(hours.has(minute) for minute in inside)
    assert not any(hours.has(minute) for minute in outside)


def test_a_narrowing_never_widens() -> None:
    """Whatever she keeps for herself, nobody has more than without it."""
    for data, audience, purpose, room in product(Data, Audience, Purpose, (ROOMS["living"], ROOMS["bathroom"])):
        asked = flow(data, audience, purpose, room=room)
        for kept in Data:
            with_it = judge_flow(keeping(data=frozenset({kept})), asked).allowed
            assert not with_it or judge_flow(b.LI, asked).allowed


def test_every_ground_has_a_source() -> None:
    assert all(ground.source and ground.text.zh and ground.text.en for ground in GROUNDS)
    assert len({ground.id for ground in GROUNDS}) == len(GROUNDS)
