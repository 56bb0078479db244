"""Wishes for things and questions where they are: what is known by its kind, what is not here, and what is no thing."""

import pytest

from tests.dialogue.understanding import meant_by_form as meant


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("给我拿件毛衣", "毛衣"),
        ("闺女，给我沏杯热茶来", "热茶"),
        ("把我那条毯子递给我", "毯子"),
        ("我想吃个苹果", "苹果"),
        ("去拿双拖鞋来", "拖鞋"),
        ("Bring me my cardigan.", "cardigan"),
        ("I could murder a cup of tea", "cup of tea"),
        ("would you be a dear and pass me the newspaper", "newspaper"),
        ("I'd like to eat an apple", "apple"),
    ],
)
def test_what_the_home_does_not_list_is_wished_for_by_its_name(text: str, called: str) -> None:
    assert meant(text) == ("fetch_item", {"called": called})


@pytest.mark.parametrize("text", ["给我拿眼睛", "帮我拿下我的眼睛"])
def test_what_nobody_can_bring_is_taken_for_what_sounds_just_like_it(text: str) -> None:
    name, slots = meant(text)
    assert name == "fetch_item"
    assert slots["called"].endswith("眼镜")
    assert meant("给我拿手")[0] != "fetch_item"


@pytest.mark.parametrize(
    ("text", "called"),
    [("帮我拿止咳糖浆", "止咳糖浆"), ("把降压药递给我", "降压药"), ("get me my cough syrup", "cough syrup")],
)
def test_a_medicine_that_the_home_does_not_list_is_told_apart_from_other_things(text: str, called: str) -> None:
    assert meant(text) == ("fetch_item", {"called": called, "kind": "medicine"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("给我倒个杯子来", "fetch_item"),
        ("我那杯子搁哪儿了", "ask_where"),
        ("have you seen my cup anywhere", "ask_where"),
    ],
)
def test_a_thing_of_the_home_is_known_by_other_names_of_its_kind(text: str, name: str) -> None:
    assert meant(text) == (name, {"object": "cup"})


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("我的钱包放哪儿了呀", "钱包"),
        ("你看见我的手机了吗", "手机"),
        ("我的手机呢", "手机"),
        ("Where on earth did I put my purse?", "purse"),
        ("I can't find my slippers", "slippers"),
    ],
)
def test_what_nobody_knows_the_place_of_is_asked_for_by_its_name(text: str, called: str) -> None:
    assert meant(text) == ("ask_where", {"called": called})


@pytest.mark.parametrize(
    "text",
    [
        *("我儿子在哪儿", "我想要个说法", "我要上厕所", "我要看电视", "把门打开", "今天的报纸放哪儿了来着我自己找找"),
        *(
            "我把毛衣给闺女了",
            "我听收音机呢",
            "我看报纸呢",
            "你给我讲讲毛衣怎么织",
            "where is my husband",
            "I want to go home",
            "get me out of here",
        ),
        *("this cardigan was knitted by my sister", "turn the light on", "we had tea with the neighbours"),
    ],
)
def test_what_is_no_wish_for_a_thing(text: str) -> None:
    assert meant(text)[0] not in {"fetch_item", "ask_where"}


def test_while_a_question_waits_it_is_an_answer() -> None:
    assert meant("给我拿件毛衣", asked=True) == ("", {})
