"""The catalogue: which skills a carer may ask for, and what may be chosen for each of their parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from carebot.core.language import Text
from carebot.core.situation import House
from carebot.plugins import PluginFolder
from skills.base import Skill
from web.answers import RefusedError

SKILLS: Final[PluginFolder[Skill]] = PluginFolder(package="skills", base=Skill, entry_points="carebot.skills")
# What the panel has its own buttons for, and what answers a resident's words and is nothing that a carer asks for.
_ELSEWHERE: Final = frozenset({"stop", "clarify", "other_language", "confide", "comfort", "remind_me", "tell_reminder"})
# What carers ask for most stands first, the rest as the loader finds it.
_FIRST: Final = ("check_on_resident", "fetch_item", "go_to_place", "remind_medication", "escort", "patrol_rooms")
# What only the robot itself begins with the facts of an incident.
_INTERNAL: Final = frozenset({"incident", "called", "x_m", "y_m", "unclear", "intent"})
_NAMES: Final[Mapping[str, Text]] = {
    "place": Text(zh="地点", en="Place"),
    "room": Text(zh="房间", en="Room"),
    "rooms": Text(zh="房间", en="Rooms"),
    "object": Text(zh="物品", en="Item"),
    "resident": Text(zh="老人", en="Resident"),
    "about": Text(zh="老人", en="Resident"),
    "dose": Text(zh="药次", en="Dose"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that a parameter may have."""

    value: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter that is chosen from what the house has."""

    name: str
    title: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A skill as the panel offers it. `by_itself`: it does something without being told more."""

    name: str
    title: Text
    description: Text
    parameters: tuple[Parameter, ...]
    by_itself: bool


class Catalogue:
    """The skills that the loader finds."""

    def __init__(self, skills: Mapping[str, type[Skill]]) -> None:
        order = [name for name in _FIRST if name in skills] + [name for name in skills if name not in _FIRST]
        self._skills = {name: skills[name] for name in order if name not in _ELSEWHERE}

    def offers(self, house: House) -> tuple[Offer, ...]:
        """Every skill that may be asked for in `house`."""
        return tuple(
            Offer(
                name=name,
                title=skill.title,
                description=skill.description,
                parameters=_parameters(skill, house),
                by_itself=() in skill.examples,
            )
            for name, skill in self._skills.items()
        )

    def check(self, name: str, parameters: Mapping[str, str], house: House) -> None:
        """Raise RefusedError unless skill `name` exists and takes `parameters` in `house`."""
        skill = self._skills.get(name)
        if skill is None:
            raise RefusedError(404, Text(zh=f"没有“{name}”这项技能。", en=f"There is no skill '{name}'."))
        _demand(skill, parameters, house)
        known = _values(skill)
        for key, value in parameters.items():
            if key in _INTERNAL or key not in known:
                raise RefusedError(
                    422,
                    Text(zh=f"“{skill.title.zh}”没有参数“{key}”。", en=f"'{skill.title.en}' has no parameter '{key}'."),
                )
            if not _fits(key, value, known[key], house):
                raise RefusedError(
                    422,
                    Text(zh=f"“{key}”不能是“{value}”。", en=f"'{key}' cannot be '{value}'; choose one on the panel."),
                )


def whole_catalogue() -> Catalogue:
    """The catalogue of every skill that is installed."""
    return Catalogue(SKILLS.load_all())


def _demand(skill: type[Skill], parameters: Mapping[str, str], house: House) -> None:
    """Raise RefusedError where a skill that does nothing by itself is not told what to do."""
    if () in skill.examples or set(parameters) - {"resident"}:
        return
    titles = [parameter.title for parameter in _parameters(skill, house) if parameter.name != "resident"]
    zh, en = "或".join(title.zh for title in titles), " or ".join(title.en for title in titles)
    raise RefusedError(422, Text(zh=f"请先选择：{zh}。", en=f"Choose first: {en}."))


def _values(skill: type[Skill]) -> dict[str, set[str]]:
    """The parameters that the skill's examples and sentences show, with their values there."""
    shown = [*(pair for example in skill.examples for pair in example)]
    shown += [pair for phrasing in skill.phrasings for pair in phrasing.slots.items()]
    values: dict[str, set[str]] = {}
    for key, value in shown:
        values.setdefault(key, set()).add(value)
    for key in ("resident", "place", "room", "object"):
        if any(f"{{{key}}}" in sentence for phrasing in skill.phrasings for sentence in (*phrasing.zh, *phrasing.en)):
            values.setdefault(key, set())
    return values


def _fits(key: str, value: str, shown: set[str], house: House) -> bool:
    choices = _choices(key, house)
    if not choices:
        return value in shown
    allowed = {choice.value for choice in choices}
    return all(one in allowed for one in (value.split(",") if key == "rooms" else [value]))


def _parameters(skill: type[Skill], house: House) -> tuple[Parameter, ...]:
    """What a carer chooses: what the examples name, and whom it is for where several live."""
    shown = [key for example in skill.examples for key, _ in example] + ["resident"] * ("resident" in _values(skill))
    return tuple(
        Parameter(name=key, title=_NAMES[key], choices=choices)
        for key in dict.fromkeys(shown)
        if key != "rooms" and (choices := _choices(key, house)) and not _is_plain(key, house)
    )


def _is_plain(key: str, house: House) -> bool:
    """Whether nobody needs to choose: it is for her who lives alone here."""
    return key in {"resident", "about"} and len(house.residents) == 1


def _choices(key: str, house: House) -> tuple[Choice, ...]:
    """What of the house a parameter may name; nothing for parameters that name nothing of it."""
    home = house.home
    match key:
        case "place":
            named = [(place.id, place.name) for place in home.places]
        case "room" | "rooms":
            named = [(room.id, room.name) for room in home.rooms if any(one.room == room.id for one in home.places)]
        case "object":
            named = [(thing.id, thing.name) for thing in home.objects]
        case "resident" | "about":
            named = [(one.id, one.name) for one in house.residents]
        case "dose":
            named = [
                (dose.id, Text(zh=f"{dose.drug.zh} {dose.due:%H:%M}", en=f"{dose.drug.en} {dose.due:%H:%M}"))
                for dose in house.doses
            ]
        case _:
            named = []
    return tuple(Choice(value=value, name=name) for value, name in named)
