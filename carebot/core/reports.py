"""Reports: what a person has signed, drafted from the record and edited by her."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from carebot.core.events import Event
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.people import Requester


class ReportKind(StrEnum):
    """What a report is: the handover of a shift, or what happened at an incident."""

    HANDOVER = "handover"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a report. `event` is what it was drafted from, empty for what the signer added by herself.

    `edited`: its words are hers and no longer those of the draft.
    """

    text: str
    event: Id = ""
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSigned(Event):
    """Somebody answers for a report on the time from `since` to `until`. `incident` is what it is about, if one."""

    kind: Literal["report_signed"] = "report_signed"
    report: ReportKind
    incident: Id = ""
    since: datetime
    until: datetime
    language: Language
    sentences: tuple[Sentence, ...]
    by: Requester
    name: Text
