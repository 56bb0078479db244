import pytest

from carebot.core.language import Language
from dialogue.domain import domain_names, read_domain
from dialogue.phonology import Sounds
from dialogue.slots_by_sound import SlotsBySound, SlotsFound, words_of


@pytest.fixture(scope="module")
def finders() -> dict[str, SlotsBySound]:
    sounds = Sounds()
    sounds.start()
    made = {name: SlotsBySound(read_domain(name), sounds) for name in domain_names()}
    for finder in made.values():
        finder.start()
    return made


@pytest.fixture(scope="module")
def drinks(finders: dict[str, SlotsBySound]) -> SlotsBySound:
    return finders["drinks"]


def found(finder: SlotsBySound, *hearings: str) -> dict[str, str]:
    return finder.find(hearings).slots


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        (
            "i'd like a large cappuccino with a little oat milk please",
            {"size": "large", "drink": "cappuccino", "milk": "a little oat milk"},
        ),
        (
            "could i have a pot of tea with milk and two sugars",
            {"size": "pot", "drink": "tea", "milk": "milk", "sugar": "two sugars"},
        ),
        ("hot chocolate", {"drink": "hot chocolate"}),
        ("a double shot americano without milk", {"shots": "double shot", "drink": "americano", "milk": "no milk"}),
        ("green tea and not too hot", {"drink": "green tea", "warmth": "warm"}),
        ("请给我来一杯红茶加牛奶不要糖", {"drink": "black tea", "milk": "milk", "sugar": "no sugar"}),
        ("我想喝豆浆糖少放点", {"drink": "soy milk drink", "sugar": "a little sugar"}),
        ("来一杯温开水", {"drink": "warm water"}),
        ("来一杯 latte 加一点糖", {"drink": "latte", "sugar": "a little sugar"}),
    ],
)
def test_drinks_are_ordered_in_ordinary_words(drinks: SlotsBySound, said: str, slots: dict[str, str]) -> None:
    result = drinks.find([said])
    assert result.slots == slots
    assert result.complete


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("bring me a bowl of chicken soup with no salt", {"dish": "chicken soup", "salt": "no salt"}),
        ("two slices of toast with butter cut up", {"dish": "toast", "side": "butter", "texture": "cut up"}),
        ("给我盛一碗小米粥软一点少放盐", {"dish": "millet porridge", "texture": "soft", "salt": "little salt"}),
    ],
)
def test_meals_are_ordered_in_ordinary_words(
    finders: dict[str, SlotsBySound], said: str, slots: dict[str, str]
) -> None:
    assert found(finders["meals"], said) == slots


@pytest.mark.parametrize(
    ("heard", "slot", "value"),
    [
        ("make me a light rose mocha", "roast", "light roast"),
        ("a large americana please", "drink", "americano"),
        ("can i get an espressa", "drink", "espresso"),
        ("一杯拿铁夹燕卖奶", "milk", "oat milk"),
        ("来一杯举花茶", "drink", "chrysanthemum tea"),
        ("一杯洪茶", "drink", "black tea"),
    ],
)
def test_values_heard_wrongly_are_found_by_their_sound(drinks: SlotsBySound, heard: str, slot: str, value: str) -> None:
    assert found(drinks, heard)[slot] == value


@pytest.mark.parametrize(
    ("heard", "milk"),
    [
        ("coffee with milk", "milk"),
        ("coffee without milk", "no milk"),
        ("coffee no milk", "no milk"),
        ("coffee and milk", "milk"),
    ],
)
def test_a_small_word_that_turns_the_wish_round_is_never_guessed(drinks: SlotsBySound, heard: str, milk: str) -> None:
    assert found(drinks, heard)["milk"] == milk


def test_the_longer_value_wins_where_it_was_said(drinks: SlotsBySound) -> None:
    assert found(drinks, "an iced coffee")["drink"] == "iced coffee"
    assert found(drinks, "a nice coffee")["drink"] == "coffee"
    assert found(drinks, "a medium roast latte") == {"roast": "medium roast", "drink": "latte"}


def test_each_slot_takes_one_value(drinks: SlotsBySound) -> None:
    result = drinks.find(["a latte with a mocha"])
    assert [each.slot for each in result.found] == ["drink"]


@pytest.mark.parametrize(
    "said",
    [
        "what time does my daughter come",
        "my knee hurts since this morning",
        "please close the curtains in the bedroom",
        "今天下午几点吃药",
        "我想躺一会儿",
        "我女儿什么时候来看我",
        "把窗帘拉上",
        "",
    ],
)
@pytest.mark.parametrize("name", domain_names())
def test_nothing_is_found_in_other_sentences(finders: dict[str, SlotsBySound], name: str, said: str) -> None:
    result = finders[name].find([said])
    assert not result.complete


def test_a_later_hearing_counts_where_it_explains_more(drinks: SlotsBySound) -> None:
    result = drinks.find(["a single shot ice milk with cream", "a single shot iced latte with cream"])
    assert result.slots == {"shots": "single shot", "drink": "iced latte", "milk": "cream"}
    assert result.text == "a single shot iced latte with cream"


def test_the_first_hearing_counts_where_another_explains_no_more(drinks: SlotsBySound) -> None:
    assert drinks.find(["a latte please", "a mocha please"]).slots == {"drink": "latte"}


def test_what_stands_far_behind_adds_nothing(drinks: SlotsBySound) -> None:
    often = ["a mocha with sweetener"] * 5
    assert "milk" in drinks.find([often[0], "milk a mocha with sweetener"]).slots
    assert drinks.find([*often, "milk a mocha with sweetener"]).slots == {"drink": "mocha", "sugar": "sweetener"}


def test_confidence_falls_with_what_differs_and_with_what_is_left_over(drinks: SlotsBySound) -> None:
    plain, misheard, more = (
        drinks.find([text]) for text in ("a large mocha", "a large mocker", "a large mocha yesterday my neighbour fell")
    )
    assert plain.confidence == pytest.approx(1.0)
    assert misheard.confidence < plain.confidence
    assert more.confidence < plain.confidence
    assert SlotsFound(text="", found=(), explained=0.0, complete=False).confidence == 0.0


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", domain_names())
def test_what_to_expect_holds_every_word_of_every_slot_in_few_values(name: str, language: Language) -> None:
    domain = read_domain(name)
    told = words_of(domain, language)
    words = {slot.name: [value.said[language][0] for value in slot.values] for slot in domain.slots}
    assert set(told) <= {each for values in words.values() for each in values}
    assert len(told) < sum(map(len, words.values()))
    for values in words.values():
        needed = {piece for each in values for piece in (each.split() if language is Language.EN else each)}
        assert needed <= {piece for each in told for piece in (each.split() if language is Language.EN else each)}
    assert all(set(values) & set(told[: len(words)]) for values in words.values())
