"""What switching, heating and freezing bring about."""

from collections.abc import Callable, Iterator

import pytest

from carebot.core.household import Deed
from safety.household._heat import cook, freeze, switch_off, switch_on
from safety.household.facts import Fact
from safety.household.state import Household
from tests.safety.household.homes import HOW, deed, home, states, told

Doing = Callable[[Household, Deed, frozenset[str]], Iterator[Fact]]


@pytest.mark.parametrize(
    ("doing", "done", "known", "facts", "afterwards"),
    [
        (switch_on, deed("switch_on", "lamp", "on table"), "",
         "switch_on lamp table long", "lamp is on; lamp on table"),
        (switch_on, deed("switch_on", "lamp"), "lamp near bed",
         "switch_on lamp bed long", "lamp is on; lamp near bed"),
        (switch_on, deed("switch_on", "lamp", times=2), "", "switch_on lamp long", "lamp is on"),
        (switch_on, deed("switch_on", "lamp", times=3), "", "switch_on lamp long repeated", "lamp is on"),
        (switch_on, deed("switch_on", "lamp", times=0), "", "switch_on lamp long repeated", "lamp is on"),
        (switch_on, deed("switch_on", "knob water"), "",
         "switch_on stove long; switch_on faucet long", "faucet is on; stove is on"),
        (switch_off, deed("switch_off", "knob lamp"), "stove is on",
         "switch_off stove long; switch_off lamp long", "lamp is off; stove is off"),
        (switch_off, deed("switch_off", "lamp", using="water towel"), "",
         "switch_off lamp water long; switch_off lamp towel long", "lamp is off"),
        (cook, deed("cook", "soup"), "cup on table; bread in stove; pot on stove; bowl on stove",
         "cook pot soup long; cook soup pot long; on cup table; in bread stove; heated bread stove direct long; "
         "heated pot stove direct long; heated soup stove long; heated bowl stove direct long; on pot stove; "
         "on bowl stove; in soup pot; within soup stove",
         "bowl on stove; bread in stove; cup on table; pot on stove; soup in pot; soup is cooked; "
         "soup is hot; stove is off"),
        (cook, deed("cook", "milk"), "pot on stove; stove on table",
         "cook pot milk long; cook milk pot long; on pot stove; within pot table; on stove table; "
         "heated pot stove direct long; heated milk stove long; in milk pot; within milk stove; within milk table",
         "milk in pot; milk is cooked; pot on stove; stove is off; stove on table"),
        (cook, deed("cook", "towel"), "pot on stove", "cook towel long; on pot stove", "pot on stove"),
        (cook, deed("cook", "milk"), "milk in pot; pot on table", "cook milk long; in milk pot; "
         "within milk table; on pot table", "milk in pot; milk is cooked; pot on table"),
        (cook, deed("heat", "radiator bread oven kettle"), "",
         "heat bread long; heat oven long; heat kettle long", "bread is cooked"),
        (cook, deed("cook", "egg", "in pot"), "egg is raw",
         "cook pot egg long; cook egg pot long; in egg pot", "egg in pot; egg is cooked"),
        (cook, deed("cook", "egg", "in kettle"), "",
         "cook egg kettle long; heated egg kettle direct long; in egg kettle",
         "egg in kettle; egg is cooked; kettle is off"),
        (cook, deed("cook", "egg", using="pot"), "pot on stove",
         "cook pot egg long; cook egg pot long; on pot stove; heated pot stove direct long; "
         "heated egg stove long; in egg pot; within egg stove",
         "egg in pot; egg is cooked; pot on stove; stove is off"),
        (cook, deed("cook", "egg", "on stove"), "egg is raw",
         "cook egg stove long; in egg pot; within egg stove; heated pot stove direct long; "
         "heated egg stove long; on pot stove", "egg in pot; egg is cooked; pot on stove; stove is off"),
        (cook, deed("cook", "egg", "on stove"), "stove is on",
         "cook egg stove long; heated pot stove direct long; heated egg stove long; in egg pot; "
         "within egg stove; on pot stove", "egg in pot; egg is cooked; pot on stove; stove is on"),
        (cook, deed("cook", "pot", "on stove"), "",
         "cook pot stove long; heated pot stove direct long; on pot stove", "pot on stove; stove is off"),
        (cook, deed("cook", "bread", "near oven"), "",
         "cook bread oven long; heated bread oven direct long; in bread oven",
         "bread in oven; bread is cooked; oven is off"),
        (cook, deed("cook", "bread", "on radiator"), "",
         "cook bread radiator long; heated bread radiator direct long; on bread radiator",
         "bread is cooked; bread on radiator; radiator is off"),
        (cook, deed("cook", "oven", "in oven"), "", "cook oven oven long", "oven is off"),
        (cook, deed("cook", "towel", "on stove"), "",
         "cook towel stove long; heated towel stove direct long; on towel stove", "stove is off; towel on stove"),
        (cook, deed("cook", "bread", "on plate"), "", "cook bread plate long; on bread plate",
         "bread is cooked; bread on plate"),
        (freeze, deed("freeze", "bread"), "", "freeze bread freezer long", "bread in freezer"),
        (freeze, deed("freeze", "bread", "on table", using="drawer"), "",
         "freeze bread table long; freeze bread drawer long", "bread in drawer"),
    ],
)  # fmt: skip
def test_what_comes_of_heating(doing: Doing, done: Deed, known: str, facts: str, afterwards: str) -> None:
    household = home(known)
    assert told(doing(household, done, HOW)) == facts
    assert states(household) == afterwards


def test_often_is_three_times_however_it_comes_about() -> None:
    household = home()
    once, twice = deed("switch_on", "lamp"), deed("switch_on", "lamp", times=2)
    assert told(switch_on(household, once, HOW)) == "switch_on lamp long"
    assert told(switch_on(household, twice, HOW)) == "switch_on lamp long repeated"
