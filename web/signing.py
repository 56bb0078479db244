"""Signing: what somebody may sign of a draft, and what is refused. A stretch of time is handed over once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.reports import ReportKind, ReportSigned, Sentence
from web.answers import RefusedError
from web.drafting import LATELY, LONGEST

_EMPTY: Final = Text(zh="没有可签的内容，请至少写一句。", en="There is nothing to sign; write one sentence at least.")
_NOT_DRAFTED: Final = Text(
    zh="有一句指向的事件不在草稿里。请重新打开草稿再签。",
    en="A sentence names an event that the draft does not have. Open the draft again and sign that.",
)
_NO_SUCH_TIME: Final = Text(
    zh="这段时间不对：只能是最近一个月内、到现在为止。请重新打开草稿。",
    en="That stretch of time cannot be: it lies within the last month, up to now. Open the draft again.",
)
_TOO_LONG: Final = Text(zh="一次最多交接 24 小时。", en="A handover covers 24 hours at most.")
_MOST_SENTENCES: Final = 450
"""A form has a thousand fields at most, two for each sentence."""
_TOO_MANY: Final = Text(
    zh=f"一次最多签 {_MOST_SENTENCES} 句。请清空一些不用交接的句子。",
    en=f"At most {_MOST_SENTENCES} sentences are signed at once; empty some that nobody needs.",
)


class Draft(BaseModel):
    """What somebody signs: for each sentence its event (empty: her own) and her words; an empty one is left out."""

    model_config = ConfigDict(extra="forbid")

    report: ReportKind
    incident: Annotated[str, StringConstraints(max_length=100)] = ""
    since: AwareDatetime
    until: AwareDatetime
    event: list[Annotated[str, StringConstraints(max_length=100)]] = []
    text: list[Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]] = []


def refuse_time(draft: Draft, now: datetime) -> None:
    """Raise RefusedError for a stretch of time that no draft is made of."""
    if not now - LATELY - LONGEST <= draft.since <= draft.until <= now:
        raise RefusedError(422, _NO_SUCH_TIME)
    if draft.report is ReportKind.HANDOVER and draft.until - draft.since > LONGEST:
        raise RefusedError(422, _TOO_LONG)


def refuse_signed(draft: Draft, signed: Sequence[ReportSigned]) -> None:
    """Raise RefusedError for a handover of what a colleague, or she on another screen, has handed over meanwhile."""
    if draft.report is not ReportKind.HANDOVER:
        return
    other = next((one for one in reversed(signed) if one.report is draft.report and one.until > draft.since), None)
    if other is not None:
        raise RefusedError(
            409,
            Text(
                zh=f"这段时间的交班，{other.name.zh}已经签过了，在“查房和交班”里。请重新打开草稿，把要补充的签进去。",
                en=f"{other.name.en} has signed a handover of this time meanwhile; it stands under “Rounds and "
                "handover”. Open the draft again and sign there what you would add.",
            ),
        )


def sentences_of(draft: Draft, drafted: dict[Id, str]) -> tuple[Sentence, ...]:
    """What is signed; raises RefusedError for nothing, too much, or a sentence on an event that was not drafted."""
    if len(draft.event) != len(draft.text):
        raise RefusedError(422, _NOT_DRAFTED)
    kept = [(event, text) for event, text in zip(draft.event, draft.text, strict=True) if text]
    if len(kept) > _MOST_SENTENCES:
        raise RefusedError(422, _TOO_MANY)
    if not kept:
        raise RefusedError(422, _EMPTY)
    if any(event and event not in drafted for event, _ in kept):
        raise RefusedError(422, _NOT_DRAFTED)
    return tuple(
        Sentence(text=text, event=event, edited=bool(event) and text != drafted[event]) for event, text in kept
    )
