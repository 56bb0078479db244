from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import BodyError
from robot_adapters._simulation.human_mesh import MEMBERS, TARGET, read_human


def test_a_missing_file_is_named_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(BodyError) as caught:
        read_human(tmp_path)
    assert MEMBERS[0] in caught.value.text.en
    assert MEMBERS[0] in caught.value.text.zh


@pytest.mark.slow
def test_she_is_a_small_old_woman_who_faces_ahead(resident_body: Path) -> None:
    human = read_human(resident_body)
    body = human.vertices_m[np.unique(human.groups["body"])]
    assert body[:, 2].min() == pytest.approx(0.0)
    assert 1.45 < body[:, 2].max() < 1.55
    assert human.joints_m["upperarm01.L"][1] > 0.1
    assert human.joints_m["upperarm01.R"][1] == pytest.approx(-human.joints_m["upperarm01.L"][1], abs=1e-3)
    eyes = human.vertices_m[np.unique(human.groups["helper-l-eye"])]
    assert eyes[:, 0].mean() > human.joints_m["head"][0]


@pytest.mark.slow
def test_every_vertex_is_moved_by_bones_that_add_up_to_one(resident_body: Path) -> None:
    human = read_human(resident_body)
    total = np.zeros(len(human.vertices_m))
    for vertices, weights in human.weights.values():
        np.add.at(total, vertices, weights)
    assert np.allclose(total[np.unique(human.groups["body"])], 1.0)


@pytest.mark.slow
def test_a_lost_target_is_missed(resident_body: Path, tmp_path: Path) -> None:
    for member in MEMBERS:
        if member != TARGET:
            (tmp_path / member).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / member).symlink_to(resident_body / member)
    with pytest.raises(BodyError, match="asian-female-old"):
        read_human(tmp_path)
