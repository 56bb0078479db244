"""The terminal: its language, complaints in it, and what is wrong with a command line.

Imported before anything else, it needs only the standard library and the vocabulary.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from carebot.core.errors import CarebotError, SettingsError
from carebot.core.language import Language, Text

EXIT_REFUSED: Final = 2

_KINDS: Final = {"int": Text(zh="整数", en="a whole number"), "float": Text(zh="数字", en="a number")}
_WRONG: Final = (
    (
        r"argument (?P<name>.+?): invalid (?P<kind>\w+) value: (?P<value>.*)",
        Text(zh="{name} 应为{kind}，而不是 {value}", en="{name} must be {kind}, not {value}"),
    ),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.*) \(choose from (?P<these>.*)\)",
        Text(zh="{name} 没有 {value} 这一项，只有 {these}", en="{name} cannot be {value}, only {these}"),
    ),
    (
        r"argument (?P<name>.+?): expected (?:one|at least one|\d+) arguments?",
        Text(zh="{name} 后面缺少值", en="{name} needs a value"),
    ),
    (
        r"argument (?P<name>.+?): ignored explicit argument (?P<value>.*)",
        Text(zh="{name} 后面不带值，而写了 {value}", en="{name} takes no value, and {value} was given"),
    ),
    (r"the following arguments are required: (?P<these>.*)", Text(zh="缺少 {these}", en="{these} is missing")),
    (r"unrecognized arguments: (?P<these>.*)", Text(zh="不认识 {these}", en="{these} is unknown here")),
    (
        r"ambiguous option: (?P<name>.*?) could match (?P<these>.*)",
        Text(zh="{name} 可能指 {these}", en="{name} could mean any of {these}"),
    ),
)
"""What argparse says in English alone, as patterns, and what is said instead."""
_USAGE: Final = Text(zh="用法：", en="usage: ")
_HEADINGS: Final = {
    "options": Text(zh="选项", en="options"),
    "positional arguments": Text(zh="参数", en="positional arguments"),
}
_THIS_HELP: Final = Text(zh="显示这份说明", en="show this help message and exit")


def terminal_language() -> Language:
    """The language of the terminal (POSIX locale variables); English unless it is Chinese."""
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language.ZH if chosen.startswith("zh") else Language.EN


def complain(error: CarebotError) -> int:
    """Print what happened and what to do; gives the exit code."""
    print(error.text.in_(terminal_language()), file=sys.stderr)
    return EXIT_REFUSED


def here(words: Text) -> str:
    """`words` in the language of the terminal."""
    return words.in_(terminal_language())


class _Layout(argparse.HelpFormatter):
    """The help, with the words that argparse puts around it in the language of the terminal."""

    def start_section(self, heading: str | None) -> None:
        """Begin a section; its heading is one of argparse's own."""
        super().start_section(here(_HEADINGS[heading]) if heading in _HEADINGS else heading)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin with how the command is written."""
        super().add_usage(usage, actions, groups, here(_USAGE) if prefix is None else prefix)


class CommandLine(argparse.ArgumentParser):
    """Reads a command line; one that cannot be read is refused in one sentence instead of by a usage."""

    def __init__(self, *, prog: str, description: str | None = None, **more: Any) -> None:
        super().__init__(prog=prog, description=description, formatter_class=_Layout, add_help=False, **more)
        self.add_argument("-h", "--help", action="help", help=here(_THIS_HELP))

    def error(self, message: str) -> NoReturn:
        """Raise SettingsError for what argparse says in `message`."""
        why = _why(message)
        raise SettingsError(
            Text(
                zh=f"命令写得不对：{why.zh}。写法请看 {self.prog} --help。",
                en=f"The command is wrong: {why.en}. `{self.prog} --help` shows how it is written.",
            )
        )


def _why(message: str) -> Text:
    for pattern, said in _WRONG:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            kind = _KINDS.get(found.groupdict().get("kind", ""), Text(zh="另一种值", en="another value"))
            return Text(
                zh=said.zh.format(**found.groupdict() | {"kind": kind.zh}),
                en=said.en.format(**found.groupdict() | {"kind": kind.en}),
            )
    return Text(zh=message, en=message)
