"""The English words of instructions, ready to be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass

from carebot.core.household import DeedKind
from dialogue.instructions._idioms import idiom_table
from dialogue.instructions.words import PhraseTable, english_table, listed, verb_forms, word_file

SPECIAL_VERBS = frozenset({"cause", "make", "expose", "bring_near", "water", "season", "cause_flood"})
"""Verbs that are no deed by themselves: what they bring about is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishWords:
    """Every table of the English word file."""

    verbs: PhraseTable[str]
    states: PhraseTable[str]
    traits: PhraseTable[str]
    manners: PhraseTable[str]
    repeatedly: PhraseTable[str]
    effects: PhraseTable[str]
    prepositions: PhraseTable[str]
    determiners: PhraseTable[str]
    pronouns: PhraseTable[str]
    connectors: PhraseTable[str]
    safety_nouns: frozenset[str]
    idioms: PhraseTable[str]
    settings: PhraseTable[str]
    heads: Mapping[str, str]


def load_english() -> EnglishWords:
    """The tables of the English word file, with all forms of its verbs."""
    file = word_file("english.toml")
    little = file["little"]
    return EnglishWords(
        verbs=_verbs(file["verbs"], file["irregular"]),
        states=english_table(file["states"]),
        traits=english_table(file["traits"]),
        manners=english_table(file["manners"]),
        repeatedly=english_table({"repeatedly": file["repeatedly"]["words"]}),
        effects=english_table(file["effects"]),
        prepositions=english_table(file["prepositions"]),
        determiners=english_table({"determiner": little["determiners"]}),
        pronouns=english_table({"pronoun": little["pronouns"]}),
        connectors=english_table({"connector": little["connectors"]}),
        safety_nouns=frozenset(listed(file["safety"]["nouns"])),
        idioms=idiom_table(file["idioms"], file["irregular"]),
        settings=english_table({"setting": file["settings"]["words"]}),
        heads={word: trait for trait, line in file["heads"].items() for word in listed(line)},
    )


def _verbs(entries: Mapping[str, str], irregular: Mapping[str, str]) -> PhraseTable[str]:
    table: PhraseTable[str] = PhraseTable()
    for kind, line in entries.items():
        assert kind in SPECIAL_VERBS or DeedKind(kind)
        for phrase in listed(line):
            first, *rest = phrase.split()
            for form in verb_forms(first, irregular):
                table.add((form, *rest), kind)
    return table
