"""What the pages have in common on which settings are changed: who may, and what their forms send."""

from typing import Annotated, Final

from fastapi import Depends, Request

from carebot.changing.book import Book
from carebot.changing.leaf import Whose
from carebot.core.language import Text
from web.answers import RefusedError
from web.roles import refusal
from web.setting_views import RIGHTS, hers
from web.visit import Carer, CarerOf, Panel

NO_PAGE: Final = Text(
    zh="这里没有可以改的设置。别的设置请在设置文件里改。",
    en="There is nothing to change here; other settings are changed in the settings file.",
)
ODD_FORM: Final = Text(
    zh="表单不对，请重新打开这一页再试。", en="The form is not right; open the page again and try again."
)


def changing(carer: CarerOf) -> Carer:
    """Who may change any setting; raises RefusedError for everybody else."""
    if not hers(carer):
        raise RefusedError(403, refusal(carer.caregiver.role, RIGHTS[Whose.CARE]))
    return carer


Changing = Annotated[Carer, Depends(changing)]


def refuse_foreign(carer: Carer, whose: frozenset[Whose]) -> None:
    """Raise RefusedError where she may change none of what is `whose`."""
    if not whose & hers(carer):
        raise RefusedError(403, refusal(carer.caregiver.role, RIGHTS[min(whose)]))


def book_of(panel: Panel) -> Book:
    """The book of the settings; raises RefusedError where they are only shown."""
    if panel.changing is None:
        raise RefusedError(404, NO_PAGE)
    return panel.changing


async def sent_with(request: Request) -> dict[str, list[str]]:
    """What a form sends, by the name of the field; raises RefusedError for a form that is none of ours."""
    sent: dict[str, list[str]] = {}
    async with request.form(max_files=0, max_fields=1000) as form:
        for key, value in form.multi_items():
            if not isinstance(value, str):
                raise RefusedError(422, ODD_FORM)
            sent.setdefault(key, []).append(value)
    return sent
