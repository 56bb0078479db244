"""`carebot judge --json FILE`: the gate's decision on an action, with reasons and alternatives.

FILE holds {"action": {...}, "present": {...}?, "house": {...}?}; what is left out of the house comes from the settings,
and a present that is left out is one without a single reading, which for motion is the worst case.
"""

import argparse
import json
from pathlib import Path
from types import GenericAlias
from typing import Any, Final, TypeVar, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from carebot._reasons import MISSING_KEY, UNKNOWN_KEY, key_of, of_file, of_value
from carebot.assembly.asking import house_of
from carebot.assembly.gate import Sealed
from carebot.clocks import SystemClock
from carebot.codec import plain
from carebot.commands.base import add_settings, print_json
from carebot.commands.layers import all_settings_from
from carebot.commands.terminal import here
from carebot.core.actions import Action
from carebot.core.errors import SettingsError
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.people import ROBOT_ITSELF
from carebot.core.situation import House, Present, Situation
from carebot.core.verdicts import Decision
from carebot.settings import Settings

T = TypeVar("T")

_FORM: Final = """FILE holds {"action": {"kind": "move_to", "place": "kitchen"}, "present": {...}, "house": {...}}.
Without "house" the settings have it; without "present" nothing is known of the surroundings, and motion is denied."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot judge` takes."""
    parser.epilog = _FORM
    parser.add_argument(
        "file",
        type=Path,
        help=here(Text(zh="JSON 文件：动作，也可写情形", en="JSON file with the action and, if wanted, the situation")),
    )
    parser.add_argument(
        "--json", action="store_true", help=here(Text(zh="裁决输出为一行 JSON", en="the decision as one JSON line"))
    )
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Judge and print; returns 0 for an action that is allowed, 1 for one that is not."""
    settings = all_settings_from(args)
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
    """The action and the situation in the file; raises SettingsError saying what is wrong with it."""
    given = _json(path)
    if not isinstance(given, dict) or not isinstance(given.get("action"), dict):
        raise _refused(path, Text(zh="缺少 action 这个对象", en="there is no object 'action' in it"))
    action = _checked(path, "action", given["action"], _kind(path, given["action"]))
    house = _checked(path, "house", given["house"], House) if "house" in given else house_of(settings, sealed)
    present = _checked(path, "present", given["present"], Present) if "present" in given else _nothing_known()
    return action, Situation(house=house, present=present)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise _refused(path, Text(zh=f"不是有效的 JSON（{error}）", en=f"it is not valid JSON ({error})")) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(path, of_file(error)) from error


def _kind(path: Path, action: dict[str, Any]) -> type[Action]:
    kinds: dict[str, type[Action]] = {kind.__dataclass_fields__["kind"].default: kind for kind in get_args(Action)}
    name = action.get("kind")
    if not isinstance(name, str) or name not in kinds:
        listed = ", ".join(kinds)
        raise _refused(
            path, Text(zh=f"没有 {name!r} 这种动作，可用：{listed}", en=f"there is no action {name!r}, only: {listed}")
        )
    return kinds[name]


def _checked(path: Path, name: str, given: object, kind: type[T]) -> T:
    """What stands under `name`, as a `kind`; an unknown key is refused too, since it may have been meant."""
    table: Any = GenericAlias(dict, (str, kind))
    adapter: TypeAdapter[dict[str, T]] = TypeAdapter(table, config=ConfigDict(extra="forbid"))
    try:
        return adapter.validate_python({name: given})[name]
    except ValidationError as error:
        raise _refused(path, _why(error.errors()[0])) from error


def _why(error: ErrorDetails) -> Text:
    key = key_of(error)
    if error["type"] in UNKNOWN_KEY:
        return Text(zh=f"没有 {key} 这个键", en=f"there is no key {key}")
    if error["type"] in MISSING_KEY:
        return Text(zh=f"缺少 {key}", en=f"{key} is missing")
    value = of_value(error)
    return Text(zh=f"{key} 的值 {value.zh}", en=f"{key} = {value.en}")


def _refused(path: Path, why: Text) -> SettingsError:
    return SettingsError(
        Text(
            zh=f"{path} 里没有可以判断的动作：{why.zh}。请改正；格式见 carebot judge --help。",
            en=f"{path} holds no action that can be judged: {why.en}. Correct it; `carebot judge --help` has the form.",
        )
    )


def _nothing_known() -> Present:
    now = SystemClock().now()
    return Present(at=now, local_minute=now.hour * 60 + now.minute, mode="idle", requester=ROBOT_ITSELF)
