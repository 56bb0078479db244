"""Falls played in the simulated home: what the figures say, that a seed makes one scene, and one scene in full."""

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Self, cast

import pytest

from carebot.bench._scenes_played import Played
from carebot.bench._staged_scenes import ROOMS, Kind, spot_in, staged_day, staged_fall
from carebot.bench.simfalls import add_arguments, figures, run
from carebot.core.errors import BodyError, ModelError
from carebot.core.home import Point
from carebot.core.language import Text
from carebot.models import ModelStore, model_cache
from robot_adapters.scenes.watched_home import Resident, plan

FALL = Played(
    suite="fall",
    seed=0,
    what="standing",
    room="kitchen",
    onset_s=2.5,
    in_sight=0.9,
    down=True,
    alarms=(3.7,),
    causes=("low +2.0",),
    shown_s=12.0,
    frames=100,
    cpu_s=5.0,
)
LIFE = replace(FALL, suite="day", what="sit stoop", onset_s=None, alarms=(), causes=(), shown_s=3600.0)


def test_found_and_missed_falls_make_the_sensitivity_and_misses_are_named() -> None:
    found = figures([FALL, replace(FALL, seed=7, alarms=()), replace(FALL, seed=8, alarms=(1.0,))])
    assert (found["falls"], found["found"], found["sensitivity"]) == (3, 1, pytest.approx(1 / 3))
    assert found["latency_s"] == {"p50": 1.2, "p90": 1.2}
    assert [miss["seed"] for miss in found["misses"]] == [7, 8]
    assert found["by_kind"] == {"standing": "1/3"}
    assert found["frames_per_core_s"] == pytest.approx(20.0)


def test_what_nobody_could_see_and_what_was_no_fall_is_not_judged() -> None:
    hidden = replace(FALL, seed=1, in_sight=0.1, alarms=())
    held_up = replace(FALL, seed=2, down=False, alarms=())
    found = figures([FALL, hidden, held_up])
    assert (found["falls"], found["sensitivity"], found["out_of_sight"], found["held_up"]) == (1, 1.0, 1, 1)


def test_alarms_in_ordinary_life_and_second_alarms_are_false() -> None:
    found = figures([replace(FALL, alarms=(3.7, 9.0)), LIFE, replace(LIFE, seed=1, alarms=(5.0,))])
    assert found["false_alarms"] == 2
    assert found["false_alarms_per_day"] == pytest.approx(2 * 24 / (2 + 12 / 3600))
    assert [one["seed"] for one in found["false"]] == [1]


def test_how_soon_somebody_already_down_is_found_is_no_latency_of_a_fall() -> None:
    lay = replace(FALL, what="already_down", onset_s=0.0, alarms=(8.0,))
    assert figures([lay])["latency_s"] == {"p50": None, "p90": None}
    assert figures([lay])["sensitivity"] == 1.0


def test_a_seed_makes_one_scene_and_another_seed_another() -> None:
    home = plan()
    assert [staged_fall(seed, home) for seed in range(10)] == [staged_fall(seed, home) for seed in range(10)]
    assert staged_day(3, home) == staged_day(3, home)
    assert len({staged_fall(seed, home).scene.view for seed in range(20)}) == 20


def test_no_scene_goes_on_in_the_stream_of_another() -> None:
    home = plan()
    cameras = [staged(seed, home).camera for staged in (staged_fall, staged_day) for seed in range(10)]
    assert len(set(cameras)) == 20


def test_all_kinds_rooms_lights_and_ways_come_up() -> None:
    falls = [staged_fall(seed, plan()) for seed in range(200)]
    assert {fall.kind for fall in falls} == set(Kind)
    assert {fall.room for fall in falls} == set(ROOMS)
    assert len({fall.direction for fall in falls}) == 5
    assert len({fall.scene.light for fall in falls}) == 4
    assert {fall.placed for fall in falls} == {True, False}
    assert 20 < sum(fall.scene.screen is not None for fall in falls) < 60


def test_nobody_stands_inside_a_piece_of_furniture() -> None:
    import random

    home = plan()
    draw = random.Random(1)
    for _ in range(200):
        spot = spot_in(draw, home, "living_room")
        assert home.room_at(spot) is not None
        for piece in home.furniture:
            xs, ys = [corner.x_m for corner in piece.outline], [corner.y_m for corner in piece.outline]
            assert not (min(xs) < spot.x_m < max(xs) and min(ys) < spot.y_m < max(ys))


class Blocked:
    """A resident whom nothing lets through to the first place that she is sent to."""

    def __init__(self) -> None:
        self.sent_to: list[Point] = []

    def walk_to(self, x_m: float, y_m: float) -> None:
        self.sent_to.append(Point(x_m=x_m, y_m=y_m))
        if len(self.sent_to) == 1:
            raise BodyError(Text(zh="走不到。", en="No way."))


def test_who_is_to_fall_while_she_walks_goes_elsewhere_in_her_room_where_no_way_leads_on() -> None:
    """As in the fall of seed 1231."""
    from carebot.bench._scene_player import walk_past

    person, home = Blocked(), plan()
    walk_past(cast("Resident", person), staged_fall(1231, home))
    _, instead = person.sent_to
    room = home.room_at(instead)
    assert room is not None
    assert room.id == staged_fall(1231, home).room


class Recording:
    """Stands in for the player: notes which scenes it is to play, each of them shown for an hour."""

    asked: ClassVar[list[tuple[str, int]]] = []

    def __init__(self, pose: object) -> None:
        assert pose is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    async def fall(self, seed: int) -> Played:
        self.asked.append(("fall", seed))
        return replace(FALL, seed=seed)

    async def day(self, seed: int) -> Played:
        self.asked.append(("day", seed))
        return replace(LIFE, seed=seed)


@asynccontextmanager
async def no_engine(poses: str) -> AsyncIterator[None]:
    assert poses == "seen"
    yield None


@pytest.mark.slow
def test_shares_play_each_scene_once_and_are_told_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carebot.bench._scene_player.ScenePlayer", Recording)
    monkeypatch.setattr("carebot.bench.simfalls.estimator_of", no_engine)
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    Recording.asked.clear()
    state = str(tmp_path / "played.jsonl")
    run(parser.parse_args(["--falls", "5", "--hours", "4", "--life", "0", "--share", "1/2", "--state", state]))
    found = run(parser.parse_args(["--falls", "5", "--hours", "4", "--life", "0", "--share", "2/2", "--state", state]))
    expected = [("fall", seed) for seed in range(5)] + [("day", seed) for seed in range(4)]
    assert sorted(Recording.asked) == sorted(expected)
    assert (found["falls"], found["hours"]) == (5, pytest.approx(4.0, abs=0.02))


@pytest.mark.parametrize("share", ["0/2", "3/2", "half"])
def test_a_share_that_is_none_is_refused(share: str) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--share", share])


@pytest.mark.slow
def test_a_scene_is_played_kept_and_not_played_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for model in ("resident-body", "pose-landmarker-full"):
        try:
            ModelStore(model_cache()).path(model)
        except ModelError as error:
            pytest.skip(str(error))
    monkeypatch.setenv("MUJOCO_GL", "egl")
    arguments = argparse.Namespace(
        falls=1, hours=0.0, life=0.0, poses="seen", seed=SEEN, share=(1, 1), state=tmp_path / "played.jsonl"
    )
    found = run(arguments)
    assert (found["falls"], found["found"]) == (1, 1)
    kept = arguments.state.read_text(encoding="utf-8")
    assert run(arguments) == found
    assert arguments.state.read_text(encoding="utf-8") == kept


SEEN = 3
"""A fall in full view, out of bed."""
