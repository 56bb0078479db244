"""Wrong settings: one sentence with the key, the value, what is allowed and where it was given; exit code 2."""

from pathlib import Path

import pytest

from carebot.core.errors import SettingsError
from carebot.core.language import Language
from carebot.settings import load
from tests.carebot.stranger import is_chinese, language, machine, refused

__all__ = ["language", "machine"]

NAME = 'name = "A"'
RESIDENT = '{id = "a", name = "A", called = {zh = "阿", en = "A"}}'
RESIDENTS = f"residents = [{RESIDENT}]"
DOSE = '{id = "d", resident = "%s", drug = {zh = "药", en = "drug"}, amount = {zh = "一", en = "one"}, due = "%s"}'

WRONG = {
    "unknown key": ('colour = "red"', ["colour", "timezone"]),
    "unknown key in a section": ("[panel]\nprot = 1", ["panel.prot", "enabled, host, port"]),
    "unknown key in a list": (f"residents = [{RESIDENT[:-1]}, age = 90}}]", ["residents.0.age", "consents"]),
    "wrong type": ('[panel]\nport = "many"', ["panel.port", "'many'"]),
    "out of range": ("[panel]\nport = 70000", ["panel.port", "70000", "65535"]),
    "wrong choice": ('language = "fr"', ["language", "'fr'", "'zh'"]),
    "a value for a section": ("panel = 3", ["panel", "3"]),
    "a missing key": ('residents = [{id = "a"}]', ["residents.0.name"]),
    "a name in one language of two": (
        RESIDENTS.replace(NAME, 'name = {zh = "阿"}'),
        ["residents.0.name.en"],
    ),
    "a name in a third language": (
        RESIDENTS.replace(NAME, 'name = {zh = "阿", en = "A", fr = "A"}'),
        ["residents.0.name.fr", "en, zh"],
    ),
    "no time of day": (f"doses = [{DOSE % ('wang', '25:00')}]", ["doses.0.due", "'25:00'", "07:30"]),
    "no time zone": ('timezone = "Mars/Base"', ["'Mars/Base'", "Asia/Shanghai"]),
    "a folder for a time zone": ('timezone = "Asia"', ["'Asia'"]),
    "no reason": ('[policies.off]\nquiet_nights = "no"', ["quiet_nights"]),
    "a name twice": (f"doses = []\nresidents = [{RESIDENT}, {RESIDENT}]", ["residents", "'a'"]),
    "nobody to call": ("caregivers = []", ["caregivers"]),
    "nobody to call but a gateway": (
        'caregivers = []\n[outlets.webhook]\nurl = "https://nurse.example/call"',
        ["caregivers"],
    ),
    "a stranger who decides": (
        f"doses = []\nresidents = [{RESIDENT[:-1]}, values = {{proxy = 'nobody'}}}}]",
        ["'a'", "'nobody'", "caregivers"],
    ),
    "a wish that there is not": (
        f"doses = []\nresidents = [{RESIDENT[:-1]}, values = {{advance = [{{wish = 'no_soup'}}]}}}}]",
        ["wish", "'no_soup'", "no_night_checks"],
    ),
    "hours without an end": (
        f"doses = []\nresidents = [{RESIDENT[:-1]}, values = {{quiet_hours = {{start = '13:00'}}}}}}]",
        ["quiet_hours.end"],
    ),
    "a dose for nobody": (f"doses = [{DOSE % ('nobody', '08:00')}]", ["'d'", "'nobody'", "residents"]),
}


@pytest.mark.parametrize(("content", "named"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_setting_is_refused_in_the_terminal_s_language(
    content: str, named: list[str], machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "mine.toml").write_text(content, encoding="utf-8")
    sentence = refused(capsys, "doctor", "--settings", "mine.toml")
    assert [name for name in [*named, "mine.toml"] if name not in sentence] == []
    assert is_chinese(sentence) is (language is Language.ZH)


@pytest.mark.parametrize(("content", "named"), [(b"[panel\nport = 1", "line 1"), (b"\xff\xfe\x00", "UTF-8")])
def test_a_file_that_is_no_toml_is_refused(
    content: bytes, named: str, machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "mine.toml").write_bytes(content)
    sentence = refused(capsys, "doctor", "--settings", "mine.toml")
    assert "mine.toml" in sentence
    assert named in sentence
    assert is_chinese(sentence) is (language is Language.ZH)


@pytest.mark.parametrize(
    ("name", "chinese", "english"), [("none.toml", "没有", "no such"), (".", "文件夹", "a folder")]
)
def test_a_file_that_cannot_be_read_is_refused(
    name: str, chinese: str, english: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = refused(capsys, "doctor", "--settings", name)
    assert (chinese if language is Language.ZH else english) in sentence
    assert "--settings" in sentence


def test_a_default_file_that_is_not_there_is_no_fault_and_one_that_cannot_be_read_is(machine: Path) -> None:
    assert load(None).language == "zh"
    (machine / "config" / "carebot" / "carebot.toml").mkdir(parents=True)
    with pytest.raises(SettingsError, match="it is a folder"):
        load(None)


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        (("CAREBOT_PANEL__PORT", "many"), "'many'"),
        (("CAREBOT_PANEL__PROT", "1"), "panel.prot"),
        (("CAREBOT_COLOUR", "red"), "CAREBOT_LANGUAGE"),
        (("CAREBOT_RESIDENTS", '[{"id"'), "JSON"),
        (("CAREBOT_PANEL", "garbage"), "JSON"),
        (("CAREBOT_SPEECH__RECOGNIZERS", '["vosk"'), "JSON"),
        (("CAREBOT_SPEECH", '{"rate": 9}'), "at most 2.0"),
    ],
)
def test_a_wrong_variable_is_named_and_not_the_file(
    variable: tuple[str, str],
    said: str,
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(*variable)
    sentence = refused(capsys, "doctor")
    assert variable[0] in sentence
    assert said in sentence
    assert ".toml" not in sentence


def test_a_wrong_value_on_the_command_line_is_not_blamed_on_the_file(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = refused(capsys, "run", "--port", "70000")
    assert "70000" in sentence
    assert "Correct the command line" in sentence


def test_the_environment_stands_above_the_file_and_the_command_line_above_both(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "mine.toml").write_text('language = "en"\n[panel]\nport = 1\n')
    monkeypatch.setenv("CAREBOT_PANEL__PORT", "2")
    settings = load(machine / "mine.toml", {"panel": {"host": "::1"}})
    assert (settings.language, settings.panel.port, settings.panel.host) == ("en", 2, "::1")
    assert load(machine / "mine.toml", {"panel": {"port": 3}}).panel.port == 3


def test_the_variables_of_other_parts_are_no_settings(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREBOT_MODELS", str(machine))
    monkeypatch.setenv("CAREBOT_BENCH", str(machine))
    assert load(None).panel.port == 8460


def test_a_name_is_given_in_both_languages_or_in_one_for_both(machine: Path) -> None:
    carers = '{id = "li", name = {zh = "李静", en = "Li Jing"}}, {id = "chen", name = "小陈"}'
    (machine / "mine.toml").write_text(f"residents = [{RESIDENT}]\ncaregivers = [{carers}]", encoding="utf-8")
    settings = load(machine / "mine.toml")
    named = [
        *(one.resident().name for one in settings.residents),
        *(one.caregiver().name for one in settings.caregivers),
    ]
    assert [(name.zh, name.en) for name in named] == [("A", "A"), ("李静", "Li Jing"), ("小陈", "小陈")]


def test_a_home_of_other_people_has_no_dose_of_the_default_resident(machine: Path) -> None:
    (machine / "mine.toml").write_text(f"residents = [{RESIDENT}]", encoding="utf-8")
    assert load(machine / "mine.toml").doses == ()
    assert [dose.resident for dose in load(None).doses] == ["wang"]
