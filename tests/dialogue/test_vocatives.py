"""Words to somebody else by name: let be, where a call is none, and where the name is the robot's or part of a wish."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.core.people import Caregiver
from carebot.core.situation import House
from dialogue.base import Interpretation, Interpreter
from dialogue.conversation import Conversation, Talk
from dialogue.elsewhere import ElsewhereInterpreter
from dialogue.own_names import OwnNames
from dialogue.pinyin import han
from dialogue.vocatives import Vocatives
from tests.dialogue.understanding import house, interpreter

ANNA = Caregiver(id="anna", name=Text(zh="欧阳安", en="Anna Ouyang"))


def at_home() -> House:
    return replace(house(), caregivers=(ANNA,))


def to_another(text: str, *, understood: bool = True, names: Text | None = None) -> bool:
    own = OwnNames(names) if names is not None else OwnNames()
    return Vocatives(at_home(), own).to_another(text, lambda _: understood)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "爹，你把门关上",
            "老孙，几点了",
            "小丽，倒杯水",
            "李婶，您坐",
            "志刚，唱个歌",
            "陈秀兰，来一下",
            "芳芳，开灯",
        ),
        *("把门关上，爷爷", "哎，大哥，现在几点了", "安静点，妈", "欧阳安，开灯", "周老师，讲个故事", "阿芳，关灯"),
        *(
            "妈你把门关上",
            "舅舅您喝水",
            "小陈把灯关了",
            "奶奶我扶您",
            "赵大爷您慢走",
            "王美玲你唱个歌",
            "欧阳安你唱个歌",
        ),
        *("关上门吧老王", "开灯啊奶奶", "你爷爷说屋里冷", "你们家媳妇要喝水", "你女儿让你吃药"),
        *(
            "Margaret, turn it on",
            "Turn it on, Harriet",
            "Oh Dad, turn it on",
            "turn it on, grandma",
            "Anna, turn it on",
        ),
        *(
            "mrs baker turn it on",
            "mum could you turn it on",
            "anna turn it on",
            "turn it on uncle bob",
            "Joan, turn it on",
        ),
        *(
            "Mary Ann, turn it on",
            "Pass it over, Rose",
            "Turn it on, please, Ivy",
            "Right, Dad, turn it on",
            "Your mum says she's cold",
        ),
        *("Good morning, Harriet, how are you", "grandad mind your step", "Nurse Baker, what day is it"),
    ],
)
def test_whoever_is_called_by_name_is_spoken_to(text: str) -> None:
    assert to_another(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "小护，开灯",
            "机器人，爷爷说开灯",
            "robot, turn it on",
            "Turn it on, Robot",
            "Margaret, the robot can do it",
        ),
        *(
            "开灯",
            "turn it on",
            "妈妈",
            "Margaret",
            "护士，开灯",
            "大夫，我头晕",
            "Nurse, turn it on",
            "Sister, come here",
        ),
        *("闺女，开灯", "姑娘，几点了", "丫头你过来", "孩子，倒杯水", "Dear, turn it on", "Love, what time is it"),
        *("叫小李来", "给老王打电话", "跟我妈说我很好", "提醒我给儿子打电话", "我女儿什么时候来", "妈妈的照片在哪儿"),
        *("call Margaret", "tell my mum I'm fine", "Remind me to ring Dad", "I want to see my sister", "Where is Dad"),
        *("明天，叫我起床", "小心，地滑", "安静，别说了", "高兴点，唱个歌", "老是这样，真烦", "你妈妈是谁", "你女儿呢"),
        *(
            "Tonight, wake me at six",
            "Lights, please",
            "Biscuits, please",
            "On Sunday, wake me",
            "Christmas, I suppose",
        ),
        *("Um, turn it on", "Whoops, what time is it", "Sir, turn it on", "Alrighty, tell me a joke", "Basically, yes"),
        *("I was born in Tianjin, China", "Shanghai, China", "My home was in Leeds, England, by the river"),
        *("美国现在几点了", "金华今天天气怎么样", "全国今天天气怎么样", "春兰开了吗"),
        *("What's the date, Sunday", "Dad is cold", "Mum used to sing", "uncle bob died last year", "your nose is red"),
    ],
)
def test_a_name_within_the_words_or_none_calls_nobody_else(text: str) -> None:
    assert not to_another(text, understood=text.endswith(("on", "灯")))


def test_in_one_breath_only_a_wish_that_stands_by_itself_is_for_another() -> None:
    for text in ("小陈把灯关了", "mum open the window", "开灯啊奶奶", "what's the time mum"):
        assert to_another(text)
        assert not to_another(text, understood=False)


def test_the_robot_of_another_home_has_another_name() -> None:
    annie = Text(zh="小芳", en="Annie")
    assert not to_another("小芳，开灯", names=annie)
    assert not to_another("Annie, turn it on", names=annie)
    assert to_another("Turn it on, Carebot", names=annie)


class Knows(Interpreter):
    """Takes everything for one wish."""

    def __init__(self, intent: str) -> None:
        self._found = Interpretation(intent=Intent(name=intent), confidence=0.95)

    def start(self) -> None:
        pass

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        return self._found


def elsewhere(first: Interpreter) -> ElsewhereInterpreter:
    made = ElsewhereInterpreter(first, first, at_home(), OwnNames(), always={"call_caregiver"})
    made.start()
    return made


@pytest.mark.parametrize("intent", ["stop", "help", "confide", "call_caregiver"])
def test_cries_and_calls_count_whoever_is_called(intent: str) -> None:
    found = elsewhere(Knows(intent)).interpret("小李，来一下", Language.ZH)
    assert found.intent == Intent(name=intent)


def test_what_others_are_wished_to_do_is_let_be_but_an_answer_counts() -> None:
    by_name = elsewhere(Knows("tell_joke"))
    assert by_name.interpret("小李，讲个笑话", Language.ZH) == Interpretation(intent=None, elsewhere=True)
    assert by_name.interpret("小李，讲个笑话", Language.ZH, asked=True).intent == Intent(name="tell_joke")
    assert by_name.interpret("讲个笑话", Language.ZH).intent == Intent(name="tell_joke")
    assert by_name.interpret("小李，" + "讲个笑话" * 40, Language.ZH).intent == Intent(name="tell_joke")


@pytest.mark.parametrize("text", ["小李，讲个笑话，再唱首歌", "Margaret, tell me a joke and then sing a song"])
def test_a_talk_takes_no_wish_out_of_words_to_another(text: str) -> None:
    language = Language.ZH if han(text) else Language.EN
    by_name = elsewhere(interpreter())
    turn = Conversation(by_name, interpreter(), at_home()).turn(
        Talk(), text, language, datetime(2030, 1, 1, tzinfo=UTC)
    )
    assert [one.elsewhere for one in turn.meant] == [True]
    assert turn.talk == Talk()
