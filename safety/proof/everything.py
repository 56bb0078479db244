"""The proof of everything that carebot promises of its gate, with the rules that are installed with it."""

from safety._cedar import RuleSet
from safety._python_invariants import TRIALS
from safety._rule_files import house_rules_text, schema_text
from safety.invariants import INVARIANTS
from safety.proof.case import rules_in
from safety.proof.prover import Prover
from safety.proof.report import ProofReport, prove, try_out
from safety.proof.statements import Promise


def prove_all() -> ProofReport:
    """Examine every promise about the house's own rules and about the policies in Python."""
    text, schema = house_rules_text(), schema_text()
    rules = RuleSet.parse(text, schema)
    # What a home may not do is examined when a home does something.
    invariants = [one for one in INVARIANTS if one.promise is not Promise.RESERVED]
    solved = prove(Prover(schema, rules_in(text)), rules, invariants)
    return ProofReport(rules=len(rules.rules), findings=(*solved, *try_out(TRIALS)))
