"""Languages and bilingual text: whatever a resident or carer meets exists in Mandarin and in English."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages that carebot hears and speaks (BCP 47 primary subtags)."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One sentence for a person, in each language."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.zh if language is Language.ZH else self.en
