"""Settings as the panel's pages show them for changing: pages, fields, and what stands beside a field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from carebot.changing.book import Book
from carebot.changing.choices import NAMES
from carebot.changing.fields import Raw, shown, unit_s
from carebot.changing.leaf import HIDDEN, Json, Kind, Leaf, Whose, is_veiled
from carebot.changing.panel_file import Entry
from carebot.changing.refusing import MANY_OF_MANY, Among, limits, most_characters
from carebot.changing.row_kinds import NEW
from carebot.changing.states import State, drawn
from carebot.changing.table import HEADINGS
from carebot.core import durations
from carebot.core.language import Language, Text
from carebot.explaining.names import person_name
from web.roles import Right, may
from web.setting_words import PAGES, explanation
from web.showing import Showing
from web.visit import Carer, Panel

RIGHTS: Final[Mapping[Whose, Right]] = {
    Whose.CARE: Right.SET_CARE, Whose.DOSES: Right.SET_DOSES, Whose.TECHNICAL: Right.SET_TECHNICAL
}  # fmt: skip
"""By which right somebody changes a setting of each kind."""
_SPARE: Final = 2
"""Empty places for more times of day."""
_NONE: Final = Text(zh="没有", en="none")
_ALL: Final = Text(zh="全部", en="all")
_SET: Final = Text(zh="已设置，不显示", en="set, not shown")
_STAYS: Final = Text(
    zh="里面可能有密码，所以不显示；空着就不变", en="it may hold a password and is not shown; left empty it stays"
)
_YES_NO: Final = {True: Text(zh="是", en="yes"), False: Text(zh="否", en="no")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page on which settings are changed."""

    group: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """One value that may be chosen."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One setting in a form. `drawn` is handed back with it; `notes` say what is beside its value.

    `may_be_removed`: something is set that is not shown and need not be; `removed`: its box is ticked.
    """

    key: str
    kind: str
    heading: str
    name: str
    values: Raw
    drawn: str
    choices: tuple[ChoiceView, ...]
    least: str
    most: str
    longest: int
    hint: str
    problem: str
    notes: tuple[str, ...]
    may_be_taken_back: bool
    may_be_removed: bool
    removed: bool
    in_file: bool
    fixed: bool


Fields = tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says of a change: what she wrote, what is wrong with it by key, and in a word what came of it.

    `removed` are the settings whose box for it she ticked. `tried`: nothing was to be kept.
    """

    status: int = 200
    done: str = ""
    written: Mapping[str, Raw] = field(default_factory=dict)
    problems: Mapping[str, Text] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    tried: bool = False


def hers(carer: Carer) -> frozenset[Whose]:
    """Whose settings she may change."""
    return frozenset(whose for whose, right in RIGHTS.items() if may(carer.caregiver, right))


def page_views(panel: Panel, carer: Carer, language: Language) -> tuple[PageView, ...]:
    """The pages on which she may change something, those of residents first, else in the order of the settings."""
    book = panel.changing
    if book is None:
        return ()
    groups = dict.fromkeys(leaf.group for leaf in book.leaves() if leaf.whose & hers(carer))
    ordered = sorted(groups, key=lambda group: not group.startswith("residents."))
    return tuple(PageView(group=group, title=title_of(book, group, language)) for group in ordered)


def title_of(book: Book, group: str, language: Language) -> str:
    """What a page is called."""
    known = book.title(group) or PAGES.get(group)
    return known.in_(language) if known else group


def field_views(panel: Panel, book: Book, group: Iterable[State], language: Language, said: Said) -> Fields:
    """The fields of a form, with what was said of what she wrote before."""
    views = []
    for state in group:
        leaf, among = state.leaf, book.among(state.leaf.kind)
        values = said.written.get(leaf.key, shown(leaf, state.next))
        problem = said.problems.get(leaf.key)
        views.append(
            FieldView(
                key=leaf.key,
                kind=leaf.kind.value,
                heading=_heading(leaf, language),
                name=sentence(_label(leaf).in_(language)),
                values=_with_spare(leaf, values),
                drawn=drawn(state.next),
                choices=_choices(leaf, values, among, language),
                least=_bound(leaf, leaf.bounds.least),
                most=_bound(leaf, leaf.bounds.most),
                longest=most_characters(leaf),
                hint=sentence(_hint(state, among).in_(language)),
                problem=problem.in_(language) if problem else "",
                notes=tuple(note.in_(language) for note in _notes(panel, state, among)),
                may_be_taken_back=state.entry is not None,
                may_be_removed=state.is_hidden and leaf.optional and state.fixed_by is None,
                removed=leaf.key in said.removed,
                in_file=state.in_file,
                fixed=state.fixed_by is not None,
            )
        )
    return tuple(views)


def in_words(leaf: Leaf, value: Json, among: Among) -> Text:
    """A value as people read it."""
    if isinstance(value, bool):
        return _YES_NO[value]
    if leaf.kind in HIDDEN or is_veiled(leaf, value):
        return _hidden_in_words(value)
    if leaf.kind is Kind.DURATION and isinstance(value, int | float):
        return durations.in_words(timedelta(seconds=value))
    parts = shown(leaf, value)
    if not parts:
        return _ALL if leaf.kind is Kind.ROOMS else _NONE
    if leaf.kind in {Kind.SPAN, Kind.SPANS}:
        spans = [f"{start}–{end}" for start, end in zip(parts[::2], parts[1::2], strict=True)]
        return Text(zh="、".join(spans), en=", ".join(spans))
    names = [_name(part, leaf, among) for part in parts]
    return Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))


def _hidden_in_words(value: Json) -> Text:
    if isinstance(value, dict) and value:
        names = ", ".join(value)
        return Text(zh=f"{names}（值不显示）", en=f"{names} (values not shown)")
    return _SET if value else _NONE


def _name(value: str, leaf: Leaf, among: Among) -> Text:
    known = among.get(value) or (NAMES.get(value) if leaf.choices else None)
    return known or Text(zh=value, en=value)


def _unit(leaf: Leaf) -> Text | None:
    if leaf.kind is not Kind.DURATION:
        return None
    return Text(zh="分钟", en="min") if unit_s(leaf) > 1 else Text(zh="秒", en="s")


def _label(leaf: Leaf) -> Text:
    """Its name, with the unit that it is written in."""
    unit = _unit(leaf)
    return Text(zh=f"{leaf.name.zh}（{unit.zh}）", en=f"{leaf.name.en} ({unit.en})") if unit else leaf.name


def sentence(words: str) -> str:
    """With a capital at its beginning, where the language has any."""
    return words[:1].upper() + words[1:]


def _bound(leaf: Leaf, bound: float | None) -> str:
    if bound is None or leaf.kind not in {Kind.NUMBER, Kind.WHOLE, Kind.DURATION}:
        return ""
    return "".join(shown(leaf, bound))


def _heading(leaf: Leaf, language: Language) -> str:
    for key, text in HEADINGS.items():
        parts = key.split(".")
        if len(leaf.place) > len(parts) and all(one in {"*", own} for one, own in zip(parts, leaf.place, strict=False)):
            return text.in_(language)
    return ""


def _hint(state: State, among: Among) -> Text:
    """What may be written, and what comes without writing anything."""
    leaf, parts = state.leaf, list[Text]()
    within = limits(leaf)
    if within.zh and leaf.kind in {Kind.SPAN, Kind.SPANS}:
        parts.append(Text(zh=f"一共 {within.zh} 小时", en=f"{within.en} hours in all"))
    elif within.zh:
        parts.append(within)
    if (explained := explanation(leaf.key)) is not None:
        parts.append(explained)
    if state.is_hidden:
        parts.append(_STAYS)
    elif (
        leaf.default not in (None, "")
        and leaf.kind is not Kind.ADDRESSES
        and not (NEW in leaf.place and leaf.kind is Kind.YES_NO)
    ):
        usual = in_words(leaf, leaf.default, among)
        parts.append(Text(zh=f"默认：{usual.zh}", en=f"default: {usual.en}"))
    return Text(zh=" · ".join(one.zh for one in parts), en=" · ".join(one.en for one in parts))


def _notes(panel: Panel, state: State, among: Among) -> Iterable[Text]:
    """What is to be known beside the value: who set it, what holds now, what stands above or below it."""
    leaf = state.leaf
    if state.fixed_by is not None:
        by = state.fixed_by
        yield Text(zh=f"由{by.zh}定了，在这里改不起作用。", en=f"Fixed by {by.en}; a change here would not count.")
    if state.next != state.now:
        now = in_words(leaf, state.now, among)
        yield Text(zh=f"现在还是：{now.zh}；下次启动才改。", en=f"Until the next start it is still: {now.en}.")
    if state.entry is not None:
        below, set_by = in_words(leaf, state.without, among), entry_in_words(panel, state.entry)
        yield Text(
            zh=f"{set_by.zh}在面板上设的。{'设置文件里是' if state.in_file else '不设就是'}：{below.zh}。",
            en=f"Set on the panel by {set_by.en}. {'In the settings file it' if state.in_file else 'Without it, it'} "
            f"is: {below.en}.",
        )
    elif state.in_file:
        yield Text(zh="设置文件里写的。", en="Set in the settings file.")


def entry_in_words(panel: Panel, entry: Entry | None) -> Text:
    """By whom and when; somebody at the computer where it is not known."""
    if entry is None:
        return Text(zh="有人", en="somebody")
    who = person_name(entry.by, panel.robot.orchestrator.known.house)
    at = Showing(panel.robot, panel.board, panel.language).moment(entry.at).words
    return Text(zh=f"{who.zh}（{at}）", en=f"{who.en} ({at})")


def _choices(leaf: Leaf, values: Raw, among: Among, language: Language) -> tuple[ChoiceView, ...]:
    """What may be chosen; a value that is none of it any more stands there too, so that nobody changes it unseen."""
    if leaf.kind not in MANY_OF_MANY | {Kind.CHOICE, Kind.ROOM, Kind.PERSON, Kind.RESIDENT}:
        return ()
    offered = tuple(dict.fromkeys((*(leaf.choices or among), *values)))
    return tuple(
        ChoiceView(value=one, name=_name(one, leaf, among).in_(language), chosen=one in values) for one in offered
    )


def _with_spare(leaf: Leaf, values: Raw) -> Raw:
    match leaf.kind:
        case Kind.TIMES:
            return (*values, *("",) * _SPARE)
        case Kind.SPANS:
            # Half a span comes from no page of ours; it is shown with what is missing.
            return (*values, *("",) * (2 * _SPARE + len(values) % 2))
        case Kind.SPAN:
            return (*values, "", "")[:2]
        case _:
            return values
