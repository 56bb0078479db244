"""Which room a point lies in, found without walking round every room of a large home."""

from typing import Final

from carebot.core.home import Home, Point, Room

Box = tuple[float, float, float, float, Room]
_REMEMBERED: Final = 64


class RoomFinder:
    """Finds rooms as `Home.room_at` does.

    It remembers the bounds of the rooms of the home that it was asked about last, and the last points.
    """

    def __init__(self) -> None:
        self._home: Home | None = None
        self._boxes: tuple[Box, ...] = ()
        self._found: dict[Point, Room | None] = {}

    @property
    def remembered(self) -> int:
        """How many points it remembers."""
        return len(self._found)

    def room_at(self, home: Home, point: Point) -> Room | None:
        """The room of `home` that `point` lies in; None between rooms."""
        if home is not self._home:
            self._boxes = tuple(_box(room) for room in home.rooms if room.outline)
            self._found = {}
            self._home = home
        if point not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found = {}
            self._found[point] = self._look(point)
        return self._found[point]

    def _look(self, point: Point) -> Room | None:
        for left_m, bottom_m, right_m, top_m, room in self._boxes:
            if left_m <= point.x_m <= right_m and bottom_m <= point.y_m <= top_m and room.contains(point):
                return room
        return None


def _box(room: Room) -> Box:
    x_m = [corner.x_m for corner in room.outline]
    y_m = [corner.y_m for corner in room.outline]
    return min(x_m), min(y_m), max(x_m), max(y_m), room
