"""Layers: the panel's file stands above the settings file and below all else, and never ends a start."""

import json
from pathlib import Path
from typing import Any

import pytest

from carebot.changing.layers import UnfitError, settings_with
from carebot.changing.leaf import Json, given_in, stands_in
from carebot.core.errors import SettingsError
from tests.carebot.changing.books import ROBOT, file_at, keep, layers_at

RATE = "residents.wang.spoken_to.rate"


def rate_of(folder: Path, **layers: Any) -> float:
    return layers_at(folder, **layers).settings.residents[0].spoken_to.rate


def test_the_panel_stands_above_the_file_and_below_the_rest(tmp_path: Path) -> None:
    wang = {"id": "wang", "name": "王秀英", "called": {"zh": "王奶奶", "en": "Grandma"}, "spoken_to": {"rate": 0.9}}
    file = {"residents": [wang], "company": {"offers_a_day": 3}}
    assert rate_of(tmp_path, file=file) == 0.9
    keep(tmp_path, residents__wang__spoken_to__rate=0.8, company__offers_a_day=1)
    assert rate_of(tmp_path, file=file) == 0.8
    assert layers_at(tmp_path, file).settings.company.offers_a_day == 1
    environment = {"company": {"offers_a_day": 5}}
    assert layers_at(tmp_path, file, environment).settings.company.offers_a_day == 5
    whole = {"residents": [{**wang, "spoken_to": {"rate": 1.2}}]}
    assert rate_of(tmp_path, file=file, environment=whole) == 1.2
    assert rate_of(tmp_path, file=file, command_line=whole) == 1.2
    assert layers_at(tmp_path, file).base.residents[0].spoken_to.rate == 0.9


def test_what_the_file_says_nothing_of_is_taken_from_the_defaults_around_it(tmp_path: Path) -> None:
    keep(
        tmp_path,
        residents__wang__name__zh="王大妈",
        monitors__sitting__allowed__usual=5400,
        company__in_peace=[{"start": "12:00:00", "end": "13:00:00"}],
        residents__wang__values__quiet_hours={"start": "13:00:00", "end": "14:00:00"},
    )
    layers = layers_at(tmp_path)
    wang = layers.settings.residents[0]
    assert layers.left_out == {}
    assert (wang.name.zh, wang.name.en, wang.consents) == ("王大妈", "Wang Xiuying", layers.base.residents[0].consents)
    assert wang.values.quiet_hours is not None
    assert layers.settings.monitors == {"sitting": {"allowed": {"least": 3600, "usual": 5400, "most": 10800}}}
    assert len(layers.settings.company.in_peace) == 1


def test_a_name_that_counts_in_both_languages_is_changed_in_one(tmp_path: Path) -> None:
    wang = {"id": "wang", "name": "王秀英", "called": {"zh": "王奶奶", "en": "Grandma"}}
    keep(tmp_path, residents__wang__name__en="Wang Xiuying")
    name = layers_at(tmp_path, {"residents": [wang]}).settings.residents[0].name
    assert (name.zh, name.en) == ("王秀英", "Wang Xiuying")


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("residents.gone.frail", True, "no such setting"),
        ("panel.port", 80, "no such setting"),
        ("outlets.pager.headers", "a", "Names with values"),
        ("outlets.pager.timeout", 3, "no such setting"),
        (RATE, 9, "from 0.5 to 1.5"),
        (RATE, float("nan"), "Write a number"),
        (RATE, "fast", "it must be a number"),
        ("numbers.ambulance", "call me", "is no telephone number"),
        ("timezone", "Mars/Base", "No time zone is called"),
        ("residents.wang.room", "attic", "no such choice"),
        ("residents.wang.room", "hallway", "Nobody lives in the hallway"),
        ("badges.worn.b1", "stranger", "no such choice"),
        ("monitors.sitting.allowed.usual", 10, "from 60 to 180"),
        ("company.at", "noon", "it must be a list"),
        ("residents.wang.risks", ["boredom"], "no such choice"),
        ("company.enabled", {"a": 1}, "it must be true or false"),
        ("company.enabled", None, "it must be true or false"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_the_rest_counts(tmp_path: Path, key: str, value: Json, why: str) -> None:
    keep(tmp_path, **{"company__offers_a_day": 1, key.replace(".", "__"): value, "speech__rate": 1.5})
    layers = layers_at(tmp_path)
    assert set(layers.left_out) == {key}
    assert why in layers.left_out[key].en
    assert layers.left_out[key].zh
    assert set(layers.entries) == {"company.offers_a_day", "speech.rate"}
    assert (layers.settings.company.offers_a_day, layers.settings.speech.rate) == (1, 1.5)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 2, "settings": {}}',
        b'{"version": 1, "settings": {"speech.rate": 1}}',
        b'{"version": 1, "settings": {"speech.rate": {"value": 1, "by": "x", "at": "yesterday"}}}',
        b'{"version": 1, "settings": {}, "more": 1}',
    ],
)
def test_a_broken_file_is_left_out_whole_and_said(tmp_path: Path, content: bytes) -> None:
    file_at(tmp_path).path.write_bytes(content)
    layers = layers_at(tmp_path)
    assert layers.settings == layers.base
    assert list(layers.left_out) == [""]
    for said in (layers.left_out[""].zh, layers.left_out[""].en):
        assert "journal.settings.json" in said
        assert str(tmp_path) not in said


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    file_at(tmp_path).path.mkdir()
    assert "folder" in layers_at(tmp_path).left_out[""].en


def test_a_wrong_settings_file_is_refused_as_before(tmp_path: Path) -> None:
    keep(tmp_path, company__offers_a_day=1)
    with pytest.raises(SettingsError, match=r"company\.offers_a_day"):
        layers_at(tmp_path, {"company": {"offers_a_day": 99}})


def test_of_a_list_that_the_model_refuses_the_setting_is_named(tmp_path: Path) -> None:
    layers = layers_at(tmp_path)
    wrong = [{"start": "12:00:00", "end": "13:00:00"}, {"start": "12:00:00", "end": "noon"}]
    with pytest.raises(UnfitError) as refused:
        settings_with(layers, {"company.in_peace": wrong}, ROBOT)
    assert list(refused.value.problems) == ["company.in_peace"]


def test_ids_may_hold_dots(tmp_path: Path) -> None:
    values: dict[str, Json] = {"devices__light.lamp__name__zh": "大灯", "sight__cameras__hall__place__tilt_deg": 20}
    keep(tmp_path, **values)
    layers = layers_at(tmp_path)
    assert layers.left_out == {}
    assert layers.settings.devices[0].name.zh == "大灯"
    place = layers.settings.sight.cameras[0].place
    assert place is not None
    assert place.tilt_deg == 20


def test_a_layer_gives_what_stands_in_it_or_around_it() -> None:
    layer: dict[str, Any] = {"residents": [{"id": "wang"}], "company": {"at": []}, "panel": None}
    assert given_in(layer, ("residents", "wang", "frail"))
    assert given_in(layer, ("company", "at"))
    assert not given_in(layer, ("company", "enabled"))
    assert not given_in(layer, ("panel", "port"))
    assert not given_in({}, ("panel",))
    assert stands_in(layer, ("residents", "wang"))
    assert not stands_in(layer, ("residents", "wang", "frail"))
    assert not stands_in(layer, ("residents", "li", "frail"))


def test_the_file_tells_who_and_when_and_nothing_else(tmp_path: Path) -> None:
    keep(tmp_path, company__offers_a_day=1)
    whole = json.loads(file_at(tmp_path).path.read_text(encoding="utf-8"))
    assert whole == {
        "version": 1,
        "settings": {"company.offers_a_day": {"value": 1, "by": "head_nurse", "at": "2026-03-01T02:00:00+00:00"}},
    }
    assert file_at(tmp_path).path.stat().st_mode & 0o777 == 0o600
