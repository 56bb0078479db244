"""Everything that carebot promises of its gate holds."""

import pytest

from safety.proof.everything import prove_all
from safety.proof.report import Finding, ProofReport


@pytest.fixture(scope="module")
def report() -> ProofReport:
    return prove_all()


def told(finding: Finding) -> str:
    shown = "; ".join(one.says.en for one in finding.counterexamples)
    return f"{finding.id}: {finding.says.en} -- {shown}"


def test_every_promise_holds(report: ProofReport) -> None:
    assert [told(finding) for finding in report.broken] == []
    assert report.proved


def test_promises_have_names_of_their_own(report: ProofReport) -> None:
    names = [finding.id for finding in report.findings]
    assert len(names) == len(set(names))
