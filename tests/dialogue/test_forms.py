"""The skills' own forms: what is said in more ways than sentences hold, and no tale among it."""

import pytest

from carebot.core.errors import SettingsError
from carebot.core.intents import Form
from carebot.core.language import Language
from dialogue._grammar import Grammar
from dialogue.forms import anything, name
from tests.dialogue.understanding import meant_by_form


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("脚脖子崴了", "feel_unwell"),
        ("我这两条腿直发软", "feel_unwell"),
        ("眼睛看不清了", "feel_unwell"),
        ("I've got an awful pain in my tummy", "feel_unwell"),
        ("I twisted my ankle", "feel_unwell"),
        ("那片降压药我到底吃没吃", "ask_dose"),
        ("did the nurse give me my tablets", "ask_dose"),
        ("这药我真不乐意吃", "dose_refused"),
        ("I don't want any more pills", "dose_refused"),
        ("讲个笑话逗逗我", "tell_joke"),
        ("给我念段诗听听", "tell_poem"),
        ("让护士给我量量血压", "call_caregiver"),
        ("tell the doctor my foot's swollen", "call_caregiver"),
        ("I'm scared of the dark", "say_afraid"),
        ("I keep hearing footsteps upstairs", "say_afraid"),
        ("我娘怎么还不来接我", "long_for_home"),
        ("Has Mother been in yet?", "long_for_home"),
        ("这屋里就剩我一个人了", "say_lonely"),
        ("nobody bothers with an old woman", "say_lonely"),
        ("大夫什么时候过来", "ask_unseen"),
        ("what does the clock say", "ask_time"),
        ("今天这天儿能晒被子吗", "ask_weather"),
        ("我吃中午饭了没有", "ask_unseen"),
        ("has anybody been to see me today", "ask_unseen"),
        ("我说过我爱吃什么吗", "ask_memories"),
        ("do you know when my birthday is", "ask_memories"),
    ],
)
def test_it_is_known_by_its_form(text: str, intent: str) -> None:
    assert meant_by_form(text)[0] == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("给我闺女打个电话", "telephone"),
        ("我想跟我孙子视频", "telephone"),
        ("你告诉我儿子一声，我挺好的", "send_word"),
        ("你给我女儿捎个话儿，就说别惦记我", "send_word"),
        ("你去叫小王过来一趟", "send_word"),
        ("Give my sister a ring, would you", "telephone"),
        ("I'd like to speak to my son on the phone", "telephone"),
        ("Could you let my brother know I'm all right?", "send_word"),
        ("tell my daughter to come on Sunday", "send_word"),
        ("推我出去转转吧", "go_out"),
        ("I'd like a breath of fresh air", "go_out"),
        ("去看看门口是谁", "go_and_see"),
        ("go and see who's at the door", "go_and_see"),
    ],
)
def test_it_is_for_people_to_do(text: str, intent: str) -> None:
    assert meant_by_form(text)[0] == intent


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("你先走开", "go_away", {"place": "dock"}),
        ("讲个笑话给我听", "tell_joke", {"topic": "joke"}),
        ("声音小一点", "music_softer", {"change": "softer"}),
        ("唱首歌给我听", "play_music", {}),
        ("去床头柜旁边", "go_to_place", {"place": "bedside_table"}),
        ("一起做做操", "lead_exercises", {}),
        ("我想上床睡了", "escort_to_bed", {"need": "bed"}),
        ("a bit quieter", "speak_softer", {"how": "softer"}),
        ("wait over by the sofa", "go_to_place", {"place": "sofa"}),
        ("let's do some exercises together", "lead_exercises", {}),
        ("I'm ready to turn in", "escort_to_bed", {"need": "bed"}),
        ("我要到客厅看会儿报纸", "escort", {"room": "living_room"}),
        ("see what's going on in the living room", "patrol_rooms", {"room": "living_room"}),
    ],
)
def test_plain_wishes_in_another_order_of_words(text: str, intent: str, slots: dict[str, str]) -> None:
    found, found_slots = meant_by_form(text)
    assert found == intent
    assert found_slots.items() >= slots.items() or found_slots.get("place") == slots.get("room")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "肚子疼的时候我妈就给我熬粥",
            "他的腿摔断了",
            "我头发该剪了",
            "昨天脚崴了",
            "护士长人可好了",
            "大夫让我多喝水",
        ),
        *(
            "叫护士的铃在哪儿",
            "昨天的故事是我妈讲给我的",
            "我手里拿着报纸",
            "my back garden is lovely",
            "he hurt his knee",
        ),
        *("my knee replacement went well", "the nurse is very kind", "I told the nurse my bed is wet"),
        *("昨天孙女给我打电话了", "我跟我儿子说了", "你告诉我现在几点了", "闺女一早叫我起床了", "他叫我奶奶"),
        *("my daughter rang me yesterday", "I told my son to come", "what time is it", "he reminds me of my father"),
    ],
)
def test_a_tale_asks_for_nothing(text: str) -> None:
    assert meant_by_form(text)[0] in {"", "no", "ask_time"}


def test_while_a_question_waits_only_complaints_count() -> None:
    assert meant_by_form("脚脖子崴了", asked=True)[0] == "feel_unwell"
    assert meant_by_form("给我念段诗听听", asked=True)[0] == ""


def test_what_is_said_beside_a_wish_gives_way_to_it() -> None:
    assert meant_by_form("谢谢，给我闺女打个电话")[0] == "telephone"
    assert meant_by_form("谢谢你，我挺好的")[0] in {"thank", "fine"}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("It's pitch dark, I can't see a thing", "room_black"),
        ("I can't see anything, it's so dark in here", "room_black"),
        ("屋里黑咕隆咚的，我什么都看不见", "room_black"),
        ("I can't see a thing", "feel_unwell"),
        ("It's a film, I can't see a thing", "feel_unwell"),
    ],
)
def test_what_holds_for_all_of_the_words_goes_before_what_a_part_of_them_says(text: str, intent: str) -> None:
    assert meant_by_form(text)[0] == intent


def test_the_urgent_goes_before_what_is_wished_for() -> None:
    assert meant_by_form("给我念段诗听听，哎呀我脚脖子崴了")[0] == "feel_unwell"


@pytest.mark.parametrize(
    "text",
    [
        "药卡在嗓子眼了",
        "有东西卡在喉咙里",
        "I can't get this tablet down, it's stuck in my throat",
        "my tea went down the wrong way",
    ],
)
def test_what_is_stuck_in_her_throat_calls_a_carer(text: str) -> None:
    assert meant_by_form(text)[0] == "feel_unwell"


@pytest.mark.parametrize(("words", "stands"), [("我难受", True), ("了一声", False), ("长来了", False)])
def test_free_words_do_not_go_on_with_the_word_before_them(words: str, stands: bool) -> None:
    assert (anything(words, Language.ZH) is not None) is stands


@pytest.mark.parametrize(
    ("words", "language", "stands"),
    [
        ("我表妹", Language.ZH, True),
        ("我", Language.ZH, False),
        ("我那个住在上海的表妹", Language.ZH, False),
        ("old mrs wu", Language.EN, True),
        ("my knitting basket", Language.EN, False),
        ("me", Language.EN, False),
        ("the lady who came here last week", Language.EN, False),
    ],
)
def test_a_name_is_a_few_words(words: str, language: Language, stands: bool) -> None:
    assert (name(words, language) is not None) is stands


@pytest.mark.parametrize("template", ["给我{nothing}", "我<nothing>疼", "我<leads_on>疼", "给我(拿"])
def test_a_form_that_refers_to_nothing_is_refused(template: str) -> None:
    form = Form(intent="wish", zh=(template,), en=("wish",))
    with pytest.raises(SettingsError, match="wish"):
        Grammar((form,), {}, Language.ZH, rules={"leads_on": "<nothing_either>"}, free=("anything",))
