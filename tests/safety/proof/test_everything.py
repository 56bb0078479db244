"""Everything that carebot promises of its gate holds."""

from dataclasses import replace

import pytest

from safety._python_invariants import TRIALS
from safety.invariants import INVARIANTS
from safety.proof.counterexample import Counterexample
from safety.proof.everything import prove_all
from safety.proof.report import Finding, ProofReport
from safety.proof.statements import Promise


@pytest.fixture(scope="module")
def report() -> ProofReport:
    return prove_all()


def told(finding: Finding) -> str:
    shown = "; ".join(one.says.en for one in finding.counterexamples)
    return f"{finding.id}: {finding.says.en} -- {shown}"


def test_every_promise_holds(report: ProofReport) -> None:
    assert [told(finding) for finding in report.broken] == []
    assert report.proved


def test_every_promise_but_those_about_a_home_is_examined(report: ProofReport) -> None:
    ours = [one.id for one in INVARIANTS if one.promise is not Promise.RESERVED]
    assert 0 < len(ours) < len(INVARIANTS)
    assert [finding.id for finding in report.findings] == [*ours, *(trial.id for trial in TRIALS)]


def test_one_promise_that_does_not_hold_is_enough(report: ProofReport) -> None:
    kept, other = report.findings[:2]
    against = replace(other, counterexamples=(Counterexample(says=other.says),))
    broken = replace(report, findings=(kept, against))
    assert not broken.proved
    assert broken.broken == (against,)


def test_promises_have_names_of_their_own(report: ProofReport) -> None:
    names = [finding.id for finding in report.findings]
    assert len(names) == len(set(names))
