import argparse
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from carebot._models.catalogue import CATALOGUE, RESIDENT_BODY, VOSK_EN_SMALL
from carebot._models.steps import Fetching, Installed, Quarantined, SourceFailed, Waiting
from carebot.commands.models import _Bars, _Lines, add_arguments, run
from carebot.commands.terminal import EXIT_REFUSED
from carebot.core.errors import ModelError
from carebot.core.language import Language, Text


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, an English terminal, and no way to any source."""
    monkeypatch.setenv("CAREBOT_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for variable in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    return tmp_path / "models"


def carebot_models(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(words))


def test_the_list_names_every_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert carebot_models("list") == 0
    printed = capsys.readouterr().out
    for model in CATALOGUE:
        assert f"{model.name} " in printed
    assert "missing" in printed


def test_the_list_speaks_the_terminal_s_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert carebot_models("list") == 0
    assert "未安装" in capsys.readouterr().out


def test_the_path_of_a_missing_model_is_a_failure_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ModelError, match="carebot models install resident-body"):
        carebot_models("path", "resident-body")
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_a_model_without_a_source_does_not_keep_the_others_from_being_tried(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert carebot_models("install", VOSK_EN_SMALL.name, RESIDENT_BODY.name) == EXIT_REFUSED
    printed = capsys.readouterr().err
    assert "The model vosk-en-small cannot be had" in printed
    assert "The model resident-body cannot be had" in printed


def test_a_folder_that_cannot_be_written_is_told_once_for_all_models(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.touch()
    assert carebot_models("install") == EXIT_REFUSED
    printed = capsys.readouterr().err.splitlines()
    assert len(printed) == 1
    assert str(cache) in printed[0]
    assert "CAREBOT_MODELS" in printed[0]


def test_an_unknown_name_is_a_failure() -> None:
    with pytest.raises(ModelError, match="no model nose"):
        carebot_models("install", "nose")


def test_verify_fails_for_a_model_that_was_asked_for_and_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert carebot_models("verify") == 0
    assert carebot_models("verify", "resident-body") == 1
    assert "not installed" in capsys.readouterr().out


def test_verify_finds_damage(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = cache / "resident-body" / RESIDENT_BODY.version
    for file in RESIDENT_BODY.files:
        (body / file.path).parent.mkdir(parents=True, exist_ok=True)
        (body / file.path).write_bytes(b"x" * file.digests[0].size_bytes)
    assert carebot_models("verify") == 1
    assert "resident-body is damaged" in capsys.readouterr().out


def test_lines_are_few(capsys: pytest.CaptureFixture[str]) -> None:
    tell = _Lines(Language.EN)
    for done in range(0, 1001, 10):
        tell(Fetching(model="ears", what="weights", done_bytes=done, total_bytes=1000))
    tell(SourceFailed(model="ears", source="publisher", reason=Text(zh="没有应答", en="no answer")))
    tell(Installed(model="ears", source="elsewhere"))
    printed = capsys.readouterr().out.splitlines()
    assert len([line for line in printed if "fetching weights" in line]) == 5
    assert printed[-2:] == ["ears: publisher: no answer", "ears: installed from elsewhere"]


def test_a_terminal_gets_a_bar_for_each_file_and_a_line_for_the_rest() -> None:
    screen = StringIO()
    with Progress(console=Console(file=screen, force_terminal=True, width=120)) as progress:
        tell = _Bars(progress, Language.ZH)
        tell(Waiting())
        tell(Fetching(model="ears", what="weights", done_bytes=10, total_bytes=1000))
        tell(Fetching(model="ears", what="weights", done_bytes=500, total_bytes=1000))
        assert [(task.completed, task.total) for task in progress.tasks] == [(500, 1000)]
        tell(Fetching(model="ears", what="package", done_bytes=0, total_bytes=None))
        assert [task.total for task in progress.tasks] == [1000, None]
        tell(Quarantined(model="ears", file="weights", place="/aside"))
        tell(Installed(model="ears", source=None))
        assert progress.tasks == []
    shown = screen.getvalue()
    assert "等待中" in shown
    assert "weights 已损坏" in shown
    assert "ears：就绪" in shown
