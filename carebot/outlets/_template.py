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
SECRET: Final = "secret"  # noqa: S105 - the word, and none
"""The place of what the other side wants to know whom it deals with, which is no part of any notice."""
_PLACE: Final = re.compile(r"\{(\w+)\}")


def unknown_place(template: object) -> str:
    """The first word in braces, anywhere in `template`, that is no place; empty where all are known."""
    return next((word for word in _places(template) if word not in PLACES and word != SECRET), "")


def wants_secret(template: object) -> bool:
    """Whether the secret stands anywhere in `template`."""
    return SECRET in _places(template)


def filled(template: Any, notice: Notice, secret: str = "") -> Any:
    """`template` with the notice, and `secret`, at its places; what is no text stays as it is."""
    match template:
        case str():
            return _PLACE.sub(lambda one: secret if one[1] == SECRET else PLACES[one[1]](notice), template)
        case Mapping():
            return {key: filled(value, notice, secret) for key, value in template.items()}
        case list() | tuple():
            return [filled(value, notice, secret) for value in template]
        case _:
            return template


def _places(template: object) -> Iterator[str]:
    return (place for text in _strings(template) for place in _PLACE.findall(text))


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
