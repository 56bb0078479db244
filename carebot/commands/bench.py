"""`carebot bench SUITE`: figures measured on this machine. Each suite is a module in `carebot/bench`."""

import argparse
import importlib
import json
from typing import Final

from carebot.commands.base import print_json
from carebot.commands.terminal import here
from carebot.core.language import Text

SUITES: Final = {
    "alarms": Text(
        zh="许多面板同时开着时多快显示警报；报警途中被强行终止会不会丢",
        en="how soon many open panels show an alarm, and whether kills in the middle of alarms lose any",
    ),
    "core": Text(zh="闸门、停止、日志、模拟的家、内存", en="gate, stop, journal, simulated home, memory"),
    "falls": Text(zh="录像里的跌倒，对照清单", en="falls in recordings, against a manifest"),
    "gate": Text(
        zh="裁决、证明，以及程序卡死后机身多快停下",
        en="decisions, proof, and how soon the body of a hung program rests",
    ),
    "instructions": Text(
        zh="家务指令：接受、拒绝还是反问", en="household instructions: taken on, refused or asked back"
    ),
    "intents": Text(
        zh="智能家居的句子：意图和槽位，对照预期", en="smart-home sentences: intent and slots, against what is expected"
    ),
    "simfalls": Text(
        zh="在模拟的家里演的跌倒和日常生活，按种子", en="falls and ordinary life played in the simulated home, by seed"
    ),
    "speech": Text(
        zh="语音录音：短语、带槽位的命令、朗读的句子，有噪声和没有噪声",
        en="recordings of speech: phrases, commands with slots, read sentences, with and without noise",
    ),
    "stop": Text(
        zh="停止和求救的词：多少人的声音听得出、多快、没人说时会不会听错",
        en="stop and help words: heard by how many voices, how soon, and where nobody said them",
    ),
    "turns": Text(
        zh="多快开始回答；有人说话时机器人多快安静",
        en="how soon an answer begins, and how soon the robot is silent for whoever speaks",
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the suites."""
    suites = parser.add_subparsers(dest="suite", required=True, metavar="SUITE")
    for name, text in SUITES.items():
        suite = suites.add_parser(name, help=here(text), description=here(text))
        suite.add_argument(
            "--json", action="store_true", help=here(Text(zh="数字输出为一行 JSON", en="the figures as one JSON line"))
        )
        importlib.import_module(f"carebot.bench.{name}").add_arguments(suite)


def run(args: argparse.Namespace) -> int:
    """Measure and print: one object of figures, or one for each row and the figures last."""
    measured = importlib.import_module(f"carebot.bench.{args.suite}").run(args)
    for figures in [measured] if isinstance(measured, dict) else measured:
        if args.json:
            print_json(figures)
        else:
            print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0
