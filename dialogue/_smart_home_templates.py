"""Home Assistant's sentence templates of one language, as its intents package has them, and our own beside them.

Mandarin is matched without any space, as its templates were written: a space in one, or in a sentence, says nothing.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import home_assistant_intents
from hassil.intents import Intents

from carebot.core.errors import ModelError
from carebot.core.language import Language, Text
from dialogue import _smart_home_english as english
from dialogue import _smart_home_mandarin as mandarin

_FILES: Final = {Language.ZH: "zh-CN", Language.EN: "en"}
_OURS: Final = {Language.ZH: (mandarin.RULES, mandarin.SAYINGS), Language.EN: (english.RULES, english.SAYINGS)}
_SPACE_BESIDE_RULE_NAMES: Final = re.compile(r"\s+(?![^<>]*>)")
"""A space, except one inside `<how much>`."""


def their_templates(language: Language) -> Intents:
    """The templates of the package, its lists included; raises ModelError where it has none of this language."""
    return Intents.from_dict(_package(language))


def our_templates(language: Language) -> Intents:
    """Our own templates, with the lists and rules of the package; raises ModelError as `their_templates`."""
    package = _package(language)
    rules, sayings = _OURS[language]
    return Intents.from_dict(
        {
            "language": language.value,
            "settings": package["settings"],
            "skip_words": package["skip_words"],
            "lists": package["lists"],
            "expansion_rules": {**package["expansion_rules"], **rules},
            "intents": {name: {"data": list(blocks)} for name, blocks in sayings.items()},
        }
    )


def _package(language: Language) -> dict[str, Any]:
    found = home_assistant_intents.get_intents(_FILES[language])
    if found is None:
        raise ModelError(
            Text(
                zh=f"没有 {_FILES[language]} 的智能家居句式。请重新安装 home-assistant-intents。",
                en=f"There are no smart-home templates for {_FILES[language]}. Install home-assistant-intents again.",
            )
        )
    # the package's own name for the language means nothing to the speller of numbers
    read: dict[str, Any] = {"settings": {}, "skip_words": [], **found, "language": language.value}
    _allow_half_degrees(read["lists"])
    return {**read, **_without_spaces(read)} if language is Language.ZH else read


def _allow_half_degrees(lists: Mapping[str, Any]) -> None:
    """Let every temperature have halves of a degree, as thermostats do; the English lists have them by themselves."""
    for values in lists.values():
        numbers = values.get("range", {})
        if numbers.get("type") == "temperature":
            numbers.setdefault("fractions", "halves")


def _without_spaces(package: Mapping[str, Any]) -> dict[str, Any]:
    """The templates, rules and listed words of `package`, rid of their spaces."""
    return {key: _each_template(package[key], _tight) for key in ("intents", "expansion_rules", "lists")}


def _tight(template: str) -> str:
    return _SPACE_BESIDE_RULE_NAMES.sub("", template)


def _each_template(data: Any, change: Callable[[str], str]) -> Any:
    """`data` with `change` made in every string that is no key."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {key: _each_template(one, change) for key, one in data.items()}
    return [_each_template(one, change) for one in data] if isinstance(data, list) else data
