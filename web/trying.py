"""Trying a camera before it is kept: what comes is told in figures, nobody sees a picture, and nothing stays."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from carebot.changing.leaf import Kind
from carebot.changing.refusing import fault_of
from carebot.changing.row_kinds import ROWS
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from web.answers import RefusedError, answer, wants_page
from web.rows import new_row_page, written_of
from web.setting_forms import Changing, refuse_foreign
from web.setting_views import Said
from web.visit import LanguageOf, Panel, PanelOf

router = APIRouter(prefix="/settings")

_CAMERAS: Final = ROWS["sight.cameras"]
_SOURCE: Final = next(leaf for leaf in _CAMERAS.leaves() if leaf.kind is Kind.SOURCE)
_BUSY: Final = Text(
    zh="有人正在试摄像头，请过几秒再试。", en="Somebody is trying a camera just now; try again in some seconds."
)


@router.post("/try")
async def try_it(request: Request, panel: PanelOf, language: LanguageOf, carer: Changing) -> Response:
    """Look through the camera of the form for a moment, and give the form back with what came."""
    refuse_foreign(carer, _CAMERAS.whose)
    written = await written_of(request, _CAMERAS)
    found, wrong = await _tried(panel, "".join(written[_SOURCE.key]).strip())
    status = 200 if wrong is None else 422
    if wants_page(request):
        said = Said(status=status, tried=True, written=written, problems={} if wrong is None else {_SOURCE.key: wrong})
        return await new_row_page(request, panel, language, carer, rows=_CAMERAS, said=said, found=found)
    return answer(found) if wrong is None else answer(wrong, status, fields=[_SOURCE.key])


async def _tried(panel: Panel, source: str) -> tuple[Text, Text | None]:
    """What comes of `source`, in words, and what is wrong with it; raises RefusedError where somebody looks already."""
    if (fault := fault_of(_SOURCE, source)) is not None:
        return NOTHING, fault
    if panel.looking.locked():
        raise RefusedError(409, _BUSY)
    try:
        async with panel.looking:
            seen = await panel.tries.look(source)
    except DeviceError as error:
        return NOTHING, error.text
    size, rate = f"{seen.width} × {seen.height}", f"{seen.frames_per_s:.1f}"
    return Text(
        zh=f"看得到：{size} 像素，每秒 {rate} 帧。还没有保存。",
        en=f"It works: {size} pixels, {rate} frames a second. Nothing is kept yet.",
    ), None
