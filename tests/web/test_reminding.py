"""What a resident is still to be reminded of, beside her day: for whoever may have her words, and for nobody else."""

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from carebot.core.language import Language
from carebot.core.people import Consent
from carebot.core.reminders import Reminder
from carebot.core.reminding import ReminderKept
from tests.carebot.examples import REMINDER
from tests.safety.builders import NOW
from tests.web.day import stamp
from tests.web.test_reports import family, read
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio

ONCE = replace(REMINDER, due=NOW + timedelta(hours=1), days=frozenset())
DAILY = replace(ONCE, id="r2", words="量血压", due=NOW + timedelta(hours=20), days=frozenset(range(7)), at=time(8))
TWICE_A_WEEK = replace(DAILY, id="r3", words="", days=frozenset({0, 3}))
OFTEN = replace(DAILY, id="r5", words="喝水", until=time(20), interval=timedelta(hours=2))
FAR = replace(ONCE, id="r4", words="交水费", due=NOW + timedelta(days=40))


def keep(visit: Visit, *reminders: Reminder) -> None:
    for reminder in reminders:
        visit.robot.orchestrator.known.take_in(ReminderKept(**stamp(reminder.id, 0), reminder=reminder))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            Language.ZH,
            ("还要提醒的", "今天", "“给女儿打电话”", "每天、白天每两小时", "周一、周四", "到点叫她一声", "“交水费”"),
        ),
        (Language.EN, ("Still to be reminded of", "today", "“给女儿打电话”", "every day", "Mon, Thu", "to be called")),
        (Language.EN, ("every day, every two hours by day",)),
    ],
)
async def test_it_stands_above_the_day(tmp_path: Path, language: Language, told: tuple[str, ...]) -> None:
    async with visiting(tmp_path, language=language) as visit:
        keep(visit, ONCE, DAILY, TWICE_A_WEEK, FAR, OFTEN)
        page = await read(visit, "/residents/li")
        assert [words for words in told if words not in page] == []
        assert page.index("给女儿打电话") < page.index("交水费")
        assert (NOW + timedelta(days=40)).date().isoformat() in page


async def test_of_another_day_and_without_any_nothing_is_said_of_them(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        assert "Still to be reminded of" not in await read(visit, "/residents/li")
        keep(visit, ONCE)
        assert "Still to be reminded of" not in await read(visit, "/residents/li?day=2026-02-27")


async def test_family_does_not_read_her_words(tmp_path: Path) -> None:
    consents = frozenset({Consent.FAMILY_VIEW})
    async with visiting(tmp_path, caregiver="daughter", house=family(consents), language=Language.EN) as visit:
        keep(visit, ONCE)
        assert "给女儿打电话" not in await read(visit, "/residents/li")
