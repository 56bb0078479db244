"""What the values of choices are called, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Language, Text
from carebot.core.people import Diet, Risk

_LISTENING: Final[Mapping[str, Text]] = {
    "always": Text(zh="一直听，听到的都算对它说的", en="always: whatever is said counts"),
    "adaptive": Text(zh="听懂像是对它说的话", en="what sounds meant for it"),
    "called": Text(zh="叫它的名字才听", en="only when called by its name"),
}
_LANGUAGES: Final[Mapping[str, Text]] = {
    Language.ZH.value: Text(zh="中文", en="Mandarin"),
    Language.EN.value: Text(zh="英语", en="English"),
}
_RISKS: Final[Mapping[str, Text]] = {
    Risk.WANDERING.value: Text(zh="走失", en="wandering off"),
    Risk.SELF_HARM.value: Text(zh="自伤", en="harming herself"),
    Risk.VIOLENCE.value: Text(zh="伤人", en="harming others"),
    Risk.SCALDS.value: Text(zh="烫伤", en="scalds"),
    Risk.DEMENTIA.value: Text(zh="认知障碍", en="dementia"),
    Risk.EXERTION.value: Text(zh="不能劳累", en="no exertion"),
}
_DIETS: Final[Mapping[str, Text]] = {
    Diet.SOFT_FOOD.value: Text(zh="软食", en="soft food"),
    Diet.THICK_DRINKS.value: Text(zh="增稠饮品", en="thickened drinks"),
    Diet.LOW_SUGAR.value: Text(zh="低糖", en="low sugar"),
    Diet.NOTHING_BY_MOUTH.value: Text(zh="禁食禁水", en="nothing by mouth"),
}
NAMES: Final[Mapping[str, Text]] = MappingProxyType({**_LISTENING, **_LANGUAGES, **_RISKS, **_DIETS})
"""By the value of the choice; one that is not here is called by its value."""
