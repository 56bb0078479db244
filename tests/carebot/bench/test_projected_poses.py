"""Projected poses and ordinary life: who is seen, what comes of a fall and of a squat; a seed makes one life."""

import asyncio
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from carebot.bench import _lives
from carebot.bench._believed import Believed
from carebot.bench._bones import BONES, bones_of, with_bones
from carebot.bench._life_player import LifePlayer
from carebot.bench._lives import Lived, Told
from carebot.bench._ordinary_life import Part, life_scene, span_s
from carebot.bench._pose_errors import (
    ANY,
    FOUND,
    FRAME,
    LOOK,
    LOOKED,
    Posture,
    Sight,
    _read,
    chances_of,
    course,
    errors_in,
    finds_in,
    keys_of,
    measured,
    posture_of,
)
from carebot.bench._projected_poses import Eye, ProjectedPoses
from carebot.bench._scene_player import ScenePlayer
from carebot.core.errors import ModelError
from carebot.core.home import Pose
from carebot.models import ModelStore, model_cache
from monitoring.figures import image_scale
from monitoring.keypoints import ANKLES, HEAD, middle
from monitoring.lookout import Lookout
from monitoring.monitors.fall import Fall as FallMonitor
from monitoring.people import PeopleEstimate
from monitoring.skeletons import Skeleton
from robot_adapters.scenes.watched_home import Arrangement, Fall, Viewpoint, WatchedHome, plan, squat

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
HER = Pose(x_m=3.4, y_m=6.2, yaw_rad=math.pi)
VIEW = Viewpoint(place_m=(0.4, 5.4, 1.7), target_m=(3.4, 6.2, 0.8), fov_deg=60)
BEDROOM = Viewpoint(place_m=(0.4, 0.4, 2.1), target_m=(2.5, 1.6, 0.6), fov_deg=65)
PART = Lived(
    seed=1,
    part="morning",
    placed=True,
    lasted_s=7200.0,
    in_view_s=3600.0,
    rises=5,
    done={"stoop": 2},
    told=(Told(at_s=30_000.0, camera="kitchen", what="fall", cause="flat +2.0", doing="cooking"),),
    looks=100,
    cpu_s=72.0,
)


@pytest.fixture(scope="module")
def home() -> WatchedHome:
    """A home in which nothing is ever drawn."""
    return WatchedHome.start(_resident_body(), 1.6)


def _resident_body() -> Path:
    try:
        return ModelStore(model_cache()).path("resident-body")
    except ModelError as error:
        pytest.skip(str(error))


def _found(home: WatchedHome, view: Viewpoint, *, dark: bool = False) -> list[Skeleton]:
    """What a second of frames shows of the home as it is."""
    eye = Eye(view)
    poses = ProjectedPoses(home, {"here": eye}, 1, lambda _: dark)
    frames = (eye.frame("here", number, BEGAN + timedelta(seconds=0.12 * number), placed=True) for number in range(9))
    return [one for frame in frames for one in asyncio.run(poses.estimate(frame)).skeletons]


def _watched(home: WatchedHome, seconds: float) -> list[float]:
    """When falls are told while so much time passes before the camera, in seconds."""
    eye = Eye(VIEW)
    poses = ProjectedPoses(home, {"here": eye}, 3)
    lookout = Lookout(poses, [FallMonitor()], PeopleEstimate())
    told = []
    for number in range(1, round(seconds / 0.12) + 1):
        home.step(0.12)
        poses.moved()
        frame = eye.frame("here", number, BEGAN + timedelta(seconds=0.12 * number), placed=True)
        glimpse = asyncio.run(lookout.look(frame))
        told += [0.12 * number for _ in (glimpse.noticed if glimpse else ())]
    return told


@pytest.mark.slow
def test_a_fall_before_the_camera_is_told_and_a_squat_is_not(home: WatchedHome) -> None:
    home.arrange(Arrangement(resident=HER, view=VIEW))
    assert _watched(home, 1.5) == []
    home.resident.do(squat)
    assert _watched(home, 5.0) == []
    home.arrange(Arrangement(resident=HER, view=VIEW))
    home.resident.fall(Fall.LEFT)
    assert len(_watched(home, 6.0)) == 1


@pytest.mark.slow
def test_nobody_is_found_through_a_wall_or_in_the_dark(home: WatchedHome) -> None:
    home.arrange(Arrangement(resident=HER, view=VIEW))
    assert len(_found(home, VIEW)) >= 5
    assert _found(home, BEDROOM) == []
    assert _found(home, VIEW, dark=True) == []
    aside = replace(VIEW, target_m=(0.4, 8.0, 0.8))
    assert _found(home, aside) == []


@pytest.mark.slow
def test_a_projected_skeleton_is_about_as_large_as_she_and_where_she_is(home: WatchedHome) -> None:
    home.arrange(Arrangement(resident=HER, view=VIEW))
    body, eye = home.bodies[0], Eye(VIEW)
    there = eye.pixels((body.keypoints() - eye.place_m) @ eye.axes)
    for found in _found(home, VIEW):
        assert float(np.linalg.norm(middle(found.image_px, HEAD) - middle(there, HEAD))) < 20.0
        distance_m = eye.focal_px / image_scale(found) * 1.6 / 1.65
        assert distance_m == pytest.approx(3.1, rel=0.3)
        assert middle(found.world_m, HEAD)[1] < -0.3 < 0.4 < middle(found.world_m, ANKLES)[1]


@pytest.mark.slow
def test_the_true_posture_is_known(home: WatchedHome) -> None:
    home.arrange(Arrangement(resident=HER, view=VIEW))
    points = home.bodies[0].keypoints()
    assert posture_of(points, 1.6, 0.0) is Posture.UPRIGHT
    assert posture_of(points, 1.6, 0.9) is Posture.FALLING
    home.resident.fall(Fall.BACKWARD)
    home.step(3.0)
    assert posture_of(home.bodies[0].keypoints(), 1.6, 0.0) is Posture.LYING


@pytest.mark.slow
def test_a_scene_and_a_stretch_of_life_go_the_same_way_each_time() -> None:
    _resident_body()
    with ScenePlayer(None) as player:
        once, again = (replace(asyncio.run(player.fall(0)), cpu_s=0.0) for _ in range(2))
    assert once == again
    lives = [replace(asyncio.run(LifePlayer().play(1, 40.0)), cpu_s=0.0) for _ in range(2)]
    assert lives[0] == lives[1]
    assert lives[0].lasted_s >= 40.0
    assert lives[0].looks > 40
    assert lives[0].in_view_s > 10.0


def test_errors_are_measured_by_how_she_is_seen() -> None:
    for table in (FRAME, LOOK):
        known = measured(table)
        for errors in known.values():
            assert (errors.spread > 0).all()
            assert (errors.bones > 0).all()
            assert ((errors.sees >= 0) & (errors.sees <= 1)).all()
            assert all(0 <= chance < 0.7 for chance in errors.jumps)
        assert {ANY, "upright", "seated", "bent", "lying"} <= set(known)
        assert float(known["lying"].spread.mean()) > float(known["upright most"].spread.mean())
    for of in (FRAME, LOOK, FOUND, LOOKED):
        assert course(of).held + course(of).drifts + course(of).trembles == pytest.approx(1.0, abs=0.02)


def test_whoever_is_far_or_bent_is_found_by_fewer_frames() -> None:
    near, tiny = chances_of(_sight(height_px=300.0)), chances_of(_sight(height_px=80.0))
    bent = chances_of(replace(_sight(height_px=120.0), posture=Posture.BENT))
    assert near.frame > 0.6 > tiny.frame
    assert bent.frame < chances_of(_sight(height_px=120.0)).frame
    assert near.looks["located"][True] > tiny.looks["turned"][False]


def test_what_a_class_does_not_tell_is_that_of_the_wider_one() -> None:
    rows = {ANY: _read()[FRAME][ANY], "low": {"jump_s": 0.7}, "low most": {"jumps": [0.2, 0.3]}}
    known = errors_in(rows)
    assert (known["low most"].jump_s, known["low most"].jumps) == (0.7, (0.2, 0.3))
    assert known["low"].jumps == known[ANY].jumps
    assert (known["low most"].spread == known[ANY].spread).all()
    finds = finds_in({ANY: _read()[FOUND][ANY], "low": {"frame": 0.1}})
    assert (finds["low"].frame, finds["low"].looks) == (0.1, finds[ANY].looks)


def test_whatever_a_body_points_to_it_keeps_its_bones() -> None:
    drawn = np.random.default_rng(5).standard_normal((33, 3))
    lengths = np.linspace(0.2, 0.5, len(BONES))
    body = with_bones(drawn, lengths)
    assert bones_of(body) == pytest.approx(lengths)
    assert np.cross(body[25] - body[23], drawn[25] - drawn[23]) == pytest.approx(np.zeros(3), abs=1e-9)
    assert with_bones(body, bones_of(body))[[11, 13, 15, 23, 25, 27]] == pytest.approx(body[[11, 13, 15, 23, 25, 27]])


def test_a_body_that_is_found_keeps_its_bones_however_it_is_seen() -> None:
    sights = [_sight(turned_rad=0.7 * number, height_px=80.0 + 30 * number) for number in range(9)]
    sights += [replace(sight, posture=posture) for sight in sights for posture in (Posture.BENT, Posture.LYING)]
    for number, sight in enumerate(sights):
        believed = Believed(np.random.default_rng(number))
        believed.is_found(sight, 0.12, moves=True)
        bones = dict(zip(BONES, bones_of(believed.skeleton(sight, None).world_m), strict=True))
        assert 0.3 < bones["trunk"] < 0.6
        assert 0.2 < bones["thighs"] < 0.5


def test_who_is_found_at_rest_is_found_a_moment_later() -> None:
    sight, differs, found = _sight(height_px=130.0), 0, 0
    for seed in range(60):
        believed = Believed(np.random.default_rng(seed))
        outcomes = [believed.is_found(sight, 0.12, moves=False) for _ in range(12)]
        differs += sum(one != other for one, other in pairwise(outcomes))
        found += sum(outcomes)
    assert found / 720 == pytest.approx(chances_of(sight).frame, abs=0.15)
    assert differs / 660 < 0.08


def _sight(*, turned_rad: float = 0.0, height_px: float = 200.0, aside_px: float = 0.0) -> Sight:
    """Somebody who stands, turned from facing the camera."""
    across, ahead = 0.1 * math.cos(turned_rad), 0.1 * math.sin(turned_rad)
    about = np.zeros((33, 3))
    about[11], about[12] = (across, -0.3, ahead), (-across, -0.3, -ahead)
    about[23], about[24] = (across / 2, 0.0, ahead / 2), (-across / 2, 0.0, -ahead / 2)
    about[25:33, 1] = 0.4
    px = np.array([320.0 + aside_px, 240.0]) + height_px * about[:, :2]
    states = np.zeros(33, dtype=np.int64)
    return Sight(posture=Posture.UPRIGHT, share=1.0, image_px=px, about_hips=about, states=states, height_px=height_px)


@pytest.mark.parametrize(("turned_deg", "side"), [(0, "towards"), (180, "away"), (90, "side"), (-100, "side")])
def test_which_side_of_her_is_seen(turned_deg: float, side: str) -> None:
    keys = keys_of(_sight(turned_rad=math.radians(turned_deg)))
    assert keys == (ANY, "upright", "upright most", "upright most middle", f"upright most middle {side}")
    assert keys_of(_sight(height_px=100.0))[3] == "upright most far"


def test_who_is_seen_the_same_way_is_believed_in_the_same_wrong_place() -> None:
    here, there = _sight(), _sight(turned_rad=2.5, aside_px=150.0)
    every = []
    for seed in range(150):
        believed = Believed(np.random.default_rng(seed))
        errs = []
        for sight in (here, there, here):
            believed.is_found(sight, 60.0, moves=True)
            errs.append((believed.skeleton(sight, None).image_px - sight.image_px)[[11, 12, 27, 28]].ravel())
        every.append(errs)
    first, away, back = (np.array(every) > np.median(every, axis=0)).transpose(1, 0, 2)
    assert float((first == back).mean()) > 0.62
    assert float((first == away).mean()) < 0.58


def test_at_rest_errors_hardly_change_from_frame_to_frame() -> None:
    sight, steps = _sight(), list[float]()
    for seed in range(40):
        believed = Believed(np.random.default_rng(seed))
        shoulders = []
        for _ in range(10):
            believed.is_found(sight, 0.12, moves=False)
            shoulders.append(float(believed.skeleton(sight, None).image_px[[11, 12], 1].mean()) / sight.height_px)
        steps.extend(np.abs(np.diff(shoulders)))
    assert float(np.median(steps)) < 0.01
    assert max(steps) < 0.3


def test_a_seed_makes_one_home_and_eight_make_a_day() -> None:
    assert life_scene(4, plan()) == life_scene(4, plan())
    scenes = [life_scene(seed, plan()) for seed in range(30)]
    assert [scene.part for scene in scenes[:8]] == list(Part)
    spans = [span_s(part) for part in Part]
    assert [last for _, last in spans[:-1]] == [first for first, _ in spans[1:]]
    assert spans[-1][1] - spans[0][0] == 24 * 3600
    assert {scene.placed for scene in scenes} == {True, False}
    assert len({scene.visitor_stature_m for scene in scenes}) == 2
    assert all(len(scene.cameras) == 4 for scene in scenes)


def test_lives_are_kept_and_told_together(tmp_path: Path) -> None:
    state, lived = tmp_path / "played.jsonl", list[Lived]()
    _lives.note(state, lived, PART)
    gesture = replace(PART.told[0], what="distress")
    _lives.note(state, lived, replace(PART, seed=2, part="night", told=(gesture,)))
    assert _lives.read(state) == lived
    assert _lives.read(tmp_path / "none") == []
    found = _lives.figures(lived)
    assert (found["hours"], found["in_view_hours"], found["poses"]) == (4.0, 2.0, "projected")
    assert (found["false_falls"], found["false_falls_per_day"]) == (1, 6.0)
    assert (found["false_by_concern"], found["gestures_left_out"]) == ({"fall": 1}, 1)
    assert found["false_falls_by_doing"] == {"cooking": 1}
    assert found["times_real_time"] == pytest.approx(100.0)
    assert found["rises_per_day"] == 60.0
    assert [one["seed"] for one in found["false"]] == [1, 2]
