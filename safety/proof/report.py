"""What became of every promise that was examined, with the requests that break it, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from carebot.core.language import Text
from safety._cedar import RuleSet
from safety.proof.counterexample import Counterexample, counterexample_of
from safety.proof.prover import Prover
from safety.proof.statements import Invariant
from safety.proof.trials import Trial, failures_of

_SOLVED: Final = Text(zh="对所有可能的请求求解", en="solved for all requests that there can be")
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one promise: how it was examined, and requests for which it does not hold, if any."""

    id: str
    says: Text
    source: str
    method: Text
    counterexamples: tuple[Counterexample, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether nothing was found against it."""
        return not self.counterexamples


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofReport:
    """Everything that was examined."""

    rules: int
    findings: tuple[Finding, ...]

    @property
    def proved(self) -> bool:
        """Whether every promise holds."""
        return all(finding.proved for finding in self.findings)

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The promises that do not hold."""
        return tuple(finding for finding in self.findings if not finding.proved)


def prove(prover: Prover, rules: RuleSet, invariants: Iterable[Invariant]) -> tuple[Finding, ...]:
    """Examine `invariants` of the rules in `prover`; `rules` are the same, for the engine to be asked."""
    return tuple(_finding(prover, rules, invariant) for invariant in invariants)


def try_out(trials: Sequence[Trial]) -> tuple[Finding, ...]:
    """Examine what is examined by trying every case."""
    return tuple(_tried(trial) for trial in trials)


def _finding(prover: Prover, rules: RuleSet, invariant: Invariant) -> Finding:
    breaches = islice(prover.breaches(invariant), _SHOWN)
    shown = [counterexample_of(prover, breach, rules) for breach in breaches]
    return Finding(
        id=invariant.id,
        says=invariant.says,
        source=invariant.source,
        method=_SOLVED,
        counterexamples=tuple(shown),
    )


def _tried(trial: Trial) -> Finding:
    tried, failed = failures_of(trial)
    return Finding(
        id=trial.id,
        says=trial.says,
        source=trial.source,
        method=Text(
            zh=f"{trial.method.zh}，共 {tried} 种情形，全部试过", en=f"{trial.method.en}; all {tried} cases tried"
        ),
        counterexamples=tuple(Counterexample(says=case) for case in failed[:_SHOWN]),
    )
