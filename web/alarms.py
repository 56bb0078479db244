"""Alarms: somebody is on her way, and somebody has seen to it at the resident's side. Both may be said twice."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from carebot.core.alarms import IncidentStage
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.incidents import Incident
from web.answers import RefusedError, answer
from web.visit import CarerOf, Panel, PanelOf

router = APIRouter(prefix="/alarms")


class Resolution(BaseModel):
    """What a carer found at the resident's side."""

    model_config = ConfigDict(extra="forbid")

    real: Literal["yes", "no"]
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""


@router.post("/{incident_id}/acknowledge")
async def acknowledge(incident_id: Id, panel: PanelOf, carer: CarerOf) -> Response:
    """The carer is on her way. Whoever says so first is named; a second one is told who that is."""
    incident = _open(panel, incident_id)
    if incident is None:
        return answer(Text(zh="这个警报已经结束。", en="This alarm is over already."), state="closed")
    if incident.stage is IncidentStage.ACKNOWLEDGED:
        by = incident.acknowledged_by
        return answer(Text(zh=f"{by}已经在赶去。", en=f"{by} is on the way already."), state="acknowledged")
    panel.robot.acknowledge(incident_id, carer.requester, carer.name)
    await panel.robot.settle()
    return answer(
        Text(
            zh="已记录：您正在赶去。请在到场后结束警报。",
            en="Noted: you are on the way. End the alarm once you are there.",
        ),
        state="acknowledged",
    )


@router.post("/{incident_id}/resolve")
async def resolve(
    incident_id: Id, resolution: Annotated[Resolution, Form()], panel: PanelOf, carer: CarerOf
) -> Response:
    """The carer is with the resident and ends the alarm."""
    if _open(panel, incident_id) is None:
        return answer(Text(zh="这个警报已经结束。", en="This alarm is over already."), state="closed")
    panel.robot.resolve(incident_id, carer.requester, carer.name, real=resolution.real == "yes", note=resolution.note)
    await panel.robot.settle()
    return answer(Text(zh="警报已结束，已记录。", en="The alarm is ended and recorded."), state="closed")


def _open(panel: Panel, incident_id: Id) -> Incident | None:
    """The open incident; None when it is over. Raises RefusedError for one that never was."""
    found = next((one for one in panel.robot.orchestrator.alarming.open if one.id == incident_id), None)
    if found is None and not any(closed.change.incident == incident_id for closed in panel.board.closed):
        raise RefusedError(404, Text(zh="没有这个警报。", en="There is no such alarm."))
    return found
