"""`carebot judge --json FILE`: the gate's decision on an action, with reasons and alternatives.

FILE holds {"action": {...}, "present": {...}?, "house": {...}?}; what is left out of the house comes from the settings,
and a present that is left out is one without a single reading, which for motion is the worst case.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from carebot.assembly.gate import Sealed
from carebot.assembly.house import build_house
from carebot.assembly.plugins import build_body
from carebot.clocks import SystemClock
from carebot.codec import plain
from carebot.commands.base import add_settings, print_json, settings_from
from carebot.core.actions import Action
from carebot.core.errors import SettingsError
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.people import ROBOT_ITSELF
from carebot.core.situation import House, Present, Situation
from carebot.core.verdicts import Decision
from carebot.settings import Settings
from robot_adapters.base import Wiring


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot judge` takes."""
    parser.add_argument("file", type=Path, help="JSON file with the action and, if wanted, the situation")
    parser.add_argument("--json", action="store_true", help="the decision as one JSON line")
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Judge and print; returns 0 for an action that is allowed, 1 for one that is not."""
    settings = settings_from(args)
    sealed = Sealed(settings)
    action, situation = _read(args.file, settings, sealed)
    decision = sealed.gate.judge(action, situation, fresh_id())
    if args.json:
        print_json(plain(decision))
    else:
        _print(decision)
    return 0 if decision.granted is not None else 1


def _print(decision: Decision) -> None:
    print(f"{decision.requested.kind}: {decision.verdict.name}")
    for judgement in decision.judgements:
        print(f"  {judgement.verdict.name:<8} {judgement.rule}: {judgement.reason.zh} {judgement.reason.en}")
        for name, value in judgement.facts:
            print(f"             {name} = {value}")
        if judgement.alternative.en:
            print(f"           -> {judgement.alternative.zh} {judgement.alternative.en}")


def _read(path: Path, settings: Settings, sealed: Sealed) -> tuple[Action, Situation]:
    try:
        given: Any = json.loads(path.read_text(encoding="utf-8"))
        action: Action = TypeAdapter(Action).validate_python(given["action"])
        house = TypeAdapter(House).validate_python(given["house"]) if "house" in given else _house(settings, sealed)
        present = TypeAdapter(Present).validate_python(given["present"]) if "present" in given else _nothing_known()
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise SettingsError(
            Text(
                zh=f"{path} 里没有可以判断的动作：{error}。",
                en=f"{path} holds no action that can be judged: {error}.",
            )
        ) from error
    return action, Situation(house=house, present=present)


def _house(settings: Settings, sealed: Sealed) -> House:
    wiring = Wiring(ledger=sealed.ledger(), clock=SystemClock(), fault=lambda _: None)
    body = build_body(settings, wiring)
    return build_house(settings, body.manifest, body.home())


def _nothing_known() -> Present:
    now = SystemClock().now()
    return Present(at=now, local_minute=now.hour * 60 + now.minute, mode="idle", requester=ROBOT_ITSELF)
