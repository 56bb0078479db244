"""What a policy is: a pure judgement of an action in a situation.

A policy can only tighten: the order of verdicts sees to it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from enum import IntEnum
from typing import ClassVar

from carebot.core.actions import Action
from carebot.core.language import Text
from carebot.core.situation import Situation
from carebot.core.verdicts import Judgement


class Layer(IntEnum):
    """The gate's layers in the order in which they judge. All of them judge every action.

    What a thing does comes first, so that the hazard is the reason that is given, whatever else stands in the way.
    """

    HOUSEHOLD = 0
    FORM = 1
    PHYSICAL = 2
    HOUSE_RULES = 3
    CONFIRMATION = 4


class Policy(ABC):
    """One policy. Its name is its module's name; `Options` are its settings."""

    layer: ClassVar[Layer]
    title: ClassVar[Text]

    def prepare(self) -> None:
        """Read and check what judging needs, once, before the first judgement; raises CarebotError."""
        return

    @abstractmethod
    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """What this policy has against `action`; nothing when it has nothing against it.

        A judgement of ALLOW changes nothing: it tells by which rule the action is allowed.
        """
