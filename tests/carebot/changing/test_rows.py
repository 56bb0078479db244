"""Who lives here and what there is: added, changed and removed on the panel, by the same models as in the file."""

from pathlib import Path
from typing import Any

import pytest

from carebot.changing.book import Book
from carebot.changing.fields import Raw
from carebot.changing.layers import UnfitError, settings_with
from carebot.changing.leaf import Json
from carebot.changing.panel_file import Entry
from carebot.changing.row_kinds import MOST, ROWS, Rows, place_of, row_of
from carebot.changing.states import RowState, drawn
from tests.carebot.changing.books import AT, PLACED, ROBOT, as_drawn, book_at, file_at, layers_at, written

RESIDENTS, CAMERAS, DEVICES = ROWS["residents"], ROWS["sight.cameras"], ROWS["devices"]
CHEN = {"name.zh": "陈美兰", "name.en": "Chen Meilan", "called.zh": "陈奶奶", "language": "zh", "room": "bedroom"}
DOOR = {"name": "door", "source": "rtsp://ward:geheim@10.0.0.7/main"}
PLACE = {f"place.{key}": "1.5" for key in ("x_m", "y_m", "height_m", "heading_deg")} | {"place.view_deg": "80"}
LOCK = {"id": "lock.front", "name.zh": "前门锁", "kind": "lock", "room": "hallway"}
WANG = "residents.[wang]"


def raw(rows: Rows, said: dict[str, str]) -> dict[str, Raw]:
    return {f"{rows.key}.+.{key}": (value,) for key, value in said.items()}


def add(book: Book, rows: Rows, said: dict[str, str], by: str = "head_nurse") -> str:
    outcome = book.add(rows, raw(rows, said), by, AT)
    assert outcome.problems == {}
    (key,) = outcome.kept
    return key


def refused(book: Book, rows: Rows, said: dict[str, str]) -> dict[str, str]:
    outcome = book.add(rows, raw(rows, said), "head_nurse", AT)
    assert outcome.kept == ()
    return {key.removeprefix(f"{rows.key}.+."): text.en for key, text in outcome.problems.items()}


def row(book: Book, rows: Rows, name: str) -> RowState:
    return next(one for one in book.listed(rows) if one.name == name)


def value_of(folder: Path, key: str) -> Any:
    return file_at(folder).read()[key].value


def test_a_resident_is_added_and_can_be_changed_before_the_next_start(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    key = add(book, RESIDENTS, CHEN)
    name = key.removeprefix("residents.[").rstrip("]")
    assert name.startswith("chen_meilan-")
    state = row(book, RESIDENTS, name)
    assert (state.title.zh, state.added, state.removed) == ("陈美兰", True, False)
    rate = f"residents.{name}.spoken_to.rate"
    assert book.change(written(book, rate, "0.8"), "head_nurse", AT).kept == (rate,)
    settings = layers_at(tmp_path).settings
    (wang, chen) = settings.residents
    assert (wang.id, chen.id, chen.name.en, chen.called.en, chen.spoken_to.rate) == (
        *("wang", name, "Chen Meilan", "陈奶奶"),
        0.8,
    )
    assert chen.consents == frozenset()


def test_of_an_added_resident_nothing_is_told_to_hold_until_the_next_start(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    name = add(book, RESIDENTS, CHEN)[11:-1]
    leaf = book.leaf(f"residents.{name}.room")
    assert leaf is not None
    (state,) = book.states([leaf])
    assert (state.now, state.next, state.without) == ("bedroom", "bedroom", "bedroom")
    assert book.title(f"residents.{name}") is not None


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, {"name.zh", "name.en", "called.zh", "called.en", "language", "room"}),
        ({**CHEN, "room": "attic"}, {"room"}),
        ({**CHEN, "name.zh": "<b>"}, {"name.zh"}),
        ({**CHEN, "risks": "flying"}, {"risks"}),
        ({**CHEN, "room": "hallway"}, {""}),
        ({**CHEN, "name.zh": "王秀英"}, {"name.zh"}),
    ],
)
def test_what_is_wrong_with_a_new_resident_is_told_by_field(
    tmp_path: Path, said: dict[str, str], wrong: set[str]
) -> None:
    assert set(refused(book_at(tmp_path), RESIDENTS, said)) == wrong
    assert not file_at(tmp_path).path.exists()


def test_a_second_person_may_have_the_same_name_elsewhere_and_gets_an_id_of_her_own(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    assert add(book, RESIDENTS, {**CHEN, "name.en": ""}).startswith("residents.[resident-")
    assert "colleague" in refused(book, RESIDENTS, CHEN)["name.zh"]


def test_whoever_moves_out_is_there_until_the_next_start_and_can_be_kept_after_all(tmp_path: Path) -> None:
    book = book_at(tmp_path, file={})
    add(book, RESIDENTS, CHEN)
    book.change(written(book, "residents.wang.spoken_to.rate", "0.8"), "head_nurse", AT)
    assert book.remove(RESIDENTS, "wang", "head_nurse", AT).kept == (WANG,)
    assert (row(book, RESIDENTS, "wang").removed, book.leaf("residents.wang.room")) == (True, None)
    assert value_of(tmp_path, WANG) is None
    assert "residents.wang.spoken_to.rate" not in file_at(tmp_path).read()
    settings = layers_at(tmp_path, {}).settings
    assert [one.name.zh for one in settings.residents] == ["陈美兰"]
    assert settings.doses == ()
    assert book.remove(RESIDENTS, "wang", "head_nurse", AT).problems[""].en.startswith("It is not there any more")
    assert book.take_back(WANG).kept == (WANG,)
    assert layers_at(tmp_path, {}).settings.residents[0].id == "wang"


def test_who_was_added_here_is_removed_with_all_that_was_set_of_her(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    name = add(book, RESIDENTS, CHEN)[11:-1]
    book.change(written(book, f"residents.{name}.frail"), "head_nurse", AT)
    assert book.remove(RESIDENTS, name, "head_nurse", AT).kept
    assert file_at(tmp_path).read() == {}


def test_nobody_is_removed_whom_another_setting_names(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    outcome = book.remove(RESIDENTS, "wang", "head_nurse", AT)
    assert "badges.worn" in outcome.problems[""].en
    assert not file_at(tmp_path).path.exists()


def test_what_another_setting_of_the_panel_names_is_not_taken_back(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    key = add(book, RESIDENTS, CHEN)
    book.change(written(book, "badges.worn.b1", key[11:-1]), "head_nurse", AT)
    assert book.take_back(key).problems
    assert book.remove(RESIDENTS, key[11:-1], "head_nurse", AT).problems
    assert set(file_at(tmp_path).read()) == {key, "badges.worn.b1"}


def test_a_camera_is_added_with_its_place_or_without(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    assert add(book, CAMERAS, {**DOOR, **PLACE}, "technician") == "sight.cameras.[door]"
    assert add(book, CAMERAS, {"name": "yard", "source": "2"}) == "sight.cameras.[yard]"
    _, door, yard = layers_at(tmp_path).settings.sight.cameras
    assert (door.source, door.place and door.place.tilt_deg) == (DOOR["source"], 0)
    assert (yard.source, yard.place) == ("2", None)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({**DOOR, "place.x_m": "1"}, {"place.y_m", "place.height_m", "place.heading_deg", "place.view_deg"}),
        ({**DOOR, **PLACE, "place.height_m": "11"}, {"place.height_m"}),
        ({**DOOR, "name": "Front Door"}, {"name"}),
        ({**DOOR, "name": "hall"}, {"name"}),
        ({**DOOR, "name": "head"}, {""}),
        ({"name": "door"}, {"source"}),
    ],
)
def test_what_is_wrong_with_a_new_camera_is_told_by_field(
    tmp_path: Path, said: dict[str, str], wrong: set[str]
) -> None:
    assert set(refused(book_at(tmp_path), CAMERAS, said)) == wrong


@pytest.mark.parametrize(
    "source",
    ["/etc/shadow", "file:///etc/shadow", "videotestsrc ! filesink location=/tmp/x", "rtsp://a b", "concat:a|b", "-1"],
)
def test_nothing_but_a_camera_is_opened_by_what_stands_on_the_panel(tmp_path: Path, source: str) -> None:
    book = book_at(tmp_path)
    assert set(refused(book, CAMERAS, {**DOOR, "source": source})) == {"source"}
    key = "sight.cameras.hall.source"
    assert set(book.change(written(book, key, source), "technician", AT).problems) == {key}


def test_the_address_of_a_camera_is_changed_and_never_shown(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    key = "sight.cameras.hall.source"
    untouched = as_drawn(book, key)
    assert (untouched.raw, "video9" in untouched.was) == ((), False)
    assert book.change({key: untouched}, "technician", AT).kept == ()
    assert book.change(written(book, key, DOOR["source"]), "technician", AT).kept == (key,)
    leaf = book.leaf(key)
    assert leaf is not None
    (state,) = book.states([leaf])
    assert "geheim" not in drawn(state.next)
    assert state.now != state.next
    assert book.change({key: untouched}, "technician", AT).kept == ()
    assert layers_at(tmp_path).settings.sight.cameras[0].source == DOOR["source"]
    assert file_at(tmp_path).path.stat().st_mode & 0o777 == 0o600


def test_a_camera_is_replaced_by_one_of_the_same_name(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    book.remove(CAMERAS, "hall", "technician", AT)
    add(book, CAMERAS, {**DOOR, "name": "hall"})
    (hall,) = layers_at(tmp_path).settings.sight.cameras
    assert (hall.source, hall.place) == (DOOR["source"], None)
    assert book.take_back("sight.cameras.[hall]").kept
    assert layers_at(tmp_path).settings.sight.cameras[0].place is not None


def test_a_device_is_added_changed_and_removed(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    add(book, DEVICES, LOCK, "technician")
    assert book.change(written(book, "devices.lock.front.room", "bedroom"), "technician", AT).kept
    lock = layers_at(tmp_path).settings.devices[1]
    assert (lock.id, lock.kind, lock.name.en, lock.room) == ("lock.front", "lock", "前门锁", "bedroom")
    assert book.remove(DEVICES, "light.lamp", "technician", AT).kept
    assert [one.id for one in layers_at(tmp_path).settings.devices] == ["lock.front"]


@pytest.mark.parametrize(
    ("device", "kind", "fits"),
    [
        ("lock.front", "light", False),
        ("cover.door", "switch", False),
        ("cover.door", "garage", True),
        ("valve.gas", "fan", False),
        ("switch.lamp", "light", True),
    ],
)
def test_no_lock_is_called_a_lamp(tmp_path: Path, device: str, kind: str, fits: bool) -> None:
    book = book_at(tmp_path)
    outcome = book.add(DEVICES, raw(DEVICES, {**LOCK, "id": device, "kind": kind}), "technician", AT)
    assert bool(outcome.kept) is fits
    if not fits:
        assert "of another kind" in outcome.problems["devices.+.kind"].en


def test_a_lock_of_the_file_cannot_be_made_a_lamp_and_one_that_is_called_so_there_ends_nothing(tmp_path: Path) -> None:
    lock = {"id": "lock.a", "name": {"zh": "a", "en": "a"}, "kind": "lock", "room": "bedroom"}
    odd = {"id": "lock.b", "name": {"zh": "b", "en": "b"}, "kind": "light", "room": "bedroom"}
    book = book_at(tmp_path, file={"devices": [lock, odd]})
    refused = book.change(written(book, "devices.lock.a.kind", "light"), "technician", AT)
    assert set(refused.problems) == {"devices.lock.a.kind"}
    assert book.change(written(book, "devices.lock.b.room", "hallway"), "technician", AT).kept


def test_a_device_without_spaces_and_known_once(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    assert set(refused(book, DEVICES, {**LOCK, "id": "front lock"})) == {"id"}
    assert refused(book, DEVICES, {**LOCK, "id": "light.lamp"}) == {"id": "There is one of that name already."}


def test_what_the_environment_fixes_is_neither_added_to_nor_taken_from(tmp_path: Path) -> None:
    assert "fixed by the environment" in refused(book_at(tmp_path, environment={"devices": []}), DEVICES, LOCK)[""]
    book = book_at(tmp_path, environment={"sight": {"cameras": [PLACED]}})
    assert "fixed by the environment" in book.remove(CAMERAS, "hall", "technician", AT).problems[""].en


def test_no_more_are_added_than_a_ward_has(tmp_path: Path) -> None:
    devices = [
        {"id": f"light.l{n}", "name": {"zh": "l", "en": "l"}, "kind": "light", "room": "bedroom"} for n in range(MOST)
    ]
    assert refused(book_at(tmp_path, file={"devices": devices}), DEVICES, LOCK)[""].startswith(f"There are {MOST}")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("residents.[x]", {"id": "x", "name": "X", "called": "x", "values": {"told": ["zhang"]}}),
        ("residents.[x]", {"id": "y", "name": {"zh": "X", "en": "X"}, "called": {"zh": "X", "en": "X"}}),
        ("residents.[x]", "x"),
        ("sight.cameras.[x]", {"name": "x", "source": "/etc/shadow"}),
        ("sight.cameras.[x]", {"name": "x", "source": "0", "place": {"up": 1}}),
        ("devices.[x]", {"id": "x", "name": "x", "kind": "light", "room": "attic"}),
    ],
)
def test_a_row_that_no_form_has_sent_does_not_count_and_ends_no_start(tmp_path: Path, key: str, value: Json) -> None:
    file_at(tmp_path).write({key: Entry(value=value, by="x", at=AT), "speech.rate": Entry(value=1.2, by="x", at=AT)})
    layers = layers_at(tmp_path)
    assert (set(layers.left_out), layers.settings.speech.rate) == ({key}, 1.2)


def test_what_was_set_within_a_row_that_does_not_count_is_left_out_with_it(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    name = add(book, RESIDENTS, CHEN)[11:-1]
    book.change(written(book, f"residents.{name}.frail"), "head_nurse", AT)
    entries = file_at(tmp_path).read()
    broken = {**entries, f"residents.[{name}]": Entry(value={"id": name}, by="x", at=AT)}
    file_at(tmp_path).write(dict(reversed(broken.items())))
    assert set(layers_at(tmp_path).left_out) == set(broken)


def test_a_setting_of_somebody_removed_meanwhile_is_not_kept(tmp_path: Path) -> None:
    book = book_at(tmp_path, file={})
    wanted = written(book, "residents.wang.frail")
    add(book, RESIDENTS, CHEN)
    book.remove(RESIDENTS, "wang", "zhou", AT)
    assert book.change(wanted, "head_nurse", AT).problems[""].en.startswith("It is not there any more")


def test_where_what_is_in_force_comes_from(tmp_path: Path) -> None:
    add(book_at(tmp_path), CAMERAS, DOOR)
    source = book_at(tmp_path).source_of(("sight", "cameras", "door", "source"))
    assert source is not None
    assert source.en == "the panel"


def test_a_key_of_a_row_is_none_of_a_setting(tmp_path: Path) -> None:
    found = row_of("devices.[light.a]")
    assert found == (DEVICES, "light.a")
    assert place_of("sight.cameras.[hall]") == ("sight", "cameras", "hall")
    with pytest.raises(KeyError):
        place_of("sight.cameras.hall.source")
    with pytest.raises(UnfitError):
        settings_with(layers_at(tmp_path), {"devices.light.a": None}, ROBOT)
