"""`carebot why` and `carebot whatif`: what they print in both languages and as JSON, and what they refuse."""

import json
from pathlib import Path

import pytest

from carebot.__main__ import main
from carebot.core.language import Language
from tests.carebot.explaining.story import journal_of, story
from tests.carebot.stranger import is_chinese, language, machine, refused

__all__ = ["language", "machine"]


@pytest.fixture
def journal(machine: Path) -> str:
    return str(journal_of(story(), machine))


def printed(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert main(words) == status
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def test_why_is_told_in_the_language_of_the_terminal(
    journal: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(capsys, "why", "last", "refusal", "--journal", journal)
    assert is_chinese(told.splitlines()[0]) is (language is Language.ZH)
    assert ("Nothing sharp is handed over." in told) is (language is Language.EN)
    assert "给我拿刀" in told


def test_the_language_can_be_chosen(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert is_chinese(printed(capsys, "why", "last", "stop", "--lang", "zh", "--journal", journal))


def test_a_resident_is_told_one_answer_and_nothing_of_others(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("why", "last", "refusal", "--level", "resident", "--lang", "en", "--journal", journal)
    own = printed(capsys, *asked, "--resident", "li")
    assert own.strip() == "I did not do it. Nothing sharp is handed over. I will ask a carer to bring it."
    assert (
        printed(capsys, *asked, "--resident", "wang").strip()
        == "That concerns somebody else, so I do not talk about it."
    )
    assert printed(capsys, *asked).strip() == "That concerns somebody else, so I do not talk about it."


def test_why_as_json_has_both_languages(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, "why", "last refusal", "--level", "inspector", "--json", "--journal", journal))
    assert (told["kind"], told["level"]) == ("action_decided", "inspector")
    assert told["parts"]["why"] == [{"zh": "刀剪这类利器不递给人。", "en": "Nothing sharp is handed over."}]
    assert told["record"]["decision"]["verdict"] == 3
    assert "event 7, hash " in told["parts"]["proof"][0]["en"]


def test_a_developer_gets_the_record_without_words(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "why", "last", "slowing", "--level", "developer", "--journal", journal)
    assert "去厨房" not in told
    assert "driving.room" in told
    assert json.loads(told.splitlines()[-1])["kind"] == "action_decided"


@pytest.mark.parametrize("words", [["last", "word"], ["zz"], ["abcd1234"]])
def test_what_cannot_be_found_is_refused_in_one_sentence(
    words: list[str], journal: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert is_chinese(refused(capsys, "why", *words, "--journal", journal)) is (language is Language.ZH)


def test_what_is_wrong_on_the_command_line_is_refused(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--level" in refused(capsys, "why", "last", "--level", "king", "--journal", journal)
    nobody = refused(capsys, "why", "last", "--level", "resident", "--resident", "zhou", "--journal", journal)
    assert "No resident has the id zhou, only: li, wang." in nobody
    assert "no journal at" in refused(capsys, "why", "last", "--journal", "nowhere.db")


def test_what_if_is_told_and_its_verdict_is_the_status(
    machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(capsys, "whatif", "set_device", "front_door", "open", "--suppose", "night=yes", status=1)
    assert "house.doors" in told
    assert is_chinese(told.splitlines()[1]) is (language is Language.ZH)
    assert printed(capsys, "whatif", "set_device", "front_door", "open", "--suppose", "night=yes", "asker=nurse")


def test_what_if_as_json(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("whatif", "set_device", "front_door", "open", "--suppose", "night=yes", "--json")
    told = json.loads(printed(capsys, *asked, status=1))
    assert told["verdict"] == "deny"
    assert told["reasons"][0]["rule"] == "house.doors"
    assert "If it were by day, it would be allowed." in [change["en"] for change in told["changes"]]
    assert told["alternative"]["en"]


@pytest.mark.parametrize("words", [["dance"], ["look", "--suppose", "night"], ["look", "--suppose", "nigth=yes"]])
def test_what_if_refuses_what_it_cannot_ask(
    words: list[str], machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert is_chinese(refused(capsys, "whatif", *words)) is (language is Language.ZH)


def test_the_help_names_every_question(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["whatif", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    for word in ("handover OBJECT RESIDENT", "night=yes|no", "yes=resident|nurse|both", "time=22:30"):
        assert word in shown
