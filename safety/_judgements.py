"""Making judgements: the few forms in which the policies say what they have against an action."""

from carebot.core.actions import Action
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.verdicts import Judgement, Verdict

Facts = tuple[tuple[str, str], ...]


def number(value: float) -> str:
    """`value` as a fact: three significant digits, which is finer than any limit."""
    return f"{value:.3g}"


def deny(rule: str, reason: Text, alternative: Text, facts: Facts = (), said: Text = NOTHING) -> Judgement:
    """A refusal by `rule`, with the nearest safe thing instead; `said` is heard where that is not `reason`."""
    return Judgement(rule=rule, verdict=Verdict.DENY, reason=reason, alternative=alternative, facts=facts, said=said)


def limit(rule: str, reason: Text, tightened: Action, facts: Facts = ()) -> Judgement:
    """Leave to do `tightened` instead, which is judged again."""
    return Judgement(rule=rule, verdict=Verdict.LIMIT, reason=reason, tightened=tightened, facts=facts)
