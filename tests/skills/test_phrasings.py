"""What people say reaches the skill that is meant: every template parses, and no sentence belongs to two skills."""

from collections import defaultdict
from functools import cache
from typing import Final

import pytest
from hassil.intents import Intents, SlotList, TextSlotList
from hassil.parse_expression import parse_sentence
from hassil.recognize import recognize_best
from hassil.sample import sample_expression

from carebot.core.goals import Priority
from carebot.core.intents import HELP, STOP, Phrasing
from carebot.core.language import Language, Text
from carebot.plugins import PluginFolder
from skills.base import DESPAIR, FINE, NOT_NOW, QUIET, TAKEN, Skill
from tests.skills.house import GRANDFATHER, GRANDMOTHER, HOME, HOUSE

SKILLS: Final = PluginFolder(package="skills", base=Skill).load_all()
PHRASINGS: Final = [(name, phrasing) for name, skill in SKILLS.items() for phrasing in skill.phrasings]
SLOTS: Final = frozenset(("object", "place", "room", "resident", "caregiver"))
EXPANSIONS_AT_MOST: Final = 200
OF_ITS_OWN_ACCORD: Final = frozenset({"clarify"})
"""What nobody asks for in words: it asks back itself."""


def templates(phrasing: Phrasing, language: Language) -> tuple[str, ...]:
    return phrasing.zh if language is Language.ZH else phrasing.en


@cache
def slot_lists(language: Language) -> dict[str, SlotList]:
    def names(values: list[tuple[Text, str]]) -> TextSlotList:
        return TextSlotList.from_tuples((text.in_(language), value) for text, value in values)

    people = [(resident.called, resident.id) for resident in (GRANDMOTHER, GRANDFATHER)]
    return {
        "object": names([(thing.name, thing.id) for thing in HOME.objects]),
        "place": names([(place.name, place.id) for place in HOME.places]),
        "room": names([(room.name, room.id) for room in HOME.rooms]),
        "resident": names(people),
        "caregiver": names([(carer.name, carer.id) for carer in HOUSE.caregivers]),
    }


@cache
def grammar(language: Language) -> Intents:
    return Intents.from_dict(
        {
            "language": language.value,
            "settings": {"ignore_whitespace": language is Language.ZH},
            "intents": {
                phrasing.intent: {"data": [{"sentences": list(templates(phrasing, language))}]}
                for _, phrasing in PHRASINGS
            },
        }
    )


def understood(words: str, language: Language) -> tuple[str, dict[str, str]] | None:
    """The intent of `words` with its slots, those of the phrasing included."""
    result = recognize_best(words, grammar(language), slot_lists=slot_lists(language), language=language.value)
    if result is None:
        return None
    fixed = next(phrasing.slots for _, phrasing in PHRASINGS if phrasing.intent == result.intent.name)
    return result.intent.name, {**fixed, **{entity.name: str(entity.value) for entity in result.entities_list}}


def plain(sentence: str) -> str:
    return " ".join(sentence.lower().split())


def test_every_intent_belongs_to_one_phrasing() -> None:
    intents = [phrasing.intent for _, phrasing in PHRASINGS]
    assert sorted(intents) == sorted(set(intents))


def test_forms_are_of_the_intents_that_the_skill_has_sentences_for_and_in_both_languages() -> None:
    sentences = {(name, phrasing.intent) for name, phrasing in PHRASINGS}
    forms = [(name, form) for name, skill in SKILLS.items() for form in skill.forms]
    assert len(forms) > 20
    assert {(name, form.intent) for name, form in forms} <= sentences
    assert [form.intent for _, form in forms if not (form.zh and form.en)] == []


def test_every_skill_can_be_asked_for_in_both_languages() -> None:
    wished_for = {name for name, skill in SKILLS.items() if skill.priority > Priority.WATCH} - OF_ITS_OWN_ACCORD
    wished_for |= {"play_music"}  # whatever else is wished for goes before it
    assert {name for name, phrasing in PHRASINGS if phrasing.zh and phrasing.en} == wished_for


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("name", "phrasing"), PHRASINGS, ids=lambda value: getattr(value, "intent", value))
def test_templates_parse_and_stay_small(name: str, phrasing: Phrasing, language: Language) -> None:
    for template in templates(phrasing, language):
        sentence = parse_sentence(template)
        expansions = set(sample_expression(sentence.expression, expand_lists=False))
        assert 1 <= len(expansions) <= EXPANSIONS_AT_MOST, template
        assert "" not in map(plain, expansions), template
        assert not any(" '" in text for text in expansions), template
        lists = {word.strip("{}") for text in expansions for word in text.replace("}", "} ").split() if "{" in word}
        assert {one.rpartition("{")[2] for one in lists} <= SLOTS, template


@pytest.mark.parametrize("language", Language)
def test_no_sentence_belongs_to_two_intents(language: Language) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for _, phrasing in PHRASINGS:
        for template in templates(phrasing, language):
            for sentence in sample_expression(parse_sentence(template).expression, slot_lists(language)):
                owners[plain(sentence)].add(phrasing.intent)
    assert len(owners) > 2000
    assert {sentence: names for sentence, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("words", "intent", "slots"),
    [
        ("停", STOP, {}),
        ("快停下来", STOP, {}),
        ("你别动", STOP, {}),
        ("别碰我", STOP, {}),
        ("救命啊", HELP, {}),
        ("我摔倒了", HELP, {}),
        ("我起不来了", HELP, {}),
        ("叫护士", "call_caregiver", {"urgency": "usual"}),
        ("请帮我叫一下护士", "call_caregiver", {"urgency": "usual"}),
        ("我有点儿头晕", "feel_unwell", {"urgency": "unwell"}),
        ("扶我起来", "need_a_hand", {"urgency": "lift"}),
        ("我真不想活了", DESPAIR, {"urgency": "despair"}),
        ("请给我拿水杯", "fetch_item", {"object": "cup_of_water"}),
        ("麻烦你帮我拿一下老花镜", "fetch_item", {"object": "glasses"}),
        ("把我的老花镜拿过来", "fetch_item", {"object": "glasses"}),
        ("给爷爷拿老花镜", "fetch_item", {"object": "glasses", "resident": "li"}),
        ("请给我拿一杯水", "fetch_water", {"need": "water"}),
        ("我想喝水", "fetch_water", {"need": "water"}),
        ("我渴了", "fetch_water", {"need": "water"}),
        ("去厨房", "go_to_place", {"room": "kitchen"}),
        ("过来", "come_here", {"to": "me"}),
        ("回去充电吧", "go_and_charge", {"place": "dock"}),
        ("带我去厨房", "escort", {"room": "kitchen"}),
        ("陪我去餐桌", "escort", {"place": "kitchen_table"}),
        ("我想上厕所", "escort_to_toilet", {"need": "toilet"}),
        ("我想睡觉", "escort_to_bed", {"need": "bed"}),
        ("去各屋转转", "patrol_rooms", {}),
        ("去厨房看看", "patrol_rooms", {"room": "kitchen"}),
        ("去看看爷爷", "check_on_resident", {"resident": "li"}),
        ("我该吃药了吗", "remind_medication", {}),
        ("药我吃过了", "dose_taken", {"said": "taken"}),
        ("我不想吃药", "dose_refused", {"said": "refused"}),
        ("我一会儿再吃药", "dose_later", {"said": "later"}),
        ("现在几点了", "ask_time", {"topic": "time"}),
        ("今天几号", "ask_date", {"topic": "date"}),
        ("今天星期几了", "ask_date", {"topic": "date"}),
        ("明天天气怎么样", "ask_weather", {"topic": "weather"}),
        ("外头冷不冷", "ask_weather", {"topic": "weather"}),
        ("今天天气好不好", "ask_weather", {"topic": "weather"}),
        ("今晚会不会上冻", "ask_weather", {"topic": "weather"}),
        ("走近一点", "come_here", {"to": "me"}),
        ("往我这边靠点", "come_here", {"to": "me"}),
        ("您好", "greet", {"topic": "greeting"}),
        ("陪我聊会儿天吧", "chat", {}),
        ("给我念一首唐诗", "tell_poem", {"topic": "poem"}),
        ("再讲个笑话吧", "tell_joke", {"topic": "joke"}),
        ("讲个故事", "tell_story", {"topic": "story"}),
        ("你是机器人吗", "ask_who", {"topic": "who"}),
        ("你是我儿子吗", "ask_relative", {"topic": "relative"}),
        ("让我静一静", QUIET, {}),
        ("你走开", "go_away", {"place": "dock"}),
        ("别来烦我", QUIET, {}),
        ("我没事儿", FINE, {"topic": "fine"}),
        ("等一会儿", NOT_NOW, {"topic": "not_now"}),
        ("已经吃过了", TAKEN, {"topic": "acknowledge"}),
        ("谢谢你", "thank", {"topic": "thanks"}),
    ],
)
def test_what_people_in_beijing_say(words: str, intent: str, slots: dict[str, str]) -> None:
    assert understood(words, Language.ZH) == (intent, slots)


@pytest.mark.parametrize(
    ("words", "intent", "slots"),
    [
        ("stop", STOP, {}),
        ("don't touch me", STOP, {}),
        ("help me please", HELP, {}),
        ("I've fallen", HELP, {}),
        ("I can't get up", HELP, {}),
        ("please call the nurse", "call_caregiver", {"urgency": "usual"}),
        ("I don't feel well", "feel_unwell", {"urgency": "unwell"}),
        ("help me up", "need_a_hand", {"urgency": "lift"}),
        ("I don't want to live any more", DESPAIR, {"urgency": "despair"}),
        ("please bring me the cup of water", "fetch_item", {"object": "cup_of_water"}),
        ("could you get me my glasses", "fetch_item", {"object": "glasses"}),
        ("bring Mr Li his glasses", "fetch_item", {"object": "glasses", "resident": "li"}),
        ("take the glasses to Mr Li", "fetch_item", {"object": "glasses", "resident": "li"}),
        ("I'm thirsty", "fetch_water", {"need": "water"}),
        ("go to the kitchen", "go_to_place", {"room": "kitchen"}),
        ("please come here", "come_here", {"to": "me"}),
        ("go away", "go_away", {"place": "dock"}),
        ("take me to the kitchen", "escort", {"room": "kitchen"}),
        ("I need to go to the toilet", "escort_to_toilet", {"need": "toilet"}),
        ("I want to lie down", "escort_to_bed", {"need": "bed"}),
        ("check all the rooms", "patrol_rooms", {}),
        ("take a look in the kitchen", "patrol_rooms", {"room": "kitchen"}),
        ("check on Mr Li", "check_on_resident", {"resident": "li"}),
        ("do I need to take my pills", "remind_medication", {}),
        ("I took my medicine", "dose_taken", {"said": "taken"}),
        ("I don't want to take my pills", "dose_refused", {"said": "refused"}),
        ("what time is it", "ask_time", {"topic": "time"}),
        ("what day is it today", "ask_date", {"topic": "date"}),
        ("will it rain today", "ask_weather", {"topic": "weather"}),
        ("is it going to freeze tonight", "ask_weather", {"topic": "weather"}),
        ("come a little closer please", "come_here", {"to": "me"}),
        ("slow down a little", "not_now", {"topic": "not_now"}),
        ("good morning", "greet", {"topic": "greeting"}),
        ("let's have a chat", "chat", {}),
        ("tell me a joke", "tell_joke", {"topic": "joke"}),
        ("are you a robot", "ask_who", {"topic": "who"}),
        ("I miss my daughter", "miss_family", {"topic": "missing"}),
        ("leave me alone", QUIET, {}),
        ("you are my only friend", "lean_on_robot", {"topic": "attached"}),
        ("I'm all right thanks", FINE, {"topic": "fine"}),
        ("not yet", NOT_NOW, {"topic": "not_now"}),
    ],
)
def test_what_english_speakers_say(words: str, intent: str, slots: dict[str, str]) -> None:
    assert understood(words, Language.EN) == (intent, slots)


@pytest.mark.parametrize(
    "words",
    [
        "不停地下雨",
        "我不想死",
        "这电视剧看得我想死",
        "我知道了",
        "护士今天真漂亮",
        "他摔倒了",
        "电视里有人喊救命",
        "很好",
        "没关系",
    ],
)
def test_talk_about_something_else_is_nobodys(words: str) -> None:
    assert understood(words, Language.ZH) is None


@pytest.mark.parametrize(
    "words", ["don't stop talking", "can you help me find my glasses", "he fell in love", "i want to live"]
)
def test_english_talk_about_something_else_is_nobodys(words: str) -> None:
    assert understood(words, Language.EN) is None
