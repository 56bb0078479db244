"""Words of the robot and the attempt at an action by which they were said."""

from carebot.core.actions import Speech
from carebot.core.deeds import ActionDecided, Spoken
from carebot.core.ids import Id
from carebot.explaining.record import Record


def run_of_speech(record: Record, event: Spoken) -> Id:
    """The last attempt before `event` to say its words; empty where none on record has them."""
    for before in record.latest(event):
        if isinstance(before, ActionDecided) and isinstance(before.decision.requested, Speech):
            text = before.decision.requested.text
            if event.text in {text.zh, text.en}:
                return before.run
    return ""
