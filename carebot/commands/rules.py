"""`carebot rules`: prove what carebot promises of its rules; check and sign the rules that a home adds."""

import argparse
from collections.abc import Mapping
from typing import Any

from carebot.commands.base import print_json, say
from carebot.core.language import Text
from safety.proof.everything import prove_all
from safety.proof.report import Finding, ProofReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot rules` takes."""
    commands = parser.add_subparsers(dest="rules_command", required=True, metavar="COMMAND")
    prove = commands.add_parser("prove", help="every promise about the gate, proved or with a counterexample")
    prove.add_argument("--json", action="store_true", help="the findings as one JSON line")


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns 0 where everything is in order, 1 where something is not."""
    return _prove(in_json=args.json)


def _prove(*, in_json: bool) -> int:
    report = prove_all()
    if in_json:
        print_json(_plain_report(report))
    else:
        _tell(report)
    return 0 if report.proved else 1


def _tell(report: ProofReport) -> None:
    for finding in report.findings:
        mark = Text(zh="成立", en="holds") if finding.proved else Text(zh="不成立", en="BROKEN")
        says = finding.says
        say(Text(zh=f"{mark.zh}  {finding.id}：{says.zh}", en=f"{mark.en}  {finding.id}: {says.en}"))
        for counterexample in finding.counterexamples:
            shown = counterexample.says
            say(Text(zh=f"    反例：{shown.zh}", en=f"    for example: {shown.en}"))
    good, total = len(report.findings) - len(report.broken), len(report.findings)
    say(
        Text(
            zh=f"{report.rules} 条家规，{total} 条承诺，其中 {good} 条成立。",
            en=f"{report.rules} house rules, {total} promises, {good} of them hold.",
        )
    )


def _plain_report(report: ProofReport) -> Mapping[str, Any]:
    return {
        "proved": report.proved,
        "rules": report.rules,
        "promises": len(report.findings),
        "findings": [_plain_finding(finding) for finding in report.findings],
    }


def _plain_finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "id": finding.id,
        "proved": finding.proved,
        "says": _plain_text(finding.says),
        "source": finding.source,
        "method": _plain_text(finding.method),
        "counterexamples": [_plain_text(one.says) for one in finding.counterexamples],
    }


def _plain_text(text: Text) -> Mapping[str, str]:
    return {"zh": text.zh, "en": text.en}
