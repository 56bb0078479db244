"""Roles: what each role sees and may do on the panel. This table alone decides, and every route asks it.

Whoever is signed in may stop the robot: a stop makes nothing less safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text
from carebot.core.people import Caregiver, Resident, Role
from carebot.core.situation import House
from carebot.explaining.levels import Level
from carebot.explaining.names import ROLES
from web.board import Section


class Right(StrEnum):
    """Something that may be seen or done on the panel."""

    STOP = "stop"
    WATCH = "watch"
    ANSWER_ALARMS = "answer_alarms"
    RELEASE = "release"
    PAUSE = "pause"
    TALK = "talk"
    ASK = "ask"
    CONFIRM = "confirm"
    SCENES = "scenes"
    INVITE = "invite"
    DECISIONS = "decisions"
    RULES = "rules"
    WHY = "why"
    RESIDENTS = "residents"
    REPORTS = "reports"
    SIGN = "sign"
    FIGURES = "figures"
    ALL_SESSIONS = "all_sessions"
    SIGN_INS = "sign_ins"
    SETTINGS = "settings"
    SET_CARE = "set_care"
    SET_DOSES = "set_doses"
    SET_TECHNICAL = "set_technical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the main page and its live stream show. `floor_plan`: the robot on it; `people`: who is in view, too."""

    sections: frozenset[Section] = frozenset()
    floor_plan: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One row of the table: what a role may do, what it sees, and at which levels a "why" is told, the first unasked.

    `own_residents`: she sees nobody but those whose family she is, as far as consents and the map of dignity go.
    """

    rights: frozenset[Right]
    sight: Sight = Sight()
    levels: tuple[Level, ...] = ()
    own_residents: bool = False


_EVERYTHING: Final = Sight(sections=frozenset(Section), floor_plan=True, people=True)
_OF_HEAD_NURSES: Final = frozenset({Right.ALL_SESSIONS, Right.SIGN_INS, Right.SETTINGS, Right.SET_CARE})
_CARE: Final = frozenset(Right) - _OF_HEAD_NURSES - {Right.SET_DOSES, Right.SET_TECHNICAL}
_OF_ALL_NURSES: Final = _CARE | {Right.SET_DOSES}
_OF_NURSES: Final = (Level.CARER, Level.RESIDENT, Level.MANAGER, Level.INSPECTOR)
_NOTHING: Final = View(rights=frozenset({Right.STOP}))

TABLE: Final[Mapping[Role, View]] = MappingProxyType(
    {
        Role.CAREGIVER: View(rights=_CARE, sight=_EVERYTHING, levels=(Level.CARER, Level.RESIDENT)),
        Role.NURSE: View(rights=_OF_ALL_NURSES, sight=_EVERYTHING, levels=_OF_NURSES),
        Role.HEAD_NURSE: View(rights=_OF_ALL_NURSES | _OF_HEAD_NURSES, sight=_EVERYTHING, levels=_OF_NURSES),
        Role.FAMILY: View(rights=frozenset({Right.STOP, Right.RESIDENTS}), own_residents=True),
        # A technician mends the robot, and needs nobody's name or words for it.
        Role.TECHNICIAN: View(
            rights=frozenset(
                {
                    Right.STOP,
                    Right.WATCH,
                    Right.RELEASE,
                    Right.PAUSE,
                    Right.SCENES,
                    Right.RULES,
                    Right.WHY,
                    Right.SETTINGS,
                    Right.SET_TECHNICAL,
                }
            ),
            sight=Sight(sections=frozenset({Section.STATUS, Section.FAULTS}), floor_plan=True),
            levels=(Level.DEVELOPER,),
        ),
        Role.INSPECTOR: View(
            rights=frozenset(
                {
                    Right.STOP,
                    Right.WATCH,
                    Right.DECISIONS,
                    Right.RULES,
                    Right.WHY,
                    Right.REPORTS,
                    Right.FIGURES,
                    Right.SIGN_INS,
                    Right.SETTINGS,
                }
            ),
            sight=Sight(sections=frozenset({Section.STATUS, Section.DECISIONS})),
            levels=(Level.INSPECTOR, Level.MANAGER),
        ),
        Role.VISITOR: _NOTHING,
        Role.RESIDENT: _NOTHING,
    }
)

_STAFF: Final = Text(zh="在班的护理员或护士", en="a carer or nurse on shift")
_HEAD_NURSE: Final = Text(zh="护士长", en="the head nurse")
_WORDS: Final[Mapping[Right, tuple[Text, Text]]] = MappingProxyType(
    {
        Right.STOP: (Text(zh="停止机器人", en="stop the robot"), _STAFF),
        Right.WATCH: (Text(zh="看现场情况", en="watch the robot"), _STAFF),
        Right.ANSWER_ALARMS: (Text(zh="处理警报", en="answer alarms"), _STAFF),
        Right.RELEASE: (
            Text(zh="解除停止", en="release a stop"),
            Text(zh="在现场的护理员、护士或技术人员", en="a carer, nurse or technician on the spot"),
        ),
        Right.PAUSE: (
            Text(zh="让机器人暂停或继续", en="pause the robot or let it go on"),
            Text(zh="护理员、护士或技术人员", en="a carer, nurse or technician"),
        ),
        Right.TALK: (Text(zh="在面板上和机器人说话", en="talk to the robot here"), _STAFF),
        Right.ASK: (Text(zh="让机器人做事", en="give the robot tasks"), _STAFF),
        Right.CONFIRM: (Text(zh="同意机器人的动作", en="agree to what the robot asks"), _STAFF),
        Right.SCENES: (
            Text(zh="播放模拟场景", en="play scenes"),
            Text(zh="护理员、护士或技术人员", en="a carer, nurse or technician"),
        ),
        Right.INVITE: (Text(zh="让同事登录", en="let colleagues in"), _STAFF),
        Right.DECISIONS: (
            Text(zh="看安全决定", en="read the decisions"),
            Text(zh="护理员、护士或检查人员", en="a carer, nurse or inspector"),
        ),
        Right.RULES: (Text(zh="看规则", en="read the rules"), _STAFF),
        Right.WHY: (Text(zh="看事情的原因", en="ask why something happened"), _STAFF),
        Right.RESIDENTS: (Text(zh="看老人的情况", en="read about residents"), _STAFF),
        Right.REPORTS: (Text(zh="看交班和事件报告", en="read handovers and reports"), _STAFF),
        Right.SIGN: (Text(zh="签交班和事件报告", en="sign handovers and reports"), _STAFF),
        Right.FIGURES: (Text(zh="看统计", en="read the figures"), _STAFF),
        Right.SIGN_INS: (
            Text(zh="看登录记录", en="read who signed in"),
            Text(zh="护士长或检查人员", en="the head nurse or an inspector"),
        ),
        Right.SETTINGS: (
            Text(zh="看设置", en="read the settings"),
            Text(zh="护士长、技术人员或检查人员", en="the head nurse, a technician or an inspector"),
        ),
        Right.SET_CARE: (Text(zh="改人员和陪伴的设置", en="change the settings of people and company"), _HEAD_NURSE),
        Right.SET_DOSES: (
            Text(zh="改用药", en="change doses"),
            Text(zh="护士或护士长", en="a nurse or the head nurse"),
        ),
        Right.SET_TECHNICAL: (
            Text(zh="改技术设置", en="change technical settings"),
            Text(zh="技术人员", en="a technician"),
        ),
        Right.ALL_SESSIONS: (Text(zh="管理别人的登录", en="end the sessions of others"), _HEAD_NURSE),
    }
)


def view_of(caregiver: Caregiver) -> View:
    """The row of `caregiver`'s role."""
    return TABLE[caregiver.role]


def may(caregiver: Caregiver, right: Right) -> bool:
    """Whether `caregiver` has this right."""
    return right in view_of(caregiver).rights


def refusal(role: Role, right: Right) -> Text:
    """What `role` may not do, and whom to ask."""
    (what, whom), name = _WORDS[right], ROLES[role]
    article = "an" if name.en[0] in "AEIOU" else "a"
    return Text(
        zh=f"以{name.zh}身份不能{what.zh}。请找{whom.zh}。",
        en=f"As {article} {name.en.lower()} you cannot {what.en} here. Please ask {whom.en}.",
    )


def is_led(house: House) -> bool:
    """Whether there is a head nurse, who alone adds people on the panel."""
    return any(one.role is Role.HEAD_NURSE for one in house.caregivers)


def residents_of(caregiver: Caregiver, house: House) -> tuple[Resident, ...]:
    """The residents whom `caregiver` may read about: for family those who name her, or the only one of a home."""
    if not may(caregiver, Right.RESIDENTS):
        return ()
    if not view_of(caregiver).own_residents or len(house.residents) == 1:
        return house.residents
    return tuple(one for one in house.residents if caregiver.id in one.values.told | {one.values.proxy})
