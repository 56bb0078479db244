"""What a gateway wants to be sent: values from the settings, in which a notice stands at the places in braces.

Only whole words in braces count, and one that is unknown is refused before anything depends on it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from carebot.outlets.base import LEVEL_WORDS, Notice, in_both


def since_words(notice: Notice) -> str:
    """Since when, on the home's wall clock; empty for an all-clear."""
    since = notice.bearings.since
    return f"{since:%Y-%m-%d %H:%M}" if since else ""


PLACES: Final[Mapping[str, Callable[[Notice], str]]] = {
    "id": lambda notice: notice.id,
    "key": lambda notice: notice.key,
    "text_zh": lambda notice: notice.text.zh,
    "text_en": lambda notice: notice.text.en,
    "level": lambda notice: notice.level.name.lower(),
    "level_zh": lambda notice: LEVEL_WORDS[notice.level].zh,
    "level_en": lambda notice: LEVEL_WORDS[notice.level].en,
    "who_zh": lambda notice: notice.bearings.who.zh,
    "who_en": lambda notice: notice.bearings.who.en,
    "where_zh": lambda notice: notice.bearings.where.zh,
    "where_en": lambda notice: notice.bearings.where.en,
    "since": since_words,
    "step": lambda notice: str(notice.chain_step),
    "step_zh": lambda notice: notice.bearings.step.zh,
    "step_en": lambda notice: notice.bearings.step.en,
    "incident": lambda notice: notice.incident,
    "outlet": lambda notice: notice.to,
    "whom": lambda notice: in_both(notice.whom),
    "whom_zh": lambda notice: notice.whom.zh,
    "whom_en": lambda notice: notice.whom.en,
    "sent_at": lambda notice: notice.sent_at.isoformat(),
    "time": lambda notice: f"{notice.sent_at:%Y-%m-%d %H:%M}",
}
_PLACE: Final = re.compile(r"\{(\w+)\}")


def unknown_place(template: object) -> str:
    """The first word in braces, anywhere in `template`, that is none of PLACES; empty where all are known."""
    words = (place for text in _strings(template) for place in _PLACE.findall(text))
    return next((word for word in words if word not in PLACES), "")


def filled(template: Any, notice: Notice) -> Any:
    """`template` with the notice at its places; what is no text stays as it is."""
    match template:
        case str():
            return _PLACE.sub(lambda place: PLACES[place[1]](notice), template)
        case Mapping():
            return {key: filled(value, notice) for key, value in template.items()}
        case list() | tuple():
            return [filled(value, notice) for value in template]
        case _:
            return template


def _strings(template: object) -> Iterator[str]:
    match template:
        case str():
            yield template
        case Mapping():
            for value in template.values():
                yield from _strings(value)
        case list() | tuple():
            for value in template:
                yield from _strings(value)
