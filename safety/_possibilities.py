"""What people may have done: rules that forbade any of this altogether would take from them what the house is for."""

from typing import Final

from safety.proof.statements import PRINCIPAL, RESOURCE, Invariant, possible

POSSIBILITIES: Final[tuple[Invariant, ...]] = (
    possible(
        "escort_herself",
        "escort",
        PRINCIPAL.is_a("Resident") & PRINCIPAL.equals(RESOURCE),
        zh="老人可以让机器人陪自己走。",
        en="A resident may have herself escorted.",
        source="mission: walking assistance",
    ),
)
