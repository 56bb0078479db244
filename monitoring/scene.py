"""The scene: everything that a monitor may look at, at one instant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from carebot.core.home import Point, Room, RoomKind
from carebot.core.language import Text
from carebot.core.people import ResidentId
from monitoring.figures import FLESH_M, SEEN, Figure, covered
from monitoring.keypoints import HIPS, middle
from monitoring.one_body import stands_there
from monitoring.posture import is_upright, steadied
from monitoring.tracking import Track

_COVERED: Final = 0.7
"""Whoever lies behind somebody who stands shows more than the rest of herself at the sides."""
_LOW_EXTENT_M: Final = 0.9
"""Whoever takes less height lies or crouches: of people who stand before a bed, the line of sight meets it, too."""

_SHOWN_FOR: Final = timedelta(seconds=1)
"""Whoever comes down is looked at again sooner than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestArea:
    """A piece of furniture that people lie or sit on: its outline on the map, and how high one lies on it.

    `sleeper` is whoever alone lives in the room where it stands; empty where several do, or nobody.
    """

    id: str
    outline: tuple[Point, ...]
    height_m: float = 0.45
    sleeper: ResidentId = ""

    def holds(self, position: Point | None, hips_m: float) -> bool:
        """Whether somebody whose trunk is at `position`, with her hips so high over the floor, is on it."""
        if position is None or hips_m < self.height_m / 2:
            return False
        return self._spans(position)

    def hides_floor(self, figure: Figure) -> bool:
        """Whether the line of sight to somebody's hips meets this furniture, so that they cannot be on the floor.

        How far away she is does not matter: what is behind the furniture it hides, and before it the line is higher
        than the floor. Only hips that are seen count; where hidden ones are is a guess.
        """
        if figure.map_m is None or figure.eye_m is None or figure.skeleton.visibility[list(HIPS)].min() < SEEN:
            return False
        hips_m, top_m = middle(figure.map_m, HIPS), self.height_m + FLESH_M
        if figure.eye_m[2] <= top_m or hips_m[2] >= figure.eye_m[2]:
            return False
        share = (figure.eye_m[2] - top_m) / (figure.eye_m[2] - hips_m[2])
        x_m, y_m, _ = figure.eye_m + share * (hips_m - figure.eye_m)
        return self._spans(Point(x_m=float(x_m), y_m=float(y_m)))

    def _spans(self, position: Point) -> bool:
        shape = Room(id=self.id, name=_NAMELESS, kind=RoomKind.LIVING, outline=self.outline)
        return shape.contains(position)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """One camera's view at one instant. `residents` names the tracks of which it is known who they are."""

    camera: str
    taken_at: datetime
    tracks: tuple[Track, ...]
    residents: Mapping[str, ResidentId] = field(default_factory=dict)
    rest_areas: tuple[RestArea, ...] = ()

    def on_furniture(self, track: Track) -> bool:
        """Whether the person is on a piece of furniture that is there to lie or sit on."""
        stance, figure = track.stances[-1], track.figure
        if any(area.holds(figure.position, stance.hips_m) for area in self.rest_areas):
            return True
        low = figure.placed_by_size and stance.extent_m < _LOW_EXTENT_M
        return low and any(area.hides_floor(figure) for area in self.rest_areas)

    def is_stood_before(self, track: Track) -> bool:
        """Whether somebody who is upright is seen where the person was lost: she is hidden, or both are one body.

        The engine loses a body and finds it again a little changed, or sees a second one in its arms: neither has
        vanished, and of whoever is really behind it nothing is seen that could be judged.
        """
        return not track.in_view and any(_stands_before(other, track) for other in self.tracks if other.confirmed)

    def may_stand(self, track: Track) -> bool:
        """Whether somebody upright is found where the person was lost who may be she: one more frame or two will tell.

        Whom only turned pictures show is not upright.
        """
        unsure = (other for other in self.tracks if not (other.confirmed or other.figure.skeleton.turned))
        return not track.in_view and any(_stands_before(other, track) for other in unsure)

    def is_shown_standing(self, track: Track) -> bool:
        """Whether a look showed lately that she stands whom the engine follows as one who is low."""
        return track.stood_at is not None and self.taken_at - track.stood_at <= _SHOWN_FOR

    def resident(self, track: Track) -> ResidentId:
        """Who it is; empty where nobody can say."""
        return self.residents.get(track.id, "")


def _stands_before(other: Track, lost: Track) -> bool:
    stands = other.in_view and is_upright(steadied(other.stances))
    hides = covered(lost.figure.box, other.figure.box) >= _COVERED
    return stands and (hides or stands_there(lost.figure, other.figure))


_NAMELESS = Text(zh="家具", en="furniture")
