"""It says its last words again, and says so when there are none."""

from dataclasses import replace

import pytest

from carebot.core.actions import Say
from carebot.core.goals import GoalResult
from carebot.core.language import Text
from skills.base import Knowledge
from skills.say_again import LOUDER_DB, SayAgain
from tests.skills.house import KNOWLEDGE, run

WORDS = Text(zh="药在桌上。", en="The medicine is on the table.")


@pytest.mark.parametrize(
    ("knowledge", "said", "louder_db"),
    [
        (replace(KNOWLEDGE, last_said=WORDS), "The medicine is on the table.", LOUDER_DB),
        (KNOWLEDGE, "I did not say anything just now.", 0.0),
    ],
)
def test_its_last_words_come_again_a_little_louder(knowledge: Knowledge, said: str, louder_db: float) -> None:
    played = run(SayAgain(), knowledge=knowledge)
    (say,) = played.actions
    assert isinstance(say, Say)
    assert (say.text.en, say.to) == (said, "wang")
    assert say.volume_db == KNOWLEDGE.volume_db() + louder_db
    assert played.conclusion.result is GoalResult.DONE
