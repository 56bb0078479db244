"""The watch over the house: what it takes from cameras, tells once, puts on record, and takes up again."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.events import Observation
from carebot.core.language import Text
from monitoring.house_scene import HouseScene
from monitoring.house_watch import PEOPLE, HouseWatch
from monitoring.monitors._telling import measured, raised
from monitoring.monitors.base import HouseMonitor, Noticed
from monitoring.scene import Scene
from tests.monitoring.gestures import LAP, joined, still
from tests.monitoring.house_script import IN_HALLWAY, IN_LIVING, LI, ZONE, Script, at, house_of

SECOND = timedelta(seconds=1)
NOW = at(9)


class Witness(HouseMonitor):
    """Is worried for as long as it is told to, and keeps what it is shown."""

    title: ClassVar[Text] = Text(zh="证人", en="witness")
    description: ClassVar[Text] = Text(zh="测试用", en="for tests")
    remembers: ClassVar[timedelta] = timedelta(days=3)

    def __init__(self) -> None:
        self.since: datetime | None = None
        self.measures = False
        self.scenes: list[HouseScene] = []
        self.recalled: list[Observation] = []
        self.resets = 0

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        self.scenes.append(house)
        if self.since is not None:
            yield raised(
                self, house, LI.id, Concern.WANDERING, since=self.since, confidence=0.5, evidence=(("cue", 1.0),)
            )
        if self.measures:
            yield measured(self, house, LI.id, (("lasted_s", 60.004),))

    def recall(self, measured: Observation) -> None:
        self.recalled.append(measured)

    def reset(self) -> None:
        self.recalled.clear()
        self.resets += 1


class Patient(Witness):
    """Wants to be heard again."""

    again_after: ClassVar[timedelta | None] = timedelta(minutes=10)


def begin(witness: Witness) -> HouseWatch:
    return HouseWatch(lambda: house_of(LI), ZONE, [witness])


def concerns(watch: HouseWatch, *instants: datetime) -> list[datetime]:
    return [event.occurred_at for now in instants for event in watch.tick(now) if isinstance(event, ConcernRaised)]


def test_it_looks_twice_a_second_and_not_with_every_frame() -> None:
    witness = Witness()
    watch = begin(witness)
    for scene in joined([(still(LAP), 4.0)], began=NOW):
        list(watch.observe(scene))
    assert len(witness.scenes) == 8
    assert witness.scenes[-1].watched_at is not None
    assert set(witness.scenes[-1].presences) == {LI.id}


def test_a_concern_is_told_once_for_as_long_as_it_holds() -> None:
    witness = Witness()
    watch = begin(witness)
    witness.since = NOW
    assert concerns(watch, NOW, NOW + 60 * SECOND, NOW + 7200 * SECOND) == [NOW]
    witness.since = NOW + 7201 * SECOND
    assert concerns(watch, NOW + 7202 * SECOND, NOW + 7203 * SECOND) == [NOW + 7202 * SECOND]


def test_a_concern_that_still_holds_is_told_again_where_the_monitor_wants_it() -> None:
    witness = Patient()
    watch = begin(witness)
    witness.since = NOW
    minutes = [NOW + number * 60 * SECOND for number in range(25)]
    assert concerns(watch, *minutes) == [NOW, minutes[10], minutes[20]]


def test_what_was_told_before_a_restart_is_not_told_again() -> None:
    witness, later = Witness(), Witness()
    witness.since = later.since = NOW
    told = [event for event in begin(witness).tick(NOW) if isinstance(event, ConcernRaised)]
    watch = begin(later)
    watch.recall(told)
    assert concerns(watch, NOW + 60 * SECOND) == []


def test_what_is_measured_comes_back_at_once_and_after_a_restart() -> None:
    witness = Witness()
    watch = begin(witness)
    witness.measures = True
    told = [event for event in watch.tick(NOW) if isinstance(event, Observation)]
    assert witness.recalled == told
    assert told[0].evidence == (("lasted_s", 60.0),)
    later = Witness()
    begin(later).recall(told)
    assert later.recalled == told
    assert begin(later).remembered == {"test_house_watch": timedelta(days=3)}


def test_recalling_where_people_were_tells_nothing() -> None:
    day = Script(Witness(), NOW)
    day.walk(IN_HALLWAY)
    day.unseen(10 * SECOND)
    witness = Witness()
    witness.since = NOW
    watch = begin(witness)
    watch.recall(day.whereabouts)
    assert witness.scenes[-1].presences[LI.id].last.position == IN_HALLWAY
    assert witness.recalled == []
    assert [event.monitor for event in watch.tick(day.now)] == ["test_house_watch"]


def test_who_goes_out_of_view_is_put_on_record_once_with_her_way() -> None:
    day = Script(Witness(), NOW)
    day.walk(IN_HALLWAY)
    day.unseen(60 * SECOND)
    assert len(day.whereabouts) == 1
    record = day.whereabouts[0]
    assert (record.monitor, record.about, record.position) == (PEOPLE, LI.id, IN_HALLWAY)
    cues = dict(record.evidence)
    assert 3 <= cues["unseen_s"] < 10
    assert (cues["heading_x"], cues["heading_y"]) == (0.0, 1.0)
    day.stay(IN_LIVING, 5 * SECOND)
    day.unseen(60 * SECOND)
    assert len(day.whereabouts) == 2
    assert "heading_x" not in dict(day.whereabouts[1].evidence)


def test_a_clock_that_is_set_back_begins_anew_with_what_was_measured() -> None:
    witness = Witness()
    watch = begin(witness)
    witness.measures = True
    watch.tick(NOW)
    witness.measures = False
    before = list(witness.recalled)
    watch.tick(NOW - 30 * SECOND)
    assert witness.resets == 0
    watch.tick(NOW - timedelta(hours=1))
    assert witness.resets == 1
    assert witness.recalled == before
    assert witness.scenes[-1].at == NOW - timedelta(hours=1)


def test_strangers_are_nobodys_presence_and_somebodys_company() -> None:
    witness = Witness()
    watch = begin(witness)
    for scene in joined([(still(LAP), 5.0)], began=NOW):
        list(watch.observe(with_visitor(scene)))
    assert set(witness.scenes[-1].presences) == {LI.id}
    presence = witness.scenes[-1].presences[LI.id]
    assert presence.company_at is not None
    assert not witness.scenes[-1].alone(presence, 10 * SECOND)


def with_visitor(scene: Scene) -> Scene:
    visitors = tuple(replace(track, id="visitor") for track in scene.tracks)
    return replace(scene, tracks=(*scene.tracks, *visitors))


def test_an_older_picture_of_another_camera_does_not_take_her_back() -> None:
    witness = Witness()
    watch = begin(witness)
    scenes = list(joined([(still(LAP), 4.0)], began=NOW))
    for scene in (*scenes, scenes[10]):
        list(watch.observe(scene))
    assert watch.tick(scenes[-1].taken_at + SECOND) == []
    assert witness.scenes[-1].presences[LI.id].last.at == scenes[-1].tracks[0].last_seen_at


def test_a_place_that_is_no_place_is_none() -> None:
    witness = Witness()
    watch = begin(witness)
    for scene in joined([(still(LAP), 3.0)], began=NOW):
        tracks = []
        for track in scene.tracks:
            assert track.figure.map_m is not None
            figure = replace(track.figure, map_m=track.figure.map_m * math.nan)
            tracks.append(replace(track, figure=figure))
        list(watch.observe(replace(scene, tracks=tuple(tracks))))
    assert witness.scenes[-1].presences[LI.id].last.position is None


def test_forgetting_everything() -> None:
    witness = Witness()
    watch = begin(witness)
    witness.measures = True
    watch.tick(NOW)
    watch.reset()
    assert witness.recalled == []
