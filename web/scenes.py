"""Scenes: what can be made to happen in the simulated home. A real body has none."""

from fastapi import APIRouter
from fastapi.responses import Response

from carebot.core.language import Text
from web.answers import RefusedError, answer
from web.visit import CarerOf, PanelOf

router = APIRouter(prefix="/scenes")


@router.post("/{name}")
async def play(name: str, panel: PanelOf, _: CarerOf) -> Response:
    """Make the scene happen."""
    title = panel.robot.scenes.get(name)
    if title is None:
        raise RefusedError(404, Text(zh=f"没有“{name}”这个场景。", en=f"There is no scene '{name}'."))
    await panel.robot.play_scene(name)
    await panel.robot.settle()
    return answer(Text(zh=f"场景：{title.zh}。", en=f"Scene: {title.en}."))
