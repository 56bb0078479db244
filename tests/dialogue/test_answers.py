from collections import defaultdict

import pytest

from carebot.core.intents import NO, SAY_AGAIN, YES
from carebot.core.language import Language
from dialogue._sentences import sentences, slot_names
from dialogue.answers import ANSWERS, GO_ON, answer_beginning
from tests.dialogue.understanding import everything_said, house, intent_of


@pytest.mark.parametrize("language", Language)
def test_no_answer_is_a_sentence_of_a_skill(language: Language) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for sentence in (*everything_said(language), *sentences(ANSWERS, slot_names(house(), language), language)):
        owners[sentence.text].add(sentence.meaning.name)
    assert {YES, NO, GO_ON} <= set().union(*owners.values())
    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("go on, amuse me a little", None),
        ("走吧，咱们到那边瞧个新鲜", None),
        ("go on, tell me a joke", "tell_joke"),
        ("go on", GO_ON),
        ("我坐稳当了，继续走吧", GO_ON),
        ("carry on, I am sitting comfortably", GO_ON),
    ],
)
def test_who_urges_to_something_takes_back_no_stop(text: str, intent: str | None) -> None:
    assert intent_of(text) == intent


@pytest.mark.parametrize(
    "text", ["什么？", "你说什么", "啊？", "哪个？", "你问的是哪一个呀", "what?", "which one", "Sorry?", "Eh?", "嗯？"]
)
def test_who_did_not_hear_a_question_has_it_again(text: str) -> None:
    assert intent_of(text, asked=True) == SAY_AGAIN


@pytest.mark.parametrize("text", ["嗯", "啊", "sorry", "what a nice day", "哪个都行", "that one"])
def test_an_answer_asks_for_no_question_again(text: str) -> None:
    assert intent_of(text, asked=True) != SAY_AGAIN


@pytest.mark.parametrize("text", ["你走吧", "那你走吧", "您先走吧"])
def test_who_is_sent_away_is_not_told_to_go_on(text: str) -> None:
    assert intent_of(text) == "go_away"


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    ("intent", "texts"),
    [
        (
            YES,
            (
                "好",
                "好的。",
                "是",
                "对，是的",
                "可以",
                "嗯",
                "好的，谢谢你",
                "要",
                "我愿意",
                "好好好",
                "没問題",
                "是的没错",
            ),
        ),
        (YES, ("Yes", "yes, please", "Yeah.", "OK", "sure", "of course", "go ahead", "Yes. Thank you.", "yes yes")),
        (
            NO,
            (
                "不",
                "不要",
                "不要不要",
                "不用了",
                "不，谢谢",
                "不是",
                "不行",
                "算了",
                "没有",
                "别",
                "我不想",
                "不要啊",
                "不用，謝謝",
            ),
        ),
        (NO, ("No", "no thanks", "No, thank you.", "nope", "don't", "please don’t", "I'd rather not", "no no no")),
        (
            GO_ON,
            (
                "继续",
                "接着走吧",
                "可以走了",
                "繼續吧",
                "你可以继续了",
                "go on",
                "Carry on!",
                "continue",
                "you can go on",
            ),
        ),
    ],
)
def test_plain_answers(intent: str, texts: tuple[str, ...], asked: bool) -> None:
    assert {text: intent_of(text, asked=asked) for text in texts} == dict.fromkeys(texts, intent)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我没事", "fine"),
        ("不要紧", "fine"),
        ("I'm fine", "fine"),
        ("I'm all right", "fine"),
        ("嗯，我没事", "fine"),
        ("yes, I'm all right", "fine"),
        ("No thank you, I'm fine", "fine"),
        ("不是，我没事", "fine"),
        ("等一下", "not_now"),
        ("还没有", "not_now"),
        ("not now", "not_now"),
        ("yes, but not now", "not_now"),
        ("吃过了", "taken"),
        ("嗯吃了", "taken"),
        ("yes I took it", "taken"),
        ("不要说话了", "quiet"),
        ("安静", "quiet"),
        ("don't talk", "quiet"),
        ("不，我要眼镜盒", "fetch_item"),
        ("是啊我头晕", "feel_unwell"),
        ("what time is it", "ask_time"),
    ],
)
def test_a_fuller_answer_goes_before_yes_and_no(text: str, intent: str) -> None:
    assert intent_of(text, asked=True) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("好的你去吧", YES),
        ("可以你进来吧", YES),
        ("yes I want it", YES),
        ("不用了我自己来", NO),
        ("不要你管", NO),
        ("no I can do it myself", NO),
        ("好的，不用了", NO),
        ("yes and no", NO),
    ],
)
def test_an_answer_with_more_words_counts_where_one_is_waited_for(text: str, intent: str) -> None:
    assert intent_of(text, asked=True) == intent


@pytest.mark.parametrize(
    "text",
    [
        *("好难受", "好像不是", "对不起", "没有人", "不用谢", "不知道", "行不行", "是不是", "要不你去吧", "可以不去吗"),
        *("好的，但是我不去", "no idea", "no one", "maybe", "sure it is not"),
    ],
)
def test_what_only_begins_like_an_answer_is_none(text: str) -> None:
    assert intent_of(text, asked=True) not in {YES, NO}


def test_a_yes_is_heard_by_its_sound_only_where_one_is_waited_for() -> None:
    assert intent_of("号的", asked=True) == YES
    assert intent_of("号的") is None


def test_a_bare_answer_has_no_rest() -> None:
    assert answer_beginning("好的", Language.ZH) is None
    assert answer_beginning("好的我去", Language.ZH) == ("好的", "我去")
    assert answer_beginning("no i am busy", Language.EN) == ("no", "i am busy")
