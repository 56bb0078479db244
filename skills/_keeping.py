"""Keeping what was told in a talk, where she has agreed to it."""

from carebot.core.actions import Remember
from carebot.core.goals import Goal
from carebot.core.ids import derived_id
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from carebot.core.people import Consent
from skills._talking import Steps
from skills.base import Knowledge


def keep(goal: Goal, knowledge: Knowledge, asked: Text, words: str) -> Steps[Outcome | None]:
    """Remember `words`, her answer to what was `asked`, where she has agreed; None where nothing is to be kept."""
    resident = knowledge.resident
    if resident is None or Consent.REMEMBERING not in resident.consents or not words.strip():
        return None
    outcome = yield Remember(
        about=resident.id,
        memory=derived_id(goal.id, "memory", asked.en),
        words=words.strip(),
        language=knowledge.language,
        source=goal.cause,
    )
    return outcome
