"""What every engine of hearing and speaking must do: say why it cannot be used, and start and close at any time."""

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, get_args

import pytest

from carebot._speech_settings import SpeechSettings
from carebot.core.errors import CarebotError, DeviceError, ModelError
from carebot.core.language import Language
from dialogue.base import Recognizer, Spotter, Voice
from tests.contracts.engines._leftovers import nothing_left_behind
from tests.contracts.engines.base import HARNESSES, EngineHarness, engines, harness_of, names_of
from tests.contracts.rig import bilingual

NAMES: Final = tuple(sorted(engines()))
WITH_PACKAGE: Final = tuple(name for name in NAMES if harness_of(name).package)
CHECKED: Final = tuple((name, file) for name in NAMES for file in harness_of(name).checked)


def refusal(engine: Any) -> CarebotError:
    """Why `engine` cannot be started; fails when it can, and when it is worse for having tried."""
    before = engine.readiness()
    with pytest.raises((ModelError, DeviceError)) as caught:
        engine.start()
    assert bilingual(caught.value.text)
    assert engine.readiness() == before
    engine.close()
    return caught.value


def with_files(harness: EngineHarness[Any], folder: Path) -> Path:
    """`folder`, with an empty file for each one of the model."""
    for file in harness.files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    return folder


def damaged(model: Path, file: str, content: bytes, folder: Path) -> Path:
    """`folder` as a copy of `model`, but for `file`, which holds `content`."""
    for each in model.rglob("*"):
        copy = folder / each.relative_to(model)
        if each.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(each)
    (folder / file).unlink()
    (folder / file).write_bytes(content)
    return folder


def test_every_engine_has_a_harness() -> None:
    assert HARNESSES.names() == NAMES


def test_every_recogniser_can_be_set() -> None:
    literal, _ = get_args(SpeechSettings.model_fields["recognizers"].annotation)
    assert sorted(get_args(literal)) == names_of(Recognizer)


def test_every_voice_can_be_set() -> None:
    literal, _ = get_args(SpeechSettings.model_fields["voices"].annotation)
    assert sorted(get_args(literal)) == [name for name in names_of(Voice) if name != "made_ahead"]


@pytest.mark.parametrize("name", NAMES)
def test_an_engine_says_what_it_is(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = harness_of(name).engine(tmp_path, monkeypatch)
    if not isinstance(engine, Spotter):
        assert engine.name.startswith(name)
        assert engine.languages
        assert engine.languages <= set(Language)


@pytest.mark.slow
def test_no_engine_loads_its_package_before_it_is_started() -> None:
    packages = [harness_of(name).package for name in WITH_PACKAGE]
    modules = [engines()[name].__module__ for name in NAMES]
    code = f"import sys, {', '.join(modules)}\nprint([name for name in {packages!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", NAMES)
def test_an_engine_without_its_model_says_so(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    with nothing_left_behind(tmp_path / "temporary"):
        engine = harness_of(name).engine(folder, monkeypatch)
        engine.close()
        readiness = engine.readiness()
        assert not readiness.ready
        assert bilingual(readiness.detail)
        assert refusal(engine).text == readiness.detail


@pytest.mark.parametrize("name", WITH_PACKAGE)
def test_an_engine_without_its_package_says_so(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    harness = harness_of(name)
    engine = harness.engine(with_files(harness, tmp_path), monkeypatch)
    monkeypatch.setitem(sys.modules, harness.package, None)
    readiness = engine.readiness()
    assert not readiness.ready
    assert harness.package in readiness.detail.zh
    assert harness.package in readiness.detail.en
    assert refusal(engine).text == readiness.detail


@pytest.mark.parametrize("name", WITH_PACKAGE)
def test_a_package_that_cannot_be_loaded_costs_its_engine_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harness = harness_of(name)
    broken = tmp_path / "packages" / harness.package
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise OSError('libgomp.so.1: cannot open shared object file')\n")
    for loaded in [module for module in sys.modules if module.partition(".")[0] == harness.package]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    importlib.invalidate_caches()
    engine = harness.engine(with_files(harness, tmp_path / "model"), monkeypatch)
    assert "libgomp" in refusal(engine).text.en


@pytest.mark.slow
@pytest.mark.parametrize(("name", "file"), CHECKED)
def test_a_damaged_model_is_refused(name: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    harness = harness_of(name)
    model = harness.model()
    whole = (model / file).read_bytes()
    for number, content in enumerate((b"no model at all" * 1000, whole[: len(whole) // 2])):
        folder = damaged(model, file, content, tmp_path / str(number))
        with nothing_left_behind(tmp_path / f"temporary{number}"):
            refusal(harness.engine(folder, monkeypatch))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_engine_starts_and_closes_as_often_as_one_likes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harness = harness_of(name)
    with nothing_left_behind(tmp_path / "temporary"):
        engine = harness.engine(harness.model(), monkeypatch)
        engine.close()
        ready = engine.readiness()
        assert ready.ready, ready.detail
        assert bilingual(ready.detail)
        for times in (1, 2):
            for _ in range(times):
                engine.start()
            assert engine.readiness() == ready
            assert harness.works(engine)
            for _ in range(times):
                engine.close()
        assert engine.readiness() == ready
