"""What is to be said of reports: that somebody signed one, and how much of it is hers."""

from collections.abc import Mapping
from typing import Final

from carebot.core.language import Text
from carebot.core.reports import ReportKind, ReportSigned
from carebot.explaining.case import Said

_KINDS: Final[Mapping[ReportKind, Text]] = {
    ReportKind.HANDOVER: Text(zh="交班记录", en="the handover of a shift"),
    ReportKind.INCIDENT: Text(zh="事件报告", en="the report on an incident"),
}
_DRAFTED: Final = Text(
    zh="草稿由记录生成，每句都指向一个事件；改过和补充的话由签名的人负责。",
    en="The draft was made from the record, each sentence from an event; whoever signs answers for what she changed.",
)
_TOLD: Final = Text(zh="工作人员写好了一份记录。", en="Staff have signed a report.")


def of_report(event: ReportSigned) -> Said:
    """Who signed what."""
    what, sentences = _KINDS[event.report], event.sentences
    edited, added = sum(one.edited for one in sentences), sum(not one.event for one in sentences)
    return Said(
        what=Text(zh=f"{event.name.zh}签了{what.zh}。", en=f"{event.name.en} signed {what.en}."),
        told=_TOLD,
        why=(
            Text(
                zh=f"共 {len(sentences)} 句，其中改过 {edited} 句，补充 {added} 句。",
                en=f"It has {len(sentences)} sentences, of which {edited} were edited and {added} added.",
            ),
            _DRAFTED,
        ),
    )
