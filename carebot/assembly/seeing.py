"""The eyes of this robot: the body's camera, cameras of the home or a recording, each with the same sight behind it."""

import asyncio
import math
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from carebot._sight_settings import BODY_CAMERA, CameraPlaceSettings, CameraSettings
from carebot.assembly.badges import attach_badges
from carebot.assembly.house_watch import attach_house_watch
from carebot.assembly.playing import play
from carebot.assembly.plugins import camera_monitors
from carebot.assembly.pose_engines import engines_for, pose_engine
from carebot.assembly.speaking import computing_on
from carebot.core.actions import AlarmLevel
from carebot.core.body import Ability
from carebot.core.errors import BodyError
from carebot.core.events import FallSuspected, Observation
from carebot.core.home import Home, Point, Pose
from carebot.core.language import Text
from carebot.core.people import Resident, ResidentId
from carebot.core.picture import Picture
from carebot.core.situation import House, PeopleView, PersonSeen
from carebot.knowing import LIKELY, SURE
from carebot.robot import Robot
from carebot.settings import Settings
from monitoring.camera import CameraDevice, PushSource, VideoFile
from monitoring.camera_check import CameraCheck
from monitoring.following import Following
from monitoring.frames import FrameSource
from monitoring.house_watch import HouseWatch
from monitoring.lookout import Lookout
from monitoring.monitors.base import Monitor, Noticed
from monitoring.motion_gate import MotionGate
from monitoring.people import PeopleEstimate
from monitoring.placement import Placement
from monitoring.pose import MediaPipePose
from monitoring.scene import RestArea
from monitoring.sight import Sight, Skeletons, Told
from monitoring.views import FallsTold, Views
from robot_adapters.base import RobotAdapter

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
    sources = _sources(settings, recording, robot, body)
    numbers, needed = range(engines_for(len(sources))), recording is not None
    estimators = [await _start_estimator(robot, stack, number, needed=needed) for number in numbers]
    if not sources:
        robot.announcer.fault("sight", NO_EYES, AlarmLevel.MEDIUM)
    start = partial(play, robot.bus, robot.supervisor) if recording is not None else robot.supervisor.keep
    views, falls, following, tasks = Views(), FallsTold(), Following(), []
    attach_badges(settings, robot.bus, robot.announcer, robot.supervisor, following.badges.read)
    for number, source in enumerate(sources):
        look = _lookout(settings, robot, estimators[number % len(estimators)], watch, following)
        watcher = _Watcher(robot, body, source.camera, views, falls)
        check = CameraCheck(noisy=not body.drives_clock)
        sight = Sight(source, look, robot.clock, watcher.told(), check)
        tasks.append(start(f"sight.{source.camera}", sight.run if recording is not None else sight.keep_watching))
    return tuple(tasks) if recording is not None else ()


async def _start_estimator(robot: Robot, stack: AsyncExitStack, number: int, *, needed: bool) -> MediaPipePose:
    """What finds people in pictures, or will as soon as it can be started: until then a fault tells why not.

    Raises ModelError where it is `needed` and cannot be had.
    """
    name = "sight.pose" if number == 0 else f"sight.pose.{number + 1}"
    estimator = pose_engine(
        robot.clock,
        fault=lambda text: robot.announcer.fault(name, text, AlarmLevel.HIGH),
        computing=computing_on(robot.clock),
    )
    stack.push_async_callback(estimator.aclose)
    await (estimator.start() if needed else estimator.start_or_try_again())
    return estimator


def build_lookout(
    house: House, monitors: Sequence[Monitor], estimator: MediaPipePose, following: Following | None = None
) -> Lookout:
    """What looks at one camera's frames in this house. `following` is what all its cameras know of who is who."""
    only = house.residents[0].id if len(house.residents) == 1 else ""
    people = PeopleEstimate(only_resident=only, body_radius_m=house.manifest.radius_m, following=following)
    return Lookout(estimator, monitors, people, rest_areas(house.home, house.residents), MotionGate())


def rest_areas(home: Home, residents: Sequence[Resident] = ()) -> tuple[RestArea, ...]:
    """Where people lie and sit, and in whose room that is, of these residents."""
    return tuple(
        RestArea(
            id=piece.id,
            outline=piece.outline,
            height_m=piece.rest_height_m,
            sleeper=_sleeper(home, residents, piece.outline),
        )
        for piece in home.furniture
        if piece.rest_height_m > 0
    )


def _sleeper(home: Home, residents: Sequence[Resident], outline: tuple[Point, ...]) -> ResidentId:
    """Whoever alone lives in the room where a piece of furniture stands."""
    middle = Point(
        x_m=sum(corner.x_m for corner in outline) / len(outline),
        y_m=sum(corner.y_m for corner in outline) / len(outline),
    )
    room = home.room_at(middle)
    living = [one.id for one in residents if room is not None and one.room == room.id]
    return living[0] if len(living) == 1 else ""


def _sources(settings: Settings, recording: Path | None, robot: Robot, body: RobotAdapter) -> list[FrameSource]:
    if recording is not None:
        return [VideoFile(recording, robot.clock, waits=True)]
    sources: list[FrameSource] = []
    if Ability.CAMERA in body.manifest.abilities:
        pushed = PushSource(BODY_CAMERA, settings.sight.frames_per_s)
        body.offer_pictures(partial(_push, pushed))
        sources.append(pushed)
    where = partial(_pose_of, body)
    sources.extend(_device(one, settings.sight.frames_per_s, robot, where) for one in settings.sight.all_cameras())
    return sources


def _device(
    camera: CameraSettings, frames_per_s: float, robot: Robot, where: Callable[[], Pose | None]
) -> CameraDevice:
    return CameraDevice(
        camera.source,
        robot.clock,
        camera=camera.name,
        frames_per_s=frames_per_s,
        placement=_placement(camera.place) if camera.place else None,
        robot=where,
    )


def _placement(place: CameraPlaceSettings) -> Placement:
    return Placement(
        x_m=place.x_m,
        y_m=place.y_m,
        height_m=place.height_m,
        heading_rad=math.radians(place.heading_deg),
        tilt_rad=math.radians(place.tilt_deg),
        view_rad=math.radians(place.view_deg),
    )


def _pose_of(body: RobotAdapter) -> Pose | None:
    """Where the body is; None while it cannot say."""
    try:
        return body.state().pose
    except BodyError:
        return None


async def _push(source: PushSource, picture: Picture) -> None:
    await source.push(picture)


class _Watcher:
    """Hands on what one camera sees: to the gate and the body at once, to the record when it tells something new."""

    def __init__(self, robot: Robot, body: RobotAdapter, camera: str, views: Views, falls: FallsTold) -> None:
        self._robot = robot
        self._body = body
        self._camera = camera
        self._views = views
        self._falls = falls
        self._recorded: dict[ResidentId, Observation] = {}

    def told(self) -> Told:
        """Whom the sight tells what."""
        return Told(noticed=self._noticed, seen=self._seen, skeletons=self._drawn, fault=self._fault)

    def _noticed(self, event: Noticed) -> None:
        self._robot.bus.publish(self._falls.take(event) if isinstance(event, FallSuspected) else event)

    def _seen(self, view: PeopleView) -> None:
        everybody = self._views.take(self._camera, view, self._robot.clock.now())
        self._robot.saw(everybody)
        self._body.see(everybody)
        for person in view.people:
            if person.resident:
                self._record(person)

    def _drawn(self, skeletons: Skeletons) -> None:
        self._robot.skeletons[self._camera] = skeletons

    def _fault(self, text: Text | None) -> None:
        if text is not None:
            self._robot.skeletons[self._camera] = ()
        self._robot.announcer.fault(f"sight.{self._camera}", text, AlarmLevel.HIGH)

    def _record(self, person: PersonSeen) -> None:
        """Where and how a resident is goes on record when it has changed, at most once in a while."""
        last = self._recorded.get(person.resident)
        now = self._robot.clock.now()
        if last is not None:
            moved_m = last.position.distance_m(person.position) if last.position else float("inf")
            doubted = (person.likely < SURE) != (dict(last.evidence).get(LIKELY, 1.0) < SURE)
            changed = person.posture is not last.posture or moved_m > WORTH_RECORDING_M
            if not doubted and (not changed or now - last.occurred_at < RECORD_EVERY):
                return
        observation = Observation(
            **self._robot.announcer.stamp(),
            monitor="people",
            about=person.resident,
            posture=person.posture,
            position=person.position,
            confidence=person.confidence,
            evidence=((LIKELY, person.likely),) if len(self._robot.orchestrator.known.house.residents) > 1 else (),
        )
        self._recorded[person.resident] = observation
        self._robot.bus.publish(observation)


def _lookout(
    settings: Settings, robot: Robot, estimator: MediaPipePose, watch: HouseWatch, following: Following
) -> Lookout:
    """What looks through one camera: with monitors of its own, and the watch over the house that all share."""
    monitors = (*camera_monitors(settings.monitors), watch)
    return build_lookout(robot.orchestrator.known.house, monitors, estimator, following)
