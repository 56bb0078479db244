"""`carebot rules`: proofs, keys, signatures and checks of a home's rules."""

import json
import os
from pathlib import Path

import pytest

from carebot.__main__ import main
from carebot.commands import rules
from carebot.core.language import Text
from safety.proof.counterexample import Counterexample
from safety.proof.report import Finding, ProofReport
from safety.signatures import signature_file

FORBIDS = """
@id("home.no_devices") @zh("不开关家电。") @en("No devices.") @hazard("none") @source("the home")
@alternative_zh("换一样。") @alternative_en("Else.")
forbid (principal, action == Action::"set_device", resource);
"""
SILENCES = FORBIDS.replace("set_device", "call_help")
BOTH = Text(zh="好", en="well")


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal of somebody without settings of her own, in an empty folder."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


def settings_with(key: str) -> None:
    Path("carebot.toml").write_text(f'[policies]\nrule_keys = ["{key}"]\n', "utf-8")


def fresh_key(capsys: pytest.CaptureFixture[str]) -> str:
    """Makes key.txt and gives the public key."""
    assert main(["rules", "keys", "--new", "key.txt"]) == 0
    return capsys.readouterr().out.split('"')[1]


def test_everything_is_proved_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "prove", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["proved"] is True
    assert report["promises"] == len(report["findings"])
    assert all(finding["says"]["zh"] and finding["says"]["en"] for finding in report["findings"])


def test_a_broken_promise_is_told_with_its_example(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = Finding(id="a", says=BOTH, source="s", method=BOTH)
    bad = Finding(id="b", says=BOTH, source="s", method=BOTH, counterexamples=(Counterexample(says=BOTH),))
    monkeypatch.setattr(rules, "prove_all", lambda: ProofReport(rules=1, findings=(good, bad)))
    assert main(["rules", "prove"]) == 1
    told = capsys.readouterr().out
    assert "holds  a: well" in told
    assert "BROKEN  b: well" in told
    assert "for example: well" in told
    assert "2 promises, 1 of them hold" in told


def test_a_file_is_signed_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    settings_with(fresh_key(capsys))
    assert os.stat("key.txt").st_mode & 0o077 == 0
    Path("home.cedar").write_text(FORBIDS, "utf-8")
    assert main(["rules", "check", "home.cedar", "--settings", "carebot.toml"]) == 2
    assert "not signed" in capsys.readouterr().err
    assert main(["rules", "check", "home.cedar", "--unsigned"]) == 0
    assert main(["rules", "sign", "home.cedar", "--key", "key.txt"]) == 0
    capsys.readouterr()
    assert main(["rules", "check", "home.cedar", "--settings", "carebot.toml"]) == 0
    assert "every promise still holds" in capsys.readouterr().out


def test_what_a_home_gives_up_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("home.cedar").write_text(FORBIDS.replace("set_device", "escort"), "utf-8")
    assert main(["rules", "check", "home.cedar", "--unsigned"]) == 0
    assert "no longer possible: A resident may have herself escorted." in capsys.readouterr().out


def test_what_breaks_a_promise_is_not_signed(capsys: pytest.CaptureFixture[str]) -> None:
    fresh_key(capsys)
    Path("home.cedar").write_text(SILENCES, "utf-8")
    assert main(["rules", "sign", "home.cedar", "--key", "key.txt"]) == 2
    told = capsys.readouterr().err
    assert "home.cedar" in told
    assert "A call for help is never refused" in told
    assert not signature_file(Path("home.cedar")).exists()


def test_a_key_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    fresh_key(capsys)
    before = Path("key.txt").read_text("ascii")
    assert main(["rules", "keys", "--new", "key.txt"]) == 2
    assert "key.txt" in capsys.readouterr().err
    assert Path("key.txt").read_text("ascii") == before


@pytest.mark.parametrize("key", [None, "no key", "ed25519:AAAA"])
def test_nothing_is_signed_with_what_is_no_key(key: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    Path("home.cedar").write_text(FORBIDS, "utf-8")
    if key is not None:
        Path("key.txt").write_text(key, "ascii")
    assert main(["rules", "sign", "home.cedar", "--key", "key.txt"]) == 2
    assert ("key.txt" if key is None else "no key") in capsys.readouterr().err


def test_trusted_keys_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    key = fresh_key(capsys)
    assert main(["rules", "keys"]) == 0
    assert "No key is trusted" in capsys.readouterr().out
    settings_with(key)
    assert main(["rules", "keys", "--settings", "carebot.toml"]) == 0
    assert capsys.readouterr().out == f"{key}\n"


def test_settings_take_public_keys_alone(capsys: pytest.CaptureFixture[str]) -> None:
    settings_with("ed25519:short")
    assert main(["rules", "keys", "--settings", "carebot.toml"]) == 2
    assert "is no public key" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "line"), [("en", "I am a machine"), ("zh", "我是机器")])
def test_the_rule_book_is_printed_in_either_language(
    language: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "book", "--lang", language]) == 0
    printed = capsys.readouterr().out
    assert line in printed
    assert "house.no_human" in printed
    assert "values.life_choice.1" in printed


def test_the_rule_book_speaks_the_terminal_s_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "book"]) == 0
    assert "## The night" in capsys.readouterr().out
