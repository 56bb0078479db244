"""Which event is meant: by id, by its sort, by the time; what cannot be found is answered with what to do."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentStage
from carebot.core.errors import JournalError, UnknownEventError
from carebot.core.events import ConsentChanged, FaultRaised, Observation
from carebot.core.people import Consent
from carebot.core.record import AnyEvent
from carebot.core.situation import Posture
from carebot.explaining import finding
from carebot.explaining.asked import look_up, told
from carebot.explaining.finding import find, often, stretch
from carebot.explaining.levels import Level
from carebot.explaining.telling import Part
from tests.carebot.explaining.story import at, incident, journal_of, started, story
from tests.safety.builders import BY_LI, HOUSE, text


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fault = FaultRaised(**at("fault", 95), source="camera", level=AlarmLevel.LOW, text=text("camera"))
    return journal_of([*story(), fault], tmp_path_factory.mktemp("journal"))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("knife-decided", None),
        ("last", "fault"),
        ("last stop", "pause"),
        ("LAST  Stop", "pause"),
        ("last refusal", "knife-decided"),
        ("last slowing", "trip-decided"),
        ("last alarm", "alarm"),
        ("last fault", "fault"),
        ("alarm i1", "on-the-way"),
        ("alarm call-run", "call-decided"),
        ("goal trip-goal", "trip-started"),
        ("source camera", "fault"),
        ("2026-03-01T10:00:31", "release"),
        ("2026-03-01T02:00:23+00:00", "trip-end"),
        ("10:00:11", "knife-decided"),
        ("10:01", "fault"),
    ],
)
def test_what_is_meant(journal: Path, wanted: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(UnknownEventError):
            find(journal, wanted)
    else:
        assert find(journal, wanted).event.id == found


def with_ids(*ids: str) -> list[AnyEvent]:
    return [started(), *(replace(story()[1], id=one) for one in ids)]


def test_the_beginning_of_an_id_is_enough_where_only_one_has_it(tmp_path: Path) -> None:
    path = journal_of(with_ids("abcd1234", "abce1234"), tmp_path)
    assert find(path, "abcd").event.id == "abcd1234"
    assert find(path, "ABCD1234").event.id == "abcd1234"
    assert find(path, "abcd").sequence == 2
    with pytest.raises(UnknownEventError, match="More than one event begins with abc"):
        find(journal_of(with_ids("abcde1", "abcde2"), tmp_path / "two"), "abcde")


@pytest.mark.parametrize("wanted", ["abc", "what?", "", "last word", "last"])
def test_what_cannot_be_meant_is_answered_with_what_to_do(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(UnknownEventError) as told_so:
        find(journal_of([], tmp_path), wanted)
    assert "carebot journal show" in told_so.value.text.zh
    assert "carebot journal show" in told_so.value.text.en


def test_a_file_that_is_no_journal_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JournalError):
        find(tmp_path / "none.db", "last")
    (tmp_path / "text.db").write_text("no database at all" * 100)
    with pytest.raises(JournalError):
        find(tmp_path / "text.db", "last")


def test_a_record_without_the_robots_start_says_so(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="holds no start of the robot"):
        look_up(journal_of(story()[1:], tmp_path), "last stop")


def test_only_the_stretch_around_the_event_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house is that of the last start before it, with every consent since."""
    withdrawn = ConsentChanged(**at("no-touch", 1), resident="li", consent=Consent.TOUCH, given=False, by=BY_LI)
    sightings = [
        Observation(
            **at(f"seen-{n}", 2), monitor="m", about="li", posture=Posture.SITTING, position=None, confidence=1.0
        )
        for n in range(20)
    ]
    path = journal_of([started(), withdrawn, *sightings, *story()[1:]], tmp_path)
    monkeypatch.setattr(finding, "BEFORE", 12)
    monkeypatch.setattr(finding, "AFTER", 2)
    entry = find(path, "last refusal")
    record = stretch(path, entry)
    assert len(record.entries) == 2 + 12 + 1 + 2
    house = record.house_at(entry.event)
    assert house is not None
    resident = house.resident("li")
    assert resident is not None
    assert Consent.TOUCH not in resident.consents
    assert Consent.TOUCH in HOUSE.residents[0].consents


def test_the_week_before_is_counted(tmp_path: Path) -> None:
    long_ago = [
        replace(one, id=f"old-{one.id}", occurred_at=one.occurred_at - timedelta(days=8)) for one in story()[5:7]
    ]
    lately = [replace(one, id=f"new-{one.id}", occurred_at=one.occurred_at - timedelta(days=6)) for one in story()[5:7]]
    other = incident("other", IncidentStage.SUSPECTED, 1, "")
    path = journal_of([started(), *long_ago, *lately, other, *story()[1:]], tmp_path)
    assert often(path, find(path, "last refusal").event) == 2
    assert often(path, find(path, "last alarm").event) == 1
    assert often(path, find(path, "goal trip-goal").event) is None


def test_a_changed_row_is_told_to_the_inspector(tmp_path: Path) -> None:
    path = journal_of(story(), tmp_path)
    found = look_up(path, "last stop")
    assert "the record up to it is unchanged" in told(found, Level.INSPECTOR, "", None).part(Part.PROOF)[0].en
    with sqlite3.connect(path) as database:
        database.execute("drop trigger events_stay")
        database.execute("update events set body = replace(body, 'knife', 'cup') where kind = 'action_decided'")
    assert "nothing said here can be relied on" in told(found, Level.INSPECTOR, "", None).part(Part.PROOF)[0].en
