"""Known sentences that what was heard may have been: found by sound, never a stop, an answer or a tale."""

from dataclasses import replace

import pytest

from carebot.assembly.instructions import household_nouns
from carebot.core.home import SmartDevice, SmartDeviceKind
from carebot.core.intents import STOP, YES, Phrasing
from carebot.core.language import Text
from dialogue.known_sentences import KnownSentences
from tests.skills.house import HOUSE

PHRASINGS = (
    Phrasing(intent="fetch_item", zh=("[请]把{object}拿给我",), en=("[please] bring me the {object}",)),
    Phrasing(intent="need_a_hand", zh=("扶我去(厕所|卫生间)",), en=("help me to the toilet",)),
    Phrasing(intent="ask_time", zh=("现在几点了",), en=("what time is it",)),
    Phrasing(intent=STOP, zh=("你快停下来吧",), en=("stop moving right now",)),
    Phrasing(intent=YES, zh=("好的好的",), en=("yes please do",)),
)


@pytest.fixture(scope="module")
def known() -> KnownSentences:
    made = KnownSentences(PHRASINGS, HOUSE)
    made.start()
    return made


@pytest.mark.parametrize(
    ("heard", "first"),
    [
        (("不我去撤锁", "我去撤锁"), "扶我去厕所"),
        (("现在洗点了",), "现在几点了"),
        (("他心里难过", "现在洗电了"), "现在几点了"),
        (("What dime is it?",), "what time is it"),
    ],
)
def test_what_sounds_like_it_is_found_the_most_alike_first(
    known: KnownSentences, heard: tuple[str, ...], first: str
) -> None:
    found = known.near(heard)
    assert found[0].sentence.text == first
    assert len({each.sentence.text for each in found}) == len(found) <= 8


def test_the_things_of_the_house_are_in_them(known: KnownSentences) -> None:
    found = known.near(["把要何拿给哦"])
    assert {each.sentence.meaning.slots["object"] for each in found if each.sentence.names} == {"tablets"}
    assert {"把药盒拿给我", "请把药盒拿给我"} <= {each.sentence.text for each in found}


@pytest.mark.parametrize(
    "heard",
    [
        ("你快停下来呢",),
        ("好的好得",),
        ("今天外面的风真大我们明天再去吧",),
        ("去",),
        ("他从前在纺织厂里做了三十多年的工然后就退休回家带孙子去了",),
        (),
    ],
)
def test_what_is_never_guessed_or_is_something_else_is_compared_with_nothing(
    known: KnownSentences, heard: tuple[str, ...]
) -> None:
    assert known.near(heard) == ()


@pytest.mark.parametrize(
    ("heard", "known_as"),
    [
        ("现在几点了", "现在几点了"),
        ("现在几店了", "现在几点了"),
        ("现在洗点了", None),
        ("去", None),
        ("扶我去侧所", "扶我去厕所"),
    ],
)
def test_what_sounds_like_one_as_it_stands_is_one(known: KnownSentences, heard: str, known_as: str | None) -> None:
    assert known.sounding_as(heard) == known_as


@pytest.mark.parametrize(
    ("heard", "first", "command"),
    [
        ("关掉握式的灯", "关掉卧室的灯", "off"),
        ("把小夜等打开", "把小夜灯打开", "on"),
        ("turn of the bedroom light", "turn off the bedroom light", "off"),
        ("switch on the life in the bedroom", "switch on the light in the bedroom", "on"),
    ],
)
def test_the_devices_of_the_house_are_switched_in_them(heard: str, first: str, command: str) -> None:
    lamp = SmartDevice(
        id="light.night", name=Text(zh="小夜灯", en="night light"), kind=SmartDeviceKind.LIGHT, room="bedroom"
    )
    known = KnownSentences((), replace(HOUSE, home=replace(HOUSE.home, devices=(lamp,))))
    known.start()
    found = [each.sentence for each in known.near([heard])]
    assert first in {sentence.text for sentence in found}
    assert (found[0].meaning.slots["command"], found[0].meaning.slots["device"]) == (command, lamp.id)


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("八窗连拉上", "把窗帘拉上"),
        ("把握式的灯打开", "把卧室的灯打开"),
        ("turn of the television", "turn off the television"),
        ("模式灯开一下", "卧室灯开一下"),
        ("等官了吧", "灯关了吧"),
        ("拿个坦子来", "拿个毯子来"),
        ("bring my blank it", "bring my blanket"),
    ],
)
def test_things_that_any_home_has_are_switched_opened_and_brought_in_them(heard: str, said: str) -> None:
    known = KnownSentences((), HOUSE, household_nouns)
    known.start()
    assert said in known.near([heard])[0].sentence.text
    assert all(
        each.sentence.meaning.slots.get("device") != "knife" for each in known.near(["把刀打开", "turn on the knife"])
    )


def test_what_the_home_has_itself_is_no_thing_of_any_home() -> None:
    known = KnownSentences(PHRASINGS, HOUSE, household_nouns)
    known.start()
    (found,) = (each.sentence for each in known.near(["把水杯拿给我"]) if each.value == 1.0)
    assert dict(found.meaning.slots) == {"object": "cup_of_water"}


def test_two_syllables_must_sound_the_same_to_be_one_and_are_compared_with_the_sound_else() -> None:
    known = KnownSentences((), HOUSE, household_nouns)
    known.start()
    assert known.sounding_as("官等") == "关灯"
    assert known.sounding_as("开动") is None
    assert [known.near([heard])[0].sentence.text for heard in ("关等", "开动")] == ["关灯", "开灯"]
    assert {len(each.sentence.text) for each in known.near(["开动"])} == {2}
    assert known.near(["lights on"]) == ()


def test_a_short_sentence_is_found_though_most_of_it_was_misheard() -> None:
    asked = KnownSentences((Phrasing(intent="ask_date", zh=("几号了", "星期几了"), en=("what day is it",)),), HOUSE)
    asked.start()
    assert [each.sentence.text for each in asked.near(["解后了"])][:1] == ["几号了"]
    assert asked.near(["解后"]) == asked.near(["后"]) == ()


def test_where_one_syllable_makes_another_sentence_the_sound_decides() -> None:
    room = (Phrasing(intent="room_hot", zh=("屋里热",), en=()), Phrasing(intent="room_cold", zh=("屋里冷",), en=()))
    known = KnownSentences(room, HOUSE)
    known.start()
    assert known.sounding_as("无理了") is None
    assert {each.sentence.text for each in known.near(["无理了"])} == {"屋里热", "屋里冷"}


def test_of_syllables_that_sound_nearly_alike_the_nearer_one_is_found_first(known: KnownSentences) -> None:
    found = known.near(["把要火拿给我"])
    assert found[0].sentence.text == "把药盒拿给我"
    assert found[0].value > known.near(["把要水拿给我"])[0].value


def test_before_it_starts_it_knows_nothing() -> None:
    assert KnownSentences(PHRASINGS, HOUSE).near(["现在洗点了"]) == ()
