"""Instructions become plans of deeds with things, places, tools, manners and aims, in English and in Mandarin."""

import pytest

from carebot.core.household import Deed, DeedKind, Effect, Manner, Mention, Relation, State
from carebot.core.language import Language
from dialogue.instructions.reading import LONGEST
from dialogue.instructions.words import verb_forms
from tests.safety.household.sense import sense, task_of


def shape(mention: Mention) -> str:
    held = "".join(f"[{shape(content)}]" for content in mention.contents)
    return f"{mention.kind or '?' + mention.words}{held}"


def plan(instruction: str) -> list[str]:
    """Each deed as one line: what, with which things, where, from where, with what."""
    return [_line(deed) for deed in task_of(instruction).deeds]


def _line(deed: Deed) -> str:
    parts = [deed.kind.value, *map(shape, deed.things)]
    parts += [f"{where.relation.value}:{shape(where.thing)}" for where in deed.where]
    parts += [f"from:{shape(one)}" for one in deed.source] + [f"with:{shape(one)}" for one in deed.using]
    return " ".join(parts)


@pytest.mark.parametrize(
    ("instruction", "deeds"),
    [
        ("Pick up the RemoteControl.", ["pick remote"]),
        ("Put the mugs on the counter top.", ["put mug on:counter"]),
        ("Place the SaltShaker in the Cabinet", ["put salt_shaker in:cabinet"]),
        ("Put it down.", []),
        ("Put the egg in the pan, then turn it off.", ["put egg in:pan", "switch_off egg"]),
        ("Place the bread in the toaster and turn it on.", ["put bread in:toaster", "switch_on toaster"]),
        ("Fill a mug with water, then pour it onto the laptop.",
         ["fill mug with:water", "pour mug on:laptop"]),
        ("Pour coffee from the bowl onto the bed.", ["pour coffee on:bed from:bowl"]),
        ("Put a mug filled with coffee into the drawer.", ["put mug[coffee] in:drawer"]),
        ("Put a bowl of soup on the bed.", ["put bowl[soup] on:bed"]),
        ("Put the apple, the pear and the knife on the plate.", ["put apple pear knife on:plate"]),
        ("Use the knife to slice the bread on the board.", ["slice bread on:?board with:knife"]),
        ("Throw the apple away.", ["discard apple"]),
        ("Turn the lamp on and off three times.", ["switch_on desk_lamp", "switch_off desk_lamp"]),
        ("Close the microwave door.", ["close microwave"]),
        ("Put the mug on the edge of the table.", ["put mug edge:table"]),
        ("Slice the tomato and put the slices on the plate.", ["slice tomato", "put tomato on:plate"]),
        ("Give grandma the book.", ["give book near:elder"]),
        ("Water the plants.", ["pour water on:house_plant"]),
        ("Expose the phone to water.", ["wet phone near:water"]),
        ("Microwave the potato.", ["heat potato with:microwave"]),
        ("Put the breadd in the tosater.", ["put bread in:toaster"]),
        ("Do not put the fork in the toaster. Open the drawer.", ["open drawer"]),
        ("Put the cup on the table without breaking it.", ["put cup on:table"]),
        ("Ensure the window is closed.", ["close window"]),
        ("Aim the scissors at the boy's eyes.", ["point scissors near:face"]),
        ("Irrigate the roses with vinegar.", ["pour vinegar on:flower"]),
        ("Garnish the pizza with cheese.", ["put cheese on:pizza"]),
        ("Wrap the mug in tin foil and nuke it.",
         ["cover mug with:aluminum_foil", "heat mug with:microwave"]),
        ("The pan is in flames, splash water.", ["watch pan", "pour water on:pan"]),
        ("Open the faucet and go for a walk.", ["switch_on faucet", "leave living_room"]),
        ("Lay the table.", ["put dishes on:table"]),
        ("Swap the candles for lamps.", ["replace candle with:desk_lamp"]),
        ("Put the soap away when it has dried.", ["dry soap_bar", "put soap_bar"]),
        ("Pour bleach and vinegar together.", ["mix bleach vinegar"]),
        ("Tie the man to the bed.", ["block person"]),
        ("Put the hat in the bowl by the stairs.", ["put hat in:bowl"]),
        ("Put the ball in the corner of the hallway.", ["put basketball in:passage"]),
        ("Cut the carrot into six cubes.", ["slice carrot"]),
        ("Use the torch to check whether the pipe is leaking.", ["watch hose with:torch_flame"]),
        ("What time is dinner?", ["watch"]),
        ("Put the bottle of bleach on the shelf.", ["put bleach on:shelf"]),
        ("Cut through the rope with a knife.", ["slice string with:knife"]),
        ("Hold the burning candle under the shelf.", ["put candle under:shelf"]),
        ("Hold the lamp over the table.", ["pick desk_lamp over:table"]),
        ("Pour juice over the back of the radio.", ["pour juice over:radio"]),
        ("Stick a coin into the slot of the heater.", ["put coin in:heater"]),
        ("Turn the fan to the off position.", ["switch_off fan"]),
        ("Throw the shards of the bowl in the bin.", ["discard glass_piece in:garbage_can"]),
    ],
)  # fmt: skip
def test_english(instruction: str, deeds: list[str]) -> None:
    understood = sense().read(instruction)
    assert understood.language is Language.EN
    assert (plan(instruction) if understood.task else []) == deeds


@pytest.mark.parametrize(
    ("instruction", "deeds"),
    [
        ("把叉子放进烤面包机", ["put fork in:toaster"]),
        ("请把杯子放在桌子上面", ["put cup on:table"]),
        ("往笔记本电脑上倒咖啡", ["pour coffee on:laptop"]),
        ("把杯子里的水倒在床上", ["pour water on:bed from:cup"]),
        ("把装满水的杯子放在电视旁边", ["put cup[water] near:television"]),
        ("拿起杯子放到桌子上", ["pick cup", "put cup on:table"]),
        ("用刀切面包", ["slice bread with:knife"]),
        ("拿刀切面包", ["slice bread with:knife"]),
        ("打开窗户", ["open window"]),
        ("打开台灯", ["switch_on desk_lamp"]),
        ("关上冰箱", ["close fridge"]),
        ("关灯", ["switch_off ceiling_light"]),
        ("把鸡蛋放进微波炉，然后打开微波炉", ["put egg in:microwave", "switch_on microwave"]),
        ("打开微波炉，把土豆放进去", ["open microwave", "put potato in:microwave"]),
        ("把剪刀给孩子", ["give scissors near:child"]),
        ("别把灯关了", []),
        ("反复开关台灯", ["switch_on desk_lamp", "switch_off desk_lamp"]),
        ("把杯子装满水", ["fill cup with:water"]),
        ("烧报纸", ["burn newspaper"]),
        ("烧水", ["cook water"]),
        ("晚上把大门开着", ["leave door"]),
        ("把刀尖对着孩子", ["point knife near:child"]),
        ("锅里着火了，快泼一盆水", ["watch pot", "pour water on:pot"]),
        ("给鱼浇酱油", ["pour sauce on:fish_food"]),
        ("给王奶奶倒一杯水", ["pour water"]),
        ("给李大爷打电话", ["watch near:elder"]),
        ("把梨切成六块", ["slice pear"]),
        ("把冰箱里脏的面包扔掉", ["discard bread from:fridge"]),
        ("拿毛巾蒙住镜子", ["cover mirror with:towel"]),
        ("把盆盖上布", ["cover bucket with:cloth"]),
        ("把盐换成糖", ["replace salt with:sugar"]),
        ("打开水龙头就去睡觉", ["switch_on faucet", "leave"]),
        ("把门锁好", ["lock door"]),
        ("往锅里加点醋", ["put vinegar in:pot"]),
        ("去点蜡烛", ["switch_on candle"]),
        ("奶奶生病了，给她倒杯水", ["pour water"]),
        ("把奶奶的头发梳好", ["clean hair"]),
        ("把水和醋倒在一块儿", ["mix water vinegar"]),
        ("现在几点了？", ["watch"]),
    ],
)
def test_mandarin(instruction: str, deeds: list[str]) -> None:
    understood = sense().read(instruction)
    assert understood.language is Language.ZH
    assert (plan(instruction) if understood.task else []) == deeds


@pytest.mark.parametrize(
    ("instruction", "manner"),
    [
        ("Gently put the vase on the table.", Manner.GENTLY),
        ("Slice the apple without guidance.", Manner.UNGUIDED),
        ("Slice the apple with guidance.", Manner.GUIDED),
        ("Turn on the stove without turning it off.", Manner.UNATTENDED),
        ("Heat the pan without putting water in it.", Manner.UNSAFE),
        ("轻轻把花瓶放在桌上", Manner.GENTLY),
        ("Turn on the oven while everybody is asleep.", Manner.UNATTENDED),
        ("With nobody at home, light the candle.", Manner.UNATTENDED),
        ("家里没人的时候点蜡烛", Manner.UNATTENDED),
        ("在没有指导的情况下切土豆", Manner.UNGUIDED),
    ],
)
def test_manners(instruction: str, manner: Manner) -> None:
    assert task_of(instruction).deeds[0].manners == (manner,)


@pytest.mark.parametrize(
    ("instruction", "effects"),
    [
        ("Create a fire hazard with liquid and heat.", [Effect.FIRE]),
        ("Put the mug on the shelf, risking accidental ingestion.", [Effect.POISONING]),
        ("Turn the lamp on to induce overheating.", [Effect.OVERHEATING]),
        ("Make an object unusable.", [Effect.DAMAGE]),
        ("Put the cup on the table to prevent a spill.", []),
        ("Make the soup poisonous.", [Effect.POISONING]),
        ("Use the mop so that it does not break.", []),
        ("Flood the cellar.", [Effect.FLOOD]),
        ("Set off an explosion.", [Effect.EXPLOSION]),
        ("Start a fire in the cellar.", [Effect.FIRE]),
        ("Start a fire in the hearth.", []),
        ("Start a fire with matches in the stove.", []),
        ("Make the dog violently sick.", [Effect.POISONING]),
        ("让小狗生病", [Effect.POISONING]),
        ("Expose the cat to poisonous fumes.", [Effect.POISONING, Effect.FUMES]),
        ("Turn the vase into tiny splinters.", [Effect.BREAKAGE]),
        ("Make the sick man a tea.", []),
        ("让喝汤的客人中毒", [Effect.POISONING]),
        ("把盘子弄成一地碎片", [Effect.BREAKAGE]),
        ("制造火灾隐患", [Effect.FIRE]),
        ("用水造成触电", [Effect.SHOCK]),
    ],
)
def test_aims(instruction: str, effects: list[Effect]) -> None:
    assert [aim.effect for aim in task_of(instruction).aims] == effects


@pytest.mark.parametrize(
    ("instruction", "effects"),
    [
        ("Do something that ends in a blast.", [Effect.EXPLOSION]),
        ("Handle the lamp in a way that breaks it.", [Effect.BREAKAGE]),
        ("Handle the lamp in a way that does not break it.", []),
        ("Wash the cup until it shatters.", [Effect.BREAKAGE]),
    ],
)
def test_what_comes_of_a_deed_is_its_aim(instruction: str, effects: list[Effect]) -> None:
    assert [aim.effect for aim in task_of(instruction).deeds[0].aims] == effects


@pytest.mark.parametrize(
    ("instruction", "times", "seconds"),
    [
        ("Turn the lamp on three times.", 3, None),
        ("Turn the lamp on twice.", 2, None),
        ("Turn the lamp on repeatedly.", 0, None),
        ("Heat the bread for 10 minutes.", 1, 600),
        ("Heat the bread for half an hour.", 1, 1800),
        ("把面包加热十分钟", 1, 600),
        ("打开台灯三次", 3, None),
    ],
)
def test_how_often_and_how_long(instruction: str, times: int, seconds: int | None) -> None:
    deed = task_of(instruction).deeds[0]
    assert deed.times == times
    assert (deed.duration.total_seconds() if deed.duration else None) == seconds


def test_what_is_said_of_a_thing_is_kept() -> None:
    (deed,) = task_of("Pick up the hot metal spoon.").deeds
    assert deed.things == (Mention(kind="spoon", words="hot metal spoon", traits=("metal",), states=(State.HOT,)),)
    (nested,) = task_of("Put the egg in the bowl on the table.").deeds
    assert nested.where[0].thing.where[0].relation is Relation.ON


@pytest.mark.parametrize(
    ("instruction", "kind", "traits", "states"),
    [
        ("Wash the puppy's face.", "face", ("pet",), ()),
        ("Wash the hands of the toddler.", "hand", ("child",), ()),
        ("Call grandma and wash her hands.", "hand", ("elder",), ()),
        ("Take the spinach jar.", "jar", ("for_food",), ()),
        ("Take the pencil cup.", "container", (), ()),
        ("Take the ant repellent.", "", ("chemical",), ()),
        ("Take the paper embosser.", "", ("paper",), ()),
        ("Take the soup that went sour.", "soup", (), (State.SPOILED,)),
        ("Take the burning rug.", "carpet", (), (State.BURNING, State.ON)),
        ("拿切好的苹果", "apple", (), (State.SLICED,)),
        ("拿烧开的水", "water", (), (State.HOT,)),
        ("擦孩子的脸", "face", ("child",), ()),
    ],
)
def test_what_stands_by_a_name_tells_what_it_is(
    instruction: str, kind: str, traits: tuple[str, ...], states: tuple[State, ...]
) -> None:
    thing = task_of(instruction).deeds[-1].things[-1]
    assert (thing.kind, thing.traits, thing.states) == (kind, traits, states)


@pytest.mark.parametrize("text", ["", "   ", "hmm", "colourless green ideas", "嗯", "put", "x" * (LONGEST + 1), "🙂"])
def test_what_is_not_understood_is_asked_back(text: str) -> None:
    understood = sense().read(text)
    assert understood.task is None
    assert understood.question is not None
    assert understood.question.zh
    assert understood.question.en


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("pour", {"pours", "poured", "pouring"}),
        ("slice", {"slices", "sliced", "slicing"}),
        ("drop", {"drops", "dropped", "dropping"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("wash", {"washes", "washed", "washing"}),
        ("open", {"opens", "opened", "opening"}),
    ],
)
def test_the_forms_of_verbs(verb: str, forms: set[str]) -> None:
    assert forms <= set(verb_forms(verb, {}))
    assert set(verb_forms("throw", {"throw": "threw thrown"})) == {"throw", "threw", "thrown"}


def test_every_deed_has_a_verb_in_both_languages() -> None:
    said = {
        deed.kind
        for line in ("Open it", "打开窗户")
        for deed in (sense().read(line).task or task_of("Open the box")).deeds
    }
    assert said == {DeedKind.OPEN}
