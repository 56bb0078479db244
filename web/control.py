"""Control: stop, release, pause, go on. A stop needs somebody who is signed in, and nothing else."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from carebot.core.language import Text
from carebot.modes import Mode
from web.answers import RefusedError, answer, wants_page
from web.roles import Right
from web.visit import Carer, PanelOf, needs

router = APIRouter(prefix="/control")

Stopping = Annotated[Carer, Depends(needs(Right.STOP))]
Pausing = Annotated[Carer, Depends(needs(Right.PAUSE))]
Releasing = Annotated[Carer, Depends(needs(Right.RELEASE))]

_NOT_ON_THE_SPOT: Final = Text(
    zh="您不在现场，看不到周围是否安全。请现场的人解除。",
    en="You are not on the spot and cannot see whether the area is clear. Please let somebody there release it.",
)


@router.post("/stop")
async def stop(request: Request, panel: PanelOf, carer: Stopping) -> Response:
    """Stop all motion and sound at once, whatever else is going on. Without the page's script the page comes back."""
    panel.robot.stop(carer.requester)
    await panel.robot.settle()
    if wants_page(request):
        return RedirectResponse("/", status_code=303)
    return answer(Text(zh="机器人已停止。", en="The robot has stopped."))


@router.post("/release")
async def release(panel: PanelOf, carer: Releasing) -> Response:
    """Release the stop; whoever does has seen that the area is clear, which nobody sees from afar."""
    if carer.remote:
        raise RefusedError(403, _NOT_ON_THE_SPOT)
    if panel.robot.orchestrator.mode is not Mode.STOPPED:
        raise RefusedError(
            409, Text(zh="机器人没有被停止，无需解除。", en="The robot is not stopped; there is nothing to release.")
        )
    panel.robot.release(carer.requester)
    await panel.robot.settle()
    return answer(Text(zh="已解除停止。", en="The stop is released."))


@router.post("/pause")
async def pause(panel: PanelOf, carer: Pausing) -> Response:
    """Leave off what it does; care for somebody in danger goes on."""
    panel.robot.pause(carer.requester, paused=True)
    await panel.robot.settle()
    if panel.robot.orchestrator.mode is not Mode.PAUSED:
        raise RefusedError(409, Text(zh="现在不能暂停。", en="It cannot be paused at present."))
    return answer(Text(zh="机器人已暂停。", en="The robot is paused."))


@router.post("/go-on")
async def go_on(panel: PanelOf, carer: Pausing) -> Response:
    """Take up again what was left off."""
    if panel.robot.orchestrator.mode is not Mode.PAUSED:
        raise RefusedError(409, Text(zh="机器人没有暂停。", en="The robot is not paused."))
    panel.robot.pause(carer.requester, paused=False)
    await panel.robot.settle()
    return answer(Text(zh="机器人继续工作。", en="The robot goes on."))
