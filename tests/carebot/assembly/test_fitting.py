"""What the parts of the robot say of its settings: monitors name what may be changed; the plan says who lives where."""

from pathlib import Path

import pytest

from carebot.assembly.fitting import Fitting
from carebot.changing.fields import read, shown
from carebot.changing.layers import UnfitError, layered, settings_with
from carebot.changing.leaf import Json, Kind, value_at
from carebot.changing.refusing import limits
from carebot.core.errors import SettingsError
from carebot.settings import Sources
from tests.carebot.stranger import STILL, still_body

__all__ = ["still_body"]


@pytest.fixture(scope="module")
def fitting() -> Fitting:
    return Fitting()


def of(folder: Path, **more: object) -> Sources:
    above = {"journal": folder / "journal.db"}
    return Sources(path=folder / "carebot.toml", file=dict(more), environment={}, command_line=above)


def test_monitors_name_what_may_be_changed_with_its_bounds(fitting: Fitting, tmp_path: Path) -> None:
    settings = of(tmp_path).settings()
    leaves = {leaf.key: leaf for leaf in fitting.leaves(settings)}
    assert {leaf.place[1] for leaf in leaves.values()} == {
        *("distress", "long_in_bathroom", "no_movement", "out_of_bed", "sitting_long", "wandering"),
    }
    bathroom = leaves["monitors.long_in_bathroom.allowed.usual"]
    assert (bathroom.kind, bathroom.default, limits(bathroom).en) == (Kind.DURATION, 1800, "from 15 to 60")
    night = leaves["monitors.out_of_bed.night"]
    assert (night.kind, limits(night).en) == (Kind.SPAN, "from 4 to 16")
    meals = leaves["monitors.distress.meals"]
    assert (meals.kind, limits(meals).en) == (Kind.SPANS, "from 3 to 12")
    for leaf in leaves.values():
        in_force = value_at(fitting.tree(settings), leaf.place)
        assert (leaf.key, in_force) == (leaf.key, leaf.default)
        assert (leaf.key, read(leaf, shown(leaf, in_force))) == (leaf.key, in_force)
        assert leaf.group in {f"monitors.{name}" for name in fitting.titles()}


def test_the_bounds_are_those_of_the_allowance_in_force(fitting: Fitting, tmp_path: Path) -> None:
    allowed = {"least": "PT10M", "usual": "PT20M", "most": "PT40M"}
    settings = of(tmp_path, monitors={"long_in_bathroom": {"allowed": allowed}}).settings()
    leaf = next(one for one in fitting.leaves(settings) if one.place[1] == "long_in_bathroom")
    assert limits(leaf).en == "from 10 to 40"
    assert value_at(fitting.tree(settings), leaf.place) == 1200


def test_wrong_options_of_a_monitor_are_left_to_the_start(fitting: Fitting, tmp_path: Path) -> None:
    settings = of(tmp_path, monitors={"wandering": {"zzz": 1}}).settings()
    assert not [leaf for leaf in fitting.leaves(settings) if leaf.place[1] == "wandering"]
    with pytest.raises(SettingsError, match=r"monitors\.wandering\.zzz"):
        fitting.refuse(settings)


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("residents.wang.room", "attic", "no such choice"),
        ("residents.wang.zones", ["attic"], "no such choice"),
        ("sight.cameras.hall.place.x_m", 900, "is in no room and near none"),
        ("badges.readers.door.y_m", -900, "is in no room and near none"),
        ("monitors.out_of_bed.night", {"start": "03:00:00", "end": "03:01:00"}, "from 4 to 16 hours in all"),
        ("monitors.out_of_bed.frail.usual", 3600, "from 10 to 30"),
        ("monitors.fall.threshold", 1, "no such setting"),
    ],
)
@pytest.mark.usefixtures("still_body")
def test_what_fits_no_home_is_refused(fitting: Fitting, tmp_path: Path, key: str, value: Json, why: str) -> None:
    place = {"x_m": 1.0, "y_m": 1.0, "height_m": 2.0, "heading_deg": 0.0, "view_deg": 80.0}
    layers = layered(
        of(
            tmp_path,
            body={"name": STILL},
            sight={"cameras": [{"name": "hall", "source": "0", "place": place}]},
            badges={"readers": {"door": {"x_m": 1.0, "y_m": 1.0}}},
        ),
        fitting,
    )
    with pytest.raises(UnfitError) as refused:
        settings_with(layers, {key: value}, fitting)
    ((named, text),) = refused.value.problems.items()
    assert why in text.en
    assert named.startswith(key.rpartition(".")[0])  # beside a field of the same form


def test_a_time_of_a_monitor_is_in_force_and_the_rest_of_it_as_it_was(
    fitting: Fitting, tmp_path: Path, still_body: str
) -> None:
    layers = layered(of(tmp_path, body={"name": still_body}), fitting)
    values: dict[str, Json] = {
        "monitors.out_of_bed.frail.usual": 1200,
        "monitors.out_of_bed.night": {"start": "21:00:00", "end": "06:00:00"},
    }
    settings = settings_with(layers, values, fitting)
    fitting.refuse(settings)
    tree = fitting.tree(settings)
    assert value_at(tree, ("monitors", "out_of_bed", "frail")) == {"least": 600, "usual": 1200, "most": 1800}
    assert value_at(tree, ("monitors", "out_of_bed", "night")) == values["monitors.out_of_bed.night"]
    assert value_at(tree, ("monitors", "out_of_bed", "others", "usual")) == 1800


def test_a_body_that_there_is_not_says_nothing_of_rooms(tmp_path: Path) -> None:
    settings = of(tmp_path, body={"name": "nosuch"}).settings()
    assert set(Fitting().among(settings)) == {Kind.PERSON, Kind.RESIDENT}


def test_a_home_that_is_wrong_says_nothing_of_rooms(tmp_path: Path, still_body: str) -> None:
    sources = of(tmp_path, body={"name": still_body}, home=str(tmp_path / "none.toml"))
    assert set(Fitting().among(sources.settings())) == {Kind.PERSON, Kind.RESIDENT}
