"""What was set on the panel and does not count any more, for whoever may set it again."""

from dataclasses import dataclass

from carebot.changing.leaf import EITHER, Whose
from carebot.changing.row_kinds import row_of
from carebot.core.language import Language
from web.setting_views import hers
from web.setting_words import OF_PEOPLE
from web.visit import Carer, Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutView:
    """What was set on the panel and does not count, and why."""

    key: str
    why: str


def left_out_views(panel: Panel, carer: Carer, language: Language) -> tuple[LeftOutView, ...]:
    """What does not count, as far as it is hers to change."""
    left_out = panel.changing.left_out if panel.changing else {}
    return tuple(
        LeftOutView(key=key, why=why.in_(language))
        for key, why in left_out.items()
        if key and whose_is(panel, key) & hers(carer)
    )


def whose_is(panel: Panel, key: str) -> frozenset[Whose]:
    """Whose a setting is, also one that there is no more."""
    leaf = panel.changing.leaf(key) if panel.changing else None
    if leaf is not None:
        return leaf.whose
    if (found := row_of(key)) is not None:
        return found[0].whose
    section = key.partition(".")[0]
    if section in {"doses", "outlets"}:
        return frozenset({Whose.DOSES}) if section == "doses" else EITHER
    of_people = section in OF_PEOPLE | {"company", "numbers"}
    return frozenset({Whose.CARE if of_people else Whose.TECHNICAL})
