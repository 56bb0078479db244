"""What is said to a smart home, in Home Assistant's words and in our own, and what is none of its business."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.language import Language
from dialogue.smart_home import LONGEST, Device, SmartHome, SmartHomeSentences, plain
from tests.dialogue.smart_homes import HOME, sentences

ON, OFF = "HassTurnOn", "HassTurnOff"
HERE = {"area": "客厅"}
LAMP = {"name": "卧室灯"}
LIGHTS = {"domain": "light"}
CURTAINS = {"domain": "cover", "device_class": "curtain"}

SAID = (
    ("打开卧室灯", ON, LAMP),
    ("把卧室灯打开", ON, LAMP),
    ("请你帮我把卧室灯打开好吗", ON, LAMP),
    ("小机器人，麻烦你开一下卧室灯。", ON, LAMP),
    ("打開臥室燈", ON, LAMP),
    ("我想开灯", ON, LIGHTS | HERE),
    ("开灯", ON, LIGHTS | HERE),
    ("把灯关了吧", OFF, LIGHTS | HERE),
    ("把屋里的灯关掉", OFF, LIGHTS | HERE),
    ("关一下厨房的灯", OFF, LIGHTS | {"area": "厨房"}),
    ("把所有的灯都关掉", OFF, LIGHTS),
    ("家里的灯全关了", OFF, LIGHTS),
    ("开大灯", ON, {"name": "客厅灯"}),
    ("打开电扇", ON, {"domain": "fan", "name": "all"} | HERE),
    ("打开 bedroom lamp", ON, LAMP),
    ("把电视关了", OFF, {"name": "电视"}),
    ("TV声音小一点", "HassSetVolumeRelative", {"name": "电视", "volume_step": "down"}),
    ("电视声音再大一点儿", "HassSetVolumeRelative", {"name": "电视", "volume_step": "up"}),
    ("把电视调成静音", "HassMediaPlayerMute", {"name": "电视"}),
    ("取消电视静音", "HassMediaPlayerUnmute", {"name": "电视"}),
    ("拉上窗帘", OFF, CURTAINS),
    ("把卧室的窗帘拉开", ON, CURTAINS | {"area": "卧室"}),
    ("把卧室窗帘拉到一半", "HassSetPosition", {"domain": "cover", "name": "卧室窗帘", "position": "50"}),
    ("卧室窗帘拉到百分之三十", "HassSetPosition", {"domain": "cover", "name": "卧室窗帘", "position": "30"}),
    ("卧室灯调到百分之五十", "HassLightSet", LAMP | {"brightness": "50"}),
    ("卧室灯调到最亮", "HassLightSet", LAMP | {"brightness": "100"}),
    ("把卧室灯换成红色", "HassLightSet", LAMP | {"color": "red"}),
    ("空调开到二十六度", "HassClimateSetTemperature", {"name": "空调", "temperature": "26"}),
    ("空调开到26.5度", "HassClimateSetTemperature", {"name": "空调", "temperature": "26.5"}),
    ("空调开到二十六度半", "HassClimateSetTemperature", {"name": "空调", "temperature": "26.5"}),
    ("空调调到26℃", "HassClimateSetTemperature", {"name": "空调", "temperature": "26"}),
    ("把卧室的空调开到二十六度", "HassClimateSetTemperature", {"area": "卧室", "name": "空调", "temperature": "26"}),
    ("把客厅的冷气开到二十六度", "HassClimateSetTemperature", {"area": "客厅", "temperature": "26"}),
    ("冷气开到二十六度", "HassClimateSetTemperature", {"temperature": "26"} | HERE),
    ("关掉卧室的暖气", OFF, {"domain": "climate", "area": "卧室"}),
    ("把空调关了吧", OFF, {"name": "空调"}),
    ("开一下音响", ON, {"domain": "media_player"} | HERE),
    ("卧室里几度", "HassClimateGetTemperature", {"area": "卧室"}),
    ("吊扇调到百分之六十", "HassFanSetSpeed", {"name": "吊扇", "percentage": "60"}),
    ("把前门锁好", ON, {"name": "前门"}),
    ("锁门", ON, {"domain": "lock"}),
    ("前门锁了没有", "HassGetState", {"domain": "lock", "name": "前门", "state": "locked"}),
    ("卧室灯是不是还开着", "HassGetState", LAMP | {"state": "on"}),
    ("灯关了吗", "HassGetState", LIGHTS | {"state": "off"}),
    ("窗帘都关好了吗", "HassGetState", CURTAINS | {"state": "closed"}),
    ("换到睡觉模式", ON, {"domain": "scene", "name": "睡觉模式"}),
    ("让扫地机去扫地", "HassVacuumStart", {"name": "扫地机"}),
    ("扫地机回去充电", "HassVacuumReturnToBase", {"name": "扫地机"}),
    ("关水阀", OFF, {"name": "水阀"}),
    ("turn on the bedroom lamp", ON, LAMP),
    ("Could you turn on the bedroom lamp, please?", ON, LAMP),
    ("Robot, put the bedroom lamp on.", ON, LAMP),
    ("put out the light", OFF, LIGHTS | HERE),
    ("switch off the lights in the kitchen", OFF, LIGHTS | {"area": "厨房"}),
    ("turn on 卧室灯", ON, LAMP),
    ("turn the heating off", OFF, {"domain": "climate"} | HERE),
    ("put the telly on", ON, {"domain": "media_player"} | HERE),
    ("turn off the heating in the bedroom", OFF, {"domain": "climate", "area": "卧室"}),
    ("shut the bedroom curtains", OFF, CURTAINS | {"area": "卧室"}),
    ("turn the heating up to 22 degrees", "HassClimateSetTemperature", {"temperature": "22"} | HERE),
    ("draw the curtains", OFF, CURTAINS | HERE),
    ("draw back the bedroom curtain", ON, {"name": "卧室窗帘"}),
    ("set the bedroom lamp to fifty percent", "HassLightSet", LAMP | {"brightness": "50"}),
    ("set the air conditioner to 20.5 degrees", "HassClimateSetTemperature", {"name": "空调", "temperature": "20.5"}),
    ("make it twenty two degrees in here", "HassClimateSetTemperature", {"temperature": "22"} | HERE),
    ("turn the television down a bit", "HassSetVolumeRelative", {"name": "电视", "volume_step": "down"}),
    ("did I leave the bedroom lamp on?", "HassGetState", LAMP | {"state": "on"}),
    ("have I locked the front door?", "HassGetState", {"domain": "lock", "name": "前门", "state": "locked"}),
    ("turn off the upstairs lights", OFF, LIGHTS | {"floor": "楼上"}),
)

NOT_SAID = (
    *("别开灯", "不要关卧室灯", "别把灯关了", "先别锁门", "不许拉窗帘", "我不想开灯", "不用开灯", "没开灯"),
    *("我昨天把卧室灯打开了", "卧室灯坏了", "谁开的灯", "灯是谁关的", "我的灯很漂亮", "开灯的时候小心", "电视真好看"),
    *("我儿子开了一家灯具店", "他说开灯很费电", "打开洗碗机", "今天天气真好", "我冷", "", "。。。", "灯", "卧室"),
    *("don't turn on the lights", "do not turn off the bedroom lamp", "never turn on the light", "I turned it on"),
    *(
        "I turned on the lights yesterday",
        "who turned on the light",
        "the bedroom lamp is broken",
        "my son sells lamps",
    ),
    *("I won't turn off the television", "you should not lock the front door", "turn on the dishwasher", "lamp", "!?"),
)

ITS_WORDS = ("the", "turn", "on", "把", "灯", "timer", "play", "what is", "please", "5", "百分之", "两")


@pytest.mark.parametrize(("text", "intent", "slots"), SAID, ids=[text for text, _, _ in SAID])
def test_what_is_said_to_the_home_is_understood(text: str, intent: str, slots: dict[str, str]) -> None:
    for language in Language:
        understood = sentences().understand(text, language)
        assert understood is not None
        assert (understood.name, dict(understood.slots)) == (intent, slots)


@pytest.mark.parametrize("text", NOT_SAID)
def test_refusals_tales_and_other_things_are_nothing_for_it(text: str) -> None:
    assert [sentences().understand(text, language) for language in Language] == [None, None]


def test_numbers_are_numbers_and_free_words_keep_their_spaces() -> None:
    reading = sentences().read("空调开到26.5度", Language.ZH)
    assert reading is not None
    assert reading.slots["temperature"] == Decimal("26.5")
    timer = sentences().read("10分钟后打开 bedroom lamp", Language.ZH)
    assert timer is not None
    assert timer.slots == {"minutes": Decimal(10), "conversation_command": "打开 bedroom lamp"}


@pytest.mark.parametrize("value", ["0", "100", "26.5"])
def test_numbers_are_plain_in_words(value: str) -> None:
    assert plain(Decimal(value)) == value


def test_the_area_is_that_of_the_home_s_speaker_unless_another_is_told() -> None:
    def area(context: dict[str, object] | None) -> str | None:
        found = sentences().understand("turn on the lights", Language.EN, context)
        return found.slot("area") if found else None

    assert area(None) == "客厅"
    assert area({"area": "卧室"}) == "卧室"
    assert area({}) is None


def test_of_several_readings_the_one_that_fits_the_device_wins() -> None:
    sensor = Device(id="sensor.oven", name="oven", domain="sensor", device_class="temperature")
    oven = SmartHomeSentences(SmartHome(devices=(sensor,)), (Language.EN,))
    oven.start()
    reading = oven.read("what is the oven temperature", Language.EN)
    assert reading is not None
    assert reading.intent == "HassGetState"
    assert oven.read("打开oven", Language.ZH) is None


def test_a_name_is_no_template() -> None:
    odd = SmartHomeSentences(SmartHome(devices=(Device(id="light.x", name="lamp (big|small)", domain="light"),)))
    odd.start()
    assert odd.understand("turn on the lamp big", Language.EN) is None


@pytest.mark.parametrize("text", ["turn on the bedroom lamp " + "now " * LONGEST, "把卧室灯打开" * LONGEST])
def test_a_tale_is_no_wish(text: str) -> None:
    assert [sentences().understand(text, language) for language in Language] == [None, None]


@given(st.text(max_size=LONGEST), st.sampled_from(Language))
def test_no_words_break_it(text: str, language: Language) -> None:
    understood = sentences().understand(text, language)
    assert understood is None or understood.name.startswith("Hass")


@given(st.lists(st.sampled_from(ITS_WORDS), max_size=40), st.sampled_from(Language))
def test_no_heap_of_its_own_words_breaks_it(words: list[str], language: Language) -> None:
    understood = sentences().understand(" ".join(words), language)
    assert understood is None or understood.name.startswith("Hass")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        *(text for text, _, _ in SAID),
        *("please " * 17, "turn on " + "the " * 25, "in 5 minutes " * 9, "what is the " * 10, "把" * 100),
        *("把客厅的灯" * 20, "百分之" * 30, "timer for five minutes named " * 4, "一二三四五六七八九十" * 10),
    ],
)
def test_a_sentence_takes_at_most_50_ms_of_computing(text: str) -> None:
    sentences().read(text, Language.EN)
    began = time.process_time()
    sentences().read(text, Language.EN)
    assert time.process_time() - began < 0.05


def test_every_language_needs_its_start_and_only_those_that_are_asked_for_are_read() -> None:
    english = SmartHomeSentences(HOME, (Language.EN,))
    assert english.understand("turn on the bedroom lamp", Language.EN) is None
    english.start()
    assert english.understand("turn on the bedroom lamp", Language.EN) is not None
    assert english.understand("打开卧室灯", Language.ZH) is None
