"""What is to be said of words that people spoke or typed, and of what was made of them."""

from collections.abc import Sequence
from typing import Final

from carebot.core.events import IntentRecognized, IntentUnclear, Transcript
from carebot.core.intents import Candidate
from carebot.core.language import Text
from carebot.core.people import ResidentId
from carebot.explaining.case import Case, Said, Words
from carebot.explaining.names import SOURCES

_UNKNOWN_USE: Final = Text(
    zh="记录里没有写这句话被理解成什么。", en="The record does not say what was made of these words."
)
_NOT_UNDERSTOOD: Final = Text(zh="没有听懂。", en="It was not understood.")
_NOT_GUESSED: Final = Text(
    zh="没有一项技能认得这句话；听不懂就直说，不猜。",
    en="No skill knows these words; what is not understood is said to be so, never guessed.",
)
_SAY_AGAIN: Final = Text(zh="请换个说法再说一遍。", en="Please say it again in other words.")


def of_words(case: Case, event: Words) -> Said:
    """Words that were heard, and what was made of them."""
    match event:
        case Transcript():
            return _heard(case, event)
        case IntentRecognized():
            return _understood(case, event)
        case IntentUnclear():
            return _unclear(case, event)


def _heard(case: Case, event: Transcript) -> Said:
    who, how = case.who(event.speaker), SOURCES[event.source]
    return Said(
        what=Text(zh=f"机器人收到{who.zh}的话（{how.zh}）。", en=f"The robot took in words of {who.en} ({how.en})."),
        told=Text(zh="我听到您说话了。", en="I heard you speak."),
        why=(_made_of(case, event),),
        concerns=_speaker(case, event),
    )


def _understood(case: Case, event: IntentRecognized) -> Said:
    who, title = case.who(event.speaker), case.title(event)
    how_sure = Text(
        zh=f"这句话与技能里的说法相符，把握为 {event.confidence:.0%}。",
        en=f"The words fit what a skill answers to, with a confidence of {event.confidence:.0%}.",
    )
    return Said(
        what=Text(
            zh=f"{who.zh}的话被理解为：{title.zh}。", en=f"The words of {who.en} were taken to mean: {title.en}."
        ),
        told=Text(zh=f"我把您的话听成了：{title.zh}。", en=f"I took your words to mean: {title.en}."),
        why=(how_sure,),
        concerns=_speaker(case, event),
    )


def _unclear(case: Case, event: IntentUnclear) -> Said:
    who = case.who(event.speaker)
    return Said(
        what=Text(zh=f"机器人没有听懂{who.zh}的话。", en=f"The robot did not understand the words of {who.en}."),
        told=Text(zh="您的话我没听懂，就没有乱猜。", en="I did not understand you, so I did not guess."),
        why=(_asked_back(event.candidates),),
        advice=_SAY_AGAIN,
        concerns=_speaker(case, event),
    )


def _asked_back(candidates: Sequence[Candidate]) -> Text:
    """What it asked back about, the likeliest first; that it did not guess, where nothing came near."""
    meant = [one.sentence for one in candidates if one.sentence is not None]
    if not meant:
        return _NOT_GUESSED
    zh, en = "”“".join(one.zh for one in meant), "”, “".join(one.en for one in meant)
    return Text(
        zh=f"听着像“{zh}”，但没有把握，所以先问，不猜。",
        en=f"It sounded like “{en}”, but that was not sure, so it asks back and does not guess.",
    )


def _speaker(case: Case, event: Words) -> ResidentId:
    """The resident who spoke; empty where it was somebody else."""
    return event.speaker.id if case.house.resident(event.speaker.id) else ""


def _made_of(case: Case, event: Transcript) -> Text:
    for after in case.record.consequences(event.id):
        if isinstance(after, IntentRecognized):
            title = case.title(after)
            return Text(zh=f"理解为：{title.zh}。", en=f"It was taken to mean: {title.en}.")
        if isinstance(after, IntentUnclear):
            return _NOT_UNDERSTOOD
    return _UNKNOWN_USE
