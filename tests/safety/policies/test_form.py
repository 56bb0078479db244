"""Form: each fault of form is refused by its rule, and nothing else is."""

import dataclasses
import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Ask,
    Escort,
    Forget,
    Handover,
    KeepReminder,
    Look,
    Manipulate,
    MoveTo,
    NoteReminder,
    Notify,
    Pick,
    PlayMusic,
    PutDown,
    Remember,
    RemindDose,
    Say,
    SetConsent,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.body import Ability
from carebot.core.errors import SettingsError
from carebot.core.home import Point
from carebot.core.household import Deed, DeedKind, Mention, Task
from carebot.core.language import Language, Text
from carebot.core.limits import SafetyLimits
from carebot.core.people import Consent
from carebot.core.reminders import Reminder, ReminderNote
from carebot.core.situation import House, Situation
from carebot.core.speech import SetSpeech
from carebot.core.verdicts import Verdict
from safety._magnitudes import RANGES, magnitudes
from safety.policies.form import Form, Options
from tests.safety import builders as b

HELP = Notify(text=Text(zh="", en=""), level=AlarmLevel.MEDIUM, about="nobody known", chain_step=-1)

DOSE = RemindDose(
    dose="noon",
    resident="li",
    drug=b.text("amlodipine"),
    text=b.text("it is time"),
    language=Language.ZH,
    minutes_from_due=0.0,
)
MANIPULATE = Manipulate(
    task=Task(
        deeds=(Deed(kind=DeedKind.CLEAN, things=(Mention(kind="plate", words="plate"),)),), words="wash the plate"
    ),
    step=0,
)
SOUND: tuple[Action, ...] = (
    Say(text=b.text("hello"), language=Language.ZH, to="li"),
    Ask(text=b.text("how are you"), language=Language.EN),
    MoveTo(place="kitchen"),
    Approach(person="li", last_seen=Point(x_m=1.0, y_m=1.0)),
    Approach(person=""),
    Escort(person="li", place="kitchen"),
    Look(),
    Pick(object="cup"),
    Handover(object="cup", to="li"),
    PutDown(object="cup"),
    SupportWalking(person="li", place="kitchen", force_n=50.0),
    Notify(text=b.text("tea is ready"), level=AlarmLevel.LOW),
    SetDevice(device="light.kitchen", value="on"),
    SetDevice(device="bath", value="fill", temperature_c=38.0),
    MANIPULATE,
    replace(MANIPULATE, step=None),
    DOSE,
    PlayMusic(to="li"),
    StoreClip(about="li", incident="i", retention=timedelta(hours=1)),
    Remember(about="li", memory="m", words="I like dumplings", language=Language.EN),
    Forget(about="li"),
    SetConsent(resident="li", consent=Consent.REMEMBERING, given=False),
    SetSpeech(resident="li", rate=0.85, level_db=60.0),
    SetSpeech(resident="li"),
    KeepReminder(
        reminder=Reminder(
            id="r", about="li", words="ring my son", language=Language.EN, due=b.NOW, by=b.BY_LI, set_at=b.NOW
        )
    ),
    NoteReminder(about="li", reminder="r", at=b.NOW, note=ReminderNote.HEARD),
    Wait(duration=timedelta(seconds=1)),
)
KINDS = {type(action): action for action in SOUND}


def rules(action: Action, situation: Situation | None = None) -> set[str]:
    judgements = list(Form().judge(action, situation or b.situation()))
    assert all(judgement.verdict is Verdict.DENY and judgement.reason.zh for judgement in judgements)
    return {judgement.rule for judgement in judgements}


@pytest.mark.parametrize("action", SOUND, ids=lambda action: action.kind)
def test_sound_actions_pass(action: Action) -> None:
    assert rules(action) == set()


def test_every_kind_of_action_is_covered_here() -> None:
    assert set(KINDS) == set(Action.__args__)


@pytest.mark.parametrize(("zh", "en"), [("", "hello"), ("你好", ""), ("  ", "hello"), ("你好", "\n")])
def test_both_languages_are_demanded(zh: str, en: str) -> None:
    words = Text(zh=zh, en=en)
    assert rules(Say(text=words, language=Language.ZH)) == {"form.language"}
    assert rules(Ask(text=words, language=Language.ZH)) == {"form.language"}
    assert rules(Notify(text=words, level=AlarmLevel.LOW)) == {"form.language"}
    assert rules(replace(DOSE, text=words)) == {"form.language"}
    assert rules(replace(DOSE, drug=words)) == {"form.language"}


def numeric_fields() -> list[tuple[Action, str, Any]]:
    kinds = {float, int, float | None, timedelta, Point | None}
    return [
        (action, field.name, field.type)
        for action in SOUND
        for field in dataclasses.fields(action)
        if field.type in kinds
    ]


def spoiled(kind: Any, value: float) -> Any:
    if kind is timedelta:
        return timedelta(days=4000 if value > 0 else -1)
    return Point(x_m=value, y_m=0.0) if kind == (Point | None) else value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e9, -1e9])
@pytest.mark.parametrize(("action", "name", "kind"), numeric_fields())
def test_no_number_of_any_action_may_be_nonsense(action: Action, name: str, kind: Any, value: float) -> None:
    assert "form.number" in rules(replace(action, **{name: spoiled(kind, value)}))


def test_a_point_is_checked_in_both_coordinates() -> None:
    assert rules(Approach(person="li", last_seen=Point(x_m=0.0, y_m=math.nan))) == {"form.number"}


def test_only_an_approach_may_stand_still() -> None:
    assert rules(Approach(person="li", speed_mps=0.0)) == set()
    assert rules(Approach(person="li", speed_mps=-0.1)) == {"form.number"}
    assert rules(MoveTo(place="kitchen", speed_mps=0.0)) == {"form.number"}


@pytest.mark.parametrize("name", sorted(RANGES))
def test_ranges_hold_on_both_sides_of_every_bound(name: str) -> None:
    span = RANGES[name]
    inside = (math.nextafter(span.low, math.inf), span.high, (span.low + span.high) / 2)
    outside = (math.nextafter(span.low, -math.inf), math.nextafter(span.high, math.inf), math.nan)
    assert all(value in span for value in inside)
    assert not any(value in span for value in outside)
    assert (span.low in span) is not span.exclusive
    assert (-0.0 in span) is (0.0 in span)


@pytest.mark.parametrize(
    ("name", "sound", "nonsense"),
    [
        ("speed_mps", (0.001, 3.0), (0.0, 3.001)),
        ("rate", (0.5, 1.5), (0.499, 1.501)),
        ("level_db", (0.0, 120.0), (-0.001, 120.001)),
        ("stop_at_m", (0.0, 10.0), (-0.001, 10.001)),
        ("last_seen_x_m", (-1000.0, 1000.0), (-1000.1, 1000.1)),
        ("last_seen_y_m", (-1000.0, 1000.0), (-1000.1, 1000.1)),
        ("pan_rad", (-3.2, 3.2), (-3.21, 3.21)),
        ("tilt_rad", (-1.6, 1.6), (-1.61, 1.61)),
        ("force_n", (0.0, 1000.0), (-0.1, 1000.1)),
        ("volume_db", (0.0, 120.0), (-0.1, 120.1)),
        ("timeout_s", (0.001, 300.0), (0.0, 300.1)),
        ("temperature_c", (-30.0, 120.0), (-30.1, 120.1)),
        ("minutes_from_due", (-1440.0, 1440.0), (-1440.1, 1440.1)),
        ("retention_s", (0.001, 366 * 86_400.0), (0.0, 366 * 86_400.0 + 1)),
        ("duration_s", (0.0, 86_400.0), (-1.0, 86_401.0)),
        ("chain_step", (0, 10_000), (-1, 10_001)),
    ],
)
def test_the_ranges(name: str, sound: tuple[float, float], nonsense: tuple[float, float]) -> None:
    assert all(value in RANGES[name] for value in sound)
    assert not any(value in RANGES[name] for value in nonsense)


def test_every_range_is_used() -> None:
    used = {name for action in SOUND for name, _ in magnitudes(action)}
    assert used == set(RANGES)


@pytest.mark.parametrize("person", ["nobody", "Li"])
def test_unknown_residents_are_refused(person: str) -> None:
    assert rules(Say(text=b.text("hi"), language=Language.ZH, to=person)) == {"form.resident"}
    assert rules(Approach(person=person)) == {"form.resident"}
    assert rules(Notify(text=b.text("hi"), level=AlarmLevel.LOW, about=person)) == {"form.resident"}


def test_nobody_in_particular_is_known_only_where_that_makes_sense() -> None:
    assert rules(Escort(person="", place="kitchen")) == {"form.resident"}
    assert rules(Handover(object="cup", to="")) == {"form.resident"}
    assert rules(SupportWalking(person="", place="kitchen", force_n=1.0)) == {"form.resident"}
    assert rules(StoreClip(about="", incident="i", retention=timedelta(hours=1))) == {"form.resident"}
    assert rules(replace(DOSE, resident="")) == {"form.resident"}
    assert rules(Say(text=b.text("hi"), language=Language.ZH, to="")) == set()


def test_unknown_places_objects_doses_and_devices_are_refused() -> None:
    assert rules(MoveTo(place="cellar")) == {"form.place"}
    assert rules(Escort(person="li", place="cellar")) == {"form.place"}
    assert rules(Pick(object="crown")) == {"form.object"}
    assert rules(PutDown(object="")) == {"form.object"}
    assert rules(replace(DOSE, dose="midnight")) == {"form.dose"}
    assert rules(SetDevice(device=" ", value="on")) == {"form.device"}


def test_a_place_in_an_unknown_room_is_refused() -> None:
    places = (replace(b.place("kitchen"), room="cellar"),)
    house = replace(b.HOUSE, home=replace(b.HOME, places=places))
    assert rules(MoveTo(place="kitchen"), b.situation(house)) == {"form.place"}


@pytest.mark.parametrize(("minute", "sure"), [(-1, False), (0, True), (1439, True), (1440, False)])
def test_motion_and_doses_need_a_sure_clock(minute: int, sure: bool) -> None:
    now = b.situation(local_minute=minute)
    expected = set() if sure else {"form.clock"}
    assert rules(MoveTo(place="kitchen"), now) == expected
    assert rules(DOSE, now) == expected
    assert rules(KINDS[Say], now) == set()


def house_with_body(**changes: Any) -> House:
    return replace(b.HOUSE, manifest=replace(b.MANIFEST, **changes))


@pytest.mark.parametrize(
    ("action", "needed"),
    [
        (MoveTo(place="kitchen"), {Ability.DRIVE}),
        (Approach(person="li"), {Ability.DRIVE}),
        (Escort(person="li", place="kitchen"), {Ability.DRIVE}),
        (Look(), {Ability.LOOK}),
        (Pick(object="cup"), {Ability.GRASP}),
        (PutDown(object="cup"), {Ability.GRASP}),
        (Handover(object="cup", to="li"), {Ability.GRASP, Ability.HAND_OVER}),
        (SupportWalking(person="li", place="kitchen", force_n=1.0), {Ability.DRIVE, Ability.SUPPORT_WALKING}),
    ],
)
def test_the_body_must_have_every_ability(action: Action, needed: set[Ability]) -> None:
    assert rules(action, b.situation(house_with_body(abilities=frozenset(needed)))) == set()
    for ability in needed:
        lacking = house_with_body(abilities=frozenset(Ability) - {ability})
        assert rules(action, b.situation(lacking)) == {"form.ability"}


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("max_speed_mps", 0.0),
        ("braking_mps2", 0.0),
        ("max_reach_height_m", math.nan),
        ("max_speed_mps", math.inf),
        ("reaction_s", -0.1),
        ("radius_m", math.nan),
        ("reaction_s", math.inf),
    ],
)
def test_a_body_whose_figures_make_no_sense_does_not_move(name: str, bad: float) -> None:
    assert rules(Look(), b.situation(house_with_body(**{name: bad}))) == {"form.manifest"}


def test_a_body_may_carry_nothing_and_answer_at_once() -> None:
    house = house_with_body(max_payload_kg=0.0, radius_m=0.0, reaction_s=0.0)
    assert rules(Look(), b.situation(house)) == set()


@pytest.mark.parametrize(
    ("mass_kg", "able"), [(6.0, True), (6.001, False), (0.0, False), (-1.0, False), (math.nan, False)]
)
def test_payload_of_the_body(mass_kg: float, able: bool) -> None:
    house = b.house_with(replace(b.OBJECTS[0], mass_kg=mass_kg))
    expected = set() if able else {"form.payload"}
    assert rules(Pick(object="cup"), b.situation(house)) == expected
    assert rules(Handover(object="cup", to="li"), b.situation(house)) == expected
    assert rules(PutDown(object="cup"), b.situation(house)) == set()


@pytest.mark.parametrize(
    ("height_m", "able"), [(0.0, True), (1.5, True), (1.501, False), (-0.1, False), (math.nan, False)]
)
def test_reach_of_the_body(height_m: float, able: bool) -> None:
    house = b.house_with(replace(b.OBJECTS[0], height_m=height_m))
    assert rules(Pick(object="cup"), b.situation(house)) == (set() if able else {"form.reach"})
    assert rules(Handover(object="cup", to="li"), b.situation(house)) == set()


@pytest.mark.parametrize(("holding", "fits"), [("", True), ("cup", True), ("pills", False)])
def test_the_hand_holds_what_is_named(holding: str, fits: bool) -> None:
    now = b.situation(body=b.fresh(b.body(holding=holding)))
    expected = set() if fits else {"form.hand"}
    assert rules(Handover(object="cup", to="li"), now) == expected
    assert rules(PutDown(object="cup"), now) == expected
    assert rules(Pick(object="cup"), now) == expected
    assert rules(MoveTo(place="kitchen"), now) == set()


def test_nothing_of_form_keeps_a_call_for_help() -> None:
    assert rules(HELP, b.situation(body=None, people=None, local_minute=-5)) == set()
    assert rules(replace(HELP, level=AlarmLevel.LOW)) == {"form.language", "form.number", "form.resident"}


def test_readings_may_not_be_older_than_the_default_allows() -> None:
    Form(Options(limits=SafetyLimits(person_age=timedelta(milliseconds=100)))).prepare()
    with pytest.raises(SettingsError, match="person_age"):
        Form(Options(limits=SafetyLimits(person_age=timedelta(seconds=2)))).prepare()


@pytest.mark.parametrize("duration", [timedelta(days=2), timedelta(seconds=-1)])
def test_how_long_a_deed_takes_is_judged_too(duration: timedelta) -> None:
    deed = replace(MANIPULATE.task.deeds[0], duration=duration)
    taking = replace(MANIPULATE, task=replace(MANIPULATE.task, deeds=(deed,)))
    assert ("duration_s", duration.total_seconds()) in magnitudes(taking)
    assert "form.number" in rules(taking)


def test_a_household_step_that_moves_things_needs_hands_and_a_word_does_not() -> None:
    handless = b.situation(house_with_body(abilities=frozenset(Ability) - {Ability.MANIPULATE}))
    with_hands = b.situation(house_with_body(abilities=frozenset({Ability.MANIPULATE})))
    assert rules(MANIPULATE, handless) == {"form.ability"}
    assert rules(MANIPULATE, with_hands) == set()
