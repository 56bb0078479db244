"""What is made ahead are the very sentences that the robot says when it matters."""

from carebot.assembly.phrases import MOST_PHRASES, phrases_at_hand
from carebot.assembly.plugins import SKILLS, build_all
from carebot.core.language import Language
from tests.skills.house import AFTERNOON, HOUSE


def test_the_questions_and_calls_of_an_alarm_are_there_for_everybody() -> None:
    phrases = phrases_at_hand(HOUSE, build_all(SKILLS, {}, "skills"), AFTERNOON)
    texts = {phrase.text for phrase in phrases}
    assert {"奶奶，我来看看您。", "您还好吗？", "奶奶，我已经在叫护理员了。"} <= texts, sorted(texts)
    assert any(text.startswith("爷爷，") for text in texts)
    assert len(phrases) == len(set(phrases)) <= MOST_PHRASES
    assert {phrase.language for phrase in phrases} == {Language.ZH}


def test_the_same_house_needs_the_same_phrases() -> None:
    skills = build_all(SKILLS, {}, "skills")
    assert phrases_at_hand(HOUSE, skills, AFTERNOON) == phrases_at_hand(HOUSE, skills, AFTERNOON)
