"""Carers, doses, badges and ways out as a ward sets them up on the panel, and a camera that gets its place later."""

from pathlib import Path
from typing import Any

import pytest

from carebot.assembly.plugins import OUTLETS as PLUGINS
from carebot.changing.leaf import Json, plain
from carebot.changing.outlet_forms import FORMS
from carebot.changing.panel_file import Entry
from carebot.changing.row_kinds import ADDING, ROWS
from carebot.changing.states import Wanted, drawn
from carebot.core.people import Role
from carebot.plugins import options_of
from tests.carebot.changing.books import AT, FULL, PAGER, STAFF, as_drawn, book_at, file_at, layers_at, written
from tests.carebot.changing.test_rows import CHEN, RESIDENTS, add, refused, row

CARERS, DOSES, BADGES, OUTLETS = ROWS["caregivers"], ROWS["doses"], ROWS["badges.worn"], ROWS["outlets"]
WEBHOOK, MQTT, MAIL = (ADDING[f"outlets.{kind}"] for kind in ("webhook", "mqtt", "mail"))
LIN = {"name.zh": "林护士", "name.en": "Nurse Lin", "role": "nurse", "on_shift": "true"}
PILL = {"resident": "wang", "drug.zh": "钙片", "drug.en": "calcium", "amount.zh": "一片 500 mg", "due": "12:30"}
EVERY = {"least_level": "information"}
SMS = {
    "name": "sms",
    "whom.zh": "值班手机",
    "url": "https://sms.test/?key=geheim",
    "token": "geheim2",
    "format": "json",
    **EVERY,
}
BROKER = {"name": "pager_2", "whom.zh": "寻呼机", "host": "broker.test", "topic": "ward/calls", **EVERY}
LETTER = {
    "name": "mail",
    "whom.zh": "家属",
    "host": "mail.test",
    "encryption": "tls",
    "sender": "robot@ward.test",
    "recipients": "son@a.test，daughter@b.test",
    "from_step": "3",
    "least_level": "high",
}
PLACE = {"x_m": "1", "y_m": "2.5", "height_m": "2.2", "heading_deg": "90", "view_deg": "80"}
BARE = {**FULL, "sight": {"cameras": [{"name": "hall", "source": "/dev/video9"}]}}


def sent(folder: Path, **said: str) -> dict[str, Wanted]:
    """What the page of the camera `hall` sends, with `said` in the fields of its place."""
    book = book_at(folder, file=BARE)
    blank = {leaf.key: as_drawn(book, leaf.key) for leaf in book.leaves() if leaf.group == "sight.cameras.hall"}
    new = {f"sight.cameras.hall.place.{key}": Wanted(raw=(value,), was=drawn(None)) for key, value in said.items()}
    return {**blank, **new}


def test_a_carer_is_added_with_her_role_and_known_by_an_id_of_her_own(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    key = add(book, CARERS, LIN)
    lin = layers_at(tmp_path).settings.caregivers[-1]
    assert (key, lin.name.en, lin.role, lin.on_shift) == (f"caregivers.[{lin.id}]", "Nurse Lin", Role.NURSE, True)
    assert lin.id.startswith("nurse_lin-")
    assert set(refused(book, CARERS, LIN)) == {"name.zh"}
    assert book.change(written(book, f"caregivers.{lin.id}.role", "caregiver"), "head_nurse", AT).kept
    assert layers_at(tmp_path).settings.caregivers[-1].role is Role.CAREGIVER
    assert book.remove(CARERS, lin.id, "head_nurse", AT).kept
    assert file_at(tmp_path).read() == {}


def test_a_badge_reader_hangs_where_the_technician_says_and_is_moved_and_removed(tmp_path: Path) -> None:
    readers = ROWS["badges.readers"]
    book = book_at(tmp_path)
    said = {"name": "RD-7.a", "x_m": "1", "y_m": "2.5"}
    assert add(book, readers, said, "technician") == "badges.readers.[RD-7.a]"
    assert set(refused(book, readers, {**said, "x_m": "4"})) == {"name"}
    assert set(refused(book, readers, {"name": "b 2", "x_m": "1", "y_m": "1"})) == {"name"}
    assert set(refused(book, readers, {"name": "far", "x_m": "1", "reach_m": "9"})) == {"y_m", "reach_m"}
    assert book.change(written(book, "badges.readers.RD-7.a.reach_m", "2"), "technician", AT).kept
    hung = layers_at(tmp_path).settings.badges.readers
    assert {name: (one.x_m, one.y_m, one.reach_m) for name, one in hung.items()} == {
        "door": (1, 2, 1),
        "RD-7.a": (1, 2.5, 2),
    }
    for name in ("door", "RD-7.a"):
        assert not book.is_last_way(readers, name)
        assert book.remove(readers, name, "technician", AT).kept
    assert layers_at(tmp_path).settings.badges.readers == {}


@pytest.mark.parametrize("role", ["resident", "visitor", "owner"])
def test_nobody_works_here_as_what_is_no_role_of_staff_or_family(tmp_path: Path, role: str) -> None:
    assert set(refused(book_at(tmp_path), CARERS, {**LIN, "role": role})) == {"role"}


def test_the_last_head_nurse_neither_goes_nor_becomes_something_else(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    assert "no head nurse left" in book.remove(CARERS, "head_nurse", "head_nurse", AT).problems[""].en
    demoted = book.change(written(book, "caregivers.head_nurse.role", "nurse"), "head_nurse", AT)
    assert set(demoted.problems) == {"caregivers.head_nurse.role"}
    add(book, CARERS, {**LIN, "role": "head_nurse"})
    assert book.remove(CARERS, "head_nurse", "head_nurse", AT).kept
    assert [one.role for one in layers_at(tmp_path).settings.caregivers].count(Role.HEAD_NURSE) == 1


def test_nobody_goes_who_wears_a_badge_or_is_told(tmp_path: Path) -> None:
    told = {"id": "wang", "name": "王", "called": {"zh": "王", "en": "W"}, "values": {"told": ["zhang"]}}
    book = book_at(tmp_path, file={**FULL, "residents": [told]})
    assert "'zhang'" in book.remove(CARERS, "zhang", "head_nurse", AT).problems[""].en


def test_a_dose_is_added_for_whoever_lives_here_changed_and_removed(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    key = add(book, DOSES, PILL, "nurse")
    name = key.removeprefix("doses.[").rstrip("]")
    assert row(book, DOSES, name).title.zh == "王秀英：钙片，12:30"
    assert set(refused(book, DOSES, PILL)) == {"drug.zh"}
    assert book.change(written(book, f"doses.{name}.due", "13:00"), "nurse", AT).kept
    usual, calcium = layers_at(tmp_path).settings.doses
    assert (usual.id, calcium.due.hour, calcium.drug.en, calcium.amount.en) == (
        *("amlodipine-morning", 13),
        *("calcium", "一片 500 mg"),
    )
    assert book.remove(DOSES, "amlodipine-morning", "nurse", AT).kept
    assert [one.id for one in layers_at(tmp_path).settings.doses] == [name]


def test_a_dose_for_somebody_added_here_counts_and_keeps_her_here(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    chen = add(book, RESIDENTS, CHEN)[11:-1]
    add(book, DOSES, {**PILL, "resident": chen}, "nurse")
    layers = layers_at(tmp_path)
    assert (layers.left_out, layers.settings.doses[-1].resident) == ({}, chen)
    assert "who is not among the residents" in book.remove(RESIDENTS, chen, "head_nurse", AT).problems[""].en


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, {"resident", "drug.zh", "drug.en", "amount.zh", "amount.en", "due"}),
        ({**PILL, "resident": "zhang"}, {"resident"}),
        ({**PILL, "due": "noon"}, {"due"}),
        ({**PILL, "drug.zh": "x" * 201}, {"drug.zh"}),
    ],
)
def test_what_is_wrong_with_a_dose_is_told_by_field(tmp_path: Path, said: dict[str, str], wrong: set[str]) -> None:
    assert set(refused(book_at(tmp_path), DOSES, said)) == wrong


def test_a_badge_is_given_to_somebody_and_taken_back(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    assert add(book, BADGES, {"name": "04:A3:1F", "person": "zhang"}) == "badges.worn.[04:A3:1F]"
    assert row(book, BADGES, "04:A3:1F").title.en == "04:A3:1F: Zhang Wei"
    assert layers_at(tmp_path).settings.badges.worn == {"b1": "wang", "04:A3:1F": "zhang"}
    assert book.remove(BADGES, "b1", "head_nurse", AT).kept
    assert layers_at(tmp_path).settings.badges.worn == {"04:A3:1F": "zhang"}
    assert set(refused(book, BADGES, {"name": "a b", "person": "zhang"})) == {"name"}
    assert set(refused(book, BADGES, {"name": "b2", "person": "nobody"})) == {"person"}
    assert set(refused(book, BADGES, {"name": "04:A3:1F", "person": "zhang"})) == {"name"}


def test_ways_out_of_each_kind_are_added_as_the_file_would_have_them(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    for rows, said in ((WEBHOOK, SMS), (MQTT, {**BROKER, "tls": "true"}), (MAIL, LETTER)):
        assert add(book, rows, said, "technician") == f"outlets.[{said['name']}]"
    outlets = layers_at(tmp_path).settings.outlets
    assert outlets["pager"] == PAGER
    whom = {"zh": "值班手机", "en": "值班手机"}
    levels = {"from_step": 0, "least_level": "information"}
    assert outlets["sms"] == {
        "kind": "webhook",
        "whom": whom,
        "url": SMS["url"],
        "token": "geheim2",
        "format": "json",
        **levels,
    }
    assert (outlets["pager_2"]["port"], outlets["pager_2"]["tls"], "user" in outlets["pager_2"]) == (0, True, False)
    assert outlets["mail"]["recipients"] == ["son@a.test", "daughter@b.test"]
    assert (outlets["mail"]["from_step"], outlets["mail"]["least_level"]) == (3, "high")


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        ("webhook", {**SMS, "url": "file:///etc/shadow"}, {"url"}),
        ("webhook", {**SMS, "url": ""}, {"url"}),
        ("webhook", {**SMS, "name": "SMS 1"}, {"name"}),
        ("webhook", {**SMS, "name": "pager"}, {"name"}),
        ("webhook", {**SMS, "name": "panel"}, {""}),
        ("webhook", {**SMS, "whom.zh": ""}, {"whom.zh", "whom.en"}),
        ("webhook", {**SMS, "from_step": "4"}, {"from_step"}),
        ("webhook", {**SMS, "token": "密码"}, {"token"}),
        ("mqtt", {**BROKER, "host": "tcp://broker.test"}, {"host"}),
        ("mqtt", {**BROKER, "port": "70000"}, {"port"}),
        ("mqtt", {**BROKER, "topic": "ward/#"}, {"topic"}),
        ("mqtt", {**BROKER, "password": "x"}, {"user"}),
        ("mail", {**LETTER, "encryption": "rot13"}, {"encryption"}),
        ("mail", {**LETTER, "sender": "robot"}, {"sender"}),
        ("mail", {**LETTER, "recipients": "son"}, {"recipients"}),
        ("mail", {**LETTER, "recipients": " "}, {"recipients"}),
    ],
)
def test_what_is_wrong_with_a_way_out_is_told_and_nothing_is_kept(
    tmp_path: Path, kind: str, said: dict[str, str], wrong: set[str]
) -> None:
    problems = refused(book_at(tmp_path), ADDING[f"outlets.{kind}"], said)
    assert set(problems) == wrong
    assert "geheim" not in str(problems)
    assert not file_at(tmp_path).path.exists()


def test_of_a_way_out_secrets_are_changed_and_never_shown(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    assert as_drawn(book, "outlets.pager.url").raw == ()
    assert "geheim" not in str([*book.states(book.leaves())])
    assert book.change(written(book, "outlets.pager.token", "t" * 300), "technician", AT).kept
    assert book.change(written(book, "outlets.pager.whom.en", "duty nurse"), "head_nurse", AT).kept
    assert book.change({"outlets.pager.url": as_drawn(book, "outlets.pager.url")}, "technician", AT).kept == ()
    pager = layers_at(tmp_path).settings.outlets["pager"]
    assert (pager["url"], pager["token"], pager["whom"]) == (
        *(PAGER["url"], "t" * 300),
        {"zh": "值班护士", "en": "duty nurse"},
    )
    assert set(book.change(written(book, "outlets.pager.token", "t" * 5000), "technician", AT).problems)


def test_what_the_environment_says_of_one_way_out_fixes_that_one_alone(tmp_path: Path) -> None:
    above = {"outlets": {"pager": {"token": "x"}}}
    book = book_at(tmp_path, environment=above)
    assert "fixed by the environment" in book.remove(OUTLETS, "pager", "technician", AT).problems[""].en
    assert "fixed by the environment" in refused(book, WEBHOOK, {**SMS, "name": "pager"})[""]
    add(book, WEBHOOK, SMS)
    assert book.remove(OUTLETS, "sms", "technician", AT).kept


def test_which_way_out_is_the_last_that_reaches_people(tmp_path: Path) -> None:
    ways = {"pager": PAGER, "panel": {"whom": "站里"}, "idle": {"kind": "mqtt"}}
    book = book_at(tmp_path, file={**FULL, "outlets": ways})
    assert [name for name in ways if book.is_last_way(OUTLETS, name)] == ["pager"]
    add(book, WEBHOOK, SMS)
    assert not book.is_last_way(OUTLETS, "pager")
    assert not book.is_last_way(BADGES, "b1")
    assert not book.is_last_way(CARERS, "zhang")
    other = book_at(tmp_path / "other", file={"outlets": {"panel": {"whom": "站里"}, "siren": {"kind": "siren"}}})
    assert other.is_last_way(OUTLETS, "siren")


def test_each_form_of_a_way_out_asks_for_what_its_plug_in_takes_and_has_its_defaults() -> None:
    common = {"name", "whom", "from_step", "least_level"}
    for kind, form in FORMS.items():
        options = options_of(PLUGINS.load(kind))
        assert options is not None
        usual = options()
        asked = {key: value for key, value in form if key not in common}
        assert asked == {key: plain(getattr(usual, key)) or value for key, value in asked.items()}


def test_what_only_the_file_says_of_a_way_out_stays(tmp_path: Path) -> None:
    special = {**PAGER, "accepted": {"code": 0}, "body": {"key": "x", "text": "{text_zh}"}}
    book = book_at(tmp_path, file={**FULL, "outlets": {"pager": special}})
    assert book.change(written(book, "outlets.pager.from_step", "2"), "technician", AT).kept
    assert layers_at(tmp_path, {**FULL, "outlets": {"pager": special}}).settings.outlets["pager"] == {
        **special,
        "from_step": 2,
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("outlets.[x]", {"kind": "webhook", "url": "https://a.test", "timeout": 3}),
        ("outlets.[x]", {"kind": "mail", "host": "a.test", "ca_file": "/etc/shadow"}),
        ("outlets.[x]", {"kind": "siren", "host": "a.test"}),
        ("outlets.[X y]", {"kind": "mqtt", "host": "a.test"}),
        ("badges.worn.[b 2]", "zhang"),
        ("badges.worn.[b2]", {"person": "zhang"}),
        ("caregivers.[x]", {"id": "x", "name": {"zh": "X", "en": "X"}, "role": "resident"}),
        ("doses.[x]", {"id": "x", "resident": "nobody", "drug": {"zh": "a", "en": "a"}, "due": "08:00:00"}),
    ],
)
def test_a_row_that_no_form_has_sent_does_not_count(tmp_path: Path, key: str, value: Json) -> None:
    file_at(tmp_path).write({key: Entry(value=value, by="x", at=AT), "speech.rate": Entry(value=1.2, by="x", at=AT)})
    layers = layers_at(tmp_path)
    assert (set(layers.left_out), layers.settings.speech.rate) == ({key}, 1.2)


def test_a_camera_gets_its_place_later_whole_or_not_at_all(tmp_path: Path) -> None:
    book = book_at(tmp_path, file=BARE)
    half = book.change(sent(tmp_path, x_m="1"), "technician", AT)
    assert {key.rpartition(".")[2] for key in half.problems} == {"y_m", "height_m", "heading_deg", "view_deg"}
    assert {text.en for text in half.problems.values()} == {"This must not be empty."}
    assert not file_at(tmp_path).path.exists()
    assert len(book.change(sent(tmp_path, **PLACE), "technician", AT).kept) == 5
    (hall,) = layers_at(tmp_path, BARE).settings.sight.cameras
    assert hall.place is not None
    assert (hall.place.x_m, hall.place.y_m, hall.place.tilt_deg) == (1, 2.5, 0)
    moved = "sight.cameras.hall.place.x_m"
    assert book.change(written(book, moved, "3"), "technician", AT).kept == (moved,)
    assert len(book.take_back(moved).kept) == 5
    assert file_at(tmp_path).read() == {}
    assert layers_at(tmp_path, BARE).settings.sight.cameras[0].place is None


def test_a_place_counts_beside_something_that_does_not(tmp_path: Path) -> None:
    book = book_at(tmp_path, file=BARE)
    book.change(sent(tmp_path, **PLACE), "technician", AT)
    entries: dict[str, Any] = file_at(tmp_path).read()
    file_at(tmp_path).write({**entries, "residents.gone.frail": Entry(value=True, by="x", at=AT)})
    layers = layers_at(tmp_path, BARE)
    assert set(layers.left_out) == {"residents.gone.frail"}
    assert layers.settings.sight.cameras[0].place is not None


def test_of_a_place_in_the_file_one_value_goes_back_alone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    for key, value in (("x_m", "5"), ("y_m", "6")):
        book.change(written(book, f"sight.cameras.hall.place.{key}", value), "technician", AT)
    book.take_back("sight.cameras.hall.place.x_m")
    assert set(file_at(tmp_path).read()) == {"sight.cameras.hall.place.y_m"}


def test_the_staff_of_these_tests_has_a_head_nurse() -> None:
    assert [one["role"] for one in STAFF if "role" in one] == ["head_nurse"]
