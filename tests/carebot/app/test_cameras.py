"""A robot with two cameras of the home: it knows the people before both, and goes on with one when the other fails.

Its pose engine cannot be started at first.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import pytest

from carebot import journal
from carebot.core.actions import AlarmLevel
from carebot.core.events import FaultCleared, FaultRaised, Observation
from carebot.core.home import Point
from carebot.core.situation import PersonSeen
from monitoring._pose_engine import EngineError
from monitoring.frames import Frame
from monitoring.skeletons import Look, PoseFrame
from tests.carebot.app.house import Home, home
from tests.carebot.stranger import machine, still_body
from tests.contracts.rig import bilingual
from tests.monitoring.kinematics import FOCAL, STANDING, WIDTH, stage
from tests.monitoring.kinematics import Camera as Geometry
from tests.monitoring.models import given

__all__ = ["machine", "still_body"]

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]

SMALL: Final = 10
"""The pictures of these files are so many times smaller than those of the stage."""
GEOMETRY: Final = Geometry(placed=False, depth=False)
HALL, DOOR = "hall", "door"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class OneStands:
    """A pose engine that finds somebody three metres before whatever camera it is; at the door she walks.

    The first of them does not become ready.
    """

    cpu_s = 0.0
    made = 0

    def __init__(self, *_: object) -> None:
        OneStands.made += 1

    def wait_ready(self) -> None:
        if OneStands.made == 1:
            raise EngineError("no room")

    def kill(self) -> None: ...

    def close(self) -> None: ...

    def ask(self, frame: Frame, looks: Sequence[Look]) -> PoseFrame:
        aside_m = 1.2 * math.sin(frame.sequence / 20) if frame.camera == DOOR else 0.0
        body = replace(STANDING, place=(3.0, aside_m))
        _, poses = stage(GEOMETRY).frame(frame.sequence, [body.joints()])
        shrunk = (replace(one, image_px=one.image_px / SMALL) for one in poses.skeletons if not one.second_look)
        return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=tuple(shrunk))


@pytest.fixture(autouse=True)
def pose_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model.task"
    model.touch()
    monkeypatch.setattr(OneStands, "made", 0)
    monkeypatch.setattr("monitoring.pose.PoseEngine", OneStands)
    monkeypatch.setattr("carebot.assembly.pose_engines._models", given(model))


def write_view(path: Path, lasts_s: float) -> Path:
    """A video of a room that is never quite still, as no sensor's picture is."""
    generator = np.random.default_rng(1)
    room = np.kron(np.arange(12).reshape(3, 4) * 20, np.ones((16, 16)))[:, :, None].repeat(3, axis=2)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10.0, (WIDTH // SMALL, 48))
    for _ in range(round(lasts_s * 10)):
        writer.write(np.clip(room + generator.normal(0, 12, room.shape), 0, 255).astype(np.uint8))
    writer.release()
    return path


def camera(name: str, source: Path, x_m: float, y_m: float, heading_deg: float) -> dict[str, object]:
    view_deg = 2 * math.degrees(math.atan(WIDTH / 2 / FOCAL))
    place = {"x_m": x_m, "y_m": y_m, "height_m": GEOMETRY.height_m, "heading_deg": heading_deg}
    return {
        "name": name, "source": str(source),
        "place": {**place, "tilt_deg": math.degrees(GEOMETRY.pitch), "view_deg": view_deg},
    }  # fmt: skip


def seen(robot: Home) -> dict[str, PersonSeen]:
    """Who is seen now, by the camera that sees her best."""
    return {person.track.partition("/")[0]: person for person in robot.robot.people()}


def faults(house: Home, source: str, since: datetime) -> list[FaultRaised]:
    return [event for event in house.of(FaultRaised) if event.source == source and event.occurred_at >= since]


async def test_two_cameras_are_one_view_and_one_goes_on_when_the_other_breaks(machine: Path) -> None:
    """The hall's file ends as a camera does that is unplugged, and plays again when that is put in again."""
    hall, door = write_view(machine / "hall.avi", 3.0), write_view(machine / "door.avi", 60.0)
    cameras = (camera(HALL, hall, 0.0, 0.0, 0.0), camera(DOOR, door, 4.0, 4.0, 180.0))
    async with home(machine, sight={"cameras": cameras}) as house:
        await house.until(lambda: len(house.of(Observation)) > 1 and len(seen(house)) == 2)
        people = seen(house)
        assert people[HALL].position.distance_m(Point(x_m=3.0, y_m=0.0)) < 0.8
        assert people[DOOR].position.distance_m(Point(x_m=1.0, y_m=4.0)) < 2.0
        hall.unlink()
        began = house.robot.clock.now()
        await house.until(lambda: faults(house, "sight.hall", began))
        fault = faults(house, "sight.hall", began)[0]
        assert fault.level is AlarmLevel.HIGH
        assert bilingual(fault.text)
        assert fault.occurred_at - began < timedelta(seconds=10)
        assert house.robot.skeletons[HALL] == ()
        before = len(house.of(Observation))
        await house.until(lambda: len(house.of(Observation)) > before)
        assert set(seen(house)) == {DOOR}
        assert faults(house, "sight.door", began) == []
        write_view(hall, 3.0)
        broken = len(house.of(FaultCleared))
        await house.until(lambda: "sight.hall" in {event.source for event in house.of(FaultCleared)[broken:]})
    told = [entry.event for entry in journal.read(machine / "j.db")]
    of_the_engine = [
        event for event in told if isinstance(event, FaultRaised | FaultCleared) and event.source == "sight.pose"
    ]
    assert [event.kind for event in of_the_engine] == ["fault_raised", "fault_cleared"]
