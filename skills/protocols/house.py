"""All protocols of the house, the most urgent first."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from skills.protocols.abuse import MONEY_TAKEN, VIOLENCE, VIOLENCE_NOW
from skills.protocols.base import Protocol
from skills.protocols.chest_pain import CHEST_PAIN
from skills.protocols.choking import CHOKING
from skills.protocols.fire import FIRE
from skills.protocols.self_harm import SELF_HARM
from skills.protocols.stroke import STROKE

_IN_ORDER: Final = (FIRE, VIOLENCE_NOW, CHOKING, CHEST_PAIN, STROKE, SELF_HARM, VIOLENCE, MONEY_TAKEN)
PROTOCOLS: Final[Mapping[str, Protocol]] = MappingProxyType({one.id: one for one in _IN_ORDER})
"""By name, in the order in which they are looked for: of several dangers in one sentence the first one is acted on."""
