"""The rule book on the panel: every rule in force, in the reader's language, for whoever is signed in."""

import html
from dataclasses import replace
from pathlib import Path

import pytest

from carebot.explaining.book import RuleBook
from safety.policies.house_rules import HouseRules
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio


def with_book(visit: Visit) -> HouseRules:
    policy = HouseRules()
    policy.prepare()
    visit.app.state.panel = replace(visit.app.state.panel, book=RuleBook([("house_rules", policy)]))
    return policy


async def test_every_rule_is_there_in_both_languages(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        policy = with_book(visit)
        zh = html.unescape((await visit.client.get("/rules?language=zh")).text)
        en = html.unescape((await visit.client.get("/rules?language=en")).text)
        for rule in policy.rules:
            assert rule.text.zh in zh
            assert rule.text.en in en
            assert f"{rule.id} · " in en
            assert rule.alternative.en in en
        assert "What is said" in en
        assert 'href="#chapter-1"' in en


async def test_it_is_linked_from_the_panel_and_closed_to_strangers(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert 'href="/rules"' in (await visit.client.get("/")).text
        assert (await visit.client.get("/rules")).status_code == 503
    async with visiting(tmp_path, caregiver="") as visit:
        with_book(visit)
        assert (await visit.client.get("/rules")).status_code == 401
