"""Cases of the rules in reminders.cedar."""

from dataclasses import replace
from typing import Any

from carebot.core.actions import Action, KeepReminder
from tests.safety.rules.moments import LI_SAID_NO, REMIND, Case


def of(words: str) -> KeepReminder:
    return replace(REMIND, reminder=replace(REMIND.reminder, words=words))


CASES = (
    *(Case(rule="house.reminder_of_medicine", action=of(words)) for words in ("吃降压药", "take my tablets")),
    *(Case(rule="house.reminder_of_secret", action=of(words)) for words in ("密码是八六四二", "my PIN is 8642")),
    Case(rule="house.refused_new_reminder", action=REMIND, bites={"refused_by": LI_SAID_NO}, silent={}),
)

NEAR_MISSES: tuple[tuple[str, Action, dict[str, Any]], ...] = (
    ("house.reminder_of_medicine", of("量血压"), {}),
    ("house.reminder_of_medicine", replace(of("吃降压药"), kept=False), {}),
    ("house.reminder_of_secret", of("量血压"), {}),
    ("house.reminder_of_secret", replace(of("my PIN is 8642"), kept=False), {}),
    ("house.refused_new_reminder", replace(REMIND, kept=False), {"refused_by": LI_SAID_NO}),
)
