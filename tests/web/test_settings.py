"""The settings in force on the panel: who reads which of them, and in which words."""

from pathlib import Path

import pytest

from carebot.core.language import Language
from tests.carebot.changing.books import book_at
from tests.safety.builders import NURSE_ZHANG
from tests.web.visitor import IN_FORCE, visiting
from web.visit import SettingInForce

pytestmark = pytest.mark.anyio


async def test_a_head_nurse_reads_all_of_them(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="head_nurse", language=Language.EN, in_force=IN_FORCE) as visit:
        shown = (await visit.client.get("/settings")).text
    assert "<dt>Port of the panel <code>panel.port</code></dt>" in shown
    assert '<dd>9000 <span class="quiet">(the settings file)</span></dd>' in shown
    assert "<code>panel.enabled</code></dt><dd>yes</dd>" in shown
    # What a plug-in calls its options nobody knows but the plug-in.
    assert "<dt>Token (empty: none) <code>outlets.pager.token</code></dt><dd>set, not shown</dd>" in shown
    assert "<code>weather_url</code></dt><dd>not set</dd>" in shown
    assert "王奶奶" in shown
    assert "Ways out for alarms" in shown


async def test_a_technician_reads_nothing_of_who_lives_here(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="technician", in_force=IN_FORCE) as visit:
        shown = (await visit.client.get("/settings")).text
    assert "panel.port" in shown
    assert "是" in shown
    assert "已设置，不显示" in shown
    assert "王奶奶" not in shown
    assert "badges.worn" not in shown


async def test_a_robot_without_settings_says_so(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="inspector", language=Language.EN) as visit:
        assert "<h2>" not in (await visit.client.get("/settings")).text


async def test_values_are_read_as_people_write_them(tmp_path: Path) -> None:
    lines = (
        SettingInForce(section="understanding", key="understanding.language_model.timeout", value="PT1M30S"),
        SettingInForce(section="caregivers", key="caregivers.nurse.role", value="head_nurse"),
        SettingInForce(section="doses", key="doses.d1.due", value="08:00:00"),
        SettingInForce(section="doses", key="doses.d1.resident", value="li"),
        SettingInForce(section="residents", key="residents.li.consents", value="touch, remembering"),
    )
    async with visiting(tmp_path, "head_nurse", Language.ZH, in_force=lines) as visit:
        shown = (await visit.client.get("/settings")).text
    for value in ("1 分钟 30 秒", "护士长", "08:00", "李秀兰", "身体接触、记住聊过的事"):
        assert f"<dd>{value}</dd>" in shown
    assert f"<h3>{NURSE_ZHANG.zh}</h3>" in shown


async def test_what_may_be_changed_is_one_row_in_the_words_of_its_page(tmp_path: Path) -> None:
    lines = (
        SettingInForce(section="company", key="company.in_peace.1.start", value="07:00:00"),
        SettingInForce(section="company", key="company.in_peace.1.end", value="08:30:00"),
        SettingInForce(section="company", key="company.lonely_after", value="PT4H"),
        SettingInForce(section="sight", key="sight.cameras.hall.source", value=True, secret=True),
    )
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", Language.EN, in_force=lines, changing=book) as visit:
        shown = (await visit.client.get("/settings")).text
    assert shown.count("<code>company.in_peace</code>") == 1
    assert "<dd>07:00–08:30, 11:30–14:30, 17:30–18:30</dd>" in shown
    assert "<dd>4 hours</dd>" in shown
    assert "<dd>set, not shown</dd>" in shown
