"""What is drawn by known errors is measured to err so."""

import math
import tomllib
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from carebot.bench._believed import Believed
from carebot.bench._pose_errors import ANY, Posture, Sight, course, errors_in, measured
from tools.pose_errors.measuring import tables
from tools.pose_errors.recording import Person

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
        people.append(
            Person(
                scene=str(scene),
                number=0,
                frame=frame,
                at=BEGAN + timedelta(seconds=0.12 * frame),
                moves=along > 0,
                sight=now,
                skeletons=(believed.skeleton(now, None),) if found else (),
                looks=(),
            )
        )
    return people


def test_known_errors_are_measured_again() -> None:
    read = tomllib.loads("\n".join(tables([person for scene in range(16) for person in seen(scene)])))
    law, again = measured()["upright most middle"], errors_in({ANY: read[ANY]})[ANY]
    shares = read["course"]
    assert shares["held"] == pytest.approx(course().held, abs=0.15)
    assert shares["drifts"] == pytest.approx(course().drifts, abs=0.08)
    assert 0.01 < shares["trembles"] < 0.15
    assert (again.loses, again.finds) == pytest.approx((law.loses, law.finds), abs=0.02)
    assert float(np.median(again.spread[0] / law.spread[0])) == pytest.approx(1.0, abs=0.3)


def test_of_nobody_nothing_is_measured() -> None:
    with pytest.raises(ValueError, match="0 frames"):
        list(tables([]))
