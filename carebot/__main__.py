"""The command line: `carebot COMMAND`. Each command is a module in `carebot/commands`.

Whatever takes time to import is imported by `main`, so that Ctrl-C and a termination signal end that quietly as well.
"""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

from carebot.commands.terminal import CommandLine, complain, here
from carebot.core.errors import CarebotError
from carebot.core.language import Text

_ABOUT: Final = Text(
    zh="让机器人成为老人可以信赖的帮手。每条命令都有 --help。",
    en="Makes a robot a trustworthy helper of old people. Every command has a --help of its own.",
)
COMMANDS: Final = {
    "run": Text(
        zh="启动机器人；面板在 http://127.0.0.1:8460", en="start the robot; the panel is on http://127.0.0.1:8460"
    ),
    "link": Text(
        zh="为正在运行的机器人新建一个一次性登录链接",
        en="a new link that signs one person in at the panel of the running robot",
    ),
    "account": Text(
        zh="谁用密码登录面板：add、password、remove、list",
        en="who signs in at the panel with a password: add, password, remove, list",
    ),
    "demo": Text(zh="在模拟的家里自动过一天", en="a day in the simulated home, unattended"),
    "doctor": Text(
        zh="每个设备、模型和引擎：是否就绪，为什么不行，该怎么办",
        en="each device, model and engine: ready, or why not and what to do",
    ),
    "hear": Text(zh="一段录音里听懂了什么", en="what is understood of a recording"),
    "watch": Text(zh="一段录像里注意到什么", en="what is noticed in a recording"),
    "judge": Text(zh="闸门对一个动作的裁决", en="the gate's decision on an action"),
    "rules": Text(
        zh="证明规则；检查、签名、列出一家的家规", en="prove the house rules; check, sign and list those of a home"
    ),
    "whatif": Text(zh="假设某个时刻，闸门会怎样裁决", en="what the gate would say of an action in a supposed moment"),
    "journal": Text(zh="查看、核对或导出发生过的事", en="show, verify or export what happened"),
    "alarms": Text(
        zh="警报报对了多少；同意的老人的标注数据",
        en="how often alarms were right; labelled data of residents who agree",
    ),
    "why": Text(
        zh="某件事为什么发生：规则、依据、谁要求的、怎样会不同",
        en="why something happened: the rule, the facts, who asked, and what would change it",
    ),
    "replay": Text(zh="把记录的一天重新交给机器人和闸门判断", en="a recorded day through orchestrator and gate again"),
    "bench": Text(zh="在这台机器上测量 carebot", en="measure carebot on this machine"),
    "models": Text(zh="列出、安装和核对模型文件", en="list, install and verify model files"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status.

    2 means that it was refused, with a sentence saying why; 128 and the number of a signal, that the signal ended it.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    told: list[int] = []

    def interrupt(number: int, _: FrameType | None) -> None:
        told.append(number)
        signal.raise_signal(signal.SIGINT)

    try:
        with _answering(_end_at_once, signal.SIGINT, signal.SIGTERM):
            args = _read(words)
            run: Callable[[argparse.Namespace], int] = importlib.import_module(f"carebot.commands.{args.command}").run
        # What a command has begun it ends in order, as it does at Ctrl-C.
        with _answering(interrupt, signal.SIGTERM):
            return run(args)
    except CarebotError as error:
        return complain(error)
    except KeyboardInterrupt:
        return 128 + (told[0] if told else signal.SIGINT)
    except BrokenPipeError:
        return 0


def _read(words: Sequence[str]) -> argparse.Namespace:
    """The command line taken apart; raises SettingsError for a wrong one."""
    parser = CommandLine(prog="carebot", description=here(_ABOUT))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=here(text), description=here(text))
        if name in words:
            importlib.import_module(f"carebot.commands.{name}").add_arguments(command)
    return parser.parse_args(words)


def _end_at_once(number: int, _: FrameType | None) -> None:
    """End the process: nothing has begun that would have to be ended in order."""
    os._exit(128 + number)


@contextmanager
def _answering(answer: Callable[[int, FrameType | None], None], *numbers: signal.Signals) -> Iterator[None]:
    """Answer these signals so meanwhile, unless whoever started the process wants interrupts to be ignored."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    before = {number: signal.signal(number, answer) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


if __name__ == "__main__":
    sys.exit(main())
