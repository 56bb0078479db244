"""Mandarin instructions: a clause is read from left to right, each thing taking its part from the word before it.

The longest word wins. What a verb lacks is what the clause before was about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from carebot.core.household import Aim, Deed, DeedKind, Mention, Noun, State, Task, ThingKind
from dialogue.instructions._arranging import rearrange
from dialogue.instructions._chinese_clauses import ClauseReader
from dialogue.instructions._chinese_counts import A_BIT, COUNTED, TITLED, counted, is_a_bit
from dialogue.instructions._chinese_phrases import Lexicon, Token
from dialogue.instructions.draft import Draft
from dialogue.instructions.salience import Salience
from dialogue.instructions.words import word_file

_BREAKS: Final = frozenset("，。；、！？,.;!?\n：:")
_SAID: Final = ("着火", "起火")
"""How a whole statement ends, which is read as one even where it is the name of a thing too."""
_SWITCHES: Final = frozenset(
    {"switchable", "tap", "open_flame", "lamp", "motor", "burner_control", "toaster", "gas", "water_source"}
)
_BURNS: Final = frozenset({"flammable", "room", "furniture"})
_MEANT_TO_BURN: Final = frozenset(
    {"switchable", "heater", "open_flame", "igniter", "open_fuel", "smoking", "mains", "candle", "heat_source"}
)
_OPENS: Final = frozenset({"openable", "receptacle", "lidded", "door"})
_TAG_ORDER: Final = (
    "negation",
    "filled",
    "noun",
    "verb",
    "manner",
    "again",
    "effect",
    "preposition",
    "location",
    "state",
    "trait",
    "determiner",
    "pronoun",
    "connector",
)
_NEEDS_THING: Final = frozenset(
    {
        "pick",
        "put",
        "open_any",
        "close_any",
        "switch_on",
        "switch_off",
        "pour",
        "slice",
        "cook",
        "heat",
        "clean",
        "give",
        "throw",
        "drop",
        "discard",
        "move",
        "fill",
        "cover",
        "break",
        "submerge",
        "hang",
        "leave",
        "freeze",
        "damage",
        "wet",
        "burn",
        "spray",
        "empty",
        "plug_in",
        "unplug",
        "take_in",
        "mix",
        "hide",
        "keep_on",
        "lock",
    }
)


class ChineseInstructions:
    """Reads Mandarin instructions; `start` loads the words."""

    def __init__(self, nouns: Iterable[Noun]) -> None:
        self._nouns = tuple(nouns)
        self.traits: Mapping[ThingKind, frozenset[str]] = {noun.kind: noun.traits for noun in self._nouns}
        self._table: dict[str, tuple[str, str]] = {}
        self.trait_words: Mapping[str, str] = {}
        self._longest = 1

    def start(self) -> None:
        """Load the words of the language."""
        found: list[tuple[str, str, str]] = [
            (name, "noun", noun.kind) for noun in self._nouns for name in noun.zh if not name.endswith(_SAID)
        ]
        for section, entries in word_file("chinese.toml").items():
            for value, line in entries.items():
                tag = _TAGS.get(value, value) if section == "little" else _TAGS[section]
                found += ((word, tag, value) for word in line.split())
        ranked = sorted(found, key=lambda entry: _TAG_ORDER.index(entry[1]))
        for word, tag, value in ranked:
            self._table.setdefault(word, (tag, value))
        self.trait_words = {word: value for word, tag, value in found if tag == "trait"}
        self._longest = max(map(len, self._table))

    def tokens(self, clause: str) -> list[Token]:
        """The words of a clause; signs that are in no word are joined to unknown ones."""
        tokens: list[Token] = []
        place = 0
        while place < len(clause):
            if tokens and clause[place] == "儿" and clause[place : place + 2] not in self._table:
                place += 1
                continue
            special = self._special(clause, place)
            if special is not None:
                tokens.append(special)
                place += len(special.text)
                continue
            for length in range(min(self._longest, len(clause) - place), 0, -1):
                word = clause[place : place + length]
                if word in self._table:
                    tag, value = A_BIT if is_a_bit(word, tokens) else self._table[word]
                    tokens.append(Token(tag=tag, value=value, text=word))
                    place += length
                    break
            else:
                place = _unknown(tokens, clause, place)
        return tokens

    def with_verb(self, clause: str) -> list[Token]:
        """The words of a clause; where none is a verb, the longest name gives way to one ("门锁好": 门, 锁好)."""
        tokens = self.tokens(clause)
        if tokens and tokens[0].value == "ba" and all(token.tag != "verb" for token in tokens):
            for place, token in enumerate(tokens):
                shorter = self._table.get(token.text[:-1])
                rest = token.text[-1:] + "".join(one.text for one in tokens[place + 1 :])
                following = self.tokens(rest)
                if token.tag == "noun" and shorter is not None and shorter[0] == "noun" and following[0].tag == "verb":
                    name = Token(tag="noun", value=shorter[1], text=token.text[:-1])
                    return [*tokens[:place], name, *following]
        return tokens

    def _special(self, clause: str, place: int) -> Token | None:
        """A measure or a person by surname and title, unless a longer word stands here."""
        titled, measured = TITLED.match(clause, place), COUNTED.match(clause, place)
        found = titled or measured
        if found is None:
            return None
        longer = range(len(found.group(0)), self._longest + 1)
        if any(clause[place : place + length] in self._table for length in longer):
            return None
        tag, value = ("noun", "elder") if titled is not None else ("determiner", "determiners")
        return Token(tag=tag, value=value, text=found.group(0))

    def begins_as_wish(self, text: str) -> bool:
        """Whether `text` begins with a deed, or with what it is done to or with."""
        tokens = [token for token in self.tokens(text.strip()) if token.tag != "connector"]
        return bool(tokens) and (tokens[0].tag == "verb" or tokens[0].value in {"ba", "using", "at"})

    def read(self, text: str) -> Task:
        """What `text` asks for; a task without deeds and aims where nothing of it is understood."""
        return _Reading(self, text).task()


_TAGS: Final = {
    "verbs": "verb", "prepositions": "preposition", "locations": "location", "states": "state", "traits": "trait",
    "manners": "manner", "repeatedly": "again", "effects": "effect", "determiners": "determiner",
    "pronouns": "pronoun", "connectors": "connector", "negations": "negation", "filled": "filled",
}  # fmt: skip


def _unknown(tokens: list[Token], clause: str, place: int) -> int:
    """Take the sign at `place` as unknown, joined to an unknown word before it."""
    sign = clause[place]
    if sign == "的":
        tokens.append(Token(tag="of", value="", text=sign))
    elif tokens and tokens[-1].tag == "unknown":
        tokens[-1] = replace(tokens[-1], text=tokens[-1].text + sign)
    elif not sign.isspace():
        tokens.append(Token(tag="unknown", value="", text=sign))
    return place + 1


class _Reading:
    """One instruction."""

    def __init__(self, language: ChineseInstructions, text: str) -> None:
        self._language = language
        self._lexicon = Lexicon(traits=language.traits, trait_words=language.trait_words)
        self._text = text
        self._salience = Salience(language.traits)
        self._deeds: list[Deed] = []
        self._aims: list[Aim] = []
        self._last: list[Mention] = []

    def task(self) -> Task:
        clause = ""
        for sign in f"{self._text}。":
            if sign in _BREAKS:
                if clause.strip():
                    self._clause(clause.strip())
                clause = ""
            else:
                clause += sign
        return Task(deeds=tuple(self._deeds), aims=tuple(self._aims), words=self._text)

    def _clause(self, clause: str) -> None:
        times, span, clause = counted(clause)
        reader = ClauseReader(self._lexicon, self._salience, self._language.with_verb(clause))
        for draft in reader.drafts():
            draft.times = times if times != 1 else draft.times
            draft.duration = span
            self._finish(draft)

    def _finish(self, draft: Draft) -> None:
        self._complete(draft)
        draft.verb = self._verb(draft)
        rearrange(draft, self._language.traits, self._salience)
        if draft.verb == "go_out":
            draft.verb, draft.things, draft.where = "leave", [], []
        if draft.verb == "keep_on":
            self._keep_on(draft)
        if draft.effects:
            self._aims += draft.aims()
            draft.effects = []
        deeds = list(draft.deeds())
        self._deeds += deeds
        self._salience.done(draft.things, draft.where)
        self._last = draft.things or self._last

    def _complete(self, draft: Draft) -> None:
        """Give a verb without an object the thing that was spoken of last."""
        if draft.things or draft.verb not in _NEEDS_THING or draft.effects:
            return
        if draft.verb in {"open_any", "close_any"}:
            meant = self._salience.thing("switch_on")
        else:
            meant = self._salience.thing(draft.verb)
        if meant is not None and draft.verb == "put" and "liquid" in self._language.traits.get(meant.kind, frozenset()):
            meant = self._salience.host() or meant
        if meant is not None:
            draft.things = [meant]

    def _keep_on(self, draft: Draft) -> None:
        """ "开着": a door is left open, an appliance left on."""
        draft.verb = "leave"
        draft.things = [replace(thing, states=(*thing.states, self._open_or_on(thing))) for thing in draft.things]

    def _open_or_on(self, thing: Mention) -> State:
        traits = self._language.traits.get(thing.kind, frozenset())
        return State.OPEN if traits & _OPENS and not traits & _SWITCHES else State.ON

    def _verb(self, draft: Draft) -> str:
        traits = frozenset().union(*(self._language.traits.get(thing.kind, frozenset()) for thing in draft.things))
        kinds = {thing.kind for thing in draft.things}
        match draft.verb:
            case "open_any":
                loaded = any(
                    deed.kind is DeedKind.PUT and {where.thing.kind for where in deed.where} & kinds
                    for deed in self._deeds
                )
                return (
                    "open"
                    if traits & _OPENS and not (loaded and traits & _SWITCHES) and not traits & {"computer"}
                    else "switch_on"
                    if traits & _SWITCHES or not draft.things
                    else "open"
                )
            case "close_any":
                running = any(
                    deed.kind is DeedKind.SWITCH_ON and {one.kind for one in deed.things} & kinds
                    for deed in self._deeds
                )
                return "close" if traits & _OPENS and not running else "switch_off" if traits & _SWITCHES else "close"
            case "burn" if traits & {"liquid", "food", "water_heater"}:
                return "cook"
            case "switch_on" if "点" in draft.words and traits & _BURNS and not traits & _MEANT_TO_BURN:
                return "burn"
            case "hit" if traits & {"egg"}:
                return "break"
            case _:
                return draft.verb
