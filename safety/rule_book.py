"""The rule book: every rule and limit of the gate as a nurse reads it, generated from the files that are in force.

Nothing stands here by hand but the titles of chapters, so that the book cannot say what the gate does not do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from importlib.resources import files
from operator import attrgetter
from typing import Final

from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.outcomes import NOTHING
from carebot.core.values import Value
from safety._limit_words import LIMITS_IN_WORDS
from safety._rules import Rule
from safety.policies.house_rules import HouseRules
from safety.values.dignity import GROUNDS
from safety.values.policy import PairRule, house_policy

_ID: Final = re.compile(r'@id\("([^"]+)"\)')
_TITLES: Final[Mapping[str, Text]] = {
    "allowed": Text(zh="可以做什么", en="What is allowed"),
    "autonomy": Text(zh="老人说了算：拒绝与同意", en="Her word: refusal and consent"),
    "music": Text(zh="音乐", en="Music"),
    "memories": Text(zh="记住和忘掉", en="What is remembered"),
    "reminders": Text(zh="提醒", en="Reminders at an hour"),
    "words": Text(zh="怎么说话", en="What is said"),
    "rooms": Text(zh="房间与画面", en="Rooms and pictures"),
    "night": Text(zh="夜里", en="The night"),
    "medicine": Text(zh="药和利器", en="Medicine and sharp things"),
    "food": Text(zh="吃和喝", en="Food and drink"),
    "things": Text(zh="危险的东西和贵重的东西", en="Dangerous things and belongings"),
    "devices": Text(zh="家电与门窗", en="Devices and doors"),
    "roles": Text(zh="谁可以要求什么", en="Who may ask for what"),
    "remote": Text(zh="不在现场的人", en="People who are not on the spot"),
}
_ADDED: Final = Text(zh="这个家自己加的规则", en="This home's own rules")
_LIMITS: Final = Text(zh="数值的上限", en="Limits in figures")
_VALUES: Final = Text(zh="价值冲突时怎么取舍", en="Values that conflict")
_DIGNITY: Final = Text(zh="谁可以知道什么", en="Who may know what")
_PERMITTED: Final = Text(zh="允许", en="allowed")
_FORBIDDEN: Final = Text(zh="不做", en="refused")
_WAITS: Final = Text(zh="等同意", en="waits for a yes")
_BOUND: Final = Text(zh="上限", en="limit")
_WEIGHED: Final = Text(zh="取舍", en="weighed")
_NAMES: Final[Mapping[Value, Text]] = {
    Value.LIFE: Text(zh="生命安全", en="safety of life"),
    Value.CHOICE: Text(zh="本人意愿", en="her own choice"),
    Value.DIGNITY: Text(zh="尊严", en="dignity"),
    Value.PRIVACY: Text(zh="隐私", en="privacy"),
    Value.HONESTY: Text(zh="诚实", en="honesty"),
    Value.FAIRNESS: Text(zh="公平", en="fairness"),
    Value.FAMILY: Text(zh="家属的愿望", en="the family's wishes"),
    Value.WORKLOAD: Text(zh="员工的负担", en="staff's load"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rule: its id, what it does, its sentence, what is done instead, and its source."""

    id: str
    effect: Text
    says: Text
    instead: Text
    source: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The rules of one subject."""

    title: Text
    entries: tuple[Entry, ...]


def rule_book(house_rules: HouseRules, limits: SafetyLimits | None = None) -> tuple[Chapter, ...]:
    """Every rule of `house_rules` in force by subject, then limits, values that conflict and the map of dignity."""
    by_file = _by_file()
    titled = {file: [rule for rule in house_rules.rules if by_file.get(rule.id) == file] for file in _TITLES}
    added = [rule for rule in house_rules.rules if rule.id not in by_file]
    return (
        *(Chapter(title=_TITLES[file], entries=tuple(map(_entry, rules))) for file, rules in titled.items()),
        *([Chapter(title=_ADDED, entries=tuple(map(_entry, added)))] if added else []),
        Chapter(title=_LIMITS, entries=tuple(_limits(limits or SafetyLimits()))),
        Chapter(title=_VALUES, entries=tuple(_weighed(house_policy().rules.values()))),
        Chapter(title=_DIGNITY, entries=tuple(_known())),
    )


def _by_file() -> dict[str, str]:
    """The name of the file in which each rule of the house stands."""
    folder = files("safety.rules")
    texts = {name: folder.joinpath(f"{name}.cedar").read_text("utf-8") for name in _TITLES}
    return {rule: name for name, text in texts.items() for rule in _ID.findall(text)}


def _entry(rule: Rule) -> Entry:
    forbidden = _WAITS if rule.confirmers else _FORBIDDEN
    return Entry(
        id=rule.id,
        effect=_PERMITTED if rule.permits else forbidden,
        says=rule.text,
        instead=rule.alternative,
        source=Text(zh=rule.source, en=rule.source),
    )


def _limits(limits: SafetyLimits) -> Iterator[Entry]:
    for field in fields(limits):
        if field.name in LIMITS_IN_WORDS:
            name, unit, source = LIMITS_IN_WORDS[field.name]
            figure = _figure(attrgetter(field.name)(limits), unit)
            says = Text(zh=f"{name.zh}：{figure}", en=f"{name.en}: {figure}")
            yield Entry(id=field.name, effect=_BOUND, says=says, instead=NOTHING, source=source)


def _figure(value: float | timedelta, unit: str) -> str:
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        return f"{seconds / 3600:g} h" if unit == "h" else f"{seconds:g} s"
    return f"{int(value) // 60:02}:{int(value) % 60:02}" if unit == "min" else f"{value:g} {unit}"


def _weighed(rules: Iterable[PairRule]) -> Iterator[Entry]:
    """Each case of each pair, in the order in which they are tried."""
    for rule in rules:
        first, second = (_NAMES[value] for value in rule.pair)
        for number, case in enumerate(rule.cases, 1):
            wins = _NAMES[case.wins]
            yield Entry(
                id=f"values.{rule.pair[0].value}_{rule.pair[1].value}.{number}",
                effect=_WEIGHED,
                says=Text(
                    zh=f"{first.zh}与{second.zh}：{wins.zh}在先。{case.text.zh}",
                    en=f"{first.en} and {second.en}: {wins.en} first. {case.text.en}",
                ),
                instead=NOTHING,
                source=Text(zh=rule.source, en=rule.source),
            )


def _known() -> Iterator[Entry]:
    for ground in GROUNDS:
        source = Text(zh=ground.source, en=ground.source)
        yield Entry(id=ground.id, effect=_PERMITTED, says=ground.text, instead=NOTHING, source=source)
