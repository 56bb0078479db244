"""A day worth watching: one scenario in the simulated home, and the chain of what has to happen in it.

The scenario only makes the resident and the carer act; whatever the robot does, it does by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from carebot.assembly.parts import Running
from carebot.assembly.scenes import speak
from carebot.core.actions import Approach, Handover, Pick, RemindDose
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.deeds import ActionFinished, GoalInterrupted, GoalStarted, Spoken
from carebot.core.events import Event, FallSuspected, IntentRecognized, Source, Transcript
from carebot.core.goals import Priority
from carebot.core.language import Language, Text
from carebot.core.people import Requester, RequesterKind
from carebot.core.record import AnyEvent
from robot_adapters.simulated import SimulatedRobot

E = TypeVar("E", bound=Event)

CARER: Final = "li"
CARER_NAME: Final = Text(zh="李静", en="Li Jing")
WATER: Final = "请给我拿一杯水。"
COME: Final = "过来一下。"
ELSEWHERE: Final = "kitchen"
SEAT: Final = "sofa"
# Away from the coffee table, and from the robot that comes towards her.
FALLS_TO: Final = "right"
MEETS_AT_M: Final = 4.0
# The nearest that the robot may come to a person on the floor; contact mode begins within (SAFETY.md, separation).
KEPT_DISTANCE_M: Final = 0.3
STANDS_UP_IN: Final = timedelta(seconds=3)
LIMIT: Final = timedelta(minutes=6)
_LOOK: Final = timedelta(milliseconds=250)
_SCHEDULED: Final = Requester(kind=RequesterKind.SCHEDULE)

_GREETED: Final = Text(zh="问候老人", en="greets the resident")
_REMINDED: Final = Text(zh="提醒服药", en="reminds her of her tablets")
_HEARD: Final = Text(zh="听见她用普通话说话", en="hears her speak Mandarin")
_UNDERSTOOD: Final = Text(zh="听懂她要水", en="understands that she wants water")
_FETCHED: Final = Text(zh="拿到杯子", en="takes the cup")
_HANDED: Final = Text(zh="把水交到她手里", en="hands her the water")
_CALLED: Final = Text(zh="她叫它过来", en="comes when she calls it")
_FELL: Final = Text(zh="她摔倒", en="she falls")
_SEEN: Final = Text(zh="用自己的摄像头看见", en="sees it with its own camera")
_DROPPED: Final = Text(zh="放下手头的事", en="drops what it was doing")
_ASKED: Final = Text(zh="询问她", en="asks her")
_CAME: Final = Text(zh="来到她近旁", en="comes near")
_KEPT: Final = Text(zh="与她最近的肢体保持距离", en="keeps its distance from her nearest limb")
_ALARMED: Final = Text(zh="没有回答，发出警报", en="gets no answer and raises the alarm")
_ESCALATED: Final = Text(zh="警报升级", en="the alarm escalates")
_ACKNOWLEDGED: Final = Text(zh="护理员确认", en="a carer acknowledges")
_RESOLVED: Final = Text(zh="护理员到场解除", en="a carer resolves it at her side")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of the chain: what had to happen, and when it did (None: it did not)."""

    name: str
    text: Text
    at: datetime | None
    detail: str = ""


class Day:
    """The scenario as it unfolds."""

    def __init__(self, at_work: Running, told: Callable[[Link], None]) -> None:
        body = at_work.body
        assert isinstance(body, SimulatedRobot), "the day is played in the simulated home"
        self._at_work = at_work
        self._robot = at_work.robot
        self._clock = at_work.robot.clock
        self._scene = body.scene
        self._told = told
        self._events: list[AnyEvent] = []
        self.links: list[Link] = []
        self.nearest_m = float("inf")
        self._fallen = False
        self._robot.bus.subscribe(Event, self._events.append)

    @property
    def whole(self) -> bool:
        """Whether every link happened."""
        return bool(self.links) and all(link.at is not None for link in self.links)

    async def play(self) -> None:
        """Play the day to its end."""
        await self._sit_down()
        await self._morning()
        await self._thirst()
        await self._fall()
        await self._rescue()

    async def play_fall(self) -> None:
        """Play only what begins with her call."""
        await self._sit_down()
        await self._fall()
        await self._rescue()

    async def _sit_down(self) -> None:
        await self._scene.resident_sit(SEAT)
        await self._pass(timedelta(seconds=15))

    async def _morning(self) -> None:
        self._robot.request("go_to_place", {"to": "me"}, _SCHEDULED, Source.SCENARIO)
        await self._until_idle()
        self._robot.request("keep_company", {"topic": "greeting"}, _SCHEDULED, Source.SCENARIO)
        await self._link("greeted", _GREETED, lambda: self._first(Spoken))
        await self._link(
            "reminded",
            _REMINDED,
            lambda: self._first(ActionFinished, lambda e: isinstance(e.action, RemindDose) and e.outcome.succeeded),
        )
        await self._pass(timedelta(seconds=6))
        await speak(self._at_work, "吃过了。", Language.ZH)
        await self._until_idle()

    async def _thirst(self) -> None:
        mark = len(self._events)
        await speak(self._at_work, WATER, Language.ZH)
        await self._link(
            "heard",
            _HEARD,
            lambda: self._first(Transcript, lambda e: e.source is Source.MICROPHONE, mark),
            lambda event: event.text,
        )
        await self._link(
            "understood",
            _UNDERSTOOD,
            lambda: self._first(IntentRecognized, lambda e: e.intent.name.startswith("fetch"), mark),
            lambda event: event.intent.name,
        )
        await self._link(
            "fetched",
            _FETCHED,
            lambda: self._first(ActionFinished, lambda e: isinstance(e.action, Pick) and e.outcome.succeeded, mark),
        )
        await self._link(
            "handed_over",
            _HANDED,
            lambda: self._first(ActionFinished, lambda e: isinstance(e.action, Handover) and e.outcome.succeeded, mark),
        )
        await self._until_idle()

    async def _fall(self) -> None:
        """She calls the robot from another room, gets up to meet it, and falls before its eyes."""
        self._robot.request("go_to_place", {"place": ELSEWHERE}, _SCHEDULED, Source.SCENARIO)
        await self._until_idle()
        mark = len(self._events)
        await speak(self._at_work, COME, Language.ZH)
        await self._link("called", _CALLED, lambda: self._first(GoalStarted, _is_coming, mark))
        await self._until(self._meets_her)
        await self._scene.resident_stand()
        await self._pass(STANDS_UP_IN)
        mark = len(self._events)
        await self._scene.resident_fall(FALLS_TO)
        fell_at = self._clock.now()
        self._fallen = True
        await self._link("fell", _FELL, lambda: fell_at)
        await self._link("seen", _SEEN, lambda: self._first(FallSuspected, since=mark), _evidence)
        seen = next((at for at, event in enumerate(self._events) if isinstance(event, FallSuspected)), mark)
        await self._link(
            "dropped_everything",
            _DROPPED,
            lambda: self._first(GoalInterrupted, _is_coming, mark),
        )
        await self._link("asked", _ASKED, lambda: self._first(Spoken, since=seen), lambda event: event.text)
        await self._link(
            "came_near",
            _CAME,
            lambda: self._first(ActionFinished, lambda e: isinstance(e.action, Approach) and e.outcome.succeeded, mark),
        )
        await self._link("alarmed", _ALARMED, lambda: self._stage(IncidentStage.ALARM))
        await self._link("escalated", _ESCALATED, lambda: self._stage(IncidentStage.ESCALATED))

    async def _rescue(self) -> None:
        incident = self._first(IncidentChanged, _of_fall)
        if incident is None:
            return
        by = Requester(kind=RequesterKind.CAREGIVER, id=CARER)
        self._robot.acknowledge(incident.incident, by, CARER_NAME)
        await self._link("acknowledged", _ACKNOWLEDGED, lambda: self._stage(IncidentStage.ACKNOWLEDGED))
        await self._pass(timedelta(seconds=20))
        kept = self.nearest_m >= KEPT_DISTANCE_M
        self._add("kept_distance", _KEPT, self._clock.now() if kept else None, f"{self.nearest_m:.2f} m")
        await self._scene.resident_help_up()
        await self._pass(timedelta(seconds=5))
        self._robot.resolve(incident.incident, by, CARER_NAME, real=True, note="")
        await self._link("resolved", _RESOLVED, lambda: self._stage(IncidentStage.RESOLVED))
        await self._robot.settle()

    async def _link(
        self,
        name: str,
        text: Text,
        happened: Callable[[], Event | datetime | None],
        words: Callable[[Any], str] = lambda _: "",
        limit: timedelta = LIMIT,
    ) -> None:
        """Wait until a link has happened, and note it; after `limit` note that it has not."""
        until = self._clock.monotonic() + limit
        while (found := happened()) is None and self._clock.monotonic() < until:
            await self._pass(_LOOK)
        at = found.occurred_at if isinstance(found, Event) else found
        self._add(name, text, at, words(found) if found is not None else "")

    def _add(self, name: str, text: Text, at: datetime | None, detail: str) -> None:
        link = Link(name=name, text=text, at=at, detail=detail)
        self.links.append(link)
        self._told(link)

    def _first(self, kind: type[E], fits: Callable[[E], bool] = lambda _: True, since: int = 0) -> E | None:
        return next((event for event in self._events[since:] if isinstance(event, kind) and fits(event)), None)

    def _stage(self, stage: IncidentStage) -> IncidentChanged | None:
        return self._first(IncidentChanged, lambda event: event.stage is stage and _of_fall(event))

    async def _until_idle(self) -> None:
        """Wait until the robot has nothing left to do but to watch."""
        runs = self._robot.orchestrator.pursuit
        await self._until(lambda: all(run.goal.priority <= Priority.WATCH for run in runs.runs))

    def _meets_her(self) -> bool:
        """Whether the robot sees her before it."""
        state = self._robot.body_state()
        return state is not None and any(
            person.position.distance_m(state.pose.point) < MEETS_AT_M for person in self._robot.people()
        )

    async def _until(self, met: Callable[[], bool]) -> None:
        """Wait for something, though not for ever."""
        until = self._clock.monotonic() + LIMIT
        while not met() and self._clock.monotonic() < until:
            await self._pass(_LOOK)

    async def _pass(self, duration: timedelta) -> None:
        """Let time pass, watching how near the robot comes to her."""
        until = self._clock.monotonic() + duration
        while self._clock.monotonic() < until:
            await self._clock.sleep(min(_LOOK, duration))
            await self._measure()

    async def _measure(self) -> None:
        truth, state = await self._scene.resident_truth(), self._robot.body_state()
        if self._fallen and truth is not None and state is not None:
            distance_m = truth.distance_m(state.pose.x_m, state.pose.y_m) - self._at_work.body.manifest.radius_m
            self.nearest_m = min(self.nearest_m, distance_m)


def _is_coming(event: GoalStarted | GoalInterrupted) -> bool:
    return event.skill == "go_to_place"


def _evidence(event: FallSuspected) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in event.evidence)


def _of_fall(event: IncidentChanged) -> bool:
    """A fault that keeps the robot from watching is an incident as well, and none that the day is about."""
    return event.concern is Concern.FALL
