"""Ways: the pages of the panel, each for whoever has the right to it."""

from dataclasses import dataclass
from typing import Final

from carebot.core.language import Language, Text
from carebot.core.people import Caregiver
from web.roles import Right, may

_WAYS: Final = (
    (Right.WATCH, "/", Text(zh="现场", en="Now")),
    (Right.RESIDENTS, "/residents", Text(zh="老人", en="Residents")),
    (Right.REPORTS, "/reports", Text(zh="查房和交班", en="Rounds and handover")),
    (Right.FIGURES, "/figures", Text(zh="统计", en="Figures")),
    (Right.FIGURES, "/honesty", Text(zh="警报对不对", en="Right alarms")),
    (Right.SIGN_INS, "/sign-ins", Text(zh="登录记录", en="Sign-ins")),
    (Right.RULES, "/rules", Text(zh="规则", en="Rules")),
    (Right.SETTINGS, "/settings", Text(zh="设置", en="Settings")),
    (Right.SET_DOSES, "/settings", Text(zh="用药", en="Doses")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A page and its name in the reader's language."""

    path: str
    name: str


def ways(caregiver: Caregiver, language: Language) -> tuple[Way, ...]:
    """The pages that `caregiver` may open, the first that she is meant to begin with."""
    hers = [(path, name) for right, path, name in _WAYS if may(caregiver, right)]
    # Whoever sees more of a page knows it by the name that comes first.
    return tuple(Way(path=path, name=name.in_(language)) for path, name in dict(reversed(hers)).items())[::-1]
