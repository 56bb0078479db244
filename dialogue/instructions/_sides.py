"""Parts of a thing that say where something goes: the edge of a table, the slot of a toaster, the back of a radio."""

from typing import Final

from carebot.core.household import Relation

PARTS: Final = {
    "top": Relation.ON, "edge": Relation.EDGE, "rim": Relation.EDGE, "corner": Relation.EDGE, "front": Relation.NEAR,
    "side": Relation.NEAR, "surface": Relation.ON, "middle": Relation.ON, "center": Relation.ON, "centre": Relation.ON,
    "bottom": Relation.IN, "inside": Relation.IN, "interior": Relation.IN, "end": Relation.EDGE, "screen": Relation.ON,
    "back": Relation.BEHIND, "vicinity": Relation.NEAR, "reach": Relation.NEAR,
    "slot": Relation.IN, "slots": Relation.IN, "opening": Relation.IN, "hole": Relation.IN, "holes": Relation.IN,
    "vent": Relation.IN, "vents": Relation.IN,
}  # fmt: skip
SIDES: Final = frozenset({"back", "front", "side"})
"""What is said to go in, on or over a side of a thing goes onto the thing."""
