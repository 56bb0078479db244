"""`carebot alarms`: how often alarms were right, and what was measured before judged ones, of residents who agree."""

import argparse
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from carebot import honesty, journal
from carebot.clocks import SystemClock
from carebot.codec import plain
from carebot.commands.base import add_settings, print_json, say, settings_from
from carebot.commands.terminal import here
from carebot.concerns import COURSES
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.deeds import RobotStarted
from carebot.core.events import ConsentChanged, FallSuspected
from carebot.core.language import Text
from carebot.core.people import Consent
from carebot.core.situation import House
from carebot.honesty import Case, Figures
from carebot.knowing import changed_consent

_DAYS: Final = 30
_SEEN: Final = ("fall_suspected", "concern_raised")
_NOTHING: Final = Text(zh="这段时间没有警报。", en="There was no alarm in this time.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands of `carebot alarms`."""
    commands = parser.add_subparsers(dest="alarms_command", required=True, metavar="COMMAND")
    figures = commands.add_parser(
        "figures", help=here(Text(zh="警报报对了多少，按原因分", en="how often alarms were right, by cause"))
    )
    figures.add_argument("--json", action="store_true", help=here(Text(zh="输出一行 JSON", en="as one JSON line")))
    labels = commands.add_parser(
        "labels",
        help=here(
            Text(
                zh="同意的老人每个评过的警报一行 JSON，不含画面",
                en="a JSON line for each judged alarm of residents who agree, no pictures",
            )
        ),
    )
    for command in (figures, labels):
        command.add_argument(
            "--days", type=int, default=_DAYS, metavar="N", help=here(Text(zh="往回看多少天", en="how far back"))
        )
        add_settings(command)


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns 0."""
    path = settings_from(args).journal
    return _labels(path, args.days) if args.alarms_command == "labels" else _figures(path, args.days, args.json)


def _figures(path: Path, days: int, as_json: bool) -> int:
    until = SystemClock().now()
    since = until - timedelta(days=days)
    told = honesty.of_journal(path, since)
    by_cause = {concern: told.figures(since, until, _only(concern)) for concern in Concern}
    counted = {concern: one for concern, one in by_cause.items() if one.calls or one.asked or one.missed}
    if as_json:
        rows = {concern.value: _plain(one) for concern, one in counted.items()}
        print_json({"days": days, "all": _plain(told.figures(since, until)), "by_cause": rows})
        return 0
    for concern, one in counted.items():
        say(_sentence(COURSES[concern].title, one))
    say(_sentence(Text(zh="合计", en="All"), told.figures(since, until)) if counted else _NOTHING)
    return 0


def _only(concern: Concern) -> Callable[[Concern, str], bool]:
    return lambda one, _room: one is concern


def _sentence(what: Text, one: Figures) -> Text:
    return Text(
        zh=f"{what.zh}：叫人 {one.calls} 次，判断为对 {one.precision.part}/{one.precision.of}，"
        f"未判断 {one.unjudged}，漏报 {one.missed}，只是问过 {one.asked}。",
        en=f"{what.en}: people called {one.calls} times, right {one.precision.part} of {one.precision.of} judged, "
        f"{one.unjudged} not judged, {one.missed} missed, only asked {one.asked}.",
    )


def _plain(one: Figures) -> dict[str, Any]:
    shares = {"precision": one.precision, "recall": one.recall}
    return {
        **{name: value for name, value in plain(one).items() if name not in shares},
        **{name: {"value": share.value, "of": share.of, "interval": share.interval} for name, share in shares.items()},
    }


def _labels(path: Path, days: int) -> int:
    """What was seen before each judged alarm, as numbers, with the judgement; of residents who agree to recording."""
    since = SystemClock().now() - timedelta(days=days)
    told = honesty.of_journal(path, since)
    agreeing = _agreeing(path)
    seen = {entry.event.id: entry.event for entry in journal.read_since(path, since, _SEEN)}
    judged = [case for case in told.cases.values() if case.right is not None]
    for case in judged:
        event = seen.get(case.cause)
        if case.about in agreeing and isinstance(event, FallSuspected | ConcernRaised):
            print_json(_label(case, event))
    return 0


def _label(case: Case, event: FallSuspected | ConcernRaised) -> dict[str, Any]:
    """Neither name nor place nor words: what the monitor measured, and whether it was right."""
    return {
        "concern": case.concern.value,
        "monitor": event.monitor,
        "confidence": event.confidence,
        "evidence": dict(event.evidence),
        "right": case.right,
    }


def _agreeing(path: Path) -> frozenset[str]:
    """The residents who agree to being recorded, by the last word on it."""
    house: House | None = None
    for event in _about_consent(path):
        if isinstance(event, RobotStarted):
            house = event.house
        elif house is not None:
            house = changed_consent(house, event)
    residents = house.residents if house else ()
    return frozenset(one.id for one in residents if Consent.RECORDING in one.consents)


def _about_consent(path: Path) -> Iterator[RobotStarted | ConsentChanged]:
    for entry in journal.read(path, 0, ("robot_started", "consent_changed")):
        if isinstance(entry.event, RobotStarted | ConsentChanged):
            yield entry.event
