"""Values that conflict: what somebody decided in advance, weighed by the house's policy when an action goes against it.

Her own word now counts more than what she decided earlier, so what she asks for herself is not weighed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from carebot.core.actions import Action, Ask, Escort, Look, Notify, RemindDose, Say, StoreClip, SupportWalking
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.people import RequesterKind, Resident, ResidentId
from carebot.core.situation import House, Situation
from carebot.core.values import AdvanceDecision, Wish
from carebot.core.verdicts import Judgement, Verdict
from safety._judgements import Facts, deny
from safety._rooms import RoomFinder
from safety._strictness import check_strictness
from safety._subjects import destination_room, person_of, person_seen, robot_room
from safety.policies.base import Layer, Policy
from safety.values.policy import ValuesPolicy, house_policy
from safety.values.resolver import resolve
from safety.values.wishes import LEAVE, WISHES, conflict_about

_NOT_READY: Final = Text(
    zh="价值规定还没有载入，因此不做。", en="The policy on values is not loaded, so this is not done."
)
_ASK_CARER: Final = Text(zh="我请护理员过来。", en="I can ask a carer to come.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`limits` say when it is night."""

    limits: SafetyLimits = field(default_factory=SafetyLimits)


_DEFAULTS: Final = Options()


class ConflictingValues(Policy):
    """Judges what goes against a decision made in advance; everything else passes."""

    layer: ClassVar[Layer] = Layer.HOUSE_RULES
    title: ClassVar[Text] = Text(zh="价值取舍", en="Values that conflict")

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._limits = options.limits
        self._rooms = RoomFinder()
        self._policy: ValuesPolicy | None = None
        self._deciders: tuple[House, Mapping[ResidentId, Resident]] | None = None

    def prepare(self) -> None:
        """Load the policy; raises SettingsError or RulesError."""
        check_strictness(self._limits)
        self._policy = house_policy()

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """A refusal for what she decided against, or the rule by which it is done all the same."""
        if self._policy is None:
            yield deny("values.not_ready", _NOT_READY, _ASK_CARER)
            return
        for resident, wish in self._touched(action, situation):
            for decision in resident.values.advance:
                if decision.wish is wish:
                    yield _judgement(decision, resident, situation, self._policy)

    def _touched(self, action: Action, situation: Situation) -> Iterator[tuple[Resident, Wish]]:
        """Whose decision of which kind `action` would go against; nobody's where she asks herself."""
        asking = situation.present.requester
        deciders = self._who_decided(situation.house)
        for whom, wish in self._concerned(action, situation) if deciders else ():
            resident = deciders.get(whom)
            herself = asking.kind is RequesterKind.RESIDENT and asking.id == whom
            if resident is not None and not herself:
                yield resident, wish

    def _who_decided(self, house: House) -> Mapping[ResidentId, Resident]:
        """Everybody who has decided something in advance, looked up once for each house."""
        if self._deciders is None or self._deciders[0] is not house:
            self._deciders = (house, {one.id: one for one in house.residents if one.values.advance})
        return self._deciders[1]

    def _concerned(self, action: Action, situation: Situation) -> Iterator[tuple[ResidentId, Wish]]:
        family = situation.present.requester.kind is RequesterKind.FAMILY
        match action:
            case RemindDose():
                yield action.resident, Wish.NO_REMINDERS
            case Look() | StoreClip():
                yield from self._in_her_room(action, situation)
            case Escort() | SupportWalking() | Say() | Ask() | Notify():
                pass
            case _:
                occupant = self._entered(action, situation)
                if self._limits.is_night(situation.present.local_minute):
                    yield occupant, Wish.NO_NIGHT_CHECKS
                if family:
                    yield occupant or person_of(action), Wish.NO_FAMILY_VISITS

    def _entered(self, action: Action, situation: Situation) -> ResidentId:
        """Whose room the robot would enter; empty where it enters nobody's."""
        room = destination_room(action, situation, self._rooms)
        here = robot_room(situation, self._rooms)
        return room.occupant if room is not None and (here is None or here.id != room.id) else ""

    def _in_her_room(self, action: Look | StoreClip, situation: Situation) -> Iterator[tuple[ResidentId, Wish]]:
        """Whose bedroom a picture taken now would show."""
        here = robot_room(situation, self._rooms)
        seen = person_seen(situation, action.about) if isinstance(action, StoreClip) else None
        there = self._rooms.room_at(situation.house.home, seen.position) if seen is not None else here
        if there is not None:
            yield there.occupant, Wish.NO_BEDROOM_CAMERA


def _judgement(decision: AdvanceDecision, resident: Resident, situation: Situation, policy: ValuesPolicy) -> Judgement:
    """What the policy says of acting against `decision`."""
    alarm = situation.present.alarm
    resolution = resolve(conflict_about(decision, resident, alarm), policy)
    why, words = resolution.reasons[-1], WISHES[decision.wish]
    reason = Text(zh=f"{words.decided.zh}{why.text.zh}", en=f"{words.decided.en} {why.text.en}")
    facts: Facts = (("wish", decision.wish.value), ("gives_way", decision.gives_way.value), ("alarm", str(int(alarm))))
    if resolution.chosen.id == LEAVE:
        return deny(why.rule, reason, words.instead, facts, words.decided)
    return Judgement(rule=why.rule, verdict=Verdict.ALLOW, reason=reason, facts=facts)
