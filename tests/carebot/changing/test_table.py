"""The tables of settings: each may be changed, or stays in the file for a reason; none is forgotten."""

from pathlib import Path

import pytest

from carebot.changing.choices import NAMES
from carebot.changing.fields import read, shown
from carebot.changing.known_as import KNOWN_AS, called
from carebot.changing.leaf import EITHER, Kind, Leaf, Whose
from carebot.changing.leaves import Found, found_in, group_of, kind_of, leaves_of
from carebot.changing.refusing import limits
from carebot.changing.row_kinds import ADDING
from carebot.changing.table import CHANGEABLE, STAYS, name_of
from carebot.core.language import Text
from carebot.settings import Settings
from tests.carebot.changing.books import FULL, layers_at


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return layers_at(tmp_path).base


@pytest.fixture
def leaves(settings: Settings) -> dict[str, Leaf]:
    return {leaf.key: leaf for leaf in leaves_of(settings)}


def reasons(found: Found) -> list[str]:
    return [one for one in STAYS if found.pattern == one or found.pattern.startswith(f"{one}.")]


def test_every_setting_may_be_changed_or_has_a_reason_why_not(settings: Settings) -> None:
    forgotten = [one.pattern for one in found_in(settings) if one.pattern not in CHANGEABLE and not reasons(one)]
    assert forgotten == []


def test_no_setting_is_in_both_tables_and_no_table_names_what_there_is_not(settings: Settings) -> None:
    found = list(found_in(settings))
    assert [one.pattern for one in found if one.pattern in CHANGEABLE and one.pattern in STAYS] == []
    assert set(CHANGEABLE) <= {one.pattern for one in found}
    # A camera's place is a whole where the file gives none, and what is below it where the file gives one.
    assert [one for one in STAYS if not any(one in reasons(each) for each in found)] == []


@pytest.mark.parametrize(
    "word", ["password", "token", "url", "endpoint", "host", "ca_file", "music", "options", "journal", "home"]
)
def test_nothing_secret_and_nothing_that_is_opened_may_be_changed(word: str) -> None:
    assert [one for one in CHANGEABLE if word in one.split(".")] == []


def test_what_could_lock_everybody_out_and_what_the_gate_goes_by_stays_in_the_file() -> None:
    sections = {one.split(".")[0] for one in CHANGEABLE}
    assert not sections & {"panel", "policies", "understanding", "journal", "body"}
    assert "residents.*.consents" not in CHANGEABLE


def test_the_models_say_of_what_kind_a_setting_is(leaves: dict[str, Leaf]) -> None:
    kinds = {
        "company.enabled": Kind.YES_NO,
        "company.at": Kind.TIMES,
        "company.in_peace": Kind.SPANS,
        "company.offers_a_day": Kind.WHOLE,
        "company.lonely_after": Kind.DURATION,
        "speech.listening": Kind.CHOICE,
        "residents.wang.risks": Kind.CHOICES,
        "residents.wang.allergies": Kind.WORDS,
        "residents.wang.values.quiet_hours": Kind.SPAN,
        "residents.wang.zones": Kind.ROOMS,
        "badges.worn.b1": Kind.PERSON,
        "timezone": Kind.TEXT,
        "devices.light.lamp.name.zh": Kind.NAME,
        "sight.cameras.hall.place.tilt_deg": Kind.NUMBER,
    }
    assert {key: leaves[key].kind for key in kinds} == kinds
    assert leaves["residents.wang.values.quiet_hours"].optional
    assert leaves["residents.wang.risks"].choices[0] == "wandering"


@pytest.mark.parametrize(
    ("key", "bounds"),
    [
        ("residents.wang.spoken_to.rate", "from 0.5 to 1.5"),
        ("sight.frames_per_s", "more than 0 and at most 30"),
        ("sight.cameras.hall.place.tilt_deg", "at least -45 and less than 90"),
        ("company.pause_after", "more than 0 and at most 120"),
        ("sight.cameras.hall.place.x_m", ""),
    ],
)
def test_the_models_say_between_what_a_number_lies(leaves: dict[str, Leaf], key: str, bounds: str) -> None:
    assert limits(leaves[key]).en == bounds
    assert bool(limits(leaves[key]).zh) is bool(bounds)


def test_each_page_is_about_one_thing(leaves: dict[str, Leaf]) -> None:
    groups = {leaf.group for leaf in leaves.values()}
    assert groups == {
        *("general", "devices.light.lamp", "speech", "sight", "sight.cameras.hall", "badges", "numbers", "company"),
        *("residents.wang", "caregivers.head_nurse", "caregivers.zhang", "doses.amlodipine-morning"),
    }
    assert group_of(("sight", "frames_per_s")) == "sight"


def test_a_head_nurse_and_a_technician_share_nothing_but_the_panels_language(leaves: dict[str, Leaf]) -> None:
    assert [key for key, leaf in leaves.items() if leaf.whose == EITHER] == ["language"]
    assert {leaf.place[0] for leaf in leaves.values() if leaf.whose == {Whose.DOSES}} == {"doses"}
    technical = {leaf.place[0] for leaf in leaves.values() if leaf.whose == {Whose.TECHNICAL}}
    assert technical == {"timezone", "devices", "speech", "sight", "badges"}


def test_what_a_default_is_shown_as_is_read_as_the_default(leaves: dict[str, Leaf]) -> None:
    without = {Kind.ROOMS, Kind.WORDS, Kind.CHOICES, Kind.CHOICE, Kind.SOURCE}
    for key, leaf in leaves.items():
        if leaf.default is not None:
            assert (key, read(leaf, shown(leaf, leaf.default))) == (key, leaf.default)
        else:
            assert (
                leaf.optional or leaf.kind in {Kind.NAME, Kind.TEXT, Kind.TIME, Kind.NUMBER, Kind.PERSON} | without
            ), key


def test_every_choice_has_a_name(leaves: dict[str, Leaf]) -> None:
    new = (leaf for rows in ADDING.values() for leaf in rows.leaves())
    assert {one for leaf in (*leaves.values(), *new) for one in leaf.choices} == set(NAMES)


def test_on_record_a_setting_is_called_by_its_name(leaves: dict[str, Leaf]) -> None:
    for key, leaf in leaves.items():
        assert name_of(key) == Text(zh=f"{leaf.name.zh}〔{key}〕", en=f"{leaf.name.en} [{key}]")
    assert name_of("monitors.sitting.allowed.usual").en == "Monitors [monitors.sitting.allowed.usual]"
    assert name_of("nothing").en == "nothing"
    assert name_of("devices.[light.lamp]").en == "device 'light.lamp'"


def test_every_setting_has_a_name_for_the_overview(settings: Settings) -> None:
    nameless = [one.pattern for one in found_in(settings) if called(".".join(one.place)) is None]
    assert nameless == []
    assert called("residents.wang.values.told") == (KNOWN_AS["residents.*.values.told"], "wang")
    assert called("nothing.of.the.kind") is None


def test_no_name_is_that_of_a_setting_that_there_is_not(settings: Settings) -> None:
    patterns = {one.pattern for one in (*found_in(settings), *found_in(Settings()))} | {"outlets.*.kind"}
    unknown = [one for one in KNOWN_AS if not any(f"{each}.".startswith(f"{one}.") for each in patterns)]
    assert unknown == []


def test_a_type_that_no_form_asks_for_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="nothing on the panel asks for"):
        kind_of(dict[str, str])


def test_the_settings_of_these_tests_have_one_of_everything() -> None:
    assert set(FULL) == {"sight", "badges", "devices", "outlets", "caregivers"}
