"""The house in which the skills' plans are tested, and a player that answers a plan's actions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import Final

from carebot.core.actions import Action, Ask, Motion, RemindDose, Say
from carebot.core.body import Ability, Manifest
from carebot.core.goals import Conclusion, Goal, Plan
from carebot.core.home import Home, HouseholdObject, Place, Point, Pose, Room, RoomKind
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import Caregiver, Dose, Requester, RequesterKind, Resident, ValueProfile
from carebot.core.situation import House
from skills.base import Knowledge, Skill

GRANDMOTHER: Final = Resident(
    id="wang",
    name=Text(zh="王秀英", en="Wang Xiuying"),
    called=Text(zh="奶奶", en="Mrs Wang"),
    room="bedroom",
)
GRANDFATHER: Final = Resident(
    id="li",
    name=Text(zh="李建国", en="Li Jianguo"),
    called=Text(zh="爷爷", en="Mr Li"),
    values=ValueProfile(quiet_company=True),
)
AFTERNOON: Final = datetime(2026, 6, 3, 15, 30, tzinfo=UTC)
MOST_ACTIONS: Final = 200

SUCCESS: Final = Outcome(result=Result.SUCCEEDED)
SILENCE: Final = Outcome(result=Result.TIMED_OUT)
REFUSAL: Final = Outcome(
    result=Result.REFUSED,
    detail=Text(zh="夜里不进卧室。", en="Bedrooms are not entered at night."),
    alternative=Text(zh="我可以在门口等。", en="I can wait at the door."),
)


def _room(room_id: str, kind: RoomKind, name: Text, west_m: float, occupant: str = "") -> Room:
    corners = ((west_m, 0.0), (west_m + 4, 0.0), (west_m + 4, 4.0), (west_m, 4.0))
    outline = tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in corners)
    return Room(id=room_id, name=name, kind=kind, outline=outline, occupant=occupant)


def _place(place_id: str, room: str, zh: str, en: str, x_m: float) -> Place:
    return Place(id=place_id, name=Text(zh=zh, en=en), room=room, pose=Pose(x_m=x_m, y_m=2.0, yaw_rad=0.0))


HOME: Final = Home(
    rooms=(
        _room("living_room", RoomKind.LIVING, Text(zh="客厅", en="living room"), 0.0),
        _room("kitchen", RoomKind.KITCHEN, Text(zh="厨房", en="kitchen"), 4.0),
        _room("bedroom", RoomKind.BEDROOM, Text(zh="卧室", en="bedroom"), 8.0, occupant="wang"),
        _room("bathroom", RoomKind.BATHROOM, Text(zh="卫生间", en="bathroom"), 12.0),
        _room("hallway", RoomKind.HALLWAY, Text(zh="走廊", en="hallway"), 16.0),
        _room("front_door", RoomKind.EXIT, Text(zh="大门", en="front door"), 20.0),
    ),
    places=(
        _place("living_room_seat", "living_room", "沙发旁", "beside the sofa", 2.0),
        _place("kitchen_table", "kitchen", "餐桌", "kitchen table", 5.0),
        _place("bedside", "bedroom", "床边", "bedside", 9.0),
        _place("washbasin", "bathroom", "洗手池", "washbasin", 13.0),
        _place("dock", "hallway", "充电座", "charging dock", 17.0),
    ),
    objects=(
        HouseholdObject(id="cup_of_water", name=Text(zh="水杯", en="cup of water"), place="kitchen_table", mass_kg=0.2),
        HouseholdObject(id="glasses", name=Text(zh="老花镜", en="glasses"), place="bedside", mass_kg=0.1),
        HouseholdObject(
            id="tablets", name=Text(zh="药盒", en="box of tablets"), place="bedside", mass_kg=0.05, medicine=True
        ),
    ),
)
HOUSE: Final = House(
    home=HOME,
    manifest=Manifest(
        name=Text(zh="测试机身", en="test body"),
        abilities=frozenset(Ability),
        max_speed_mps=0.5,
        max_payload_kg=2.0,
        max_reach_height_m=1.1,
        radius_m=0.25,
        reaction_s=0.2,
        braking_mps2=1.0,
        tested_on_hardware=False,
    ),
    residents=(GRANDMOTHER, GRANDFATHER),
    caregivers=(Caregiver(id="zhao", name=Text(zh="赵敏", en="Zhao Min")),),
    doses=(
        Dose(
            id="afternoon_tablet",
            resident="wang",
            drug=Text(zh="降压药", en="the blood pressure tablets"),
            amount=Text(zh="一片", en="one tablet"),
            due=time(15, 0),
        ),
        Dose(
            id="night_drops",
            resident="wang",
            drug=Text(zh="眼药水", en="the eye drops"),
            amount=Text(zh="每只眼一滴", en="one drop in each eye"),
            route="eye",
            due=time(23, 50),
        ),
    ),
)
KNOWLEDGE: Final = Knowledge(
    house=HOUSE, local_time=AFTERNOON, language=Language.ZH, resident=GRANDMOTHER, last_seen=Point(x_m=1.0, y_m=2.0)
)


def asked_by(kind: RequesterKind, person: str = "") -> Requester:
    return Requester(kind=kind, id=person)


BY_HERSELF: Final = asked_by(RequesterKind.RESIDENT, "wang")
BY_SCHEDULE: Final = asked_by(RequesterKind.SCHEDULE)


def goal_of(skill: Skill, parameters: Mapping[str, str], by: Requester = BY_HERSELF, goal_id: str = "g1") -> Goal:
    return Goal(
        id=goal_id,
        skill=type(skill).__module__.rpartition(".")[2],
        parameters=MappingProxyType(dict(parameters)),
        priority=skill.priority,
        requested_by=by,
        cause="c1",
        created_at=AFTERNOON,
    )


def reply(intent: str = "", text: str = "", **slots: str) -> Outcome:
    """An answer that was heard: understood as `intent`, or as nothing that anybody claims."""
    answer = Intent(name=intent, slots=MappingProxyType(slots)) if intent else None
    return Outcome(result=Result.SUCCEEDED, answer=answer, answer_text=text or intent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a plan did and how it ended."""

    actions: tuple[Action, ...]
    conclusion: Conclusion

    def of(self, *kinds: type[Action]) -> list[Action]:
        return [action for action in self.actions if isinstance(action, kinds)]

    @property
    def kinds(self) -> list[str]:
        return [action.kind for action in self.actions]

    @property
    def moves(self) -> list[Action]:
        return [action for action in self.actions if isinstance(action, Motion)]

    @property
    def words(self) -> list[Text]:
        return [action.text for action in self.actions if isinstance(action, Say | Ask | RemindDose)]

    @property
    def said(self) -> str:
        """Everything spoken, in Mandarin."""
        return "".join(text.zh for text in self.words)


@dataclass(slots=True, kw_only=True)
class World:
    """Answers actions: questions in turn from `answers` (then silence), kinds of actions as `ends` says, else success.

    `ends` may give several outcomes of a kind, taken in turn, the last one for ever.
    """

    answers: Sequence[Outcome] = ()
    ends: Mapping[str, Outcome | tuple[Outcome, ...]] = field(default_factory=dict)
    _met: dict[str, int] = field(default_factory=dict)

    def __call__(self, action: Action) -> Outcome:
        turn = self._met.get(action.kind, 0)
        self._met[action.kind] = turn + 1
        end = self.ends.get(action.kind)
        if end is not None:
            return end if isinstance(end, Outcome) else end[min(turn, len(end) - 1)]
        if isinstance(action, Ask):
            return self.answers[turn] if turn < len(self.answers) else SILENCE
        return SUCCESS


def play(plan: Plan, world: Callable[[Action], Outcome]) -> Played:
    actions: list[Action] = []
    try:
        action = next(plan)
        while len(actions) < MOST_ACTIONS:
            actions.append(action)
            action = plan.send(world(action))
    except StopIteration as end:
        conclusion: Conclusion = end.value
        return Played(actions=tuple(actions), conclusion=conclusion)
    raise AssertionError(f"the plan does not end: {[one.kind for one in actions[-6:]]}")


def run(
    skill: Skill,
    answers: Sequence[Outcome] = (),
    *,
    ends: Mapping[str, Outcome | tuple[Outcome, ...]] = MappingProxyType({}),
    by: Requester = BY_HERSELF,
    knowledge: Knowledge = KNOWLEDGE,
    parameters: Mapping[str, str] = MappingProxyType({}),
    **more: str,
) -> Played:
    """The whole of one plan in the test house, with `parameters` and `more` as the goal's parameters."""
    goal = goal_of(skill, {**parameters, **more}, by)
    return play(skill.plan(goal, knowledge), World(answers=answers, ends=ends))


def failed(result: Result = Result.EXECUTION, detail: Text = NOTHING) -> Outcome:
    return Outcome(result=result, detail=detail)


def at(hour: int, minute: int = 0) -> Knowledge:
    """What is known at this time of the test day."""
    return replace(KNOWLEDGE, local_time=AFTERNOON.replace(hour=hour, minute=minute))
