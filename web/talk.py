"""Talk: words typed on the panel, taken as if the carer had spoken them; for a resident only in the simulated home."""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from carebot.core.language import Language, Text
from carebot.core.people import Requester, RequesterKind, ResidentId
from carebot.core.situation import House
from web.answers import RefusedError, answer
from web.roles import Right
from web.visit import Carer, PanelOf, needs

router = APIRouter(prefix="/talk")

Talking = Annotated[Carer, Depends(needs(Right.TALK))]

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_NOT_FOR_HER: Final = Text(
    zh="只有在模拟的家里才能替老人说话，请以自己的身份说。",
    en="Only in the simulated home can you speak for the resident; speak as yourself.",
)


class Words(BaseModel):
    """What was typed. `speaker` is empty for the carer who is signed in; a simulated resident is named by her id."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    speaker: ResidentId = ""
    language: Language | None = None


@router.post("")
async def talk(words: Annotated[Words, Form()], panel: PanelOf, carer: Talking) -> Response:
    """Hand the words to the robot."""
    if words.speaker and not panel.robot.scenes:
        raise RefusedError(403, _NOT_FOR_HER)
    speaker = _speaker(words.speaker, carer, panel.robot.orchestrator.known.house)
    panel.robot.hear(words.text, words.language or written_in(words.text), speaker)
    await panel.robot.settle()
    return answer(Text(zh="机器人听到了。", en="The robot has heard it."))


@router.post("/attend")
def attend(panel: PanelOf, _: Talking) -> Response:
    """Have the robot take what is said next as meant for it, as a touch does."""
    panel.robot.attend()
    if panel.robot.microphone_level_dbfs is None:
        return answer(Text(zh="现在没有麦克风在听，请打字。", en="No microphone is listening; please type."))
    return answer(Text(zh="机器人在听，请说。", en="The robot is listening; please speak."))


def written_in(text: str) -> Language:
    """Mandarin where there is a Han character, else English."""
    return Language.ZH if _HAN.search(text) else Language.EN


def _speaker(resident: ResidentId, carer: Carer, house: House) -> Requester:
    if not resident:
        return carer.requester
    if house.resident(resident) is None:
        raise RefusedError(422, Text(zh="没有这位老人。", en="There is no such resident."))
    return Requester(kind=RequesterKind.RESIDENT, id=resident)
