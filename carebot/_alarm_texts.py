"""What carers read of an incident: what it is about, who and where, and what is to be done at each stage."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from carebot.bearings import room_at, who_is
from carebot.concerns import COURSES
from carebot.core.alarms import IncidentStage
from carebot.core.concerns import Concern
from carebot.core.dangers import PROTOCOL
from carebot.core.durations import in_words
from carebot.core.events import FaultRaised
from carebot.core.home import Point
from carebot.core.intents import Intent
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ResidentId
from carebot.incidents import Incident
from carebot.knowing import Known
from skills.protocols.house import PROTOCOLS

_GO_AND_SEE: Final = Text(zh="{text}，请过去看看。", en="{text}. Please go and see.")
_TOLD: Final[Mapping[IncidentStage, Text]] = {
    IncidentStage.SUSPECTED: Text(zh="{text}，正在询问。", en="{text}; the robot is asking."),
    IncidentStage.ASKED: Text(zh="{text}，正在询问。", en="{text}; the robot is asking."),
    IncidentStage.WATCHED: Text(
        zh="{text}：本人说没事，机器人再留意一会儿。", en="{text}: she says she is well; the robot will look again."
    ),
    IncidentStage.ALARM: Text(zh="{text}，请马上过去！", en="{text}. Please go at once!"),
    IncidentStage.ESCALATED: Text(zh="{text}，还没有人到场！", en="{text}. Nobody has come yet!"),
    IncidentStage.ACKNOWLEDGED: Text(zh="{text}，{by}正在赶去。", en="{text}. {by} is on the way."),
    IncidentStage.ARRIVED: Text(zh="{text}，{by}已到身边。", en="{text}. {by} is with her."),
    IncidentStage.RESOLVED: Text(zh="{text}：{by}已到场处理。", en="{text}: resolved at the resident by {by}."),
    IncidentStage.DISMISSED: Text(zh="{text}：本人说没事。", en="{text}: the resident says she is well."),
    IncidentStage.REPORTED: Text(zh="{text}：{by}已签事件报告。", en="{text}: reported by {by}."),
}

_TOLD_OF_ITSELF: Final[Mapping[IncidentStage, Text]] = {
    IncidentStage.ARRIVED: Text(zh="{text}，{by}正在处理。", en="{text}. {by} is seeing to it."),
    IncidentStage.RESOLVED: Text(zh="{text}：{by}已处理。", en="{text}: {by} has seen to it."),
}


def concern_text(known: Known, concern: Concern, about: ResidentId, position: Point | None) -> Text:
    """What is feared, about whom, and where."""
    whom, where = _whom_and_where(known, about, position)
    words = COURSES[concern].words
    if concern is Concern.FALL:
        return Text(zh=f"{whom.zh}可能{where.zh}摔倒了", en=f"{whom.en} {words.en}{where.en}")
    return Text(zh=f"{whom.zh}{where.zh}{words.zh}", en=f"{whom.en} {words.en}{where.en}")


def danger_text(known: Known, spoken: Intent, about: ResidentId, position: Point | None) -> Text:
    """The danger that was spoken of, by its protocol."""
    whom, where = _whom_and_where(known, about, position)
    what = PROTOCOLS[spoken.slot(PROTOCOL)].for_carers(known.house.numbers)
    return Text(zh=f"{whom.zh}{where.zh}{what.zh}", en=f"{whom.en}{where.en} {what.en}")


def unwatched_text(faults: Iterable[FaultRaised]) -> Text:
    """What keeps the robot from watching, and what to do about each."""
    words, texts = COURSES[Concern.UNWATCHED].words, [fault.text for fault in faults]
    zh, en = "；".join(one.zh.rstrip("。") for one in texts), " ".join(one.en for one in texts).rstrip(".")
    return Text(zh=f"{words.zh}：{zh}", en=f"{words.en.capitalize()}: {en}")


def standing_text(known: Known, faults: Iterable[FaultRaised], position: Point | None) -> Text:
    """That the robot stands still of its own accord, where, and why, as far as that is known."""
    where, texts = _where(known, position), [fault.text for fault in faults]
    zh, en = "；".join(one.zh.rstrip("。") for one in texts), " ".join(one.en for one in texts).rstrip(".")
    return Text(
        zh=f"机器人{where.zh}停住了，不能去帮人，也没有人放行{'：' if zh else ''}{zh}",
        en=f"The robot stands still{where.en}, can come to nobody, and nobody has released it{': ' if en else ''}{en}",
    )


def stopped_text(known: Known, who: Text, since: timedelta, position: Point | None) -> Text:
    """That somebody stopped the robot so long ago, and that it is stopped still."""
    where, length = _where(known, position), in_words(since)
    return Text(
        zh=f"{who.zh}让机器人{where.zh}停下，已经 {length.zh}没有放行",
        en=f"{who.en} stopped the robot{where.en}; it has not been released for {length.en}",
    )


MOVES_AGAIN: Final = Text(
    zh="机器人停住过一段时间，现在又能动了", en="The robot stood still for a while and may move again"
)


def mended_text(before: Text) -> Text:
    """That what `before` told of is over, and that something may have gone unnoticed meanwhile."""
    return Text(
        zh=f"已恢复，但这段时间可能有事没发现（{before.zh}）",
        en=f"It works again, but something may have gone unnoticed meanwhile ({before.en})",
    )


def stage_text(incident: Incident) -> Text:
    """What is told of an incident where it stands."""
    calm = incident.stage is IncidentStage.ALARM and not incident.pressing
    told = _GO_AND_SEE if calm else _TOLD[incident.stage]
    if COURSES[incident.concern].itself:
        told = _TOLD_OF_ITSELF.get(incident.stage, told)
    text, by = incident.text, incident.acknowledged_by
    return Text(zh=told.zh.format(text=text.zh, by=by.zh), en=told.en.format(text=text.en, by=by.en))


def _whom_and_where(known: Known, about: ResidentId, position: Point | None) -> tuple[Text, Text]:
    return who_is(known, about), _where(known, position)


def _where(known: Known, position: Point | None) -> Text:
    room = known.house.home.room(room_at(known, position))
    return Text(zh=f"在{room.name.zh}", en=f" in the {room.name.en}") if room else NOTHING
