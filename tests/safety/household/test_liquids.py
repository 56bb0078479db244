"""What deeds with liquids bring about."""

from collections.abc import Callable, Iterator

import pytest

from carebot.core.household import Deed
from safety.household._liquids import clean, empty, fill, mix, pour, spray, wet
from safety.household.facts import Fact
from safety.household.state import Household
from tests.safety.household.homes import HOW, deed, home, states, told

Doing = Callable[[Household, Deed, frozenset[str]], Iterator[Fact]]


@pytest.mark.parametrize(
    ("doing", "done", "known", "facts", "afterwards"),
    [
        (pour, deed("pour", "milk", "in cup"), "", "pour milk cup into long", "milk in cup"),
        (pour, deed("pour", "milk", "on table"), "",
         "pour milk table long onto; wetted table milk over", "table is wet"),
        (pour, deed("pour", "milk", "over table"), "",
         "pour milk table long over; wetted table milk over", "table is wet"),
        (pour, deed("pour", "milk", "near table"), "",
         "pour milk table at_target long; wetted table milk over", "table is wet"),
        (pour, deed("pour", "milk", "under table"), "",
         "pour milk table long; wetted table milk over", "table is wet"),
        (pour, deed("pour", "milk"), "", "pour milk long", ""),
        (pour, deed("pour", "milk", "in stain"), "", "pour milk stain into long", "stain is wet"),
        (pour, deed("pour", "milk", "in water"), "", "pour milk water into long", ""),
        (pour, deed("pour", "milk", "in sink"), "spoon in sink; water in sink",
         "pour milk sink into long; wetted spoon milk", "milk in sink; spoon in sink; water in sink"),
        (pour, deed("pour", "milk", "in plate"), "", "pour milk plate into long", "milk in plate"),
        (pour, deed("pour", "cup", "in sink"), "milk in cup", "pour milk sink into long", "milk in sink"),
        (pour, deed("pour", "cup"), "spoon in cup", "pour liquid long", "spoon in cup"),
        (pour, deed("pour", "faucet"), "", "pour water long", ""),
        (pour, deed("pour", "bottle"), "", "pour wine long", ""),
        (pour, deed("pour", "shampoo"), "", "pour detergent long", ""),
        (pour, deed("pour", "cleaner"), "", "pour detergent long", ""),
        (pour, deed("pour", "can"), "", "pour water long", ""),
        (pour, deed("pour", "kettle"), "", "pour water long", ""),
        (pour, deed("pour", "rice"), "", "pour rice long", ""),
        (pour, deed("pour", "milk", source="cup"), "water in cup; milk in bowl", "pour milk long", "milk in bowl"),
        (pour, deed("pour", "milk", using="bowl"), "water in cup; milk in bowl", "pour milk long", "water in cup"),
        (pour, deed("pour", "table", using="water"), "",
         "pour water table long onto; wetted table water over", "table is wet"),
        (pour, deed("pour", "table", using="water cup"), "",
         "pour water table long onto; wetted table water over; pour liquid table long onto; "
         "wetted table liquid over", "table is wet"),
        (pour, deed("pour", "table cup", using="water"), "", "pour table long; pour liquid long", ""),
        (pour, deed("pour", "milk", using="water"), "", "pour milk long", ""),
        (pour, deed("pour", "faucet", using="water"), "", "pour water long", ""),
        (pour, deed("pour", "rice", "on stain", using="water"), "", "pour rice stain long onto", "stain is wet"),
        (pour, deed("pour", "milk"), "water in cup; milk in bowl; milk in sink",
         "pour milk long", "milk in sink; water in cup"),
        (pour, deed("pour", "milk"), "water in cup; bread in cup", "pour milk long", "bread in cup; water in cup"),
        (pour, deed("pour", "milk", "in cup", "away table"), "", "pour milk cup into long", "milk in cup"),
        (pour, deed("pour", "milk", "away table"), "", "pour milk long", ""),
        (fill, deed("fill", "cup"), "", "fill cup water long", "cup is full; water in cup"),
        (fill, deed("fill", "cup", using="milk"), "cup is empty; water in cup; spoon in cup",
         "fill cup milk long", "cup is full; milk in cup; spoon in cup"),
        (fill, deed("fill", "cup", using="rice"), "water in cup",
         "fill cup rice long", "cup is full; rice in cup; water in cup"),
        (fill, deed("fill", "cup", using="faucet"), "", "fill cup water long", "cup is full; water in cup"),
        (fill, deed("fill", "cup", using="sink"), "", "fill cup water long", "cup is full; water in cup"),
        (fill, deed("fill", "cup", "on table", using="milk"), "",
         "fill cup milk long", "cup is full; cup on table; milk in cup"),
        (empty, deed("empty", "cup", "on table"), "cup is full; milk in cup; spoon in cup",
         "empty cup long; pour milk table long; wetted table milk over; put spoon table long",
         "cup is empty; spoon on table; table is wet"),
        (empty, deed("empty", "cup"), "milk in cup", "empty cup long", "cup is empty"),
        (empty, deed("empty", "cup", "in sink"), "",
         "empty cup long; pour liquid sink long", "cup is empty; liquid in sink"),
        (empty, deed("empty", "drawer", "on table"), "", "empty drawer long", "drawer is empty"),
        (empty, deed("empty", "drawer", "in bowl"), "spoon in drawer; rice in bowl",
         "empty drawer long; put spoon bowl long", "drawer is empty; rice in bowl; spoon in bowl"),
        (empty, deed("empty", "drawer", "on table"), "spoon in drawer",
         "empty drawer long; put spoon table long", "drawer is empty; spoon on table"),
        (mix, deed("mix", "salt", "in bowl", using="milk"), "water in bowl; spoon in bowl",
         "in salt bowl long; in milk bowl long; in water bowl long; mix salt long; mix milk long; "
         "mix water long; together salt milk; together salt water; together milk salt; together milk water; "
         "together water salt; together water milk", "milk in bowl; salt in bowl; spoon in bowl; water in bowl"),
        (mix, deed("mix", "rice", "in milk"), "",
         "mix rice long; mix milk long; together rice milk; together milk rice", ""),
        (mix, deed("mix", "rice", "in bread"), "",
         "mix rice long; mix bread long; together rice bread; together bread rice", ""),
        (mix, deed("mix", "rice", "in salt"), "",
         "mix rice long; mix salt long; together rice salt; together salt rice", ""),
        (mix, deed("mix", "fire bread water"), "",
         "mix fire long; mix bread long; mix water long; heat bread fire long; heat water fire long; "
         "together fire bread; together fire water; together bread fire; together bread water; "
         "together water fire; together water bread", ""),
        (mix, deed("mix", "rice", "in water"), "",
         "mix rice long; mix water long; together rice water; together water rice", ""),
        (mix, deed("mix", "rice", "in water", "in bowl"), "",
         "in rice bowl long; in water bowl long; mix rice long; mix water long; together rice water; "
         "together water rice", "rice in bowl; water in bowl"),
        (wet, deed("wet", "towel"), "", "wetted towel water long", "towel is wet"),
        (wet, deed("wet", "towel", using="milk"), "", "wetted towel milk long", "towel is wet"),
        (wet, deed("wet", "towel", "in sink"), "",
         "wetted towel water long; wet towel sink long", "towel in sink; towel is wet"),
        (wet, deed("wet", "towel", "on sink"), "milk in sink",
         "wetted towel milk long; wet towel sink long", "milk in sink; towel is wet; towel on sink"),
        (wet, deed("submerge", "towel", "under water"), "",
         "wetted towel water long; submerge towel water long", "towel in water; towel is wet"),
        (wet, deed("wet", "water towel"), "", "wetted towel water long", "towel is wet"),
        (wet, deed("wet", "towel", "in sink", using="milk"), "",
         "wetted towel milk long; wetted towel water long; wet towel sink long", "towel in sink; towel is wet"),
        (spray, deed("spray", "table"), "", "spray water table long", ""),
        (spray, deed("spray", "table", using="milk"), "", "spray milk table long", ""),
        (spray, deed("spray", "milk", "on table", using="water"), "", "spray milk table long", ""),
        (spray, deed("spray", "", "on table", using="milk"), "", "spray milk table long", ""),
        (spray, deed("spray", "", "on table"), "", "spray water table long", ""),
        (clean, deed("clean", "table"), "table is dirty", "clean table long", "table is clean"),
        (clean, deed("clean", "table", using="towel"), "", "clean table towel long", "table is clean"),
        (clean, deed("clean", "table", using="towel"), "towel is wet",
         "clean table towel by_liquid long", "table is clean; towel is wet"),
        (clean, deed("clean", "table", using="towel"), "water in towel",
         "clean table towel by_liquid long", "table is clean; water in towel"),
        (clean, deed("clean", "table", using="sponge"), "", "clean table sponge by_liquid long", "table is clean"),
        (clean, deed("clean", "table", using="water detergent towel"), "",
         "clean table water by_liquid long; clean table detergent by_liquid long; clean table towel long; "
         "together water detergent; together detergent water", "table is clean"),
        (clean, deed("clean", "cup", "in sink", "on table", "near faucet"), "",
         "clean cup sink by_liquid long; clean cup faucet by_liquid long", "cup in sink; cup is clean"),
        (clean, deed("clean", "water", "on table", "near cup"), "",
         "clean table water by_liquid long; clean cup water by_liquid long", "cup is clean; table is clean"),
        (clean, deed("clean", "water towel", "on table"), "",
         "clean water long; clean towel long", "towel is clean; water is clean"),
        (clean, deed("clean", "water"), "", "clean water long", "water is clean"),
        (clean, deed("clean", "", "on table"), "", "", ""),
        (clean, deed("clean", "water milk plate"), "",
         "clean water long; clean milk long; clean plate long; together water milk; together milk water",
         "milk is clean; plate is clean; water is clean"),
        (clean, deed("clean", "mud table", using="towel"), "",
         "clean mud towel long; clean table towel long", "mud is clean; table is clean; towel is dirty"),
    ],
)  # fmt: skip
def test_what_comes_of_a_deed_with_a_liquid(doing: Doing, done: Deed, known: str, facts: str, afterwards: str) -> None:
    household = home(known)
    assert told(doing(household, done, HOW)) == facts
    assert states(household) == afterwards
