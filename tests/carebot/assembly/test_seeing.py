"""The eyes: whose bed is whose."""

from dataclasses import replace

from carebot.assembly.seeing import rest_areas
from carebot.core.home import Furniture, Point
from tests.safety.builders import HOUSE, LI, WANG, middle, text


def bed_in(room: str, rest_height_m: float = 0.5) -> Furniture:
    at = middle(room)
    corners = ((-0.5, -1.0), (0.5, -1.0), (0.5, 1.0), (-0.5, 1.0))
    outline = tuple(Point(x_m=at.x_m + x, y_m=at.y_m + y) for x, y in corners)
    return Furniture(id=f"bed in {room}", name=text("bed"), outline=outline, rest_height_m=rest_height_m)


def test_a_bed_is_hers_who_alone_lives_in_its_room() -> None:
    home = replace(HOUSE.home, furniture=(bed_in("bedroom_li"), bed_in("living"), bed_in("kitchen", 0.0)))
    li, wang = replace(LI, room="bedroom_li"), replace(WANG, room="bedroom_wang")
    assert [(area.id, area.sleeper) for area in rest_areas(home, (li, wang))] == [
        ("bed in bedroom_li", "li"), ("bed in living", ""),
    ]  # fmt: skip
    together = (li, replace(wang, room="bedroom_li"))
    assert rest_areas(home, together)[0].sleeper == "", "two share the room, so nobody can say whose bed it is"
    assert rest_areas(home)[0].sleeper == ""
