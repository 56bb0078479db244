"""Decisions: what the gate answered, and everything that one answer rests on."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from carebot.codec import event_to_plain, plain
from carebot.core.deeds import ActionDecided
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.verdicts import Decision
from carebot.explaining import names
from carebot.explaining.actions_in_words import action_in_words
from carebot.modes import Mode
from safety.explain import Explanation, explain
from web.answers import RefusedError, answer
from web.board import Judged
from web.pages import page
from web.roles import Right
from web.showing import Showing
from web.view import DecisionView
from web.visit import Carer, LanguageOf, Panel, PanelOf, ShowingOf, needs

router = APIRouter(prefix="/decisions")

Reading = Annotated[Carer, Depends(needs(Right.DECISIONS))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """One rule that had a say."""

    rule: str
    verdict: str
    sentence: str
    facts: tuple[str, ...]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDecision:
    """One decision with everything."""

    line: DecisionView
    requested: str
    granted: str
    asked_by: str
    mode: str
    limits: tuple[tuple[str, str], ...]
    to_resident: str
    alternative: str
    reasons: tuple[ReasonView, ...]
    event: Id
    record: dict[str, Any]


@router.get("")
def listed(show: ShowingOf, _: Reading) -> Response:
    """The gate's last answers as JSON, the latest first."""
    return answer(Text(zh="最近的决定", en="The latest decisions"), decisions=[plain(one) for one in show.decisions()])


@router.get("/{decision_id}")
def one(decision_id: Id, request: Request, panel: PanelOf, language: LanguageOf, carer: Reading) -> Response:
    """One decision, as a page, or as a part of one for whoever asks by htmx."""
    judged = panel.board.decision(decision_id)
    if judged is None:
        raise RefusedError(
            404,
            Text(zh="面板上已没有这个决定，请查日志。", en="The panel no longer has this decision; see the journal."),
        )
    whole = whole_decision(judged, panel, language)
    name = "decision_part.html" if request.headers.get("hx-request") else "decision.html"
    return page(panel, name, request, language, decision=whole, carer=carer)


def whole_decision(judged: Judged, panel: Panel, language: Language) -> WholeDecision:
    """`judged` with everything that it rests on, in `language`."""
    decision, house = judged.decision, panel.robot.orchestrator.known.house
    explanation = explain(decision)
    present = judged.present if isinstance(judged, ActionDecided) else None
    granted = action_in_words(decision.granted, house).in_(language) if decision.granted else ""
    return WholeDecision(
        line=Showing(panel.robot, panel.board, language).decision(judged),
        requested=action_in_words(decision.requested, house).in_(language),
        granted=granted,
        asked_by=names.requester_name(present.requester, house).in_(language) if present else "",
        mode=names.MODES[Mode(present.mode)].in_(language)
        if present and present.mode in {mode.value for mode in Mode}
        else "",
        limits=_limits(decision, language),
        to_resident=explanation.to_resident.in_(language),
        alternative=explanation.alternative.in_(language),
        reasons=reason_views(explanation, language),
        event=judged.id,
        record=event_to_plain(judged),
    )


def reason_views(explanation: Explanation, language: Language) -> tuple[ReasonView, ...]:
    """The rules of an explanation, in `language`."""
    return tuple(
        ReasonView(
            rule=reason.rule,
            verdict=reason.verdict.in_(language),
            sentence=reason.sentence.in_(language),
            facts=tuple(fact.in_(language) for fact in reason.facts),
            alternative=reason.alternative.in_(language),
        )
        for reason in explanation.reasons
    )


def _limits(decision: Decision, language: Language) -> tuple[tuple[str, str], ...]:
    """The bounds that are not zero, named."""
    limits = decision.limits
    named = (
        (Text(zh="速度", en="speed"), limits.speed_mps, "m/s"),
        (Text(zh="力", en="force"), limits.force_n, "N"),
        (Text(zh="与人距离", en="distance to people"), limits.person_distance_m, "m"),
    )
    return tuple((name.in_(language), f"{value:.2f} {unit}") for name, value, unit in named if value)
