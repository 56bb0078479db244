"""What a protocol is: the words that tell of a danger, what is said, who is called, and which number carers read.

Written by people, word for word; nothing here is ever put together by a language model.
"""

from dataclasses import dataclass

from carebot.core.dangers import DangerWords, EmergencyNumbers, Service
from carebot.core.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """What is done about one danger.

    `happened` is what carers read after the name. `first` is said before anything else, `stay` again and again until
    somebody is with her, and `line` offers her a number to call herself.
    """

    words: DangerWords
    title: Text
    happened: Text
    first: tuple[Text, ...]
    stay: tuple[Text, ...]
    service: Service | None = None
    line: Text | None = None
    source: str

    @property
    def id(self) -> str:
        """Its name, as slots and parameters carry it."""
        return self.words.danger

    def for_carers(self, numbers: EmergencyNumbers) -> Text:
        """What carers read after the name, with the number to call if need be."""
        number = numbers.of(self.service) if self.service is not None else ""
        if not number:
            return self.happened
        return Text(zh=f"{self.happened.zh}（必要时打 {number}）", en=f"{self.happened.en} (call {number} if need be)")

    def offered_line(self, numbers: EmergencyNumbers) -> Text | None:
        """The sentence that gives her the number of `service`, digit by digit; None where there is none to give."""
        number = numbers.of(self.service) if self.service is not None else ""
        if self.line is None or not number:
            return None
        spoken = spelled(number)
        return Text(zh=self.line.zh.format(number=spoken.zh), en=self.line.en.format(number=spoken.en))


_ZH = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_EN = dict(
    zip("0123456789", ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], strict=True),
)


def spelled(number: str) -> Text:
    """A telephone number digit by digit, as it is spoken; other signs are left out."""
    digits = [digit for digit in number if digit in _ZH]
    return Text(zh="".join(_ZH[digit] for digit in digits), en=" ".join(_EN[digit] for digit in digits))
