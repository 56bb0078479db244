"""Scenes: what can be made to happen in the simulated home. A real body has none."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from carebot.core.language import Text
from web.answers import RefusedError, answer
from web.roles import Right
from web.visit import Carer, PanelOf, needs

router = APIRouter(prefix="/scenes")


@router.post("/{name}")
async def play(name: str, panel: PanelOf, _: Annotated[Carer, Depends(needs(Right.SCENES))]) -> Response:
    """Make the scene happen."""
    title = panel.robot.scenes.get(name)
    if title is None:
        raise RefusedError(404, Text(zh=f"没有“{name}”这个场景。", en=f"There is no scene '{name}'."))
    await panel.robot.play_scene(name)
    await panel.robot.settle()
    return answer(Text(zh=f"场景：{title.zh}。", en=f"Scene: {title.en}."))
