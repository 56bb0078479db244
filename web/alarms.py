"""Alarms: somebody is on her way, is there, and has seen to it at the resident's side. All of it may be said twice."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from carebot.core.alarms import IncidentStage
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.incidents import Incident
from web.answers import RefusedError, answer
from web.roles import Right
from web.visit import Carer, Panel, PanelOf, needs

router = APIRouter(prefix="/alarms")

Answering = Annotated[Carer, Depends(needs(Right.ANSWER_ALARMS))]

_OVER: Final = Text(zh="这个警报已经结束。", en="This alarm is over already.")
_THERE: Final = Text(
    zh="已记录：您在老人身边。处理完请结束警报。", en="Noted: you are with her. End the alarm when all is seen to."
)
_MARKED: Final = Text(zh="已记录您的判断。", en="Your judgement is noted.")
_ON_HER_WAY: Final = Text(
    zh="已记录：您正在赶去。请在到场后结束警报。", en="Noted: you are on the way. End the alarm once you are there."
)


class Resolution(BaseModel):
    """What a carer found at the resident's side."""

    model_config = ConfigDict(extra="forbid")

    real: Literal["yes", "no"]
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""


class Mark(BaseModel):
    """Whether an alarm was right."""

    model_config = ConfigDict(extra="forbid")

    right: Literal["yes", "no"]


@router.post("/{alarm_id}/acknowledge")
async def acknowledge(alarm_id: Id, panel: PanelOf, carer: Answering) -> Response:
    """The carer is on her way. Whoever says so first is named; a second one is told who that is."""
    alarm = _open(panel, alarm_id)
    if alarm is None:
        return answer(_OVER, state="closed")
    by = alarm.acknowledged_by
    if alarm.stage is IncidentStage.ARRIVED:
        return answer(Text(zh=f"{by.zh}已经在老人身边。", en=f"{by.en} is with her already."), state="arrived")
    if alarm.stage is IncidentStage.ACKNOWLEDGED:
        return answer(Text(zh=f"{by.zh}已经在赶去。", en=f"{by.en} is on the way already."), state="acknowledged")
    panel.robot.acknowledge(alarm_id, carer.requester, carer.name)
    await panel.robot.settle()
    return answer(_ON_HER_WAY, state="acknowledged")


@router.post("/{alarm_id}/arrive")
async def arrive(alarm_id: Id, panel: PanelOf, carer: Answering) -> Response:
    """The carer is with the resident; others need not come, and the alarm goes on until it is resolved."""
    if _open(panel, alarm_id) is None:
        return answer(_OVER, state="closed")
    panel.robot.arrive(alarm_id, carer.requester, carer.name)
    await panel.robot.settle()
    return answer(_THERE, state="arrived")


@router.post("/{alarm_id}/mark")
async def mark(alarm_id: Id, word: Annotated[Mark, Form()], panel: PanelOf, carer: Answering) -> Response:
    """The carer judges an alarm with one touch, whether it has ended or not; the last word counts."""
    _open(panel, alarm_id)
    panel.robot.mark(alarm_id, carer.requester, carer.name, right=word.right == "yes")
    await panel.robot.settle()
    return answer(_MARKED, state=word.right)


@router.post("/{alarm_id}/resolve")
async def resolve(
    alarm_id: Id, resolution: Annotated[Resolution, Form()], panel: PanelOf, carer: Answering
) -> Response:
    """The carer is with the resident and ends the alarm."""
    if _open(panel, alarm_id) is None:
        return answer(_OVER, state="closed")
    panel.robot.resolve(alarm_id, carer.requester, carer.name, real=resolution.real == "yes", note=resolution.note)
    await panel.robot.settle()
    return answer(Text(zh="警报已结束，已记录。", en="The alarm is ended and recorded."), state="closed")


def _open(panel: Panel, alarm_id: Id) -> Incident | None:
    """The open incident; None when it is over. Raises RefusedError for one that never was."""
    incidents = panel.robot.orchestrator.alarming.open
    found = next((one for one in incidents if one.id == alarm_id), None)
    if found is None and not any(closed.id == alarm_id for closed in panel.board.closed):
        raise RefusedError(404, Text(zh="没有这个警报。", en="There is no such alarm."))
    return found
