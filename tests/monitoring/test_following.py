"""Who is followed through the house keeps her name, ever less surely, and loses it wherever two may be she."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from monitoring.figures import Figure
from monitoring.following import Following
from monitoring.people import PeopleEstimate
from monitoring.skeletons import Skeleton
from monitoring.tracking import Track

NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
ANY_BODY = Skeleton(image_px=np.zeros((33, 2)), visibility=np.ones(33), world_m=np.zeros((33, 3)))


def walker(name: str, x_m: float | None, at: datetime, *, since: datetime = NOW) -> Track:
    map_m = None if x_m is None else np.tile((x_m, 0.0, 1.0), (33, 1))
    figure = Figure(
        skeleton=ANY_BODY, scale=100.0, hips_row_px=0.0, box=(0, 0, 1, 1), heights_m=(0, 0, 0, 0, 0),
        torso_tilt_rad=0.0, seen=1.0, map_m=map_m,
    )  # fmt: skip
    return Track(
        id=name, first_seen_at=since, last_seen_at=at, in_view=True, confirmed=True, presence=1.0, at_edge=False,
        second_opinions=0, unrest_m=0.0, figure=figure, stances=(),
    )  # fmt: skip


class Ward:
    """Cameras of one home, and what they call whom."""

    def __init__(self) -> None:
        self.following = Following()
        self.now = NOW
        self._since: dict[tuple[str, str], datetime] = {}

    def sees(
        self, camera: str, people: Mapping[str, float | None], *, after_s: float = 0.0, in_bed: Mapping[str, str] = {}
    ) -> dict[str, str]:
        """So long after the last picture `camera` sees these people, each at so many metres from the bed."""
        self.now += timedelta(seconds=after_s)
        tracks = [
            walker(name, x_m, self.now, since=self._since.setdefault((camera, name), self.now))
            for name, x_m in people.items()
        ]
        return self.following.names(camera, tracks, self.now, in_bed)

    @property
    def likely(self) -> float:
        return self.following.likely("li")


@pytest.fixture
def ward() -> Ward:
    """Li lies in her bed before the camera of her room."""
    made = Ward()
    assert made.sees("room", {"1": 0.0}) == {}
    assert made.sees("room", {"1": 0.0}, in_bed={"1": "li"}) == {"1": "li"}
    return made


def test_who_gets_up_keeps_her_name_and_is_ever_less_surely_she(ward: Ward) -> None:
    assert ward.likely == pytest.approx(0.9)
    assert ward.sees("room", {"1": 1.5}, after_s=60) == {"1": "li"}
    assert 0.85 < ward.likely < 0.9
    assert ward.sees("room", {"1": 1.5}, after_s=7200) == {}, "two hours on it may as well be another"
    assert ward.likely == 0.0


def test_she_is_as_sure_as_ever_when_she_lies_down_in_her_bed_again(ward: Ward) -> None:
    ward.sees("room", {"1": 1.5}, after_s=3000)
    assert ward.likely < 0.7
    ward.sees("room", {"1": 0.0}, in_bed={"1": "li"})
    assert ward.likely == pytest.approx(0.9)


def test_whom_the_next_camera_sees_as_she_leaves_is_probably_she(ward: Ward) -> None:
    ward.sees("room", {"1": 2.0}, after_s=5)
    ward.sees("room", {}, after_s=1)
    assert ward.sees("hall", {"7": 4.0}, after_s=1) == {"7": "li"}
    assert 0.75 < ward.likely < 0.85, "a change of camera is a doubt"
    assert ward.sees("hall", {"7": 9.0}, after_s=20) == {"7": "li"}, "and there she is followed on"


@pytest.mark.parametrize(
    ("x_m", "after_s"), [(40.0, 2.0), (3.0, 9.5)], ids=["farther than she can walk", "too long out of view"]
)
def test_who_cannot_be_she_is_not(ward: Ward, x_m: float, after_s: float) -> None:
    ward.sees("room", {})
    assert ward.sees("hall", {"7": x_m}, after_s=after_s) == {}


def test_who_was_in_view_before_she_left_is_somebody_else(ward: Ward) -> None:
    ward.sees("hall", {"7": 3.0})
    ward.sees("room", {"1": 2.0}, after_s=5)
    ward.sees("room", {}, after_s=1)
    assert ward.sees("hall", {"7": 3.0}, after_s=1) == {}


def test_of_two_who_come_neither_is_she(ward: Ward) -> None:
    ward.sees("room", {})
    assert ward.sees("hall", {"7": 2.0, "8": 3.0}, after_s=2) == {}


def test_where_a_stranger_was_lost_as_well_it_may_be_the_stranger(ward: Ward) -> None:
    ward.sees("room", {"1": 0.0, "2": 3.0}, in_bed={"1": "li"})
    ward.sees("room", {}, after_s=1)
    assert ward.sees("hall", {"7": 3.0}, after_s=1) == {}


def test_where_two_residents_were_lost_it_may_be_either(ward: Ward) -> None:
    ward.sees("room", {"1": 0.0, "2": 3.0}, in_bed={"1": "li", "2": "wang"})
    ward.sees("room", {}, after_s=1)
    assert ward.sees("hall", {"7": 2.0}, after_s=1) == {}


def test_each_whom_she_passes_closely_is_a_doubt_and_once_only(ward: Ward) -> None:
    ward.sees("room", {"1": 2.0, "2": 4.0})
    before = ward.likely
    assert ward.sees("room", {"1": 2.0, "2": 2.5}) == {"1": "li"}
    ward.sees("room", {"1": 2.0, "2": 2.4})
    assert ward.likely == pytest.approx(before * 0.8)
    assert ward.sees("room", {"1": 2.0, "3": 2.3}) == {"1": "li"}
    assert ward.sees("room", {"1": 2.0, "4": 2.3}) == {}, "in a crowd nobody is known"


def test_two_cameras_that_see_one_place_both_know_her(ward: Ward) -> None:
    assert ward.sees("hall", {"7": 0.3}) == {"7": "li"}
    assert ward.likely == pytest.approx(0.9)
    assert ward.sees("room", {"1": 0.1}) == {"1": "li"}


def test_a_second_camera_does_not_take_whoever_stands_beside_her_for_her(ward: Ward) -> None:
    ward.sees("room", {"1": 0.0, "2": 0.6})
    assert ward.sees("hall", {"7": 0.5}) == {}


def test_who_lies_down_in_her_bed_is_she_and_who_was_called_so_is_not(ward: Ward) -> None:
    assert ward.sees("room", {"1": 4.0, "2": 0.0}, in_bed={"2": "li"}) == {"2": "li"}
    assert ward.sees("room", {"1": 4.0, "2": 0.0}, in_bed={"1": "wang", "2": "li"}) == {"1": "wang", "2": "li"}
    assert ward.sees("room", {"1": 4.0, "2": 0.0}, in_bed={"2": "wang"}) == {"2": "wang"}


def test_without_a_place_on_the_map_she_is_followed_by_her_own_camera_alone(ward: Ward) -> None:
    other = Ward()
    assert other.sees("room", {"1": None}, in_bed={"1": "li"}) == {"1": "li"}
    assert other.sees("room", {"1": None, "2": 1.0}, after_s=1) == {"1": "li"}
    other.sees("room", {}, after_s=1)
    assert other.sees("hall", {"7": 1.0, "8": None}, after_s=1) == {}


def test_a_clock_that_is_set_back_begins_anew(ward: Ward) -> None:
    assert ward.sees("room", {"1": 0.0}, after_s=-3600) == {}


def test_all_cameras_of_a_home_share_it_and_tell_how_sure_they_are() -> None:
    following = Following()
    first, second = (PeopleEstimate(following=following) for _ in range(2))
    following.names("room", [walker("1", 0.0, NOW)], NOW, {"1": "li"})
    assert first.identify([walker("1", 0.0, NOW)], NOW, camera="room") == {"1": "li"}
    assert second.identify([walker("9", 0.2, NOW)], NOW, camera="hall") == {"9": "li"}
    assert PeopleEstimate().identify([walker("1", 0.0, NOW)], NOW, camera="room") == {}
