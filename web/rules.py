"""The rule book: every rule and limit in force, in the reader's language, by subject."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from carebot.core.language import Language, Text
from safety.rule_book import Chapter, Entry
from web.answers import RefusedError
from web.pages import page
from web.roles import Right
from web.visit import Carer, LanguageOf, PanelOf, needs

router = APIRouter(prefix="/rules")

_NO_BOOK: Final = Text(
    zh="面板没有拿到规则，现在看不了。请通知技术人员。",
    en="The panel was given no rules, so they cannot be shown. Tell a technician.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One rule, in one language."""

    id: str
    effect: str
    says: str
    instead: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterView:
    """The rules of one subject; `anchor` is where the page jumps to."""

    anchor: str
    title: str
    entries: tuple[EntryView, ...]


@router.get("")
def rules(
    request: Request, panel: PanelOf, language: LanguageOf, carer: Annotated[Carer, Depends(needs(Right.RULES))]
) -> Response:
    """The whole book on one page."""
    if panel.book is None:
        raise RefusedError(503, _NO_BOOK)
    panel.book.renew()
    chapters = tuple(_chapter(number, one, language) for number, one in enumerate(panel.book.chapters, 1))
    return page(panel, "rules.html", request, language, carer=carer, chapters=chapters)


def _chapter(number: int, chapter: Chapter, language: Language) -> ChapterView:
    return ChapterView(
        anchor=f"chapter-{number}",
        title=chapter.title.in_(language),
        entries=tuple(_entry(one, language) for one in chapter.entries),
    )


def _entry(entry: Entry, language: Language) -> EntryView:
    return EntryView(
        id=entry.id,
        effect=entry.effect.in_(language),
        says=entry.says.in_(language),
        instead=entry.instead.in_(language),
        source=entry.source.in_(language),
    )
