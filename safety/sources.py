"""Where a rule comes from: house rules name their source themselves, the policies in code have theirs here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text

_OF_POLICIES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "form": Text(zh="SAFETY.md，关口第一层：能力与形式", en="SAFETY.md, layer 1 of the gate: capability and form"),
        "driving": Text(
            zh="SAFETY.md 限值；ISO 13855 的间距公式；ISO 13482 的突然靠近",
            en="SAFETY.md, limits; separation in the form of ISO 13855; sudden approach in ISO 13482",
        ),
        "physical": Text(
            zh="SAFETY.md 限值；ISO/TS 15066 的力；ISO 13732-1 的热",
            en="SAFETY.md, limits; forces of ISO/TS 15066; heat of ISO 13732-1",
        ),
        "confirmation": Text(
            zh="SAFETY.md，关口第四层：人的确认", en="SAFETY.md, layer 4 of the gate: confirmation by a person"
        ),
        "house": Text(zh="SAFETY.md，关口第三层：家规", en="SAFETY.md, layer 3 of the gate: house rules"),
        "values": Text(zh="相冲突的价值的次序", en="the order of values that conflict"),
        "gate": Text(zh="SAFETY.md：最严的算数", en="SAFETY.md: the strictest verdict wins"),
    }
)
_UNKNOWN: Final = Text(zh="记录和规则里都没有写来源", en="neither the record nor the rules name it")


def source_of(rule: str, house_rules: Mapping[str, str]) -> Text:
    """The source of the rule with this id; `house_rules` has what the rules in Cedar say of theirs."""
    if rule in house_rules:
        return Text(zh=house_rules[rule], en=house_rules[rule])
    return _OF_POLICIES.get(rule.partition(".")[0], _UNKNOWN)
