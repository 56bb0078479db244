"""What a question may be answered with: what it quotes, yes and no, the plans' own answers, rooms and carers."""

from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.language import Language
from dialogue.expecting import ExpectedAnswers
from dialogue.interpreter import TemplateInterpreter
from dialogue.pinyin import han
from skills.base import ANSWERS, NOT_NOW, TAKEN
from tests.dialogue.understanding import house, phrasings


def started() -> ExpectedAnswers:
    answers = ExpectedAnswers([one for one in phrasings() if one.intent in ANSWERS], house())
    answers.start()
    return answers


def test_every_answer_is_understood_as_one_or_names_somebody_or_a_room() -> None:
    interpreter = TemplateInterpreter(phrasings(), house())
    interpreter.start()
    names = {room.name.in_(language) for room in house().home.rooms for language in Language}
    names |= {carer.name.in_(language) for carer in house().caregivers for language in Language}
    understood = set()
    for answer in started().to(""):
        language = Language.ZH if han(answer) else Language.EN
        intent = interpreter.interpret(answer, language, asked=True).intent
        assert intent is None or intent.name != YES or len(answer) > 1, "noise is heard as the shortest yes"
        assert (intent is not None) or answer in {name.lower() for name in names}, answer
        understood.add(intent.name if intent else "name")
    assert understood >= {YES, NO, NOT_NOW, TAKEN, STOP, HELP, "name"}


def test_what_the_question_quotes_comes_first_and_nothing_stands_there_twice() -> None:
    expected = started().to("您是说“打开卧室灯”吗？")
    assert expected[0] == "打开卧室灯"
    assert len(set(expected)) == len(expected)
    assert started().to("")[0] != "打开卧室灯"


def test_a_decoder_has_room_for_the_answers_of_a_language() -> None:
    """Whisper is told 200 tokens at most: in Mandarin about one a sign, in English about one to three a word."""
    mandarin = [one for one in started().to("") if han(one)]
    assert sum(len(one) + 1 for one in mandarin) <= 200
    english = [one for one in started().to("") if not han(one)]
    assert sum(len(one.split()) + 1 for one in english) <= 150
