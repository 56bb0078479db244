"""`carebot rules`: print the rule book; prove what carebot promises of its rules; check and sign a home's own.

A home's rules are signed by somebody whose public key stands in the settings (`policies.rule_keys`), and take effect
within seconds of a change of the file.
"""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from carebot._reasons import of_file
from carebot.assembly.plugins import build_policies
from carebot.commands.base import add_settings, print_json, say, settings_from
from carebot.commands.layers import all_settings_from
from carebot.commands.terminal import here, terminal_language
from carebot.core.errors import RulesError
from carebot.core.language import Language, Text
from safety.home_rules import load_home_rules, read_words
from safety.policies.house_rules import HouseRules
from safety.proof.everything import prove_all
from safety.proof.home import rules_with, taken_away
from safety.proof.report import Finding, ProofReport
from safety.rule_book import rule_book
from safety.signatures import new_key, public_key, sign, signature_file

_COMMANDS: Final = {
    "book": Text(zh="现行的所有规则和限值，用白话写", en="every rule and limit in force, in plain language"),
    "prove": Text(
        zh="对闸门的每条承诺：已证明，或给出反例",
        en="every promise about the gate, proved or with a counterexample",
    ),
    "check": Text(
        zh="家规文件是否已签名、只禁止、不违反承诺",
        en="whether a home's rule file is signed, forbids only and breaks no promise",
    ),
    "sign": Text(zh="家规文件查过无误后签名", en="sign a home's rule file, once it is found in order"),
    "keys": Text(
        zh="设置信任谁的签名；加 --new 则新建密钥", en="whose signatures the settings trust; with --new, make a key"
    ),
}
_LANGUAGE: Final = Text(zh="输出的语言", en="the language to print it in")
_JSON: Final = Text(zh="结果输出为一行 JSON", en="the findings as one JSON line")
_UNSIGNED: Final = Text(zh="还没有人签名的草稿", en="a draft, which nobody has signed yet")
_KEY: Final = Text(zh="私钥文件", en="file with a private key")
_NEW: Final = Text(zh="把新的私钥写进这个文件", en="write a fresh private key into this file")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot rules` takes."""
    commands = parser.add_subparsers(dest="rules_command", required=True, metavar="COMMAND")
    made = {name: commands.add_parser(name, help=here(text)) for name, text in _COMMANDS.items()}
    made["book"].add_argument("--lang", choices=[language.value for language in Language], help=here(_LANGUAGE))
    made["prove"].add_argument("--json", action="store_true", help=here(_JSON))
    made["check"].add_argument("file", type=Path, metavar="FILE")
    made["check"].add_argument("--unsigned", action="store_true", help=here(_UNSIGNED))
    made["sign"].add_argument("file", type=Path, metavar="FILE")
    made["sign"].add_argument("--key", type=Path, required=True, metavar="KEY", help=here(_KEY))
    made["keys"].add_argument("--new", type=Path, metavar="KEY", help=here(_NEW))
    for name in ("book", "check", "keys"):
        add_settings(made[name])


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns 0 where everything is in order, 1 where a promise is broken.

    Raises RulesError for a file that is not in order.
    """
    match args.rules_command:
        case "book":
            return _book(args)
        case "prove":
            return _prove(in_json=args.json)
        case "check":
            return _check(args)
        case "sign":
            return _sign(args.file, args.key)
        case _:
            return _keys(args)


def _book(args: argparse.Namespace) -> int:
    language = Language(args.lang) if args.lang else terminal_language()
    policies = [policy for _, policy in build_policies(all_settings_from(args))]
    for house_rules in (policy for policy in policies if isinstance(policy, HouseRules)):
        for chapter in rule_book(house_rules):
            print(f"\n## {chapter.title.in_(language)}\n")
            for entry in chapter.entries:
                print(f"- {entry.says.in_(language)} [{entry.effect.in_(language)}]")
                if entry.instead.in_(language):
                    print(f"  -> {entry.instead.in_(language)}")
                print(f"  {entry.id} · {entry.source.in_(language)}")
    return 0


def _prove(*, in_json: bool) -> int:
    report = prove_all()
    if in_json:
        print_json(_plain_report(report))
    else:
        _tell(report)
    return 0 if report.proved else 1


def _check(args: argparse.Namespace) -> int:
    if args.unsigned:
        _examine(args.file)
    else:
        load_home_rules(args.file, settings_from(args).policies.rule_keys)
    added = read_words(args.file)
    say(
        Text(
            zh="没有问题：只有禁令，所有承诺照样成立。", en="In order: it only forbids, and every promise still holds."
        )
    )
    for invariant in taken_away(added):
        says = invariant.says
        say(Text(zh=f"注意，今后不再可能：{says.zh}", en=f"Note what is no longer possible: {says.en}"))
    return 0


def _examine(file: Path) -> None:
    """Read, translate and prove a draft; raises RulesError naming the file."""
    try:
        rules_with(read_words(file))
    except RulesError as error:
        raise RulesError(Text(zh=f"{file}：{error.text.zh}", en=f"{file}: {error.text.en}")) from error


def _sign(file: Path, key: Path) -> int:
    _examine(file)
    try:
        signature_file(file).write_text(sign(file.read_bytes(), key.read_text("ascii")), "ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(key, error) from error
    written = signature_file(file)
    say(Text(zh=f"已签名：{written}", en=f"Signed: {written}"))
    return 0


def _keys(args: argparse.Namespace) -> int:
    if args.new is None:
        trusted = settings_from(args).policies.rule_keys
        for key in trusted:
            print(key)
        if not trusted:
            say(
                Text(
                    zh="没有受信任的密钥，因此不采用任何附加家规。",
                    en="No key is trusted, so no home's rules are used.",
                )
            )
        return 0
    private = new_key()
    try:
        # Whoever can read it can sign; and a key that is there already is never overwritten.
        opened = os.open(args.new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="ascii") as file:
            file.write(f"{private}\n")
    except OSError as error:
        raise _unusable(args.new, error) from error
    say(
        Text(
            zh=f"私钥写在 {args.new}，请妥善保管。请在设置里写：",
            en=f"The private key is in {args.new}; keep it safe. Write into the settings:",
        )
    )
    print(f'[policies]\nrule_keys = ["{public_key(private)}"]')
    return 0


def _unusable(file: Path, error: OSError | UnicodeDecodeError) -> RulesError:
    why = of_file(error)
    return RulesError(Text(zh=f"{file} 不能用：{why.zh}。请检查。", en=f"{file} cannot be used: {why.en}. Check it."))


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
