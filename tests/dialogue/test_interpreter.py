import json
import random
import time
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import pytest
from pypinyin import lazy_pinyin

from carebot.core.errors import SettingsError
from carebot.core.home import HouseholdObject, Place, Pose
from carebot.core.intents import Phrasing
from carebot.core.language import Language, Text
from dialogue._sentences import SENTENCES_AT_MOST, sentences, slot_names, spoken_names
from dialogue.interpreter import TemplateInterpreter
from tests.dialogue.conftest import bench_folder
from tests.dialogue.understanding import everything_said, house, intent_of, interpreter, understood

HOMOPHONES_FOUND = 0.95
DIALECT_FOUND = 0.8


def slots_of(text: str) -> dict[str, str]:
    intent = understood(text).intent
    return dict(intent.slots) if intent is not None else {}


@pytest.mark.slow
@pytest.mark.parametrize("language", Language)
def test_every_sentence_of_every_skill_is_understood_as_itself(language: Language) -> None:
    said = everything_said(language)[::11]
    assert len(said) > 500
    wrong = [
        (sentence.text, sentence.meaning, intent)
        for sentence in said
        if (intent := interpreter().interpret(sentence.text, language).intent) != sentence.meaning
    ]
    assert wrong == []


@cache
def characters_by_sound() -> dict[str, tuple[str, ...]]:
    """Characters in common use by their toneless syllable."""
    sounds: defaultdict[str, list[str]] = defaultdict(list)
    # the first level of GB 2312: 3755 characters in common use, in rows 16 to 55
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF if row < 0xD7 else 0xFA):
            character = bytes((row, cell)).decode("gb2312")
            sounds[lazy_pinyin(character)[0]].append(character)
    return {sound: tuple(found) for sound, found in sounds.items()}


def dialect_forms(syllable: str) -> list[str]:
    """What a southern speaker may say for it."""
    swaps = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("l", "n")]
    forms = [other + syllable[len(one) :] for one, other in swaps if syllable.startswith(one)]
    if syllable.endswith("ng"):
        forms.append(syllable[:-1])
    return forms


def misheard(text: str, chance: random.Random, *, dialect: bool) -> str:
    """`text` with seven in ten characters replaced by others of the same sound, or of that in a dialect."""
    written = []
    for character, sound in zip(text, lazy_pinyin(text), strict=True):
        sounds = dialect_forms(sound) if dialect else [sound]
        others = [other for one in sounds for other in characters_by_sound().get(one, ()) if other != character]
        written.append(chance.choice(others) if others and chance.random() < 0.7 else character)
    return "".join(written)


@pytest.mark.slow
@pytest.mark.parametrize(("dialect", "found_at_least"), [(False, HOMOPHONES_FOUND), (True, DIALECT_FOUND)])
def test_misheard_mandarin_is_found_and_never_taken_for_something_else(dialect: bool, found_at_least: float) -> None:
    chance = random.Random(20260301)
    said = chance.sample([sentence for sentence in everything_said(Language.ZH) if len(sentence.text) >= 2], 250)
    results = Counter[str]()
    wrong = []
    for sentence in said:
        text = misheard(sentence.text, chance, dialect=dialect)
        intent = interpreter().interpret(text, Language.ZH).intent
        results["found" if intent == sentence.meaning else "unclear" if intent is None else "wrong"] += 1
        if intent not in (None, sentence.meaning):
            wrong.append((text, sentence.text, intent))
    assert wrong == []
    assert results["found"] >= found_at_least * len(said)


@pytest.mark.parametrize(
    ("language", "every"), [("en", 4), ("zh-cn", 1), pytest.param("en", 1, marks=pytest.mark.slow)]
)
def test_what_is_said_to_smart_homes_is_left_alone(language: str, every: int) -> None:
    """Of it only what the skills have sentences for may be understood, never what is merely alike."""
    file = bench_folder("intents") / f"home_assistant_{language}.jsonl"
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()[::every]]
    interpreted = [interpreter().interpret(text, Language(language[:2])) for text in texts]
    assert len(texts) > 100
    guessed = [
        (text, one) for text, one in zip(texts, interpreted, strict=True) if one.intent and one.confidence < 0.95
    ]
    assert guessed == []
    assert sum(one.intent is not None for one in interpreted) < 0.1 * len(texts)


def test_instructions_for_other_robots_are_left_alone() -> None:
    lines = (bench_folder("instructions") / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if intent_of(json.loads(line)["instruction"])] == []


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("請給我拿水杯", "fetch_item", {"object": "cup"}),
        ("请给我拿水杯，谢谢。", "fetch_item", {"object": "cup"}),
        ("给爷爷拿眼镜盒", "fetch_item", {"object": "glasses", "resident": "li"}),
        ("看看王秀英怎么样了", "check_on_resident", {"resident": "wang"}),
        ("你好，带我去厨房", "escort", {"place": "kitchen"}),
        ("带我去餐桌", "escort", {"place": "dining_table"}),
        ("哎呀那个给我拿水杯好吗", "fetch_item", {"object": "cup"}),
        ("你能不能给我拿水杯", "fetch_item", {"object": "cup"}),
        ("我跟你说，我真不想活了。", "despair", {"urgency": "despair"}),
        ("有时候我真不想活了", "despair", {"urgency": "despair"}),
        ("打１２０", "help", {}),
        ("How is Wang Xiuying?", "check_on_resident", {"resident": "wang"}),
        ("Could you check on Li Jianguo, please?", "check_on_resident", {"resident": "li"}),
        ("go to the sofa", "go_to_place", {"place": "sofa"}),
        ("Could you get me the glasses case, please?", "fetch_item", {"object": "glasses"}),
        ("I’d like to go to bed.", "escort_to_bed", {"need": "bed"}),
        ("good-bye", "say_goodbye", {"topic": "goodbye"}),
        ("Well, take Mr Li to the kitchen", "escort", {"place": "kitchen", "resident": "li"}),
    ],
)
def test_wishes_with_names_and_manners(text: str, intent: str, slots: dict[str, str]) -> None:
    assert (intent_of(text), slots_of(text)) == (intent, slots)
    assert understood(text).confidence >= 0.95


def test_the_other_language_is_tried_too() -> None:
    assert interpreter().interpret("take me to the kitchen", Language.ZH).intent == understood("带我去厨房").intent
    assert interpreter().interpret("带我去厨房", Language.EN).intent == understood("带我去厨房").intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("帮我那一下眼睛盒", "fetch_item"),
        ("给我那水悲", "fetch_item"),
        ("现在几点乐", "ask_time"),
        ("我要上侧所", "escort_to_toilet"),
        ("想个笑话吧", "tell_joke"),
        ("想各故事吧", "tell_story"),
    ],
)
def test_slips_of_the_recogniser_are_forgiven(text: str, intent: str) -> None:
    found = understood(text)
    assert found.intent is not None
    assert found.intent.name == intent
    assert found.confidence < 1


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("昨天早上，我摔了一跤。", "help"),
        ("背我去厨房", "escort"),
        ("想客笑话吧", "tell_joke"),
        ("七点钟了", "ask_time"),
        ("我想试", "despair"),
        ("我真想吃", "despair"),
        ("I want to dine", "despair"),
        ("take me to the kitten", "escort"),
        ("我知道了", "help"),
        ("他摔倒了", "help"),
        ("停了", "stop"),
        ("i fell asleep", "help"),
    ],
)
def test_what_is_merely_alike_is_asked_about(text: str, like: str) -> None:
    found = understood(text)
    assert found.intent is None
    assert like in {candidate.intent.name for candidate in found.candidates}
    assert all(0.6 <= candidate.confidence <= 1 for candidate in found.candidates)


@pytest.mark.parametrize(
    "text", ["我不想喝水", "麻烦你别帮我拿一下水杯", "I would not like to go to the kitchen", "I'm not so cold"]
)
def test_nobody_is_asked_whether_she_meant_what_she_denied(text: str) -> None:
    found = understood(text)
    assert found.intent is None
    assert not {"fetch_water", "fetch_item", "escort", "room_cold"} & {one.intent.name for one in found.candidates}


@pytest.mark.parametrize(
    "text",
    ["", "   ", "。。。", "？", "....", "嗯嗯嗯那个那个嗯", "the quick brown fox", "@#$%", "'", "ok computer 42"],
)
def test_noise_asks_for_nothing(text: str) -> None:
    found = understood(text)
    assert found.intent is None or found.intent.name == "yes"


def test_no_like_sentence_is_taken_while_another_is_as_like() -> None:
    boxes = tuple(
        HouseholdObject(id=name, name=Text(zh=zh, en=name), place="dining_table", mass_kg=0.1)
        for name, zh in (("sweets", "糖盒"), ("soup", "汤盒"))
    )
    home = replace(house().home, objects=boxes)
    fetch = Phrasing(intent="fetch_item", zh=("请给我拿{object}",), en=("bring me the {object}",))
    two_boxes = TemplateInterpreter((fetch,), replace(house(), home=home))
    two_boxes.start()
    assert two_boxes.interpret("请给我拿糖盒", Language.ZH).intent is not None
    between = two_boxes.interpret("请给我拿躺盒", Language.ZH)
    assert between.intent is None
    assert {candidate.intent.slot("object") for candidate in between.candidates} == {"sweets", "soup"}


@pytest.mark.parametrize("text", ["看５台", "看五台", "Channel 5!", "channel five"])
def test_numbers_in_templates_are_words_too(text: str) -> None:
    television = TemplateInterpreter((Phrasing(intent="watch", zh=("看5台",), en=("channel 5",)),), house())
    television.start()
    found = television.interpret(text, Language.ZH)
    assert found.intent is not None
    assert (found.intent.name, found.confidence) == ("watch", 1.0)


@pytest.mark.parametrize("template", ["(打开", "打开{window}", "[打开"])
def test_a_malformed_template_is_named(template: str) -> None:
    broken = TemplateInterpreter((Phrasing(intent="open", zh=(template,), en=("open",)),), house())
    with pytest.raises(SettingsError, match="open"):
        broken.start()


def test_names_of_places_are_said_without_where_one_stands() -> None:
    beside = Text(zh="餐桌旁", en="beside the dining table")
    assert spoken_names(beside, Language.ZH) == ("餐桌旁", "餐桌")
    assert "dining table" in spoken_names(beside, Language.EN)
    assert spoken_names(Text(zh="边", en="the sofa"), Language.ZH) == ("边",)
    assert spoken_names(Text(zh="沙发", en="the sofa"), Language.EN) == ("sofa",)


def test_the_name_of_a_place_goes_before_what_another_is_called_for_short() -> None:
    def place(identifier: str, zh: str) -> Place:
        return Place(id=identifier, name=Text(zh=zh, en=identifier), room="kitchen", pose=Pose(x_m=0, y_m=0, yaw_rad=0))

    home = replace(house().home, places=(place("beside", "窗户旁"), place("window", "窗户")))
    names = dict(slot_names(replace(house(), home=home), Language.ZH)["place"])
    assert names == {"窗户旁": "beside", "窗户": "window"}


def test_a_big_house_gives_no_endless_list_of_sentences() -> None:
    home = house().home
    objects = tuple(
        replace(home.objects[0], id=f"thing{n}", name=Text(zh=f"东西{n}", en=f"thing {n}")) for n in range(80)
    )
    big = replace(house(), home=replace(home, objects=objects))
    phrasing = Phrasing(
        intent="fetch_item",
        zh=("[请|麻烦你][给我|帮我](拿|取|端|递)[一下|个]{object}[给{resident}][吧]",),
        en=("get {object}",),
    )
    said = sentences((phrasing,), slot_names(big, Language.ZH), Language.ZH)
    assert 80 <= len(said) <= SENTENCES_AT_MOST


def test_a_tale_is_gone_through_in_no_time() -> None:
    before = time.process_time()
    assert intent_of("我年轻的时候在工厂里上班每天走路去" * 30) is None
    assert time.process_time() - before < 5.0


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我头晕身上不舒服", "feel_unwell"),
        ("我口渴了给我倒杯水", "fetch_water"),
        ("i am thirsty bring me some water please", "fetch_water"),
        ("what time is it now tell me a joke", "ask_time"),
    ],
)
def test_two_wishes_without_a_comma_between_them_are_two(text: str, intent: str) -> None:
    assert intent_of(text) == intent


@pytest.mark.parametrize(
    "text", ["不要不要给我讲个故事", "我妈说我口渴了", "she told me a joke about water", "别别别给我倒杯水"]
)
def test_what_is_no_sentence_of_its_own_parts_nothing(text: str) -> None:
    assert intent_of(text) not in {"tell_story", "fetch_water", "ask_time"}
