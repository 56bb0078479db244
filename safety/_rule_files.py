"""The house's own rules and their schema, as they are installed with carebot."""

from importlib.resources import files
from typing import Final

_RULES: Final = "safety.rules"
_SUFFIX: Final = ".cedar"


def house_rules_text() -> str:
    """All rules of the house, file after file in alphabetical order."""
    folder = files(_RULES)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(_SUFFIX))
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in names)


def schema_text() -> str:
    """What the rules may speak of."""
    return files(_RULES).joinpath("house.cedarschema").read_text("utf-8")
