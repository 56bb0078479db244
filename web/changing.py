"""Changing settings: a page for each part of them, for whoever they are the business of. No script is needed for it.

What is kept counts from the next start on: this process goes on with the settings that it has.
"""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from carebot.changing.leaf import Leaf, Whose
from carebot.changing.states import Outcome, Wanted
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING
from web.answers import RefusedError, answer, wants_page
from web.left_out import whose_is
from web.pages import page
from web.rows import refuse_last_way
from web.setting_forms import NO_PAGE, ODD_FORM, Changing, book_of, refuse_foreign, sent_with
from web.setting_views import Said, entry_in_words, field_views, hers, title_of
from web.setting_words import OF_PEOPLE, WORDS, setting_words
from web.visit import Carer, LanguageOf, Panel, PanelOf

router = APIRouter(prefix="/settings")

_WAS: Final = "was:"
"""Before the name of a setting: the value that the form was drawn with."""
_NONE: Final = "none:"
"""Before the name of a setting: what is set there, and not shown, is to be removed."""
_NOT_SET: Final = Text(zh="这一项没有在面板上设过。", en="This was not set on the panel.")


@router.post("/back")
async def take_back(
    request: Request, panel: PanelOf, carer: Changing, key: Annotated[str, Form(max_length=1000)]
) -> Response:
    """Leave a setting to the settings file again."""
    book = book_of(panel)
    refuse_foreign(carer, whose_is(panel, key))
    await refuse_last_way(panel, key, sure=False)
    outcome = await asyncio.to_thread(book.take_back, key)
    if not outcome.kept:
        raise RefusedError(409, outcome.problems[""]) if outcome.problems else RefusedError(404, _NOT_SET)
    panel.register.set_on_panel(carer.caregiver.id, outcome.kept, taken_back=True)
    leaf = book.leaf(key)
    if wants_page(request):
        return RedirectResponse(_address(leaf.group, "taken_back") if leaf else "/settings", status_code=303)
    return answer(WORDS["taken_back"])


@router.get("/{group}")
async def shown(
    group: str, request: Request, panel: PanelOf, language: LanguageOf, carer: Changing, *, said: str = ""
) -> Response:
    """The settings of one page, with what holds of each."""
    known = said if said in {"kept", "taken_back", "nothing_new"} else ""
    return await group_page(request, panel, language, carer, group=group, said=Said(done=known))


@router.post("/{group}")
async def change(group: str, request: Request, panel: PanelOf, language: LanguageOf, carer: Changing) -> Response:
    """Keep what she changed on this page, all of it or nothing."""
    leaves = _leaves(panel, carer, group)
    wanted = await _wanted(request, leaves)
    outcome = await asyncio.to_thread(book_of(panel).change, wanted, carer.caregiver.id, panel.robot.clock.now())
    if outcome.kept:
        panel.register.set_on_panel(carer.caregiver.id, outcome.kept)
    if outcome.problems or outcome.meanwhile:
        said = _refused(panel, outcome, wanted)
        if wants_page(request):
            return await group_page(request, panel, language, carer, group=group, said=said)
        first = next(iter(said.problems.values()))
        return answer(first, said.status, fields=sorted(said.problems))
    done = "kept" if outcome.kept else "nothing_new"
    if wants_page(request):
        return RedirectResponse(_address(group, done), status_code=303)
    return answer(WORDS[done], fields=list(outcome.kept))


def _refused(panel: Panel, outcome: Outcome, wanted: Mapping[str, Wanted]) -> Said:
    """What to say where nothing was kept: what is wrong, and what somebody else changed meanwhile."""
    problems = dict(outcome.problems)
    for key, entry in outcome.meanwhile.items():
        by = entry_in_words(panel, entry)
        problems[key] = Text(
            zh=f"您打开这一页以后，{by.zh}改过这一项。看看现在的值；还要改，就再保存一次。",
            en=f"After you opened this page {by.en} changed this. See what it is now; save again if yours is to count.",
        )
    return Said(
        status=409 if outcome.meanwhile else 422,
        written={key: one.raw for key, one in wanted.items()},
        removed=frozenset(key for key, one in wanted.items() if one.removed),
        problems=problems,
    )


async def _wanted(request: Request, leaves: Mapping[str, Leaf]) -> dict[str, Wanted]:
    """What the form says of each setting; raises RefusedError for a form that is none of ours."""
    sent = await sent_with(request)
    keys = [name.removeprefix(_WAS) for name in sent if name.startswith(_WAS)]
    allowed = {f"{start}{key}" for key in keys for start in ("", _WAS, _NONE)}
    if not set(keys) <= set(leaves) or not set(sent) <= allowed:
        raise RefusedError(422, ODD_FORM)
    return {
        key: Wanted(
            raw=tuple(sent.get(key, ())),
            was=sent[f"{_WAS}{key}"][0],
            removed=f"{_NONE}{key}" in sent and leaves[key].optional,
        )
        for key in keys
    }


async def group_page(
    request: Request, panel: Panel, language: Language, carer: Carer, *, group: str, said: Said, found: Text = NOTHING
) -> Response:
    """The page of these settings with what was said of a change; `found` is what came of trying."""
    leaves, book = _leaves(panel, carer, group), book_of(panel)
    states = await asyncio.to_thread(book.states, leaves.values())
    general = said.problems.get("")
    return page(
        panel,
        "setting_page.html",
        request,
        language,
        said.status,
        carer=carer,
        title=title_of(book, group, language),
        action=f"/settings/{quote(group, safe='')}",
        hints=[],
        tries="",
        kept_tries=f"/settings/try-kept/{quote(group.partition('.')[2])}" if group.startswith("outlets.") else "",
        fields=field_views(panel, book, states, language, said),
        problem=general.in_(language) if general else "",
        refused=bool(said.problems),
        tried=said.tried,
        done=WORDS[said.done].in_(language) if said.done else found.in_(language),
        w=setting_words(language),
    )


def _leaves(panel: Panel, carer: Carer, group: str) -> dict[str, Leaf]:
    """The settings of a page that are hers to change; raises RefusedError where there are none."""
    book = book_of(panel)
    there = [leaf for leaf in book.leaves() if leaf.group == group]
    if not there and group.partition(".")[0] in OF_PEOPLE:
        # Whoever may not know who lives here does not learn it by trying names.
        refuse_foreign(carer, frozenset({Whose.CARE}))
    if not there:
        raise RefusedError(404, NO_PAGE)
    refuse_foreign(carer, frozenset(one for leaf in there for one in leaf.whose))
    return {leaf.key: leaf for leaf in there if leaf.whose & hers(carer)}


def _address(group: str, said: str) -> str:
    return f"/settings/{quote(group, safe='')}?said={said}"
