"""`carebot alarms`: the figures in words and as JSON, and labels of those alone who agree."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.__main__ import main
from carebot.clocks import SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import AlarmMarked, IncidentChanged, IncidentStage
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.deeds import RobotReady, RobotStarted
from carebot.core.events import ConsentChanged, FallSuspected
from carebot.core.language import Language
from carebot.core.people import Consent
from carebot.journal import Journal
from tests.carebot.stranger import is_chinese, language, machine
from tests.safety.builders import BY_LI, BY_NURSE, HOUSE, NURSE_ZHANG, text

__all__ = ["language", "machine"]
RECORDED = replace(
    HOUSE, residents=tuple(replace(one, consents=one.consents | {Consent.RECORDING}) for one in HOUSE.residents)
)


@pytest.fixture
def journal(machine: Path) -> str:
    """A right alarm about Li, who withdrew her consent since, and a false one about Wang."""
    path, now = machine / "alarms.db", SystemClock().now() - timedelta(hours=3)
    record = Journal(path, lambda _: None)
    record.start()
    record.append(
        RobotStarted(id="s", occurred_at=now, body="b", version="1", timezone="Asia/Shanghai", house=RECORDED)
    )
    record.append(RobotReady(id="r", occurred_at=now))
    record.append(
        FallSuspected(
            id="f", occurred_at=now, monitor="fall", about="li", position=None, confidence=0.9, onset_at=now,
            camera="head", evidence=(("low", 1.5),),
        )
    )  # fmt: skip
    record.append(
        ConcernRaised(
            id="c", occurred_at=now, monitor="out_of_bed", concern=Concern.OUT_OF_BED, about="wang", position=None,
            confidence=0.7, since=now, evidence=(("away_s", 600.0),),
        )
    )  # fmt: skip
    for name, about, concern, cause in (("i", "li", Concern.FALL, "f"), ("j", "wang", Concern.OUT_OF_BED, "c")):
        record.append(
            IncidentChanged(
                id=f"x{name}", occurred_at=now, cause=cause, incident=name, about=about, stage=IncidentStage.ALARM,
                level=AlarmLevel.HIGH, chain_step=0, text=text("seen"), opened_at=now, concern=concern,
            )
        )  # fmt: skip
        record.append(
            AlarmMarked(
                id=f"m{name}", occurred_at=now, incident=name, by=BY_NURSE, name=NURSE_ZHANG, right=about == "li"
            )
        )
    record.append(
        ConsentChanged(id="w", occurred_at=now, resident="li", consent=Consent.RECORDING, given=False, by=BY_LI)
    )
    record.close()
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(["alarms", *words]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out.splitlines()


def test_the_figures_in_the_language_of_the_terminal(
    journal: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(capsys, "figures", "--journal", journal)
    assert len(lines) == 3
    assert all(is_chinese(line) is (language is Language.ZH) for line in lines)
    assert any(word in lines[0] for word in ("right 1 of 1", "判断为对 1/1"))


def test_the_figures_as_json(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    [line] = printed(capsys, "figures", "--json", "--journal", journal)
    figures = json.loads(line)
    assert figures["all"]["calls"] == 2
    assert figures["all"]["precision"]["value"] == 0.5
    assert figures["by_cause"]["out_of_bed"]["precision"]["value"] == 0.0


def test_without_alarms_it_says_so(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    [line] = printed(capsys, "figures", "--days", "0", "--journal", journal)
    assert any(word in line for word in ("no alarm", "没有警报"))


def test_labels_are_of_those_alone_who_still_agree_and_name_nobody(
    journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    [line] = printed(capsys, "labels", "--journal", journal)
    assert json.loads(line) == {
        "concern": "out_of_bed", "monitor": "out_of_bed", "confidence": 0.7, "evidence": {"away_s": 600.0},
        "right": False,
    }  # fmt: skip
