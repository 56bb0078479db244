"""Decisions in words: one sentence for the resident, and for carers every rule with the facts that it looked at."""

from dataclasses import dataclass
from typing import Final

from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.verdicts import Confirmer, Decision, Judgement, Verdict
from safety._fact_words import fact_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule that had a say: its id, how it judged, its sentence, and its facts in words."""

    rule: str
    verdict: Text
    sentence: Text
    facts: tuple[Text, ...]
    alternative: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A decision in words. `to_resident` may be spoken as it stands; `reasons` begin with the strictest."""

    to_resident: Text
    headline: Text
    reasons: tuple[Reason, ...]
    alternative: Text


_VERDICTS: Final = {
    Verdict.ALLOW: Text(zh="允许", en="allowed"),
    Verdict.LIMIT: Text(zh="限制后允许", en="allowed within limits"),
    Verdict.CONFIRM: Text(zh="等待确认", en="waits for a yes"),
    Verdict.DENY: Text(zh="不做", en="refused"),
}
_CONFIRMERS: Final = {
    Confirmer.RESIDENT: Text(zh="您", en="you"),
    Confirmer.STAFF: Text(zh="护理员", en="a carer"),
}
_OPENINGS: Final = {
    Verdict.ALLOW: Text(zh="好的。", en="All right."),
    Verdict.LIMIT: Text(zh="好的，不过要小心些。", en="All right, but carefully."),
    Verdict.CONFIRM: Text(zh="这要先有人同意。", en="Somebody has to say yes to this first."),
    Verdict.DENY: Text(zh="这个我不能做。", en="I must not do that."),
}
_NO_OBJECTION: Final = Text(zh="没有规则反对。", en="No rule is against it.")


def explain(decision: Decision) -> Explanation:
    """What `decision` says, why, and what could be done instead."""
    ordered = sorted(decision.judgements, key=lambda judgement: -judgement.verdict)
    decisive = decision.decisive
    alternative = next(
        (one.alternative for one in ordered if one.verdict > Verdict.LIMIT and one.alternative.zh), NOTHING
    )
    return Explanation(
        to_resident=_to_resident(decision, alternative),
        headline=_joined(_VERDICTS[decision.verdict], decisive.reason if decisive else _NO_OBJECTION, "：", ": "),
        reasons=tuple(_reason(judgement) for judgement in ordered),
        alternative=alternative,
    )


def _to_resident(decision: Decision, alternative: Text) -> Text:
    """One opening, the words of the decisive rule, who must say yes, and the alternative."""
    decisive = decision.decisive
    spoken = _OPENINGS[decision.verdict]
    if decisive is not None and decision.verdict is not Verdict.ALLOW:
        spoken = _joined(spoken, decisive.spoken)
    if decision.verdict is Verdict.CONFIRM:
        spoken = _joined(spoken, _who_must_agree(decision.confirmers))
    return _joined(spoken, alternative) if alternative.zh else spoken


def _who_must_agree(confirmers: frozenset[Confirmer]) -> Text:
    names = [_CONFIRMERS[confirmer] for confirmer in sorted(confirmers)]
    return Text(
        zh=f"需要{'和'.join(name.zh for name in names)}同意。",
        en=f"It needs {' and '.join(n.en for n in names)} to agree.",
    )


def _reason(judgement: Judgement) -> Reason:
    return Reason(
        rule=judgement.rule,
        verdict=_VERDICTS[judgement.verdict],
        sentence=judgement.reason,
        facts=tuple(fact_in_words(name, value) for name, value in judgement.facts),
        alternative=judgement.alternative,
    )


def _joined(first: Text, second: Text, zh: str = "", en: str = " ") -> Text:
    return Text(zh=f"{first.zh}{zh}{second.zh}", en=f"{first.en}{en}{second.en}")
