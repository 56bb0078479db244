"""What is drawn by known errors is measured to err so."""

import math
import tomllib
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from carebot.bench._believed import Believed
from carebot.bench._pose_errors import (
    ANY,
    FOUND,
    FRAME,
    LOOK,
    LOOKED,
    Posture,
    Sight,
    course,
    errors_in,
    finds_in,
    measured,
)
from monitoring.skeletons import Look
from tools.pose_errors.measuring import tables
from tools.pose_errors.recording import Person

LOOKS = Look(left=0, top=0, width=640, height=480, quarters=0, located=True)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def sight(turned_rad: float, aside_px: float) -> Sight:
    """Somebody who stands, turned from facing the camera."""
    across, ahead = 0.1 * math.cos(turned_rad), 0.1 * math.sin(turned_rad)
    about = np.zeros((33, 3))
    about[:11, 1] = -0.45
    about[11], about[12] = (across, -0.3, ahead), (-across, -0.3, -ahead)
    about[13:23, 1] = np.linspace(-0.2, 0.0, 10)
    about[23], about[24] = (across / 2, 0.0, ahead / 2), (-across / 2, 0.0, -ahead / 2)
    about[25:27, 1], about[27:33, 1] = 0.25, 0.5
    return Sight(
        posture=Posture.UPRIGHT,
        share=1.0,
        image_px=np.array([320.0 + aside_px, 240.0]) + 200.0 * about[:, :2],
        about_hips=about,
        states=np.zeros(33, dtype=np.int64),
        height_px=200.0,
    )


def seen(scene: int) -> list[Person]:
    """Somebody who stands still for twelve seconds, walks past and turns for five."""
    believed, people = Believed(np.random.default_rng(scene)), list[Person]()
    stands = sight(0.37 * scene, 0.0)
    for frame in range(140):
        along = max(frame - 99, 0)
        now = sight(0.37 * scene + 0.03 * along, 4.0 * along) if along else stands
        found = believed.is_found(now, 0.12, moves=along > 0)
        shown = [believed.skeleton(now, None)] if found else []
        looks = (LOOKS,) if frame % 4 == 0 else ()
        shown += [believed.skeleton(now, look) for look in looks if believed.is_found_by(look, by_frame=found)]
        people.append(
            Person(
                scene=str(scene),
                number=0,
                frame=frame,
                at=BEGAN + timedelta(seconds=0.12 * frame),
                moves=along > 0,
                sight=now,
                skeletons=tuple(shown),
                looks=looks,
            )
        )
    return people


def test_known_errors_are_measured_again() -> None:
    people = [person for scene in range(14) for person in seen(scene)]
    read = tomllib.loads("\n".join(tables(people)))
    for table in (FRAME, LOOK):
        law, again = measured(table)["upright most middle"], errors_in({ANY: read[table][ANY]})[ANY]
        shares = read["course"][table]
        assert shares["held"] == pytest.approx(course(table).held, abs=0.15)
        assert shares["trembles"] < 0.2
        assert float(np.median(again.spread[0] / law.spread[0])) == pytest.approx(1.0, abs=0.35)
        assert again.bones[0] == pytest.approx(law.bones[0], rel=0.08)
    often = float(np.mean([any(not one.second_look for one in person.skeletons) for person in people]))
    assert finds_in(read[FOUND])[ANY].frame == pytest.approx(often, abs=0.1)
    assert read["course"][FOUND]["held"] > 0.5
    assert read["course"][LOOKED]["trembles"] > read["course"][FOUND]["trembles"]


def test_of_nobody_nothing_is_measured() -> None:
    with pytest.raises(ValueError, match="0 frames"):
        list(tables([]))
