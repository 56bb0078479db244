"""Secrets of ways out are bound to the address that they were entered for, and go to no other one unseen.

Whoever changes where a way out sends enters its secrets again, or removes them. Otherwise somebody who may change the
address, and not read the secrets, would have them sent to her own. Of a web address all of it counts: on one host
different paths often belong to different people.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

import httpx

from carebot.changing.leaf import Json, element, given_in
from carebot.changing.outlet_forms import OUTLETS
from carebot.core.language import Text
from carebot.settings import Plain, Sources

SECRETS: Final = ("token", "secret", "headers", "body", "password")
"""What may be secret. Of a body only what was not written on the panel, where it is shown; see `moved`."""
_WHERE: Final = ("url", "host", "port", "tls", "encryption")
_PLACE_OF_SECRET: Final = "{secret}"  # noqa: S105 - the word, and none
_BOUND: Final = re.compile(rf"({OUTLETS}[.].+)[.](?:{'|'.join((*SECRETS, *_WHERE))})")
_IN_FULL: Final = {"tls": True, "encryption": "starttls", "port": 0, "host": "", "url": ""}

AGAIN: Final = Text(
    zh="送到的地址变了：这一项要重新填，或者去掉，免得原来的被送到新地址。",
    en="Where it sends has changed: enter this again, or remove it, so that what was set does not go there unseen.",
)
ABOVE: Final = Text(
    zh="送到的地址变了，而这一项不是在面板上设的，会跟着送到新地址。请在设它的地方一起改。",
    en="Where it sends has changed, and this was not set on the panel and would go there, too. Change both where it "
    "was set.",
)
_MOVED: Final = Text(
    zh="内容里 {secret} 换了位置：请重新填密钥。", en="{secret} stands elsewhere in the body: enter the key again."
)


def bound_to(key: str) -> str:
    """The way out, by its key, whose address or secret this setting is: they are kept and go back together."""
    found = _BOUND.fullmatch(key)
    return found[1] if found else ""


def address(given: Mapping[str, Any]) -> tuple[object, ...]:
    """Where a way out sends, as far as secrets go; a web address as whoever sends there reads it."""
    whole = {**_IN_FULL, **given}
    # Nothing is sent to one that cannot be read; it differs from every other as it stands.
    with suppress(httpx.InvalidURL, UnicodeError):
        whole["url"] = str(httpx.URL(str(whole["url"])))
    return tuple(whole[key] for key in _WHERE)


def strays(before: Json, entered: Mapping[str, Json], hidden: Collection[str]) -> Iterator[tuple[str, Text]]:
    """The options of a way out that would be sent where they were not entered for, each with what to do.

    `entered` are those that were given just now, `hidden` those that stand there and are not shown.
    """
    if not isinstance(before, dict):
        return
    after = {**before, **entered}
    elsewhere = address(before) != address(after)
    for option in SECRETS:
        if elsewhere and option in hidden and option not in entered:
            yield option, AGAIN
    if (
        not elsewhere
        and "secret" in hidden
        and "secret" not in entered
        and _moved(before.get("body"), after.get("body"))
    ):
        yield "secret", _MOVED


def _moved(before: Json, after: Json) -> bool:
    """Whether the secret stands in a body where it did not stand before, as in words that somebody reads."""
    return not set(_with_secret(after)) <= set(_with_secret(before))


def _with_secret(body: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    match body:
        case dict():
            for key, value in body.items():
                yield from _with_secret(value, (*path, key))
        case list():
            for number, value in enumerate(body):
                yield from _with_secret(value, (*path, str(number)))
        case str() if _PLACE_OF_SECRET in body:
            yield path, body
        case _:
            pass


def unbound(
    outlets: Mapping[str, Plain], base: Mapping[str, Plain], sources: Sources, values: Mapping[str, Json]
) -> dict[str, Text]:
    """By key, secrets from below or above the panel's `values` of ways out that send elsewhere by these than in `base`.

    It is asked at every start: a secret that the settings file was given since goes to no address of the panel's.
    """
    return {
        f"{OUTLETS}.{name}.{option}": ABOVE
        for name, given in outlets.items()
        if name in base and address(given) != address(base[name])
        for option in SECRETS
        if given.get(option) and not _of_panel(name, option, sources, values)
    }


def _of_panel(name: str, option: str, sources: Sources, values: Mapping[str, Json]) -> bool:
    """Whether all of an option was given on the panel, by itself or with the whole of its way out."""
    place = (OUTLETS, name, option)
    if given_in(sources.environment, place) or given_in(sources.command_line, place):
        return False
    return ".".join(place) in values or element(values.get(f"{OUTLETS}.[{name}]"), option) is not None
