"""Cases of the rules in things.cedar."""

from dataclasses import replace
from typing import Any

from carebot.core.actions import Handover, Pick
from carebot.core.home import HouseholdObject, Trait
from carebot.core.people import Risk
from carebot.core.situation import House
from tests.safety import builders as b
from tests.safety.rules.moments import Case, by

GIVE_IT = Handover(object="thing", to="li")
FETCH_IT = Pick(object="thing")


def thing(*traits: Trait, risks: tuple[Risk, ...] = (), can_decide: bool = True, **changes: Any) -> House:
    """The house with a thing of these traits, and with Li at these risks."""
    item = HouseholdObject(id="thing", name=b.text("thing"), place="kitchen", mass_kg=0.1, traits=frozenset(traits))
    li = replace(b.LI, risks=frozenset(risks), can_decide=can_decide)
    return replace(b.house_with(replace(item, **changes)), residents=(li, b.WANG))


CHEMICAL, FIRE, GLASS = {"house": thing(Trait.CHEMICAL)}, {"house": thing(Trait.FIRE)}, Trait.BREAKABLE
MONEY, HERS = {"house": thing(Trait.VALUABLE)}, {"house": thing(Trait.VALUABLE, owner="li")}
WARM = 43.0

CASES = (
    Case(rule="house.chemical_handover", action=GIVE_IT, bites=by(b.BY_NURSE, **CHEMICAL), silent={"house": thing()}),
    Case(rule="house.chemical_fetch", action=FETCH_IT, bites=CHEMICAL, silent=by(b.BY_CARER, **CHEMICAL)),
    Case(rule="house.chemical_fetch", action=FETCH_IT, bites=by(b.BY_OFF_SHIFT, **CHEMICAL)),
    Case(rule="house.fire_handover", action=GIVE_IT, bites=by(b.BY_NURSE, **FIRE), silent={"house": thing()}),
    Case(rule="house.fire_fetch", action=FETCH_IT, bites=by(b.BY_FAMILY, **FIRE), silent=by(b.BY_CARER, **FIRE)),
    Case(rule="house.fire_fetch", action=FETCH_IT, bites=by(b.BY_OFF_SHIFT, **FIRE)),
    Case(
        rule="house.breakable_at_risk",
        action=GIVE_IT,
        bites={"house": thing(GLASS, risks=(Risk.SELF_HARM,))},
        silent={"house": thing(GLASS, risks=(Risk.SCALDS,))},
    ),
    Case(
        rule="house.breakable_at_risk",
        action=GIVE_IT,
        bites=by(b.BY_NURSE, house=thing(GLASS, risks=(Risk.VIOLENCE,))),
        silent=by(b.BY_NURSE, house=thing(risks=(Risk.VIOLENCE,))),
    ),
    Case(
        rule="house.cord_at_risk",
        action=GIVE_IT,
        bites={"house": thing(Trait.CORD, risks=(Risk.SELF_HARM,))},
        silent={"house": thing(Trait.CORD, risks=(Risk.VIOLENCE,))},
    ),
    Case(
        rule="house.hot_at_risk",
        action=GIVE_IT,
        bites={"house": thing(risks=(Risk.SCALDS,), temperature_c=WARM + 0.1)},
        silent={"house": thing(risks=(Risk.SCALDS,), temperature_c=WARM)},
    ),
    Case(
        rule="house.hot_at_risk",
        action=GIVE_IT,
        bites=by(b.BY_SCHEDULE, house=thing(can_decide=False, temperature_c=48.0)),
        silent=by(b.BY_CARER, house=thing(can_decide=False, temperature_c=48.0)),
    ),
    Case(
        rule="house.hot_at_risk",
        action=GIVE_IT,
        bites=by(b.BY_OFF_SHIFT, house=thing(risks=(Risk.SCALDS,), temperature_c=float("nan"))),
        silent={"house": thing(temperature_c=48.0)},
    ),
    Case(rule="house.valuables_handover", action=GIVE_IT, bites=by(b.BY_NURSE, **MONEY), silent=by(b.BY_NURSE, **HERS)),
    Case(
        rule="house.valuables_handover",
        action=GIVE_IT,
        bites=by(b.BY_LI, house=thing(Trait.VALUABLE, owner="wang")),
        silent={"house": thing(owner="wang")},
    ),
    Case(rule="house.valuables_fetch", action=FETCH_IT, bites=by(b.BY_VOICE, **HERS), silent=by(b.BY_LI, **HERS)),
    Case(rule="house.valuables_fetch", action=FETCH_IT, bites=by(b.BY_WANG, **HERS), silent=by(b.BY_CARER, **MONEY)),
    Case(rule="house.valuables_fetch", action=FETCH_IT, bites=by(b.BY_LI, **MONEY), silent={"house": thing()}),
    Case(rule="house.valuables_fetch", action=FETCH_IT, bites=by(b.BY_OFF_SHIFT, **HERS)),
    Case(
        rule="house.things_of_another",
        action=FETCH_IT,
        bites=by(b.BY_WANG, house=thing(owner="li")),
        silent=by(b.BY_LI, house=thing(owner="li")),
    ),
    Case(
        rule="house.things_of_another",
        action=FETCH_IT,
        bites=by(b.BY_WANG, house=thing(owner="li")),
        silent=by(b.BY_WANG, house=thing()),
    ),
)
