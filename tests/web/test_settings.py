"""The settings in force on the panel: who reads which of them, and in which words."""

from pathlib import Path

import pytest

from carebot.core.language import Language
from tests.web.visitor import IN_FORCE, visiting

pytestmark = pytest.mark.anyio


async def test_a_head_nurse_reads_all_of_them(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="head_nurse", language=Language.EN, in_force=IN_FORCE) as visit:
        shown = (await visit.client.get("/settings")).text
    assert '<code>panel.port</code> <span>9000</span> <span class="quiet">(the settings file)</span>' in shown
    assert "<code>panel.enabled</code> <span>yes</span></li>" in shown
    assert "<code>outlets.pager.token</code> <span>set, not shown</span>" in shown
    assert "<code>weather_url</code> <span>not set</span>" in shown
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
