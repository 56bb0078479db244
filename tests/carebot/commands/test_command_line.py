"""The command line itself: wrong words are refused in one sentence, and a signal ends whatever stage it is at."""

import argparse
import asyncio
import importlib
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from carebot.__main__ import main
from carebot.commands import bench
from carebot.core.language import Language
from tests._sources import ROOT
from tests.carebot.stranger import is_chinese, language, machine, refused

__all__ = ["language", "machine"]

WRONG = {
    "no command": ([], "COMMAND"),
    "an unknown command": (["dance"], "'dance'"),
    "an unknown option": (["run", "--colour", "red"], "--colour red"),
    "no number": (["run", "--port", "many"], "'many'"),
    "no value": (["run", "--port"], "--port"),
    "another choice": (["hear", "--language", "fr", "a.wav"], "'fr'"),
    "no file": (["watch"], "file"),
    "a value too many": (["doctor", "--json=3"], "'3'"),
    "an option cut short": (["demo", "--js", "--s", "1"], "--settings"),
    "no sub-command": (["journal"], "carebot journal --help"),
    "an unknown sub-command": (["models", "burn"], "'burn'"),
    "no pace": (["demo", "--speed", "fast"], "'fast'"),
    "a standstill": (["demo", "--speed", "0"], "'0'"),
    "a day backwards": (["demo", "--speed", "-1"], "'-1'"),
    "a pace without end": (["demo", "--speed", "inf"], "'inf'"),
    "a pace that is no number": (["demo", "--speed", "nan"], "'nan'"),
}
ENGLISH_OF_ARGPARSE = ("argument", "invalid", "choose from", "expected", "required", "unrecognized", "ambiguous")


@pytest.mark.parametrize(("words", "named"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_command_line_is_refused_in_the_terminal_s_language(
    words: list[str], named: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = refused(capsys, *words)
    assert named in sentence
    assert is_chinese(sentence) is (language is Language.ZH)
    assert [word for word in ENGLISH_OF_ARGPARSE if word in sentence] == []


@pytest.mark.parametrize("suite", bench.SUITES)
def test_what_a_suite_takes_is_told_in_the_language_of_the_terminal(suite: str, language: Language) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    importlib.import_module(f"carebot.bench.{suite}").add_arguments(parser)
    helps = [action.help or "" for action in parser._actions]
    assert [told for told in helps if is_chinese(told) is not (language is Language.ZH)] == []


@pytest.mark.parametrize("words", [[], ["account"], ["journal"]], ids=" ".join)
def test_the_help_is_in_the_language_of_the_terminal(
    words: list[str], language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    explained = [line for line in told.splitlines() if line.startswith("  ") and len(line.split(maxsplit=1)) == 2]
    assert len(explained) >= 3
    chinese = language is Language.ZH
    assert is_chinese(told) is chinese
    assert "usage:" not in told if chinese else told.startswith("usage: carebot")
    assert "options:" not in told if chinese else "\noptions:\n" in told


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("imported", ["carebot.settings", "monitoring.pose"])
def test_a_signal_while_it_is_still_importing_ends_it_quietly(imported: str, number: signal.Signals) -> None:
    program = textwrap.dedent(
        """
        import signal, sys

        def look(event, details):
            if event == "import" and details[0] == sys.argv[1]:
                signal.raise_signal(int(sys.argv[2]))

        sys.addaudithook(look)
        from carebot.__main__ import main
        sys.exit(main(["watch", "--help"]))
        """
    )
    command = [sys.executable, "-c", program, imported, str(int(number))]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ended.returncode, ended.stdout, ended.stderr) == (128 + number, "", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_ends_what_a_command_has_begun_in_order(
    number: signal.Signals, machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []

    async def work() -> None:
        try:
            asyncio.get_running_loop().call_soon(signal.raise_signal, number)
            await asyncio.Event().wait()
        finally:
            done.append("put away")

    def run(_: argparse.Namespace) -> int:
        asyncio.run(work())
        return 0

    monkeypatch.setattr(bench, "run", run)
    assert main(["bench", "core"]) == 128 + number
    assert done == ["put away"]
    assert capsys.readouterr().err == ""
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
