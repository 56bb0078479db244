"""Timers by their names in Home Assistant: set, cancelled and asked for as reminders are."""

from types import MappingProxyType

import pytest

from carebot.core.intents import Intent
from dialogue._smart_home_timers import as_reminder


@pytest.mark.parametrize(
    ("name", "slots", "meant"),
    [
        ("HassStartTimer", {"minutes": "10"}, ("remind_me", {"after": "600", "timer": "yes"})),
        (
            "HassStartTimer",
            {"hours": "1", "minutes": "0.5", "seconds": "5", "name": "pizza"},
            ("remind_me", {"after": "3635", "timer": "yes", "words": "pizza"}),
        ),
        ("HassStartTimer", {"minutes": "5", "conversation_command": "turn on the light"}, None),
        ("HassStartTimer", {"minutes": "soon"}, None),
        ("HassCancelTimer", {}, ("cancel_reminder", {"wish": "cancel"})),
        ("HassCancelAllTimers", {}, ("cancel_all_reminders", {"wish": "cancel", "which": "all"})),
        ("HassTimerStatus", {}, ("ask_reminders", {"wish": "list"})),
        ("HassPauseTimer", {}, None),
        ("HassTurnOn", {"name": "lamp"}, None),
    ],
)
def test_what_is_asked_of_reminders(name: str, slots: dict[str, str], meant: tuple[str, dict[str, str]] | None) -> None:
    found = as_reminder(Intent(name=name, slots=MappingProxyType(slots)))
    assert (None if found is None else (found.name, dict(found.slots))) == meant
