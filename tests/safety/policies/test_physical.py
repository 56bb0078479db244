"""Physical limits: a table on both sides of each."""

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Ask,
    Handover,
    Look,
    MoveTo,
    Pick,
    PutDown,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
)
from carebot.core.body import Health
from carebot.core.home import HouseholdObject
from carebot.core.language import Language
from carebot.core.limits import SafetyLimits
from carebot.core.people import Requester
from carebot.core.situation import Posture, Situation
from carebot.core.verdicts import Judgement, Verdict
from safety.policies.physical import Options, Physical
from tests.safety import builders as b

MOVE = MoveTo(place="kitchen")
DAY_DB = 75.0
NIGHT_DB = 45.0


def judged(action: Action, situation: Situation | None = None) -> dict[str, Judgement]:
    return {judgement.rule: judgement for judgement in Physical().judge(action, situation or b.situation())}


def denied(action: Action, situation: Situation | None = None) -> set[str]:
    judgements = judged(action, situation)
    assert all(judgement.verdict is Verdict.DENY for judgement in judgements.values())
    return set(judgements)


def tightened(action: Action, rule: str, situation: Situation | None = None) -> Action | None:
    judgements = judged(action, situation)
    if not judgements:
        return None
    assert set(judgements) == {rule}
    assert judgements[rule].verdict is Verdict.LIMIT
    return judgements[rule].tightened


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"emergency_stop": True}, "physical.emergency_stop"),
        ({"bumped": True}, "physical.bumped"),
        ({"health": Health.FAILED}, "physical.health"),
        ({"localised": False}, "physical.lost"),
    ],
)
@pytest.mark.parametrize(
    "action", [MOVE, Look(), Pick(object="cup"), Handover(object="cup", to="li"), PutDown(object="cup")]
)
def test_what_stops_the_body_stops_every_motion(action: Action, changes: dict[str, Any], rule: str) -> None:
    assert denied(action, b.situation(body=b.fresh(b.body(**changes)))) == {rule}


def test_the_latched_stop_and_an_unknown_body_stop_every_motion_and_no_speech() -> None:
    speech = Say(text=b.text("I am stopped"), language=Language.ZH)
    assert denied(MOVE, b.situation(stopped=True)) == {"physical.stopped"}
    assert denied(MOVE, b.situation(body=None)) == {"physical.no_body"}
    assert denied(speech, b.situation(stopped=True, body=None)) == set()


def test_what_the_running_monitor_holds_does_not_move_but_speaks() -> None:
    speech = Say(text=b.text("I wait"), language=Language.ZH)
    held = b.situation(held_by=("heartbeat_lost", "bumped"))
    assert denied(MOVE, held) == {"physical.monitor"}
    assert denied(speech, held) == set()


def test_a_degraded_body_still_moves() -> None:
    assert denied(MOVE, b.situation(body=b.fresh(b.body(health=Health.DEGRADED)))) == set()


def test_what_weighs_nothing_is_nonsense_high_up_as_well() -> None:
    now = with_cup(height_m=1.3, mass_kg=0.0)
    assert denied(Pick(object="cup"), now) == {"physical.payload", "physical.high_payload"}


def with_cup(**changes: Any) -> Situation:
    return b.situation(
        b.house_with(replace(b.OBJECTS[0], **changes)), people=b.people(b.person("li", 1.0, posture=Posture.SITTING))
    )


@pytest.mark.parametrize(
    ("mass_kg", "fits"), [(5.0, True), (5.001, False), (0.0, False), (math.nan, False), (-1.0, False)]
)
def test_payload(mass_kg: float, fits: bool) -> None:
    now = with_cup(mass_kg=mass_kg)
    expected = set() if fits else {"physical.payload"}
    assert denied(Pick(object="cup"), now) == expected
    assert denied(Handover(object="cup", to="li"), now) == expected
    assert denied(PutDown(object="cup"), now) == set()


@pytest.mark.parametrize(
    ("height_m", "mass_kg", "fits"),
    [
        (1.2, 1.001, True),
        (1.201, 1.0, True),
        (1.201, 1.001, False),
        (math.nan, 1.001, False),
        (-1.0, 1.001, False),
        (0.0, 1.001, True),
    ],
)
def test_what_is_heavy_is_not_taken_from_high_up(height_m: float, mass_kg: float, fits: bool) -> None:
    now = with_cup(height_m=height_m, mass_kg=mass_kg)
    assert denied(Pick(object="cup"), now) == (set() if fits else {"physical.high_payload"})
    assert denied(Handover(object="cup", to="li"), now) == set()


@pytest.mark.parametrize(
    ("temperature_c", "lidded", "rules"),
    [
        (43.0, False, set()),
        (43.001, True, set()),
        (43.001, False, {"physical.hot_unlidded"}),
        (50.0, True, set()),
        (50.001, True, {"physical.too_hot"}),
        (math.nan, True, {"physical.too_hot"}),
        (-math.inf, False, set()),
    ],
)
def test_heat(temperature_c: float, lidded: bool, rules: set[str]) -> None:
    now = with_cup(temperature_c=temperature_c, lidded=lidded)
    assert denied(Pick(object="cup"), now) == rules
    assert denied(Handover(object="cup", to="li"), now) == rules
    assert denied(PutDown(object="cup"), now) == set()


@pytest.mark.parametrize("posture", [posture for posture in Posture if posture is not Posture.SITTING])
def test_something_hot_is_handed_only_to_somebody_seated(posture: Posture) -> None:
    house = b.house_with(replace(b.OBJECTS[0], temperature_c=45.0, lidded=True))
    give = Handover(object="cup", to="li")
    seen = b.people(b.person("li", 1.0, posture=posture), b.person("wang", 2.0, posture=Posture.SITTING))
    assert denied(give, b.situation(house, people=seen)) == {"physical.hot_to_seated"}
    assert denied(give, b.situation(house, people=None)) == {"physical.hot_to_seated"}
    assert denied(give, b.situation(house, people=b.people(b.person("", 1.0)))) == {"physical.hot_to_seated"}
    assert denied(Pick(object="cup"), b.situation(house, people=seen)) == set()


@pytest.mark.parametrize(("to", "limit_n"), [("li", 32.0), ("wang", 65.0), ("nobody", 32.0)])
def test_touch_is_gentler_with_the_frail(to: str, limit_n: float) -> None:
    give = Handover(object="cup", to=to, force_n=limit_n)
    rule = "physical.touch_force"
    assert tightened(give, rule) is None
    for force_n in (math.nextafter(limit_n, math.inf), math.nan, math.inf):
        assert tightened(replace(give, force_n=force_n), rule) == give


def test_walking_support_has_a_limit() -> None:
    support = SupportWalking(person="li", place="kitchen", force_n=294.0)
    rule = "physical.walking_support"
    assert tightened(support, rule) is None
    for force_n in (294.001, math.nan):
        assert tightened(replace(support, force_n=force_n), rule) == support


DOSE = RemindDose(
    dose="noon",
    resident="li",
    drug=b.text("amlodipine"),
    text=b.text("it is time"),
    language=Language.ZH,
    minutes_from_due=0.0,
)


@pytest.mark.parametrize("minute", [22 * 60, 23 * 60 + 59, 0, 6 * 60 - 1])
@pytest.mark.parametrize(
    "speech", [Say(text=b.text("hi"), language=Language.ZH), Ask(text=b.text("hi"), language=Language.ZH), DOSE]
)
def test_speech_is_soft_at_night(speech: Say | Ask | RemindDose, minute: int) -> None:
    night = b.situation(local_minute=minute)
    rule = "physical.night_volume"
    soft = replace(speech, volume_db=NIGHT_DB)
    assert tightened(soft, rule, night) is None
    for volume_db in (45.001, math.nan, math.inf):
        assert tightened(replace(speech, volume_db=volume_db), rule, night) == soft


@pytest.mark.parametrize("minute", [6 * 60, 22 * 60 - 1])
def test_speech_by_day_has_the_wider_limit(minute: int) -> None:
    day = b.situation(local_minute=minute)
    loud = Say(text=b.text("hi"), language=Language.ZH, volume_db=DAY_DB)
    assert tightened(loud, "physical.volume", day) is None
    assert tightened(replace(loud, volume_db=75.001), "physical.volume", day) == loud


@pytest.mark.parametrize(
    ("alarm", "level", "requester", "loud"),
    [
        (True, AlarmLevel.LOW, b.BY_LI, True),
        (True, AlarmLevel.INFORMATION, b.BY_LI, False),
        (True, AlarmLevel.INFORMATION, b.BY_ROBOT, True),
        (False, AlarmLevel.HIGH, b.BY_ROBOT, False),
    ],
)
def test_only_an_alarm_is_loud_at_night(alarm: bool, level: AlarmLevel, requester: Requester, loud: bool) -> None:
    now = b.situation(local_minute=b.MIDNIGHT, alarm=level, requester=requester)
    for speech in (
        Say(text=b.text("are you hurt"), language=Language.ZH, volume_db=DAY_DB, alarm=alarm),
        Ask(text=b.text("are you hurt"), language=Language.ZH, volume_db=DAY_DB, alarm=alarm),
    ):
        assert (tightened(speech, "physical.night_volume", now) is None) is loud
    assert tightened(replace(DOSE, volume_db=DAY_DB), "physical.night_volume", now) is not None


def test_bath_water_is_never_too_hot() -> None:
    bath = SetDevice(device="bath", value="fill", temperature_c=41.0)
    assert tightened(bath, "physical.bath") is None
    for temperature_c in (41.001, math.nan):
        assert tightened(replace(bath, temperature_c=temperature_c), "physical.bath") == bath
    assert denied(replace(bath, temperature_c=None)) == {"physical.water_unknown"}
    assert denied(SetDevice(device="light.kitchen", value="on")) == set()
    assert denied(SetDevice(device="climate.bedroom", value="heat", temperature_c=50.0)) == set()


def test_clips_are_short_lived_and_never_undressed() -> None:
    clip = StoreClip(about="li", incident="i", retention=timedelta(hours=72))
    rule = "physical.clip_retention"
    assert tightened(clip, rule) is None
    assert tightened(replace(clip, retention=timedelta(hours=72, microseconds=1)), rule) == clip
    assert dict(judged(replace(clip, retention=timedelta(hours=100)))[rule].facts) == {"retention_h": "100"}
    assert denied(replace(clip, undressed=True)) == {"physical.undressed"}


def test_every_refusal_offers_something_or_says_whom_to_tell() -> None:
    worst = b.body(emergency_stop=True, bumped=True, health=Health.FAILED, localised=False)
    brick = HouseholdObject(
        id="cup", name=b.text("brick"), place="kitchen", mass_kg=9.0, height_m=1.4, temperature_c=70.0
    )
    now = b.situation(b.house_with(brick), body=b.fresh(worst), stopped=True)
    for action in (Pick(object="cup"), Handover(object="cup", to="li")):
        for judgement in judged(action, now).values():
            assert judgement.verdict is not Verdict.DENY or (judgement.alternative.zh and judgement.alternative.en)


def test_stricter_limits_are_used() -> None:
    limits = SafetyLimits(payload_kg=0.1, night_volume_db=40.0)
    policy = Physical(Options(limits=limits, hot_from_c=15.0))
    policy.prepare()
    rules = {judgement.rule for judgement in policy.judge(Pick(object="cup"), b.situation())}
    assert rules == {"physical.payload", "physical.hot_unlidded"}
