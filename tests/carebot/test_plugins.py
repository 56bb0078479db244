"""The loader: names without imports, exactly one class a module, settings that say what is wrong with them."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from carebot import plugins
from carebot.core.errors import PluginError, SettingsError
from carebot.plugins import PluginFolder, build_options, options_of
from skills.base import Skill

PACKAGE = "kitchen_drawer"

SPOON = """
from tests.carebot.test_plugins import Tool
class Spoon(Tool):
    def use(self) -> str:
        return "stirs"
"""


class Tool(ABC):
    """The base of the plug-ins in these tests."""

    @abstractmethod
    def use(self) -> str:
        """What it does."""


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """Options inside options."""

    margin_m: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of every type that settings use."""

    count: int
    speed_mps: float = 1.0
    loud: bool = False
    every: timedelta = timedelta(minutes=1)
    at: time = time(7, 30)
    file: Path | None = None
    colour: Colour = Colour.RED
    names: tuple[str, ...] = ()
    inner: Inner = Inner()


class Fork(Tool):
    """A tool with options."""

    def __init__(self, reach: int, options: Options) -> None:
        self.reach, self.options = reach, options

    def use(self) -> str:
        """Pokes."""
        return "pokes"


class Trident(Fork):
    """A fork that has default options."""

    def __init__(self, options: Options | None = None) -> None:
        super().__init__(3, options or Options(count=3))


class WrongFork(Tool):
    """A tool whose options are no dataclass."""

    def __init__(self, options: int) -> None:
        self.options = options


@pytest.fixture
def drawer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An importable plug-in folder that holds one plug-in, a base and a private module."""
    folder = tmp_path / PACKAGE
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name in ("base", "_private"):
        (folder / f"{name}.py").write_text("raise RuntimeError('must not be imported')")
    (folder / "spoon.py").write_text(SPOON)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


def folder(entry_points: str = "") -> PluginFolder[Tool]:
    return PluginFolder(package=PACKAGE, base=Tool, entry_points=entry_points)


def test_names_are_listed_without_importing_anything(drawer: Path) -> None:
    (drawer / "bomb.py").write_text("raise RuntimeError('imported')")
    assert folder().names() == ("bomb", "spoon")
    assert f"{PACKAGE}.spoon" not in sys.modules


def test_loading_one_imports_that_one_alone(drawer: Path) -> None:
    (drawer / "bomb.py").write_text("raise RuntimeError('imported')")
    assert folder().load("spoon")().use() == "stirs"
    assert f"{PACKAGE}.bomb" not in sys.modules


def test_all_are_loaded_by_name(drawer: Path) -> None:
    (drawer / "ladle.py").write_text(SPOON.replace("Spoon", "Ladle"))
    assert {name: plugin.__name__ for name, plugin in folder().load_all().items()} == {
        "ladle": "Ladle",
        "spoon": "Spoon",
    }


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("", "-"),
        (SPOON + SPOON.replace("Spoon", "Ladle"), "Spoon, Ladle"),
        ("from tests.carebot.test_plugins import Fork", "-"),
        ("from tests.carebot.test_plugins import Tool\nclass Half(Tool): ...", "-"),
        ("import no_such_library_here", "no_such_library_here"),
        ("def (", "invalid syntax"),
    ],
    ids=["empty", "two", "imported", "abstract", "missing library", "broken"],
)
def test_a_module_without_exactly_one_plugin_is_refused(drawer: Path, source: str, word: str) -> None:
    (drawer / "thing.py").write_text(source)
    with pytest.raises(PluginError) as caught:
        folder().load("thing")
    assert word in caught.value.text.en
    assert "thing" in caught.value.text.en
    assert "thing" in caught.value.text.zh


@pytest.mark.usefixtures("drawer")
def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(PluginError, match="spoon"):
        folder().load("knife")


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(PluginError, match="no_such_folder"):
        PluginFolder(package="no_such_folder", base=Tool).names()


def test_third_parties_come_by_entry_points(drawer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (drawer.parent / "third_party_whisk.py").write_text(SPOON.replace("Spoon", "Whisk"))
    entry = EntryPoint(name="whisk", value="third_party_whisk", group="carebot.tools")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [entry] if group == "carebot.tools" else [])
    assert folder("carebot.tools").names() == ("spoon", "whisk")
    assert folder("carebot.tools").load("whisk").__name__ == "Whisk"
    assert folder().names() == ("spoon",)
    del sys.modules["third_party_whisk"]


@pytest.mark.usefixtures("drawer")
def test_a_third_party_cannot_take_the_name_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint(name="spoon", value="third_party_spoon", group="carebot.tools")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [entry])
    with pytest.raises(PluginError, match="third_party_spoon"):
        folder("carebot.tools").load("spoon")


def test_the_house_folders_are_found() -> None:
    assert set(PluginFolder(package="skills", base=Skill).names()).isdisjoint({"base", "__init__"})


def test_options_are_found_by_the_constructor() -> None:
    assert options_of(Fork) is Options
    assert options_of(Trident) is Options
    assert options_of(Tool) is None
    with pytest.raises(PluginError, match="dataclass"):
        options_of(WrongFork)


def test_options_are_built_from_settings() -> None:
    values = {
        "count": 3,
        "speed_mps": 1,
        "every": "PT5M",
        "at": "08:15",
        "file": "/a/b",
        "colour": "blue",
        "names": ["x"],
        "inner": {"margin_m": 0.5},
    }
    assert build_options(Options, values) == Options(
        count=3,
        speed_mps=1.0,
        every=timedelta(minutes=5),
        at=time(8, 15),
        file=Path("/a/b"),
        colour=Colour.BLUE,
        names=("x",),
        inner=Inner(margin_m=0.5),
    )


@pytest.mark.parametrize(
    ("values", "en", "zh"),
    [
        ({}, "tools.fork.count is missing", "缺少设置 tools.fork.count"),
        (
            {"count": 1, "sped": 2},
            "no setting tools.fork.sped. Allowed here: at, colour, count",
            "没有 tools.fork.sped",
        ),
        ({"count": 1, "inner": {"m": 2}}, "no setting tools.fork.inner.m. Allowed here: margin_m", "可用：margin_m"),
        ({"count": "many"}, "tools.fork.count = 'many' is wrong, it must be a whole number", "'many' 不对，应为整数"),
        ({"count": 1.5}, "it must be a whole number", "应为整数"),
        ({"count": 1, "speed_mps": "fast"}, "it must be a number", "应为数字"),
        ({"count": 1, "speed_mps": float("nan")}, "it must be a finite number", "应为有限的数字"),
        ({"count": 1, "inner": {"margin_m": float("inf")}}, "it must be a finite number", "应为有限的数字"),
        ({"count": 1, "loud": "perhaps"}, "true or false", "true 或 false"),
        ({"count": 1, "every": "soon"}, "a duration", "时长"),
        ({"count": 1, "at": "noon"}, "a time of day", "时刻"),
        ({"count": 1, "file": 3}, "a path", "路径"),
        ({"count": 1, "colour": "green"}, "'red' or 'blue'", "'red' 或 'blue'"),
        ({"count": 1, "names": "x"}, "a list", "列表"),
        ({"count": 1, "inner": 3}, "a table of keys and values", "一组键和值"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(values: dict[str, object], en: str, zh: str) -> None:
    with pytest.raises(SettingsError) as caught:
        build_options(Options, values, "tools.fork")
    assert en in caught.value.text.en
    assert zh in caught.value.text.zh
