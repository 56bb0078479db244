import json
import time

import pytest

from carebot.core.intents import HELP, STOP
from carebot.core.language import Language
from dialogue._clauses import clauses
from dialogue.emergency import EmergencySpotter
from dialogue.text import simplifier
from tests.dialogue.conftest import bench_folder
from tests.dialogue.understanding import everything_said, intent_of

SIMPLIFY = simplifier()


@pytest.fixture(scope="module")
def spotter() -> EmergencySpotter:
    """A spotter with its own cries and the sentences of all skills."""
    started = EmergencySpotter()
    started.start(
        (sentence.text, language, sentence.meaning.name)
        for language in Language
        for sentence in everything_said(language)
    )
    return started


def spotted(spotter: EmergencySpotter, text: str) -> str | None:
    intent = spotter.spot(clauses(text, Language.ZH, SIMPLIFY))
    return intent.name if intent is not None else None


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("language", Language)
def test_it_agrees_with_what_the_skills_are_asked_by(spotter: EmergencySpotter, language: Language, every: int) -> None:
    """On all cries, and on each fifth of the other sentences; on every one in the slow tests."""
    cries = [sentence for sentence in everything_said(language) if sentence.meaning.name in {STOP, HELP}]
    assert len(cries) > 50
    said = [*cries, *everything_said(language)[::every]]
    wrong = [
        (sentence.text, sentence.meaning.name, spotter.spot((sentence.text,)))
        for sentence in said
        if spotted(spotter, sentence.text) != (sentence.meaning.name if sentence.meaning.name in {STOP, HELP} else None)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        *("停", "停！", "停停停", "快停下", "你给我停下来", "我叫你停下", "小安小安，停", "小安停下", "我们停一下吧"),
        *(
            "别动",
            "不要动",
            "你别过来",
            "別碰我！",
            "别动我的东西",
            "停下来休息一下",
            "好的，停下",
            "放开我",
            "弄疼我了",
        ),
        *("Stop!", "stop stop stop", "I said stop it right now", "no, stop", "could you stop now", "stop pulling me"),
        *("Don’t touch me", "please, don't move", "let go of me", "you're hurting me"),
    ],
)
def test_a_stop_acts(spotter: EmergencySpotter, text: str) -> None:
    assert spotted(spotter, text) == STOP


@pytest.mark.parametrize(
    "text",
    [
        *(
            "救命",
            "救命啊救命",
            "来人",
            "来人啊",
            "快来人我摔了",
            "哎呀我摔倒了",
            "我刚才在厨房摔了一跤",
            "我起不来了，怎么办",
        ),
        *(
            "我的腿动不了了",
            "我喘不上來氣了",
            "胸口疼",
            "我胸口好疼啊",
            "老头子摔倒了",
            "爷爷晕倒了",
            "打120",
            "着火了！",
        ),
        *("你能帮帮我吗", "我受不了了快救救我"),
        *("Help!", "help me please", "Somebody, please help me!", "I need help", "can you help me", "I've fallen"),
        *(
            "I’ve fallen and I can’t get up",
            "my wife has fallen",
            "oh god I fell down",
            "I can't breathe",
            "call an ambulance",
        ),
        *("I think I am having a heart attack", "the kitchen is on fire"),
    ],
)
def test_a_call_for_help_acts(spotter: EmergencySpotter, text: str) -> None:
    assert spotted(spotter, text) == HELP


@pytest.mark.parametrize(
    "text",
    [
        "就命啊",
        "救名",
        "窝摔倒乐",
        "我帅到了",
        "我氣不来了",
        "我喘不桑气",
        "挺下来",
        "憋动",
        "别碰窝",
        "哎呀我摔到了快来",
        "厨房里我帅到了你看看",
        "别喷我",
    ],
)
def test_words_that_sound_the_same_act(spotter: EmergencySpotter, text: str) -> None:
    assert spotted(spotter, text) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("我知道了", "我塞到了", "就明白了", "听", "亭子真好看", "救我的人是他", "暂住", "租售"),
        *("停电了", "雨停了", "雨停一下吧", "不停地下雨", "别停", "公交车停在门口", "站住脚了", "别动不动就哭"),
        *("不要", "不", "别", "不要了", "不要说话了", "别吵", "我别动", "医生叫我别动", "叫他不要过来了"),
        *("家里来人了", "来人了", "救命恩人", "电视里有人喊救命", "我舅舅救我姥姥"),
        *(
            "他摔倒了",
            "她摔倒了怎么办",
            "你摔倒了吗",
            "我没有摔倒",
            "我没摔倒",
            "我差点摔倒了",
            "小心摔倒了",
            "我怕我摔倒了",
        ),
        *("昨天我摔倒了", "昨天早上，我摔了一跤。", "我去年摔了一跤", "如果我摔倒了怎么办", "要是我起不来，怎么办"),
        *("电视机动不了了", "杯子摔倒了", "舅舅我想喝水"),
        *(
            "don't",
            "no",
            "don't stop talking",
            "stop talking",
            "stop the music",
            "stop reminding me",
            "that bus stop is far",
        ),
        *("help me find my glasses", "can you help me find my glasses", "help me up", "how can you help me"),
        *(
            "I need help with the crossword",
            "help yourself",
            "he fell in love",
            "I fell asleep",
            "I fell down yesterday",
        ),
        *(
            "Yesterday, I fell.",
            "what happens if I fall",
            "if I fell would you come",
            "I never fell",
            "I'm afraid I fell behind",
        ),
        *("my chest of drawers", "the fire is cosy", "he was saved"),
    ],
)
def test_talk_about_something_else_does_not_act(spotter: EmergencySpotter, text: str) -> None:
    assert spotted(spotter, text) is None


@pytest.mark.parametrize("text", ["停下！救命！", "救命，别碰我", "help, stop"])
def test_a_stop_goes_before_a_call_for_help(spotter: EmergencySpotter, text: str) -> None:
    assert spotted(spotter, text) == STOP


def test_a_cry_after_a_tale_still_acts(spotter: EmergencySpotter) -> None:
    assert spotted(spotter, "昨天我摔了一跤，现在救命啊") == HELP


@pytest.mark.parametrize("language", ["en", "zh-cn"])
def test_what_is_said_to_smart_homes_is_no_emergency(spotter: EmergencySpotter, language: str) -> None:
    file = bench_folder("intents") / f"home_assistant_{language}.jsonl"
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(texts) > 100
    assert [text for text in texts if spotted(spotter, text)] == []


def test_instructions_for_the_household_are_no_emergency(spotter: EmergencySpotter) -> None:
    lines = (bench_folder("instructions") / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if spotted(spotter, json.loads(line)["instruction"])] == []


def test_a_long_tale_is_searched_in_no_time(spotter: EmergencySpotter) -> None:
    before = time.process_time()
    assert spotted(spotter, "我年轻的时候在工厂里上班" * 100) is None
    assert time.process_time() - before < 5.0


def test_nothing_is_known_before_start() -> None:
    assert EmergencySpotter().spot(("救我",)) is None


@pytest.mark.slow
def test_the_interpreter_asks_the_spotter_first() -> None:
    assert intent_of("不要动", asked=True) == STOP
    assert intent_of("是，我摔倒了", asked=True) == HELP
