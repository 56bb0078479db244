"""Telling: an account cut to who reads it, as labelled sentences in both languages, for terminal, panel and voice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from carebot.codec import event_to_plain
from carebot.core.events import IntentRecognized, Transcript
from carebot.core.ids import Id
from carebot.core.intents import HELP, STOP
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ResidentId
from carebot.core.situation import Situation
from carebot.explaining.account import Account
from carebot.explaining.case import joined
from carebot.explaining.levels import SOMEBODY_ELSES, Level, for_resident, without_words
from carebot.explaining.names import requester_name
from safety.counterfactual import Change, what_would_change
from safety.explain import Reason, explain
from safety.sources import source_of
from safety.supposing import Judge


class Part(StrEnum):
    """The parts of a telling, in the order in which they are read."""

    WHAT = "what"
    WHY = "why"
    FACTS = "facts"
    ASKED_BY = "asked_by"
    WORDS = "words"
    INSTEAD = "instead"
    ADVICE = "advice"
    CHANGES = "changes"
    OFTEN = "often"
    STEPS = "steps"
    RULES = "rules"
    PROOF = "proof"
    MISSING = "missing"


LABELS: Final[Mapping[Part, Text]] = MappingProxyType(
    {
        Part.WHAT: Text(zh="发生了什么", en="What happened"),
        Part.WHY: Text(zh="为什么", en="Why"),
        Part.FACTS: Text(zh="依据的事实", en="Facts looked at"),
        Part.ASKED_BY: Text(zh="谁要求的", en="Asked for by"),
        Part.WORDS: Text(zh="原话", en="In these words"),
        Part.INSTEAD: Text(zh="实际怎么做的", en="What was done"),
        Part.ADVICE: Text(zh="可以怎么办", en="What can be done"),
        Part.CHANGES: Text(zh="怎样会不一样", en="What would change it"),
        Part.OFTEN: Text(zh="一周内的次数", en="In the week before"),
        Part.STEPS: Text(zh="前因后果", en="How it came about"),
        Part.RULES: Text(zh="规则", en="Rules"),
        Part.PROOF: Text(zh="在记录里的位置", en="Place in the record"),
        Part.MISSING: Text(zh="记录里没有的", en="Not on record"),
    }
)
_PRIVATE: Final = Text(zh="是聊天的话，这里不显示。", en="They were talk, and are shown to nobody here.")
_NOTHING_CHANGES: Final = Text(
    zh="试过的单个和两个改变都不能让结果更宽。",
    en="No single change that was tried, and no pair, would make it milder.",
)
_OTHER_TODAY: Final = Text(
    zh="按现在的规则，同样的情形会有不同的结果，所以不推测怎样会不一样。",
    en="By the rules of today the same moment is judged otherwise, so nothing is said of what would change it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads; `hearer` is the resident who asks, at the level of residents."""

    level: Level
    hearer: ResidentId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What stands beside the record: the place of the event, what it was proved by, and how often the like happened.

    `judge` asks the gate in force; None where none is at hand, and then nothing is supposed. `sources` has the source
    of every house rule by its id.
    """

    sequence: int = 0
    chain: str = ""
    sound: bool | None = None
    often: int | None = None
    judge: Judge | None = None
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one reader is told of one event. `record` is the event itself, for those who may see it."""

    event: Id
    kind: str
    at: datetime
    level: Level
    parts: tuple[tuple[Part, tuple[Text, ...]], ...]
    record: Mapping[str, Any] | None = None

    def part(self, part: Part) -> tuple[Text, ...]:
        """The sentences of one part; none where the reader is told nothing of it."""
        return next((texts for name, texts in self.parts if name is part), ())


def tell(account: Account, reader: Reader, evidence: Evidence) -> Telling:
    """`account` as `reader` may see it."""
    event = account.event
    if reader.level is Level.RESIDENT:
        told: tuple[_Part, ...] = ((Part.WHAT, (spoken(account, reader.hearer, evidence),)),)
    else:
        told = (*_plainly(account, reader, evidence), *_proved(account, reader, evidence))
    return Telling(
        event=event.id,
        kind=event.kind,
        at=event.occurred_at,
        level=reader.level,
        parts=tuple((part, texts) for part, texts in told if any(text.zh for text in texts)),
        record=_record(account, reader.level),
    )


def spoken(account: Account, hearer: ResidentId, evidence: Evidence) -> Text:
    """One or two sentences for a resident: what and why, and the nearest safe thing instead."""
    said = account.said
    if said.concerns and said.concerns != hearer:
        return SOMEBODY_ELSES
    instead = said.advice
    if not instead.zh:
        instead = next((change.text for change in _changes(account, evidence) or ()), NOTHING)
    return for_resident(joined((said.told, instead)), hearer, account.house)


_Part = tuple[Part, tuple[Text, ...]]


def _plainly(account: Account, reader: Reader, evidence: Evidence) -> Iterator[_Part]:
    """What is told in sentences."""
    if not reader.level.sees_people:
        return
    said = account.said
    yield Part.WHAT, (said.what,)
    yield Part.WHY, said.why
    if account.decision is not None:
        yield Part.FACTS, _facts(account)
    if account.requester is not None:
        yield Part.ASKED_BY, (requester_name(account.requester, account.house),)
    yield Part.WORDS, _words(account)
    yield Part.INSTEAD, account.instead
    yield Part.ADVICE, (said.advice,)
    yield Part.CHANGES, _change_texts(account, evidence)
    if reader.level.sees_patterns and evidence.often is not None:
        often = evidence.often
        yield Part.OFTEN, (Text(zh=f"{often} 次（连同这一次）", en=f"{often} times, this one included"),)
    yield Part.STEPS, tuple(_step(step.at, step.what) for step in account.steps if step.id != account.event.id)
    yield Part.MISSING, account.missing


def _step(at: datetime, what: Text) -> Text:
    time = at.strftime("%H:%M:%S")
    return Text(zh=f"{time} {what.zh}", en=f"{time} {what.en}")


def _proved(account: Account, reader: Reader, evidence: Evidence) -> Iterator[_Part]:
    """What is told to whoever checks or mends."""
    if not reader.level.sees_proof:
        return
    if account.decision is not None:
        reasons = explain(account.decision).reasons
        yield Part.RULES, tuple(_rule(reason, evidence, reader.level) for reason in reasons)
    if reader.level is Level.DEVELOPER:
        yield Part.STEPS, tuple(Text(zh=f"{one.kind} {one.id}", en=f"{one.kind} {one.id}") for one in account.steps)
    if evidence.sequence:
        yield Part.PROOF, (_place(evidence),)


def _facts(account: Account) -> tuple[Text, ...]:
    """The facts of the decisive rule, and how old what was sensed was."""
    reasons = explain(account.decision).reasons if account.decision else ()
    facts = list(reasons[0].facts) if reasons else []
    present = account.present
    for name, reading in (("body", present.body), ("people", present.people)) if present else ():
        what = _SENSED[name]
        if reading is None:
            facts.append(Text(zh=f"{what.zh}：没有数据", en=f"{what.en}: none"))
        else:
            age = reading.age.total_seconds()
            facts.append(Text(zh=f"{what.zh}：{age:.2f} 秒前", en=f"{what.en}: {age:.2f} s old"))
    return tuple(dict.fromkeys(facts))


_SENSED: Final = {
    "body": Text(zh="本体状态", en="State of the body"),
    "people": Text(zh="对周围人的感知", en="Where people are"),
}


_SPOTTED: Final[Mapping[str, Text]] = MappingProxyType(
    {HELP: Text(zh="呼救的话", en="a cry for help"), STOP: Text(zh="叫停的话", en="a word to stop")}
)
"""What was caught by its sound, ahead of all words."""


def _words(account: Account) -> tuple[Text, ...]:
    words = account.words
    if words is None:
        return ()
    if account.private:
        return (_PRIVATE,)
    who = requester_name(words.speaker, account.house)
    spotted = _SPOTTED.get(words.text) if isinstance(words, IntentRecognized) else None
    if spotted is not None:
        return (Text(zh=f"{who.zh}：{spotted.zh}", en=f"{who.en}: {spotted.en}"),)
    sure = f"{words.confidence:.0%}" if isinstance(words, Transcript) and words.confidence < 1 else ""
    zh, en = (f"（{sure}）", f" ({sure})") if sure else ("", "")
    return (Text(zh=f"{who.zh}：“{words.text}”{zh}", en=f"{who.en}: “{words.text}”{en}"),)


def _changes(account: Account, evidence: Evidence) -> tuple[Change, ...] | None:
    """What would change the verdict; None where that cannot be told from the rules in force."""
    decision, present = account.decision, account.present
    if evidence.judge is None or decision is None or present is None:
        return ()
    situation = Situation(house=account.house, present=present)
    if evidence.judge(decision.requested, situation).verdict is not decision.verdict:
        return None
    return what_would_change(evidence.judge, decision.requested, situation)


def _change_texts(account: Account, evidence: Evidence) -> tuple[Text, ...]:
    changes = _changes(account, evidence)
    if changes is None:
        return (_OTHER_TODAY,)
    asked = evidence.judge is not None and account.decision is not None
    if not changes and asked and account.decision is not None and account.decision.verdict:
        return (_NOTHING_CHANGES,)
    return tuple(change.text for change in changes)


def _rule(reason: Reason, evidence: Evidence, level: Level) -> Text:
    """One rule with its source and facts, as somebody who checks it needs them."""
    source = source_of(reason.rule, evidence.sources)
    if level is Level.DEVELOPER:
        facts = "; ".join(fact.en for fact in reason.facts)
        line = f"{reason.rule} = {reason.verdict.en} [{facts}]"
        return Text(zh=line, en=line)
    zh, en = ("；".join(fact.zh for fact in reason.facts), "; ".join(fact.en for fact in reason.facts))
    return Text(
        zh=f"{reason.rule}（{reason.verdict.zh}）{reason.sentence.zh} 来源：{source.zh} {zh}".strip(),
        en=f"{reason.rule} ({reason.verdict.en}) {reason.sentence.en} Source: {source.en} {en}".strip(),
    )


def _place(evidence: Evidence) -> Text:
    sound = _SOUND[evidence.sound]
    return Text(
        zh=f"第 {evidence.sequence} 条，散列 {evidence.chain[:16]}；{sound.zh}",
        en=f"event {evidence.sequence}, hash {evidence.chain[:16]}; {sound.en}",
    )


_SOUND: Final = {
    True: Text(zh="到这一条为止的记录都没有改动过。", en="the record up to it is unchanged."),
    False: Text(
        zh="在它之前的记录被改动过或缺失，上面的话不能作准。",
        en="the record before it was changed or cut, so nothing said here can be relied on.",
    ),
    None: Text(zh="没有核对链条。", en="the chain was not checked."),
}


def _record(account: Account, level: Level) -> Mapping[str, Any] | None:
    """The event itself; without anybody's words and names for a developer, and without words of mere talk at all."""
    plain: dict[str, Any] = event_to_plain(account.event)
    match level:
        case Level.INSPECTOR if not account.private:
            return plain
        case Level.INSPECTOR | Level.DEVELOPER:
            hidden: dict[str, Any] = without_words(plain)
            return hidden
        case _:
            return None
