"""The outlets of the settings: several of one kind, each with its reach; what is wrong is named in one sentence."""

import asyncio
import json
import re
from contextlib import AsyncExitStack
from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest

from carebot.assembly.outlets import OutletSettings, build_outlets, start_outlets
from carebot.assembly.plugins import OUTLETS
from carebot.core.actions import AlarmLevel
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.incidents import Chain
from carebot.outlets._template import PLACES
from carebot.outlets.base import ALWAYS, LAST_STEP, Delivery, Notice, Outlet, Reach, Way
from carebot.outlets.panel import Panel
from carebot.outlets.webhook import Options, Webhook
from carebot.plugins import options_of
from carebot.settings import load
from tests.contracts.rig import bilingual

GUIDE = Path(__file__).parents[3] / "docs" / "outlets.md"
URL = "https://nurse.example/call"


def test_the_panel_is_there_whatever_the_settings_say() -> None:
    (way,) = build_outlets({}).values()
    assert isinstance(way.outlet, Panel)
    assert way.reach == ALWAYS


def test_an_outlet_is_of_the_kind_that_its_name_says() -> None:
    ways = build_outlets({"webhook": {"url": URL, "token": "t", "timeout": 2}})
    assert set(ways) == {"panel", "webhook"}
    outlet = ways["webhook"].outlet
    assert isinstance(outlet, Webhook)
    assert vars(outlet)["_options"] == Options(url=URL, token="t", timeout=timedelta(seconds=2))
    assert ways["webhook"].reach == ALWAYS


def test_several_of_one_kind_each_with_its_reach(tmp_path: Path) -> None:
    file = tmp_path / "carebot.toml"
    file.write_text(
        f"""
        [outlets.webhook]
        url = "{URL}"
        [outlets.head_nurse]
        kind = "webhook"
        url = "{URL}"
        from_step = 1
        least_level = "medium"
        whom = {{zh = "护士长的手机", en = "head nurse's phone"}}
        [outlets.family]
        kind = "webhook"
        url = "{URL}"
        from_step = 3
        least_level = "high"
        whom = "王先生"
        [outlets.panel]
        whom = "护士站"
        """,
        encoding="utf-8",
    )
    ways = build_outlets(load(file).outlets)
    assert {name: way.reach for name, way in ways.items()} == {
        "panel": Reach(whom=Text(zh="护士站", en="护士站")),
        "webhook": ALWAYS,
        "head_nurse": Reach(
            from_step=1, least_level=AlarmLevel.MEDIUM, whom=Text(zh="护士长的手机", en="head nurse's phone")
        ),
        "family": Reach(from_step=3, least_level=AlarmLevel.HIGH, whom=Text(zh="王先生", en="王先生")),
    }
    outlets = [way.outlet for way in ways.values()]
    assert len({id(outlet) for outlet in outlets}) == 4


@pytest.mark.parametrize("secret", ["s3cret", "20260301", '{"a": 1}'])
def test_secrets_come_from_the_environment(secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "carebot.toml"
    file.write_text(f'[outlets.head_nurse]\nkind = "webhook"\nurl = "{URL}"\nbody = {{ to = "1", key = "" }}')
    monkeypatch.setenv("CAREBOT_OUTLETS__HEAD_NURSE__TOKEN", secret)
    monkeypatch.setenv("CAREBOT_OUTLETS__HEAD_NURSE__BODY__KEY", json.dumps(secret))
    monkeypatch.setenv("CAREBOT_OUTLETS", json.dumps({"head_nurse": {"headers": {"x-key": secret}}}))
    options = vars(build_outlets(load(file).outlets)["head_nurse"].outlet)["_options"]
    assert options == Options(url=URL, token=secret, body={"to": "1", "key": secret}, headers={"x-key": secret})
    assert secret not in repr(options)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"sms": {"url": URL}}, "outlets.sms"),
        ({"sms": {"kind": "pigeon"}}, "pigeon"),
        ({"sms": {"kind": "base"}}, "base"),
        ({"sms": {"kind": 3}}, "outlets.sms.kind"),
        ({"webhook": {"from_step": -1}}, "outlets.webhook.from_step"),
        ({"webhook": {"from_step": LAST_STEP + 1}}, "outlets.webhook.from_step"),
        ({"webhook": {"from_step": 1.5}}, "outlets.webhook.from_step"),
        ({"webhook": {"least_level": "loud"}}, "outlets.webhook.least_level"),
        ({"webhook": {"whom": {"zh": "谁"}}}, "outlets.webhook.whom"),
        ({"webhook": {"adress": URL}}, "outlets.webhook.adress"),
        ({"webhook": {"url": "nurse.example"}}, "outlets.webhook"),
        ({"webhook": {"url": 3}}, "outlets.webhook.url"),
        ({"panel": {"from_step": 0}}, "outlets.panel.from_step"),
        ({"panel": {"least_level": "high"}}, "outlets.panel.least_level"),
        ({"panel": {"url": URL}}, "outlets.panel.url"),
        ({"panel": {"kind": "webhook", "url": URL}}, "outlets.panel.kind"),
        ({"second": {"kind": "panel"}}, "outlets.second.kind"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        build_outlets(values)
    assert bilingual(caught.value.text)
    assert named in caught.value.text.en
    assert named in caught.value.text.zh


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"mail": {"password": 20260301}}, "outlets.mail.password"),
        ({"mqtt": {"password": 20260301}}, "outlets.mqtt.password"),
        ({"webhook": {"token": 20260301}}, "outlets.webhook.token"),
        ({"webhook": {"headers": {"x-key": 20260301}}}, "outlets.webhook.headers"),
        ({"webhook": {"headers": "x-key: 20260301"}}, "outlets.webhook.headers"),
    ],
)
def test_a_secret_of_the_wrong_form_is_named_and_not_shown(values: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        build_outlets(values)
    for words in (caught.value.text.zh, caught.value.text.en):
        assert named in words
        assert "20260301" not in words
    assert caught.value.__cause__ is None


def test_an_unknown_key_is_answered_with_all_that_there_are() -> None:
    with pytest.raises(SettingsError) as caught:
        build_outlets({"webhook": {"from": 1}})
    for key in ("from_step", "least_level", "whom", "kind", "url", "token"):
        assert key in caught.value.text.en


class Told(Outlet):
    """Keeps whether it was started and closed."""

    title: ClassVar[Text] = Text(zh="电话", en="telephone")

    def __init__(self) -> None:
        self.calls: list[str] = []

    async def start(self) -> None:
        self.calls.append("start")

    async def deliver(self, notice: Notice) -> Delivery:
        raise AssertionError("nobody sends anything")

    async def aclose(self) -> None:
        self.calls.append("close")


def test_each_is_started_and_closed_in_the_end() -> None:
    outlets = {name: Told() for name in ("sms", "voice")}

    async def scenario() -> None:
        async with AsyncExitStack() as stack:
            await start_outlets({name: Way(outlet=outlet) for name, outlet in outlets.items()}, stack)
            assert [outlet.calls for outlet in outlets.values()] == [["start"]] * 2

    asyncio.run(scenario())
    assert [outlet.calls for outlet in outlets.values()] == [["start", "close"]] * 2


def examples() -> list[str]:
    """Each settings file in the documentation."""
    return re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("example", examples())
def test_what_the_documentation_shows_can_be_set(example: str, tmp_path: Path) -> None:
    file = tmp_path / "carebot.toml"
    file.write_text(example, encoding="utf-8")
    ways = build_outlets(load(file).outlets)
    assert len(ways) > 1
    assert all(way.outlet.switched_on for way in ways.values())


def test_the_documentation_names_every_kind_and_key_and_place() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    keys = {field.name for field in fields(OutletSettings)}
    for kind, outlet in OUTLETS.load_all().items():
        options = options_of(outlet)
        keys |= {kind} | ({field.name for field in fields(options)} if is_dataclass(options) else set())
    missing = [key for key in keys if f"`{key}`" not in guide and f"`{key} " not in guide]
    missing += [place for place in PLACES if f"`{{{place}}}`" not in guide]
    assert missing == []


def test_the_last_step_is_the_top_of_the_chain() -> None:
    assert Chain().top(AlarmLevel.HIGH) == LAST_STEP
    assert max(Chain().top(level) for level in AlarmLevel) == LAST_STEP
