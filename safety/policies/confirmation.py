"""Confirmation: which actions wait for whose yes. A yes is to exactly these parameters, expires, and silence is no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import Action, Handover, StoreClip, SupportWalking
from carebot.core.language import Text
from carebot.core.people import RequesterKind
from carebot.core.situation import Situation
from carebot.core.verdicts import Confirmer, Judgement, Verdict
from safety._confirmations import confirmers_of
from safety.policies.base import Layer, Policy

_SUPPORT: Final = Text(
    zh="扶着走，要本人和护理员都同意。", en="Support in walking needs a yes from whoever is held and from a carer."
)
_MEDICINE: Final = Text(zh="递药要护士同意。", en="Handing over medicine needs a yes from a nurse.")
_CLIP: Final = Text(zh="留画面要本人同意。", en="Keeping pictures needs a yes from whoever they show.")
_ESCORT: Final = Text(zh="我可以不碰您，在前面慢慢带路。", en="I can lead the way slowly without touching you.")
_NURSE_GIVES: Final = Text(zh="我请护士来给您。", en="I can ask a nurse to give it to you.")
_IN_WORDS: Final = Text(zh="我只记下事情经过，不留画面。", en="I can record what happened, without pictures.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`life` is how long a yes counts: as long as the circumstances in which it was given may be thought to last."""

    life: timedelta = timedelta(seconds=60)


_DEFAULTS: Final = Options()


class AskedAndAnswered(Policy):
    """Risky contact, medicine and pictures wait for the people whom they concern."""

    layer: ClassVar[Layer] = Layer.CONFIRMATION
    title: ClassVar[Text] = Text(zh="人的确认", en="Confirmation by people")

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._life = options.life

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """Whose yes is missing, if anybody's."""
        needed = _needed(action, situation)
        if needed is None:
            return
        rule, reason, confirmers, alternative = needed
        missing = confirmers - confirmers_of(action, situation, self._life)
        if missing:
            yield Judgement(
                rule=rule,
                verdict=Verdict.CONFIRM,
                reason=reason,
                facts=(("missing_yes", ", ".join(sorted(missing))),),
                confirmers=missing,
                alternative=alternative,
            )


def _needed(action: Action, situation: Situation) -> tuple[str, Text, frozenset[Confirmer], Text] | None:
    """The rule, its sentence, everybody whose yes `action` needs, and what is possible without; None: nobody's."""
    if isinstance(action, SupportWalking):
        return "confirmation.support", _SUPPORT, frozenset(Confirmer), _ESCORT
    if isinstance(action, Handover) and _may_be_medicine(action, situation):
        return "confirmation.medicine", _MEDICINE, frozenset({Confirmer.STAFF}), _NURSE_GIVES
    if isinstance(action, StoreClip) and situation.present.requester.kind is not RequesterKind.ROBOT:
        return "confirmation.clip", _CLIP, frozenset({Confirmer.RESIDENT}), _IN_WORDS
    return None


def _may_be_medicine(action: Handover, situation: Situation) -> bool:
    thing = situation.house.home.object(action.object)
    return thing is None or thing.medicine
