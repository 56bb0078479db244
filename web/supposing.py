"""What if: an action and a moment are supposed, and the page tells what the gate would say. Nothing is carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from carebot.core.situation import House
from carebot.explaining.actions_in_words import action_in_words
from carebot.explaining.choices import choice_in_words
from carebot.explaining.names import VERDICTS
from carebot.explaining.questions import QUESTIONS
from carebot.explaining.supposed_action import action_of, offered
from carebot.explaining.whatif import YES, YES_OF, YES_TITLE, Answer, what_if
from safety.explain import explain
from web.answers import RefusedError
from web.decisions import ReasonView, reason_views
from web.pages import page
from web.roles import Right
from web.visit import Carer, LanguageOf, PanelOf, needs

router = APIRouter(prefix="/whatif")

_NO_BOOK: Final = Text(
    zh="面板没有拿到规则，现在不能试。请通知技术人员。",
    en="The panel was given no rules, so nothing can be tried. Tell a technician.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """Something that can be chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One thing that may be supposed; a free value where nothing can be chosen."""

    name: str
    title: str
    options: tuple[OptionView, ...]
    value: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What the gate says of it."""

    verdict: str
    verdict_words: str
    action: str
    to_resident: str
    alternative: str
    reasons: tuple[ReasonView, ...]
    changes: tuple[str, ...]


@router.get("")
def supposing(
    request: Request, panel: PanelOf, language: LanguageOf, carer: Annotated[Carer, Depends(needs(Right.RULES))]
) -> Response:
    """The page, with the answer where an action was chosen."""
    if panel.book is None:
        raise RefusedError(503, _NO_BOOK)
    house = panel.robot.orchestrator.known.house
    chosen = {key: value for key, value in request.query_params.items() if value}
    wanted = chosen.pop("action", "")
    supposed = {key: value for key, value in chosen.items() if key in QUESTIONS or key == YES}
    answer = None
    if wanted:
        panel.book.renew()
        try:
            action = action_of(wanted.split(" "), house)
            answer = what_if(panel.book.judge, action, house, supposed, panel.robot.clock.now())
        except SettingsError as error:
            raise RefusedError(422, error.text) from error
    return page(
        panel,
        "whatif.html",
        request,
        language,
        carer=carer,
        actions=_actions(house, wanted, language),
        questions=_questions(house, supposed, language),
        answer=_answer(answer, house, language) if answer else None,
    )


def _actions(house: House, wanted: str, language: Language) -> tuple[OptionView, ...]:
    return tuple(
        OptionView(
            value=" ".join(words),
            words=action_in_words(action_of(words, house), house).in_(language),
            chosen=" ".join(words) == wanted,
        )
        for words in offered(house)
    )


def _questions(house: House, supposed: Mapping[str, str], language: Language) -> tuple[QuestionView, ...]:
    rooms = tuple((room.id, room.name) for room in house.home.rooms)
    views = []
    for name, question in QUESTIONS.items():
        choices = rooms if name == "room" else tuple((one, choice_in_words(name, one)) for one in question.choices)
        views.append(
            _question(
                name, question.title, choices, form=question.form, value=supposed.get(name, ""), language=language
            )
        )
    of_yes = tuple((one, choice_in_words(YES, one)) for one in YES_OF)
    return (*views, _question(YES, YES_TITLE, of_yes, form="", value=supposed.get(YES, ""), language=language))


def _question(
    name: str, title: Text, choices: tuple[tuple[str, Text], ...], *, form: str, value: str, language: Language
) -> QuestionView:
    options = tuple(OptionView(value=one, words=words.in_(language), chosen=one == value) for one, words in choices)
    return QuestionView(name=name, title=title.in_(language), options=options, value=value, form=form)


def _answer(answer: Answer, house: House, language: Language) -> AnswerView:
    explanation = explain(answer.decision)
    return AnswerView(
        verdict=answer.decision.verdict.name.lower(),
        verdict_words=VERDICTS[answer.decision.verdict].in_(language),
        action=action_in_words(answer.decision.considered, house).in_(language),
        to_resident=explanation.to_resident.in_(language),
        alternative=explanation.alternative.in_(language),
        reasons=reason_views(explanation, language),
        changes=tuple(change.text.in_(language) for change in answer.changes),
    )
