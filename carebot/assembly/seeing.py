"""The eyes of this robot: the body's camera, a camera of its own or a recording, each with the same sight behind it."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from carebot.assembly.house_watch import attach_house_watch
from carebot.assembly.playing import play
from carebot.assembly.plugins import camera_monitors
from carebot.assembly.speaking import computing_on
from carebot.core.actions import AlarmLevel
from carebot.core.body import Ability
from carebot.core.errors import ModelError
from carebot.core.events import Observation
from carebot.core.home import Home
from carebot.core.language import Text
from carebot.core.people import ResidentId
from carebot.core.picture import Picture
from carebot.core.situation import House, PeopleView, PersonSeen
from carebot.models import ModelStore, model_cache
from carebot.robot import Robot
from carebot.settings import Settings
from monitoring.camera import CameraDevice, PushSource, VideoFile
from monitoring.camera_check import CameraCheck
from monitoring.frames import FrameSource
from monitoring.house_watch import HouseWatch
from monitoring.lookout import Lookout
from monitoring.monitors.base import Monitor, Noticed
from monitoring.people import PeopleEstimate
from monitoring.pose import MediaPipePose
from monitoring.scene import RestArea
from monitoring.sight import Sight, Skeletons, Told
from robot_adapters.base import RobotAdapter

POSE_MODEL: Final = "pose-landmarker-full"
BODY_CAMERA: Final = "head"
WORTH_RECORDING_M: Final = 0.8
RECORD_EVERY: Final = timedelta(seconds=5)
NO_EYES: Final = Text(
    zh="没有可用的摄像头，机器人看不见，跌倒只能靠呼救发现。请接上摄像头。",
    en="There is no camera, so the robot cannot see; a fall is noticed by a cry for help only. Connect a camera.",
)


async def attach_eyes(
    settings: Settings, recording: Path | None, robot: Robot, body: RobotAdapter, stack: AsyncExitStack
) -> tuple[asyncio.Task[None], ...]:
    """Start to watch; gives the task of a recording, which ends with it. What cannot be had is a fault that is told.

    Raises SettingsError for wrong settings of a monitor; JournalError for a record that is none; ModelError when a
    recording cannot be watched.
    """
    known = robot.orchestrator.known
    watch = attach_house_watch(settings, lambda: known.house, robot.bus, robot.clock, robot.supervisor)
    try:
        estimator = await _start_estimator(robot, stack)
    except ModelError as error:
        if recording is not None:
            raise
        robot.announcer.fault("sight", error.text, AlarmLevel.HIGH)
        return ()
    sources = _sources(settings, recording, robot, body)
    if not sources:
        robot.announcer.fault("sight", NO_EYES, AlarmLevel.MEDIUM)
    look = partial(_lookout, settings, robot, estimator, watch)
    start = partial(play, robot.bus, robot.supervisor) if recording is not None else robot.supervisor.keep
    tasks = [start(f"sight.{one.camera}", _sight(one, look(), robot, body).run) for one in sources]
    return tuple(tasks) if recording is not None else ()


async def _start_estimator(robot: Robot, stack: AsyncExitStack) -> MediaPipePose:
    """What finds people in pictures; raises ModelError when its model cannot be had or used."""
    estimator = MediaPipePose(
        ModelStore(model_cache()).path(POSE_MODEL),
        robot.clock,
        fault=lambda text: robot.announcer.fault("sight.pose", text, AlarmLevel.HIGH),
        computing=computing_on(robot.clock),
    )
    stack.push_async_callback(estimator.aclose)
    await estimator.start()
    return estimator


def build_lookout(house: House, monitors: Sequence[Monitor], estimator: MediaPipePose) -> Lookout:
    """What looks at one camera's frames in this house."""
    only = house.residents[0].id if len(house.residents) == 1 else ""
    people = PeopleEstimate(only_resident=only, body_radius_m=house.manifest.radius_m)
    return Lookout(estimator, monitors, people, rest_areas(house.home))


def rest_areas(home: Home) -> tuple[RestArea, ...]:
    """Where people lie and sit."""
    return tuple(
        RestArea(id=piece.id, outline=piece.outline, height_m=piece.rest_height_m)
        for piece in home.furniture
        if piece.rest_height_m > 0
    )


def _sources(settings: Settings, recording: Path | None, robot: Robot, body: RobotAdapter) -> list[FrameSource]:
    if recording is not None:
        return [VideoFile(recording, robot.clock, waits=True)]
    sources: list[FrameSource] = []
    if Ability.CAMERA in body.manifest.abilities:
        pushed = PushSource(BODY_CAMERA, settings.sight.frames_per_s)
        body.offer_pictures(partial(_push, pushed))
        sources.append(pushed)
    if settings.sight.camera:
        sources.append(CameraDevice(settings.sight.camera, robot.clock, frames_per_s=settings.sight.frames_per_s))
    return sources


async def _push(source: PushSource, picture: Picture) -> None:
    await source.push(picture)


class _Watcher:
    """Hands on what one camera sees: to the gate and the body at once, to the record when it tells something new."""

    def __init__(self, robot: Robot, body: RobotAdapter, camera: str) -> None:
        self._robot = robot
        self._body = body
        self._camera = camera
        self._recorded: dict[ResidentId, Observation] = {}

    def told(self) -> Told:
        """Whom the sight tells what."""
        return Told(noticed=self._noticed, seen=self._seen, skeletons=self._drawn, fault=self._fault)

    def _noticed(self, event: Noticed) -> None:
        self._robot.bus.publish(event)

    def _seen(self, view: PeopleView) -> None:
        self._robot.saw(view)
        self._body.see(view)
        for person in view.people:
            if person.resident:
                self._record(person)

    def _drawn(self, skeletons: Skeletons) -> None:
        self._robot.skeletons[self._camera] = skeletons

    def _fault(self, text: Text | None) -> None:
        self._robot.announcer.fault(f"sight.{self._camera}", text, AlarmLevel.HIGH)

    def _record(self, person: PersonSeen) -> None:
        """Where and how a resident is goes on record when it has changed, at most once in a while."""
        last = self._recorded.get(person.resident)
        now = self._robot.clock.now()
        if last is not None:
            moved_m = last.position.distance_m(person.position) if last.position else float("inf")
            changed = person.posture is not last.posture or moved_m > WORTH_RECORDING_M
            if not changed or now - last.occurred_at < RECORD_EVERY:
                return
        observation = Observation(
            **self._robot.announcer.stamp(),
            monitor="people",
            about=person.resident,
            posture=person.posture,
            position=person.position,
            confidence=person.confidence,
        )
        self._recorded[person.resident] = observation
        self._robot.bus.publish(observation)


def _lookout(settings: Settings, robot: Robot, estimator: MediaPipePose, watch: HouseWatch) -> Lookout:
    """What looks through one camera: with monitors of its own, and the watch over the house that all share."""
    monitors = (*camera_monitors(settings.monitors), watch)
    return build_lookout(robot.orchestrator.known.house, monitors, estimator)


def _sight(source: FrameSource, lookout: Lookout, robot: Robot, body: RobotAdapter) -> Sight:
    watcher = _Watcher(robot, body, source.camera)
    check = CameraCheck(noisy=not body.drives_clock)
    return Sight(source, lookout, robot.clock, watcher.told(), check)
