"""Falls and what is none, by a kinematic person: in every direction, with and without a map."""

import math
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from carebot.core.events import FallSuspected
from carebot.core.home import Point
from monitoring.monitors.base import Noticed
from monitoring.monitors.fall import Fall
from monitoring.scene import RestArea, Scene
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import (
    BEGAN,
    BENDING,
    LYING,
    ON_FLOOR_SITTING,
    SITTING,
    SQUATTING,
    STANDING,
    Body,
    Camera,
    Part,
    fallen,
    motion,
    stage,
    stay,
)

ROBOT = Camera()
WALL = Camera(height_m=1.9, pitch=math.radians(20), placed=False, depth=False)
TABLE = Camera(height_m=0.9, pitch=0.0, placed=False, depth=False)
CAMERAS = pytest.mark.parametrize("camera", [ROBOT, WALL, TABLE], ids=["robot", "wall", "table"])
SEEDS = pytest.mark.parametrize("seed", range(2))

AWAY, TOWARDS, LEFT, RIGHT = 0.0, math.pi, math.pi / 2, -math.pi / 2
BED_M = 0.5
BED = RestArea(
    id="bed",
    outline=(Point(x_m=2.0, y_m=-1.5), Point(x_m=4.2, y_m=-1.5), Point(x_m=4.2, y_m=1.5), Point(x_m=2.0, y_m=1.5)),
    height_m=BED_M,
)
IN_BED = replace(LYING, place=(3.2, -0.8), towards=LEFT, base_m=BED_M + 0.05)
ON_BED_EDGE = replace(SITTING, base_m=0.06)


def alarms(
    camera: Camera, seed: int, *people: list[Body], rest_areas: tuple[RestArea, ...] = ()
) -> list[tuple[float, FallSuspected]]:
    """Every fall that was told, with its time in seconds."""
    tracker, monitor = Tracker(), Fall()
    found = []
    for frame, poses in stage(camera, seed).frames(*people):
        tracks = tracker.update(frame, poses)
        scene = Scene(camera="head", taken_at=frame.taken_at, tracks=tracks, rest_areas=rest_areas)
        for event in monitor.observe(scene):
            assert isinstance(event, FallSuspected)
            found.append(((event.occurred_at - BEGAN).total_seconds(), event))
    return found


@pytest.mark.slow
@CAMERAS
@SEEDS
@pytest.mark.parametrize("towards", [AWAY, TOWARDS, LEFT, RIGHT], ids=["away", "towards", "left", "right"])
def test_a_fall_is_told_once_and_soon(camera: Camera, seed: int, towards: float) -> None:
    start = replace(STANDING, place=(3.4, 0.0))
    down = fallen(start, towards)
    bodies = motion(start, stay(2.5, start), Part(to=down, lasts_s=0.9, falling=True), stay(6, down))
    found = alarms(camera, seed, bodies)
    assert len(found) == 1
    told_s, event = found[0]
    assert 2.5 < told_s < 2.5 + 0.9 + 1.6
    assert 2.2 < (event.onset_at - BEGAN).total_seconds() < 3.4
    assert event.confidence > 0.5


@CAMERAS
@SEEDS
def test_a_crumpling_fall_is_told(camera: Camera, seed: int) -> None:
    down = fallen(STANDING, LEFT)
    bodies = motion(
        STANDING,
        stay(2, STANDING),
        Part(to=SQUATTING, lasts_s=0.6, falling=True),
        Part(to=down, lasts_s=0.6, falling=True),
        stay(5, down),
    )
    assert len(alarms(camera, seed, bodies)) == 1


@pytest.mark.slow
@CAMERAS
@SEEDS
def test_a_fall_off_a_chair_is_told(camera: Camera, seed: int) -> None:
    down = replace(fallen(SITTING, RIGHT), thigh=0.8, shank=0.2)
    bodies = motion(SITTING, stay(3, SITTING), Part(to=down, lasts_s=0.8, falling=True), stay(6, down))
    assert len(alarms(camera, seed, bodies)) == 1


@pytest.mark.slow
@SEEDS
def test_rolling_out_of_bed_is_told(seed: int) -> None:
    edge = replace(IN_BED, place=(2.1, -0.8))
    floor = replace(edge, place=(1.8, -0.8), base_m=0.05)
    bodies = motion(
        IN_BED, stay(4, IN_BED), Part(to=edge, lasts_s=0.8), Part(to=floor, lasts_s=0.4, falling=True), stay(9, floor)
    )
    found = alarms(ROBOT, seed, bodies, rest_areas=(BED,))
    assert len(found) == 1
    assert found[0][0] > 5


@pytest.mark.slow
@SEEDS
def test_sliding_off_a_chair_is_told_after_a_while(seed: int) -> None:
    floor = replace(ON_FLOOR_SITTING, base_m=0.08)
    bodies = motion(SITTING, stay(3, SITTING), Part(to=floor, lasts_s=3), stay(12, floor))
    found = alarms(ROBOT, seed, bodies)
    assert len(found) == 1
    assert 6 < found[0][0] < 16


@pytest.mark.slow
@SEEDS
def test_somebody_who_lies_on_the_floor_already_is_told(seed: int) -> None:
    down = fallen(STANDING, LEFT)
    found = alarms(ROBOT, seed, motion(down, stay(14, down)))
    assert len(found) == 1
    assert 1 < found[0][0] < 12, "at once, but not by a single picture"


@SEEDS
def test_somebody_who_lies_there_before_the_floor_is_known_is_told_once(seed: int) -> None:
    """An unplaced camera learns its floor from upright people; here it has seen nobody else."""
    down = fallen(STANDING, LEFT)
    found = alarms(WALL, seed, motion(down, stay(16, down)))
    assert len(found) == 1
    assert 8 < found[0][0] < 14


@pytest.mark.parametrize(("lasts_s", "hard"), [(0.5, True), (1.4, False)], ids=["dropped", "let herself down"])
def test_only_a_fall_that_nobody_broke_is_hard(lasts_s: float, *, hard: bool) -> None:
    down = fallen(STANDING, LEFT)
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=lasts_s, falling=True), stay(4, down))
    _, event = alarms(ROBOT, 0, bodies)[0]
    assert event.hard is hard, dict(event.evidence)["speed_mps"]


DAILY_LIFE = {
    "standing": motion(STANDING, stay(6, STANDING)),
    "sitting down": motion(
        STANDING, stay(2, STANDING), Part(to=SITTING, lasts_s=1.5), stay(4, SITTING), Part(to=STANDING, lasts_s=1.5)
    ),
    "dropping onto a chair": motion(STANDING, stay(2, STANDING), Part(to=SITTING, lasts_s=0.8), stay(5, SITTING)),
    "bending": motion(
        STANDING, stay(2, STANDING), Part(to=BENDING, lasts_s=1.0), stay(1.5, BENDING), Part(to=STANDING, lasts_s=1)
    ),
    "picking up from the floor": motion(
        STANDING, stay(2, STANDING), Part(to=SQUATTING, lasts_s=1), stay(1, SQUATTING), Part(to=STANDING, lasts_s=1.2)
    ),
    "picking up while sitting": motion(
        SITTING,
        stay(2, SITTING),
        Part(to=replace(SITTING, torso=math.radians(95)), lasts_s=0.8),
        stay(0.8, replace(SITTING, torso=math.radians(95))),
        Part(to=SITTING, lasts_s=0.8),
        stay(2, SITTING),
    ),
    "walking across": motion(
        replace(STANDING, place=(3.5, -1.6), heading=math.pi / 2),
        Part(to=replace(STANDING, place=(3.5, 1.6), heading=math.pi / 2), lasts_s=5),
    ),
    "walking up to the camera": motion(
        replace(STANDING, place=(5.0, 0.0)), Part(to=replace(STANDING, place=(1.6, 0.0)), lasts_s=5)
    ),
    "walking away": motion(
        replace(STANDING, place=(2.0, 0.0), heading=0.0),
        Part(to=replace(STANDING, place=(5.0, 0.0), heading=0.0), lasts_s=5),
    ),
    "lying down on a bed": motion(
        STANDING,
        stay(2.5, STANDING),
        Part(to=ON_BED_EDGE, lasts_s=1.5),
        stay(1.5, ON_BED_EDGE),
        Part(to=IN_BED, lasts_s=2.2),
        stay(8, IN_BED),
    ),
}


@pytest.mark.slow
@CAMERAS
@SEEDS
@pytest.mark.parametrize("activity", DAILY_LIFE)
def test_daily_life_is_no_fall(camera: Camera, seed: int, activity: str) -> None:
    rest_areas = (BED,) if camera.placed and "bed" in activity else ()
    assert alarms(camera, seed, DAILY_LIFE[activity], rest_areas=rest_areas) == []


@pytest.mark.slow
@SEEDS
def test_whoever_sleeps_in_bed_is_left_alone(seed: int) -> None:
    bodies = motion(IN_BED, stay(20, IN_BED))
    assert alarms(ROBOT, seed, bodies, rest_areas=(BED,)) == []


@pytest.mark.slow
@SEEDS
def test_dropping_into_bed_is_a_fall_only_where_nobody_knows_the_bed(seed: int) -> None:
    bodies = motion(STANDING, stay(2.5, STANDING), Part(to=IN_BED, lasts_s=0.7, falling=True), stay(6, IN_BED))
    assert alarms(ROBOT, seed, bodies, rest_areas=(BED,)) == []
    assert len(alarms(ROBOT, seed, bodies)) == 1


@pytest.mark.slow
def test_whoever_got_up_can_fall_anew() -> None:
    down = fallen(STANDING, LEFT)
    once = (Part(to=down, lasts_s=0.9, falling=True), stay(4, down), Part(to=STANDING, lasts_s=3), stay(4, STANDING))
    found = alarms(ROBOT, 0, motion(STANDING, stay(2, STANDING), *once, *once))
    assert len(found) == 2


def test_whoever_only_sat_up_has_not_fallen_anew() -> None:
    down = fallen(STANDING, LEFT)
    sat_up = replace(ON_FLOOR_SITTING, base_m=0.08)
    parts = (Part(to=sat_up, lasts_s=1.5), stay(3, sat_up), Part(to=down, lasts_s=1), stay(4, down))
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(4, down), *parts)
    assert len(alarms(ROBOT, 0, bodies)) == 1


def test_of_two_people_the_one_who_falls_is_told() -> None:
    left, right = replace(STANDING, place=(3.4, 0.9)), replace(STANDING, place=(3.4, -0.9))
    down = fallen(left, AWAY)
    falls = motion(left, stay(2, left), Part(to=down, lasts_s=0.9, falling=True), stay(5, down))
    found = alarms(ROBOT, 1, falls, motion(right, stay(8, right)))
    assert len(found) == 1
    position = found[0][1].position
    assert position is not None
    assert position.y_m > 0.4


@pytest.mark.parametrize(("aside_px", "told"), [(20.0, 1), (300.0, 2)])
def test_one_body_that_is_followed_as_two_falls_once(aside_px: float, told: int) -> None:
    down = fallen(STANDING, LEFT)
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(3, down))
    tracker, monitor, found = Tracker(), Fall(), list[Noticed]()
    for frame, poses in stage(ROBOT, 0).frames(bodies):
        (one,) = tracker.update(frame, poses)
        skeleton = one.figure.skeleton
        beside = replace(skeleton, image_px=skeleton.image_px + np.array([aside_px, 0.0]))
        again = replace(one, id="again", figure=replace(one.figure, skeleton=beside))
        found.extend(monitor.observe(Scene(camera="head", taken_at=frame.taken_at, tracks=(one, again))))
    assert len(found) == told


@pytest.mark.parametrize(
    ("after_s", "aside_px", "told"), [(20.0, 20.0, 1), (90.0, 20.0, 2), (20.0, 400.0, 2)], ids=["anew", "late", "aside"]
)
def test_whoever_is_lost_where_she_lies_and_found_there_as_somebody_new_is_told_once(
    after_s: float, aside_px: float, told: int
) -> None:
    down = fallen(STANDING, LEFT)
    monitor, found = Fall(), list[Noticed]()
    for name, later_s, shift_px in (("one", 0.0, 0.0), ("again", after_s, aside_px)):
        tracker = Tracker()
        for frame, poses in stage(ROBOT, 0).frames(motion(down, stay(10, down))):
            at = frame.taken_at + timedelta(seconds=later_s)
            (track,) = tracker.update(replace(frame, taken_at=at), replace(poses, taken_at=at)) or (None,)
            if track is None:
                continue
            skeleton = track.figure.skeleton
            moved = replace(skeleton, image_px=skeleton.image_px + np.array([shift_px, 0.0]))
            lies = replace(track, id=name, figure=replace(track.figure, skeleton=moved))
            found.extend(monitor.observe(Scene(camera="head", taken_at=at, tracks=(lies,))))
        assert len(found) == (1 if name == "one" else told)


def test_somebody_lost_while_falling_is_told() -> None:
    down = fallen(STANDING, AWAY)
    bodies: list[Body | None] = list(
        motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(0.25, down))
    )
    tracker, monitor = Tracker(), Fall()
    found: list[Noticed] = []
    for frame, poses in stage(TABLE, 2).frames(bodies + [None] * 24):
        scene = Scene(camera="head", taken_at=frame.taken_at, tracks=tracker.update(frame, poses))
        found.extend(monitor.observe(scene))
    assert len(found) == 1


@pytest.mark.parametrize(("stands_at", "told"), [((3.4, 0.0), 0), ((3.4, 1.2), 1)], ids=["there", "beside"])
def test_whoever_is_lost_where_somebody_stands_has_not_vanished(stands_at: tuple[float, float], told: int) -> None:
    """The engine takes a body for its mirror image and then for another one, which stands where the first was lost."""
    start = replace(STANDING, place=(3.4, 0.0))
    down = fallen(start, AWAY)
    falls: list[Body | None] = list(motion(start, stay(2, start), Part(to=down, lasts_s=0.9, falling=True)))
    others = motion(STANDING, stay(6, replace(STANDING, place=stands_at)))
    trackers, monitor, found = (Tracker(), Tracker()), Fall(), list[Noticed]()
    hers = stage(TABLE, 2).frames([*falls, *[None] * (len(others) - len(falls))])
    for (frame, lost), (_, seen) in zip(hers, stage(TABLE, 2).frames(others), strict=True):
        one, other = trackers[0].update(frame, lost), trackers[1].update(frame, seen)
        renamed = tuple(replace(track, id="other") for track in other)
        found.extend(monitor.observe(Scene(camera="head", taken_at=frame.taken_at, tracks=(*one, *renamed))))
    assert len(found) == told


@pytest.mark.parametrize(("quarters", "told"), [(0, 0), (2, 1)], ids=["follows", "turned"])
def test_somebody_upright_who_is_not_yet_certain_may_be_she_who_was_lost(quarters: int, told: int) -> None:
    """Nobody is upright whom only turned pictures show."""
    down = fallen(STANDING, AWAY)
    falls: list[Body | None] = list(motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True)))
    (_, upright), *_ = stage(TABLE, 2).frames([STANDING])
    skeleton = replace(upright.skeletons[0], second_look=quarters > 0, quarters=quarters)
    tracker, monitor, found = Tracker(), Fall(), list[Noticed]()
    for frame, lost in stage(TABLE, 2).frames([*falls, *[None] * 24]):
        (one,) = tracker.update(frame, lost)
        (new,) = Tracker().update(frame, replace(lost, skeletons=(skeleton,)))
        assert not new.confirmed
        tracks = (one,) if one.in_view else (one, replace(new, id="new"))
        found.extend(monitor.observe(Scene(camera="head", taken_at=frame.taken_at, tracks=tracks)))
    assert len(found) == told


OVER_HER_KNEES = replace(STANDING, torso=math.radians(70), thigh=math.radians(-10), shank=math.radians(-85))
TYING = replace(SITTING, torso=math.radians(75))
ASIDE = replace(OVER_HER_KNEES, place=(3.0, 0.3))


@pytest.mark.parametrize("camera", [ROBOT, WALL], ids=["robot", "wall"])
@pytest.mark.parametrize(
    ("ways", "told"),
    [
        ((Part(to=OVER_HER_KNEES, lasts_s=1.2), stay(9, OVER_HER_KNEES)), 1),
        (
            (
                Part(to=OVER_HER_KNEES, lasts_s=1.2),
                stay(3.5, OVER_HER_KNEES),
                Part(to=STANDING, lasts_s=1.2),
                stay(4, STANDING),
            ),
            0,
        ),
        ((Part(to=OVER_HER_KNEES, lasts_s=1.2), *(stay(1.2, at) for at in (OVER_HER_KNEES, ASIDE) * 4)), 0),
        ((Part(to=SITTING, lasts_s=1.5), stay(2, SITTING), Part(to=TYING, lasts_s=1.2), stay(9, TYING)), 0),
    ],
    ids=["stays", "rises", "stirs", "sat before"],
)
def test_whoever_goes_down_over_her_knees_and_keeps_still_is_asked(
    camera: Camera, ways: tuple[Part, ...], told: int
) -> None:
    found = alarms(camera, 0, motion(STANDING, stay(4, STANDING), *ways))
    assert len(found) == told, [(at, event.evidence) for at, event in found]
    assert all(9.5 < at < 13 for at, _ in found)


def test_the_evidence_names_every_cue() -> None:
    down = fallen(STANDING, LEFT)
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(4, down))
    _, event = alarms(ROBOT, 0, bodies)[0]
    evidence = dict(event.evidence)
    assert {"low", "flat", "tilted", "came_down", "fast", "drop_m", "speed_mps", "hips_m"} <= set(evidence)
    assert evidence["drop_m"] > 0.6
    assert evidence["hips_m"] < 0.45
    assert event.monitor == "fall"


@pytest.mark.parametrize("forgets", [False, True])
def test_a_reset_monitor_has_forgotten_whom_it_told_of(*, forgets: bool) -> None:
    down = fallen(STANDING, LEFT)
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(1.5, down))
    tracker, monitor = Tracker(), Fall()
    told = 0
    for frame, poses in stage(ROBOT, 0).frames(bodies):
        scene = Scene(camera="head", taken_at=frame.taken_at, tracks=tracker.update(frame, poses))
        events = list(monitor.observe(scene))
        told += len(events)
        if events and forgets:
            monitor.reset()
    assert (told > 1) is forgets


def test_a_fall_at_the_picture_s_edge_is_told() -> None:
    """Her feet and one hip are out of the picture once she lies."""
    start = replace(STANDING, place=(3.0, 1.35))
    down = fallen(start, AWAY)
    bodies = motion(start, stay(2, start), Part(to=down, lasts_s=0.9, falling=True), stay(6, down))
    assert len(alarms(TABLE, 1, bodies)) == 1


def test_whoever_lies_at_the_picture_s_edge_is_told_though_the_engine_overlooks_her_in_every_other_frame() -> None:
    down = fallen(replace(STANDING, place=(3.0, 1.25)), TOWARDS)
    hidden: list[Body | None] = [
        body if number % 4 < 2 else None for number, body in enumerate(motion(down, stay(6, down)))
    ]
    tracker, monitor = Tracker(), Fall()
    found: list[Noticed] = []
    edges = set()
    made = stage(ROBOT, 1)
    made.turned_every, made.overlooked = 1, 0.0
    for frame, poses in made.frames(hidden):
        tracks = tracker.update(frame, poses)
        edges |= {track.at_edge for track in tracks if track.confirmed}
        found.extend(monitor.observe(Scene(camera="head", taken_at=frame.taken_at, tracks=tracks)))
    assert edges == {True}
    assert len(found) == 1


@pytest.mark.parametrize("seed", range(3))
def test_walking_up_to_the_camera_and_out_below_the_picture_is_no_fall(seed: int) -> None:
    start = replace(STANDING, place=(3.2, 0.0), heading=TOWARDS)
    past = replace(start, place=(0.3, 0.2))
    high = replace(WALL, height_m=1.6, pitch=math.radians(10))
    bodies = motion(start, stay(1.5, start), Part(to=past, lasts_s=3.5), stay(1, past))
    assert alarms(high, seed, bodies) == []


def smaller(track: Track, factor: float) -> Track:
    return replace(track, figure=replace(track.figure, scale=factor * track.figure.scale))


@pytest.mark.parametrize(("sightings", "shrunk", "told"), [(1, 0.2, 0), (6, 0.2, 1), (1, 1.0, 1)])
def test_one_glimpse_of_somebody_low_and_far_after_a_while_of_none_is_no_fall(
    sightings: int, shrunk: float, told: int
) -> None:
    """Half hidden behind somebody, she is found here and there, and not as she is."""
    down = fallen(STANDING, LEFT)
    bodies = [*motion(STANDING, stay(2, STANDING)), *[None] * 8, *[down] * sightings, *[None] * 6]
    tracker, monitor = Tracker(), Fall()
    made, found = stage(ROBOT, 0), list[Noticed]()
    made.overlooked = 0.0
    for frame, poses in made.frames(bodies):
        tracks = tuple(smaller(track, shrunk) for track in tracker.update(frame, poses))
        found.extend(monitor.observe(Scene(camera="head", taken_at=frame.taken_at, tracks=tracks)))
    assert len(found) == told


def test_what_is_seen_from_afar_must_last_longer() -> None:
    down = fallen(STANDING, LEFT)
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(4, down))
    times = []
    for scale in (1.0, 0.2):
        tracker, monitor = Tracker(), Fall()
        for frame, poses in stage(ROBOT, 0).frames(bodies):
            tracks = tracker.update(frame, poses)
            seen = tuple(smaller(one, scale) for one in tracks)
            if list(monitor.observe(Scene(camera="head", taken_at=frame.taken_at, tracks=seen))):
                times.append((frame.taken_at - BEGAN).total_seconds())
    near_s, far_s = times
    assert near_s + 0.1 < far_s < near_s + 1.0


def test_walking_out_of_the_picture_is_no_fall() -> None:
    start = replace(STANDING, place=(2.6, 0.0), heading=LEFT)
    out = replace(start, place=(2.6, 2.6))
    for camera in (ROBOT, TABLE):
        assert alarms(camera, 0, motion(start, stay(1.5, start), Part(to=out, lasts_s=3.0), stay(1, out))) == []


@pytest.mark.parametrize(("presence", "told"), [(0.05, 0), (0.1, 1), (1.0, 1)])
def test_whom_hardly_any_frame_shows_has_not_fallen(presence: float, told: int) -> None:
    bodies = motion(STANDING, stay(2, STANDING), stay(2, fallen(STANDING, LEFT)))
    tracker, monitor = Tracker(), Fall()
    found = list[Noticed]()
    for frame, poses in stage(ROBOT, 0).frames(bodies):
        tracks = tuple(replace(track, presence=presence) for track in tracker.update(frame, poses))
        found.extend(monitor.observe(Scene(camera="head", taken_at=frame.taken_at, tracks=tracks)))
    assert len(found) == told
