"""Goals: a carer asks for a skill of the catalogue, and says yes or no to what waits for staff."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from carebot.core.actions import StoreClip
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.people import STAFF
from carebot.core.situation import House
from carebot.core.verdicts import Confirmer
from web.answers import RefusedError, answer
from web.board import Waiting
from web.roles import Right
from web.visit import Carer, PanelOf, needs

router = APIRouter()

_MOST_CHARACTERS: Final = 200
_NO_LONGER: Final = Text(zh="这件事已经不再等待确认。", en="This no longer waits for a yes.")


class Yes(BaseModel):
    """A yes or no to the action whose digest the carer was shown."""

    model_config = ConfigDict(extra="forbid")

    digest: str
    confirmed: Literal["yes", "no"]


@router.post("/goals/{skill}")
async def ask(
    skill: str, request: Request, panel: PanelOf, carer: Annotated[Carer, Depends(needs(Right.ASK))]
) -> Response:
    """Ask for a skill with the parameters of the form; an empty one counts as not given."""
    form = await request.form()
    parameters = {key: value for key, value in form.items() if isinstance(value, str) and value}
    if len(parameters) != sum(1 for value in form.values() if value):
        raise RefusedError(422, Text(zh="参数只能是文字。", en="Parameters must be text."))
    if any(len(value) > _MOST_CHARACTERS for value in parameters.values()):
        raise RefusedError(422, Text(zh="参数太长。", en="A parameter is too long."))
    panel.catalogue.check(skill, parameters, panel.robot.orchestrator.known.house)
    panel.robot.request(skill, parameters, carer.requester)
    await panel.robot.settle()
    return answer(Text(zh="机器人收到了。", en="The robot has taken it up."))


@router.post("/confirmations/{run}")
async def confirm(
    run: Id, yes: Annotated[Yes, Form()], panel: PanelOf, carer: Annotated[Carer, Depends(needs(Right.CONFIRM))]
) -> Response:
    """The staff's yes or no to one action with exactly the parameters that were shown."""
    waiting = panel.board.waiting.get(run)
    if waiting is None or waiting.needed.action_digest != yes.digest:
        raise RefusedError(409, _NO_LONGER)
    confirmer = _confirmer(waiting, carer, panel.robot.orchestrator.known.house)
    panel.robot.confirm(run, yes.digest, confirmer, carer.requester, confirmed=yes.confirmed == "yes")
    await panel.robot.settle()
    if yes.confirmed == "yes":
        return answer(Text(zh="已记录您的同意。", en="Your yes is recorded."))
    return answer(Text(zh="已记录：不同意。", en="Your no is recorded."))


def _confirmer(waiting: Waiting, carer: Carer, house: House) -> Confirmer:
    """As whom she may answer: for a resident who entrusted her and cannot decide, or as staff; else RefusedError."""
    action = waiting.decided.decision.considered if waiting.decided else None
    resident = house.resident(action.about) if isinstance(action, StoreClip) else None
    entrusted = resident is not None and not resident.can_decide and resident.values.proxy == carer.caregiver.id
    if entrusted and Confirmer.RESIDENT in waiting.needed.confirmers:
        return Confirmer.RESIDENT
    if Confirmer.STAFF not in waiting.needed.confirmers:
        raise RefusedError(409, Text(zh="这件事只能由老人本人同意。", en="Only the resident can agree to this."))
    if carer.caregiver.role not in STAFF:
        raise RefusedError(403, Text(zh="这件事要护理员或护士同意。", en="This needs the yes of a carer or nurse."))
    return Confirmer.STAFF
