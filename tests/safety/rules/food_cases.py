"""Cases of the rules in food.cedar."""

from dataclasses import replace
from typing import Any

from carebot.core.actions import Handover
from carebot.core.home import HouseholdObject, Trait
from carebot.core.people import Diet
from carebot.core.situation import House
from tests.safety import builders as b
from tests.safety.rules.moments import Case, by

SERVE = Handover(object="dish", to="li")


def served(*traits: Trait, diet: tuple[Diet, ...] = (), **changes: Any) -> House:
    """The house with a dish of these traits, and with Li on this diet."""
    contains = changes.pop("contains", frozenset())
    dish = HouseholdObject(
        id="dish", name=b.text("dish"), place="kitchen", mass_kg=0.2, traits=frozenset(traits), contains=contains
    )
    li = replace(b.LI, diet=frozenset(diet), **changes)
    return replace(b.house_with(dish), residents=(li, b.WANG))


FOOD, SOFT, DRINK, THICK, SWEET = Trait.FOOD, Trait.SOFT, Trait.DRINK, Trait.THICK, Trait.SWEET
SWEETS = {"house": served(FOOD, SWEET, diet=(Diet.LOW_SUGAR,))}
NUTS = frozenset({"nuts"})

CASES = (
    Case(
        rule="house.nothing_by_mouth",
        action=SERVE,
        bites={"house": served(FOOD, SOFT, diet=(Diet.NOTHING_BY_MOUTH,))},
        silent={"house": served(diet=(Diet.NOTHING_BY_MOUTH,))},
    ),
    Case(
        rule="house.nothing_by_mouth",
        action=SERVE,
        bites=by(b.BY_NURSE, house=served(DRINK, diet=(Diet.NOTHING_BY_MOUTH,))),
        silent=by(b.BY_NURSE, house=served(DRINK)),
    ),
    Case(
        rule="house.soft_food",
        action=SERVE,
        bites=by(b.BY_NURSE, house=served(FOOD, diet=(Diet.SOFT_FOOD,))),
        silent=by(b.BY_NURSE, house=served(FOOD, SOFT, diet=(Diet.SOFT_FOOD,))),
    ),
    Case(
        rule="house.soft_food",
        action=SERVE,
        bites={"house": served(FOOD, diet=(Diet.SOFT_FOOD,))},
        silent={"house": served(FOOD, diet=(Diet.THICK_DRINKS,))},
    ),
    Case(
        rule="house.thick_drinks",
        action=SERVE,
        bites={"house": served(DRINK, diet=(Diet.THICK_DRINKS,))},
        silent={"house": served(DRINK, THICK, diet=(Diet.THICK_DRINKS,))},
    ),
    Case(
        rule="house.thick_drinks",
        action=SERVE,
        bites={"house": served(DRINK, diet=(Diet.THICK_DRINKS,))},
        silent={"house": served(FOOD, diet=(Diet.THICK_DRINKS,))},
    ),
    Case(
        rule="house.allergy",
        action=SERVE,
        bites={"house": served(FOOD, contains=NUTS, allergies=NUTS)},
        silent={"house": served(FOOD, contains=NUTS, allergies=frozenset({"milk"}))},
    ),
    Case(
        rule="house.sweets",
        action=SERVE,
        bites=by(b.BY_SCHEDULE, **SWEETS),
        silent=by(b.BY_LI, **SWEETS),
    ),
    Case(
        rule="house.sweets",
        action=SERVE,
        bites=by(b.BY_LI, house=served(FOOD, SWEET, diet=(Diet.LOW_SUGAR,), can_decide=False)),
        silent=by(b.BY_CARER, **SWEETS),
    ),
    Case(rule="house.sweets", action=SERVE, bites=by(b.BY_OFF_SHIFT, **SWEETS), silent=by(b.BY_NURSE, **SWEETS)),
    Case(
        rule="house.sweets",
        action=SERVE,
        bites=by(b.BY_FAMILY, **SWEETS),
        silent=by(b.BY_FAMILY, house=served(FOOD, diet=(Diet.LOW_SUGAR,))),
    ),
    Case(
        rule="house.food_from_family",
        action=SERVE,
        bites=by(b.BY_FAMILY, house=served(FOOD, SOFT, diet=(Diet.SOFT_FOOD,))),
        silent=by(b.BY_CARER, house=served(FOOD, SOFT, diet=(Diet.SOFT_FOOD,))),
    ),
    Case(
        rule="house.food_from_family",
        action=SERVE,
        bites=by(b.BY_FAMILY, house=served(DRINK, THICK, diet=(Diet.THICK_DRINKS,))),
        silent=by(b.BY_FAMILY, house=served(DRINK, THICK)),
    ),
    Case(
        rule="house.food_from_family",
        action=SERVE,
        bites=by(b.BY_FAMILY, house=served(FOOD, diet=(Diet.LOW_SUGAR,))),
        silent=by(b.BY_FAMILY, house=served(diet=(Diet.LOW_SUGAR,))),
    ),
    Case(
        rule="house.food_from_family",
        action=SERVE,
        bites=by(b.BY_FAMILY, house=served(DRINK, diet=(Diet.NOTHING_BY_MOUTH,))),
        silent=by(b.BY_FAMILY, house=served(diet=(Diet.NOTHING_BY_MOUTH,))),
    ),
)
