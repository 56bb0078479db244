"""The map: rooms and furniture drawn from the home, and where robot and people are.

Drawings count in metres with y downwards, as SVG has it; the home's map has y upwards (REP-103).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Response

from carebot.core.actions import AlarmLevel
from carebot.core.body import BodyState
from carebot.core.home import Home, Point, Room, RoomKind
from carebot.core.language import Language, Text
from carebot.core.situation import House, PersonSeen, Posture
from carebot.core.values import Audience, Data, Purpose
from carebot.explaining import names
from carebot.knowing import SURE
from carebot.modes import Mode
from safety.values.dignity import Flow, judge_flow
from web.robot import PanelRobot
from web.roles import Right, Sight
from web.visit import Carer, LanguageOf, PanelOf, needs
from web.words import words_in

router = APIRouter()

_LEVEL_STEP_DB: Final = 6
_MARGIN_M: Final = 0.3
_LABELS_PER_WIDTH: Final = 30
_WIDE: Final = 1.0
_NARROW: Final = 0.6
_LAST_NARROW: Final = 0x2E7F
"""Han characters are as wide as they are high, and stand behind this in Unicode; letters are narrower."""
_ON_PHONES: Final = 1.35
"""By how much larger the style sheet writes on a narrow screen: what fits there fits everywhere."""
_LINE: Final = 1.45
"""The height of a line of writing, by that of its letters, as browsers set it."""
_ROUNDING_M: Final = 0.002
_ROWS: Final = (0, 1, -1, 2, -2, 3, -3)
_NOT_YET: Final = Text(zh="机身还在启动", en="The body is still starting")
_UNREADABLE: Final = Text(zh="读不到机身状态", en="The body cannot be read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A closed outline with its name. `points` is in the form of an SVG polygon, the label stands at (x, y)."""

    id: str
    name: str
    kind: str
    points: str
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """What of the map never moves. `view_box` is the SVG attribute, `label_m` the height of its writing."""

    view_box: str
    label_m: float
    radius_m: float
    rooms: tuple[Shape, ...]
    furniture: tuple[Shape, ...]
    places: tuple[Shape, ...]


def map_view(house: House, language: Language) -> MapView:
    """The map of `house` with its names in `language`."""
    home = house.home
    corners = [corner for room in home.rooms for corner in room.outline] or [Point(x_m=0.0, y_m=0.0)]
    left, right = min(one.x_m for one in corners), max(one.x_m for one in corners)
    bottom, top = min(one.y_m for one in corners), max(one.y_m for one in corners)
    width = right - left + 2 * _MARGIN_M
    label_m = round(width / _LABELS_PER_WIDTH, 2)
    named = [_within(_room(room, language), left, right, label_m * _ON_PHONES) for room in home.rooms]
    rooms = _apart(named, label_m * _ON_PHONES)
    half_m = label_m * _ON_PHONES * _LINE / 2
    upper = min([-top - _MARGIN_M, *(room.y_m - half_m for room in rooms)])
    lower = max([-bottom + _MARGIN_M, *(room.y_m + half_m for room in rooms)])
    return MapView(
        view_box=f"{left - _MARGIN_M:.2f} {upper:.2f} {width:.2f} {lower - upper:.2f}",
        label_m=label_m,
        radius_m=house.manifest.radius_m,
        rooms=rooms,
        furniture=tuple(
            _shape(piece.id, piece.name.in_(language), "furniture", piece.outline) for piece in home.furniture
        ),
        places=_places(home, language),
    )


def motion(robot: PanelRobot, language: Language, sight: Sight) -> dict[str, Any]:
    """Where robot and people are now, and how the body is; while it cannot be read it is None, and words say why.

    Whoever may not see people has None for them, and whoever may not see the map has nothing.
    """
    if not sight.floor_plan:
        return {}
    known, house = robot.orchestrator.known, robot.orchestrator.known.house
    minute, alarm = known.local_minute(robot.clock.now()), robot.orchestrator.alarm >= AlarmLevel.MEDIUM
    state = robot.body_state()
    why = _NOT_YET if robot.orchestrator.mode is Mode.STARTING else _UNREADABLE
    return {
        "body": _body(state, house, language) if state else None,
        "without_body": "" if state else why.in_(language),
        "microphone": _in_steps(robot.microphone_level_dbfs),
        "people": None
        if not sight.people
        else [
            _person(person, house, language, posture=_posture_shown(person, house, minute, alarm=alarm))
            for person in robot.people()
        ],
    }


def _in_steps(level_dbfs: float | None) -> int | None:
    """A level in steps, so that a quiet room is no stream of changes."""
    return None if level_dbfs is None else _LEVEL_STEP_DB * round(level_dbfs / _LEVEL_STEP_DB)


@router.get("/map.svg")
def map_svg(panel: PanelOf, language: LanguageOf, _: Annotated[Carer, Depends(needs(Right.WATCH))]) -> Response:
    """The drawing of the home alone."""
    view = map_view(panel.robot.orchestrator.known.house, language)
    drawing = panel.templates.get_template("map.html").render(map=view, t=words_in(language))
    return Response(drawing, media_type="image/svg+xml")


def _room(room: Room, language: Language) -> Shape:
    return _shape(room.id, room.name.in_(language), room.kind.value, room.outline)


def _apart(rooms: Iterable[Shape], label_m: float) -> tuple[Shape, ...]:
    """The rooms with their labels moved up or down, as little as may be, where they would cover one another.

    Along a corridor rooms are narrower than their names.
    """
    placed: list[Shape] = []
    for room in rooms:
        ways = (room.y_m + row * _LINE * label_m for row in _ROWS)
        tried = [replace(room, y_m=round(y_m, 3)) for y_m in ways]
        free = (one for one in tried if not any(_cover(one, other, label_m) for other in placed))
        placed.append(next(free, room))
    return tuple(placed)


def _cover(one: Shape, other: Shape, label_m: float) -> bool:
    """Whether two labels would cover one another."""
    beside = (_width_m(one.name, label_m) + _width_m(other.name, label_m)) / 2
    return abs(one.x_m - other.x_m) < beside and abs(one.y_m - other.y_m) < _LINE * label_m - _ROUNDING_M


def _width_m(name: str, label_m: float) -> float:
    return label_m * sum(_WIDE if ord(letter) > _LAST_NARROW else _NARROW for letter in name)


def _within(room: Shape, left_m: float, right_m: float, label_m: float) -> Shape:
    """The room with its label moved inwards as far as it would stand out of the map."""
    half_m = _width_m(room.name, label_m) / 2
    least_m, most_m = left_m - _MARGIN_M + half_m, right_m + _MARGIN_M - half_m
    return replace(room, x_m=round(max(least_m, min(room.x_m, most_m)), 3))


def _places(home: Home, language: Language) -> tuple[Shape, ...]:
    return tuple(
        Shape(
            id=place.id,
            name=place.name.in_(language),
            kind="place",
            points="",
            x_m=round(place.pose.x_m, 3),
            y_m=round(-place.pose.y_m, 3),
        )
        for place in home.places
    )


def _shape(shape_id: str, name: str, kind: str, outline: tuple[Point, ...]) -> Shape:
    number = len(outline) or 1
    return Shape(
        id=shape_id,
        name=name,
        kind=kind,
        points=" ".join(f"{corner.x_m:.3f},{-corner.y_m:.3f}" for corner in outline),
        x_m=round(sum(corner.x_m for corner in outline) / number, 3),
        y_m=round(-sum(corner.y_m for corner in outline) / number, 3),
    )


def _body(state: BodyState, house: House, language: Language) -> dict[str, Any]:
    held = house.home.object(state.holding)
    return {
        "x": _metres(state.pose.x_m),
        "y": _metres(-state.pose.y_m),
        "degrees": round(-math.degrees(state.pose.yaw_rad) if math.isfinite(state.pose.yaw_rad) else 0.0, 1),
        "path": _line(state.path),
        "speed_mps": _metres(state.linear_mps),
        "battery": round(state.battery, 2) if math.isfinite(state.battery) else 0.0,
        "health": state.health.value,
        "health_words": names.HEALTHS[state.health].in_(language),
        "fault": state.fault.in_(language),
        "emergency_stop": state.emergency_stop,
        "localised": state.localised,
        "holding": held.name.in_(language) if held else state.holding,
    }


def _line(path: Iterable[Point]) -> str:
    return " ".join(f"{_metres(point.x_m)},{_metres(-point.y_m)}" for point in path)


def _posture_shown(person: PersonSeen, house: House, local_minute: int, *, alarm: bool) -> bool:
    """Whether carers may see how somebody holds herself, by the map of dignity: in a bathroom nobody's posture."""
    room = house.home.room_at(person.position)
    resident = house.resident(person.resident)
    if resident is None:
        return room is None or room.kind is not RoomKind.BATHROOM
    flow = Flow(
        data=Data.POSE,
        audience=Audience.CARER,
        purpose=Purpose.ALARM if alarm else Purpose.CARE,
        room=room,
        local_minute=local_minute,
    )
    return judge_flow(resident, flow).allowed


def _person(person: PersonSeen, house: House, language: Language, *, posture: bool) -> dict[str, Any]:
    resident = house.resident(person.resident)
    shown = person.posture if posture else Posture.UNKNOWN
    return {
        "track": person.track,
        "x": _metres(person.position.x_m),
        "y": _metres(-person.position.y_m),
        "posture": shown.value,
        "posture_words": names.POSTURES[shown].in_(language),
        "name": _name(resident.called.in_(language), person) if resident else "",
    }


def _name(called: str, person: PersonSeen) -> str:
    """How she is called; with a question mark where it is a guess that it is she."""
    return called if person.likely >= SURE else f"{called}?"


def _metres(value: float) -> float:
    """To the centimetre; what a broken body reports as NaN or infinity is drawn at the origin."""
    return round(value, 2) + 0.0 if math.isfinite(value) else 0.0
