"""Finding rooms gives what the home itself gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from carebot.core.home import Home, Point, Room, RoomKind
from safety._rooms import RoomFinder
from tests.safety import builders as b

L_SHAPED = Room(
    id="l",
    name=b.text("l"),
    kind=RoomKind.LIVING,
    outline=tuple(Point(x_m=x, y_m=y) for x, y in ((0, 5), (4, 5), (4, 6), (1, 6), (1, 9), (0, 9))),
)
ODD = Room(id="odd", name=b.text("odd"), kind=RoomKind.LIVING, outline=())
HOME = replace(b.HOME, rooms=(ODD, L_SHAPED, *b.ROOMS))
FINDER = RoomFinder()


@given(st.floats(-1.0, 36.0), st.floats(-1.0, 10.0))
def test_the_same_room_is_found(x_m: float, y_m: float) -> None:
    point = Point(x_m=x_m, y_m=y_m)
    assert FINDER.room_at(HOME, point) is HOME.room_at(point)
    assert FINDER.room_at(HOME, point) is HOME.room_at(point)


def test_the_corner_that_a_room_leaves_out_is_not_in_it() -> None:
    corner = Point(x_m=3.0, y_m=8.0)
    alone = Home(rooms=(L_SHAPED,), places=(), objects=())
    assert RoomFinder().room_at(alone, corner) is None
    assert RoomFinder().room_at(alone, Point(x_m=0.5, y_m=8.0)) is L_SHAPED


def test_another_home_is_another_matter() -> None:
    finder = RoomFinder()
    empty = Home(rooms=(), places=(), objects=())
    point = b.middle("kitchen")
    assert finder.room_at(b.HOME, point) is b.HOME.room("kitchen")
    assert finder.room_at(empty, point) is None
    assert finder.room_at(b.HOME, point) is b.HOME.room("kitchen")


def test_it_does_not_remember_for_ever() -> None:
    finder = RoomFinder()
    remembered = []
    for number in range(1000):
        finder.room_at(b.HOME, Point(x_m=number / 100, y_m=1.0))
        remembered.append(finder.remembered)
    assert max(remembered) == 64
