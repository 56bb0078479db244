"""`carebot whatif ACTION`: what the gate would say of an action in a supposed moment. Nothing is ever carried out."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any, Final

from carebot.assembly.asking import book_of, house_of
from carebot.assembly.gate import Sealed
from carebot.clocks import SystemClock
from carebot.codec import plain
from carebot.commands.base import add_answer, add_settings, print_json
from carebot.commands.layers import all_settings_from
from carebot.commands.terminal import here, terminal_language
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from carebot.core.situation import House
from carebot.explaining.actions_in_words import action_in_words
from carebot.explaining.questions import QUESTIONS
from carebot.explaining.supposed_action import FORMS, action_of
from carebot.explaining.telling import LABELS, Part
from carebot.explaining.whatif import YES, YES_OF, Answer, what_if
from safety.explain import explain
from safety.sources import source_of

_HELP: Final = """ACTION is one of: {actions}.
KEY=VALUE is one of: {questions}.
Without a supposition it is a quiet noon, the senses are fresh, nobody is near, and the first resident asks."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot whatif` takes."""
    actions = ", ".join(" ".join((name, *(part.upper() for part in form.parts))) for name, form in FORMS.items())
    choices = {name: "|".join(question.choices) or question.form for name, question in QUESTIONS.items()}
    questions = ", ".join(f"{name}={value}" for name, value in (choices | {YES: "|".join(YES_OF)}).items())
    parser.epilog = _HELP.format(actions=actions, questions=questions)
    parser.add_argument(
        "action",
        nargs="+",
        metavar="ACTION",
        help=here(Text(zh="动作，以及它涉及的 id", en="the action and the ids of what it is about")),
    )
    parser.add_argument(
        "--suppose",
        nargs="+",
        default=[],
        metavar="KEY=VALUE",
        help=here(Text(zh="假设哪里不同", en="what is otherwise")),
    )
    add_answer(parser)
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Ask and print; returns 0 for what would be allowed, 1 for what would not."""
    settings = all_settings_from(args)
    house, book = house_of(settings, Sealed(settings)), book_of(settings)
    answer = what_if(book.judge, action_of(args.action, house), house, _supposed(args.suppose), SystemClock().now())
    if args.json:
        print_json(as_json(answer, book.sources))
    else:
        _print(answer, house, book.sources, Language(args.lang) if args.lang else terminal_language())
    return 0 if answer.decision.granted is not None else 1


def _supposed(given: Sequence[str]) -> Mapping[str, str]:
    pairs = [one.partition("=") for one in given]
    wrong = next((one for one, (_, sign, _) in zip(given, pairs, strict=True) if not sign), None)
    if wrong is not None:
        raise SettingsError(
            Text(
                zh=f"假设要写成 键=值，如 night=yes，而不是 {wrong}。",
                en=f"A supposition is KEY=VALUE such as night=yes, not {wrong}.",
            )
        )
    return {name: value for name, _, value in pairs}


def as_json(answer: Answer, sources: Mapping[str, str]) -> Mapping[str, Any]:
    """The answer as plain JSON values, in both languages."""
    explanation = explain(answer.decision)
    return {
        "action": plain(answer.decision.requested),
        "verdict": answer.decision.verdict.name.lower(),
        "to_resident": plain(explanation.to_resident),
        "reasons": [
            {
                "rule": reason.rule,
                "verdict": plain(reason.verdict),
                "sentence": plain(reason.sentence),
                "source": plain(source_of(reason.rule, sources)),
                "facts": [plain(fact) for fact in reason.facts],
            }
            for reason in explanation.reasons
        ],
        "alternative": plain(explanation.alternative),
        "changes": [plain(change.text) for change in answer.changes],
    }


def _print(answer: Answer, house: House, sources: Mapping[str, str], language: Language) -> None:
    explanation = explain(answer.decision)
    print(action_in_words(answer.decision.requested, house).in_(language))
    print(explanation.headline.in_(language))
    for reason in explanation.reasons:
        facts = "; ".join(fact.in_(language) for fact in reason.facts)
        source = source_of(reason.rule, sources).in_(language)
        print(f"  {reason.rule} ({reason.verdict.in_(language)}): {reason.sentence.in_(language)} [{source}] {facts}")
    if explanation.alternative.zh:
        print(f"{LABELS[Part.ADVICE].in_(language)}\n  {explanation.alternative.in_(language)}")
    if answer.changes:
        print(LABELS[Part.CHANGES].in_(language))
        for change in answer.changes:
            print(f"  {change.text.in_(language)}")
