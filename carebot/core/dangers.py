"""Words of danger: how they are told apart from harmless ones, whom the house calls, and by which number.

Detection is a matter of these data and of a pure function over them; no language model has a say in it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PROTOCOL: Final = "protocol"
"""The slot and parameter that names the protocol of a danger that was spoken of."""

ACCUSED: Final = "accused"
"""The slot and parameter that names who is accused: ids of people and `Accused`, parted by commas."""

KEEP_AWAY: Final = "keep_away"
"""The slot and parameter that is set when she said with it that nobody is to come near."""


CONFIDE: Final = "confide"
"""The intent of what is to be heard by one person alone."""


class Call(StrEnum):
    """Who is called: everybody on duty until one is with her, or one person whom she trusts, in private."""

    ALARM = "alarm"
    IN_CONFIDENCE = "in_confidence"


class Accused(StrEnum):
    """Who is accused, as far as words that are no name tell."""

    CARERS = "carers"
    NURSES = "nurses"
    FAMILY = "family"
    SOMEBODY = "somebody"


class Service(StrEnum):
    """Help from outside the house."""

    AMBULANCE = "ambulance"
    POLICE = "police"
    FIRE_BRIGADE = "fire_brigade"
    CRISIS_LINE = "crisis_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumbers:
    """The telephone numbers of the place. The defaults are those of mainland China; 12356 is the mental-health line."""

    ambulance: str = "120"
    police: str = "110"
    fire_brigade: str = "119"
    crisis_line: str = "12356"

    def of(self, service: Service) -> str:
        """The number of `service`; empty where the place has none."""
        return {
            Service.AMBULANCE: self.ambulance,
            Service.POLICE: self.police,
            Service.FIRE_BRIGADE: self.fire_brigade,
            Service.CRISIS_LINE: self.crisis_line,
        }[service]


class Whose(StrEnum):
    """Whose danger the words have to be about: the speaker's own, or that of anybody in the house."""

    HERS = "hers"
    ANYBODYS = "anybodys"


class Past(StrEnum):
    """Which past takes the danger away: any, or only the days of long ago."""

    ANY = "any"
    LONG_AGO = "long_ago"


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerWords:
    """The words of one danger as regular expressions over normalised clauses, in each language.

    `harmless` ones take their meaning away wherever they stand in the clause.
    """

    danger: str
    call: Call
    zh: tuple[str, ...]
    en: tuple[str, ...]
    harmless_zh: tuple[str, ...] = ()
    harmless_en: tuple[str, ...] = ()
    whose: Whose = Whose.HERS
    past: Past = Past.LONG_AGO
    supposed: bool = False
