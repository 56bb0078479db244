"""The proof of a home's own rules: none of them is put in force before it is proved to leave every promise standing."""

from carebot.core.errors import RulesError
from carebot.core.language import Text
from safety._cedar import RuleSet
from safety._rule_files import house_rules_text, schema_text
from safety.invariants import INVARIANTS
from safety.proof.case import rules_in
from safety.proof.counterexample import counterexample_of
from safety.proof.prover import Prover
from safety.proof.schema import UnprovableError
from safety.proof.statements import Invariant, Promise


def rules_with(added: str) -> RuleSet:
    """The house's own rules and those of `added`, for the engine; raises RulesError.

    The error names the promise that an added rule breaks, with a request for which it does.
    """
    rules = RuleSet.parse(house_rules_text(), schema_text(), added)
    if added.strip():
        _refuse_unproved(_prover(added), rules)
    return rules


def taken_away(added: str) -> tuple[Invariant, ...]:
    """What is possible by the house's own rules and no longer with those of `added`: a home may, and should be told."""
    prover = _prover(added)
    possible = [one for one in INVARIANTS if one.promise is Promise.POSSIBLE]
    return tuple(one for one in possible if any(prover.breaches(one)))


def _prover(added: str) -> Prover:
    try:
        return Prover(schema_text(), [*rules_in(house_rules_text()), *rules_in(added, added=True)])
    except UnprovableError as error:
        raise _unprovable(error) from error


def _refuse_unproved(prover: Prover, rules: RuleSet) -> None:
    """Raise RulesError for the first promise that does not hold.

    Added rules forbid and never permit, and one that errs refuses: whatever was refused without them is refused with
    them, so that only the promises to allow something can break.
    """
    promises = [one for one in INVARIANTS if one.promise in {Promise.ALWAYS, Promise.RESERVED}]
    try:
        breach = next((breach for one in promises for breach in prover.breaches(one)), None)
    except UnprovableError as error:
        raise _unprovable(error) from error
    if breach is None:
        return
    says, shown = breach.invariant.says, counterexample_of(prover, breach, rules).says
    raise RulesError(
        Text(
            zh=f"附加规则违背了一条承诺：{says.zh}例如：{shown.zh}请修改附加规则。",
            en=f"The added rules break a promise: {says.en} For example: {shown.en} Change the added rules.",
        )
    )


def _unprovable(error: UnprovableError) -> RulesError:
    return RulesError(
        Text(
            zh=f"附加规则里有无法证明的写法（{error}），因此不采用。请换一种写法。",
            en=f"The added rules hold something that cannot be proved ({error}), so they are not used. Rewrite it.",
        )
    )
