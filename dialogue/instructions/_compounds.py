"""What the words before a name make of it: whose a hand is, what a jar is for, what an unknown head tells by itself.

The head of a compound is its last word: a paper shredder is no paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from carebot.core.household import Mention, Noun, ThingKind
from dialogue.instructions.salience import Salience

Traits = Mapping[ThingKind, frozenset[str]]

OWNERS: Final = ("child", "elder", "pet", "person")
"""Whose a part of the body may be, the narrower first."""

PART_KINDS: Final = frozenset({"door", "door_handle", "lid", "drain_plug"})
_CLOSED: Final = frozenset({"bottle", "jar", "can", "box"})
_KEPT_CLOSED: Final = frozenset({"chemical", "medicine"})
"""A bottle of these is the thing as it is sold, and no open vessel full of it."""
_VESSELS: Final = frozenset({"vessel", "dish", "box"})
_TABLEWARE: Final = frozenset({"dish", "cup"})
_NOT_FOOD: Final = frozenset({"medicine", "chemical", "poisonous", "water"})
_WHAT_A_DISH_IS_MADE_OF_OR_USED_IN: Final = frozenset(
    {
        *("ingestible", "living", "heat_source", "place", "furniture", "vessel", "dish", "utensil", "liquid", "mains"),
        *("ceramic", "glass", "solid_thing", "washer", "plant"),
    }
)
_NO_HEADS: Final = frozenset(
    {
        *("corner", "center", "together", "either", "order", "number", "later", "faster", "slower", "closer", "higher"),
        *("lower", "further", "farther", "forever", "however", "rather", "manner", "layer", "upper", "former", "other"),
        *(
            "over",
            "under",
            "after",
            "never",
            "ever",
            "longer",
            "shorter",
            "better",
            "floor",
            "burner",
            "outer",
            "inner",
        ),
    }
)
_AGENTS: Final = ("er", "or")
_SHORTEST_HEAD: Final = 5


def is_head(word: str, heads: Mapping[str, str]) -> bool:
    """Whether an unknown `word` behind a name is the thing itself, which the name only qualifies."""
    return word in heads or (len(word) >= _SHORTEST_HEAD and word.endswith(_AGENTS) and word not in _NO_HEADS)


def owned(part: Mention, owner: frozenset[str]) -> Mention:
    """A part of the body with whose it is, the narrowest that is known."""
    whose = next((one for one in OWNERS if one in owner), None)
    return replace(part, traits=(*part.traits, whose)) if whose is not None else part


def compounded(mention: Mention, before: Sequence[Noun], traits: Traits) -> Mention:
    """`mention` with what the names before it say of it."""
    own = traits.get(mention.kind, frozenset())
    for noun in before:
        if "body_part" in own and noun.traits & set(OWNERS):
            mention = owned(mention, noun.traits)
        elif own & _VESSELS and "ingestible" in noun.traits and not noun.traits & _NOT_FOOD:
            mention = replace(mention, traits=(*mention.traits, "for_food"))
        elif own & _TABLEWARE and noun.traits and not noun.traits & _WHAT_A_DISH_IS_MADE_OF_OR_USED_IN:
            mention = replace(mention, kind="container")
    return mention


def joined(mention: Mention, other: Mention, salience: Salience) -> Mention:
    """ "The hand of a child", "shards of a cup", "a bottle of bleach", "a bottle of milk"."""
    known = salience.traits.get(mention.kind, frozenset())
    if "body_part" in known:
        return owned(mention, salience.nature(other))
    if "mess" in known:
        return mention
    if mention.kind in PART_KINDS or ("storage" in known and "mains" in salience.nature(other)):
        return other
    if mention.kind in _CLOSED and _KEPT_CLOSED & salience.nature(other):
        return other
    return replace(mention, contents=(other,))
