"""The book: what is changed counts from the next start on, all or nothing, and nobody overwrites a colleague unseen."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.changing.book import Book, whose
from carebot.changing.leaf import Whose
from carebot.changing.states import Outcome, State, Wanted
from carebot.core.errors import SettingsError
from tests.carebot.changing.books import AT, as_drawn, book_at, file_at, keep, layers_at, written

RATE = "residents.wang.spoken_to.rate"
LOUD = "residents.wang.spoken_to.volume_db"


def state_of(book: Book, key: str) -> State:
    leaf = book.leaf(key)
    assert leaf is not None
    return book.states([leaf])[0]


def test_a_change_counts_from_the_next_start_on(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    outcome = book.change(written(book, RATE, "0.8"), "head_nurse", AT)
    assert outcome == Outcome(kept=(RATE,))
    state = state_of(book, RATE)
    assert (state.now, state.next, state.without) == (1, 0.8, 1)
    assert state.entry is not None
    assert (state.entry.by, state.entry.at) == ("head_nurse", AT)
    again = state_of(book_at(tmp_path), RATE)
    assert (again.now, again.next, again.without) == (0.8, 0.8, 1)


def test_what_is_taken_back_is_the_files_again(tmp_path: Path) -> None:
    keep(tmp_path, residents__wang__spoken_to__rate=0.8)
    book = book_at(tmp_path)
    assert book.take_back(RATE).kept == (RATE,)
    assert book.take_back(RATE) == Outcome()
    state = state_of(book, RATE)
    assert (state.now, state.next, state.entry) == (0.8, 1, None)


def test_one_that_is_wrong_keeps_all_from_being_kept(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    both = {**written(book, RATE, "0.8"), **written(book, LOUD, "99"), **written(book, "company.offers_a_day", "x")}
    assert set(book.change(both, "head_nurse", AT).problems) == {"company.offers_a_day"}
    outcome = book.change({**written(book, RATE, "0.8"), **written(book, LOUD, "99")}, "head_nurse", AT)
    assert (outcome.kept, set(outcome.problems)) == ((), {LOUD})
    assert not file_at(tmp_path).path.exists()


def test_what_only_the_whole_home_refuses_is_said_of_the_form(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    outcome = book.change(written(book, "residents.wang.room", "hallway"), "head_nurse", AT)
    assert outcome.problems[""].en == "Nobody lives in the hallway."


def test_a_field_that_nobody_touched_changes_nothing(tmp_path: Path) -> None:
    first, second = book_at(tmp_path), book_at(tmp_path)
    untouched = {key: as_drawn(first, key) for key in (RATE, LOUD)}
    second.change(written(second, RATE, "0.8"), "nurse_a", AT)
    outcome = first.change({**untouched, LOUD: Wanted(raw=("60",), was=untouched[LOUD].was)}, "nurse_b", AT)
    assert outcome.kept == (LOUD,)
    assert (state_of(first, RATE).next, state_of(first, LOUD).next) == (0.8, 60)


def test_whoever_changes_what_another_changed_meanwhile_is_told(tmp_path: Path) -> None:
    first, second = book_at(tmp_path), book_at(tmp_path)
    mine = {**written(first, RATE, "0.7"), **written(first, LOUD, "60")}
    second.change(written(second, RATE, "0.8"), "nurse_a", AT)
    outcome = first.change(mine, "nurse_b", AT + timedelta(minutes=1))
    assert outcome.kept == ()
    (entry,) = outcome.meanwhile.values()
    assert entry is not None
    assert (entry.by, entry.value) == ("nurse_a", 0.8)
    assert (state_of(first, RATE).next, state_of(first, LOUD).next) == (0.8, 55)
    assert first.change(written(first, RATE, "0.7"), "nurse_b", AT).kept == (RATE,)


def test_two_who_want_the_same_are_at_one(tmp_path: Path) -> None:
    first, second = book_at(tmp_path), book_at(tmp_path)
    mine = written(first, RATE, "0.8")
    second.change(written(second, RATE, "0.8"), "nurse_a", AT)
    assert first.change(mine, "nurse_b", AT) == Outcome()


@pytest.mark.parametrize("was", ["", "{", "[" * 60_000, '"0.9"'])
def test_a_value_that_no_form_was_drawn_with_overwrites_nothing(tmp_path: Path, was: str) -> None:
    book = book_at(tmp_path)
    outcome = book.change({RATE: Wanted(raw=("0.8",), was=was)}, "head_nurse", AT)
    assert (outcome.kept, set(outcome.meanwhile)) == ((), {RATE})


def test_what_stands_above_the_panel_is_not_changed_on_it(tmp_path: Path) -> None:
    book = book_at(tmp_path, environment={"company": {"offers_a_day": 5}})
    fixed = state_of(book, "company.offers_a_day")
    assert fixed.fixed_by is not None
    assert (fixed.fixed_by.en, fixed.now) == ("the environment", 5)
    outcome = book.change(written(book, "company.offers_a_day", "1"), "head_nurse", AT)
    assert "would not count" in outcome.problems["company.offers_a_day"].en


def test_where_each_comes_from_is_known(tmp_path: Path) -> None:
    keep(tmp_path, company__offers_a_day=1)
    book = book_at(tmp_path, environment={"speech": {"rate": 1.5}})
    sources = {
        ("journal",): "the command line",
        ("speech", "rate"): "the environment",
        ("company", "offers_a_day"): "the panel",
        ("devices", "light.lamp", "kind"): "the settings file",
    }
    for place, said in sources.items():
        source = book.source_of(place)
        assert source is not None
        assert (place, source.en) == (place, said)
    assert book.source_of(("company", "enabled")) is None


def test_a_broken_file_is_set_aside_by_the_first_change(tmp_path: Path) -> None:
    file_at(tmp_path).path.write_text("nonsense")
    book = book_at(tmp_path)
    assert "not valid JSON" in str(book.trouble)
    assert str(tmp_path) not in str(book.trouble)
    assert set(book.left_out) == {""}
    assert book.change(written(book, RATE, "0.8"), "head_nurse", AT).kept == (RATE,)
    assert book.trouble is None
    assert file_at(tmp_path).path.with_name("journal.settings.json.broken").read_text() == "nonsense"
    assert state_of(book, RATE).next == 0.8


def test_what_does_not_count_does_not_keep_the_rest_from_being_changed(tmp_path: Path) -> None:
    keep(tmp_path, residents__gone__frail=True, residents__wang__room="hallway")
    book = book_at(tmp_path)
    assert set(book.left_out) == {"residents.gone.frail", "residents.wang.room"}
    assert book.change(written(book, RATE, "0.8"), "head_nurse", AT).kept == (RATE,)
    assert set(file_at(tmp_path).read()) == {"residents.gone.frail", "residents.wang.room", RATE}
    assert book.take_back("residents.gone.frail").kept


def test_a_full_disk_is_told_and_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_at(tmp_path)
    book.change(written(book, RATE, "0.8"), "head_nurse", AT)

    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr("carebot.changing.panel_file.write_private", full)
    with pytest.raises(SettingsError, match="the disk is full") as told:
        book.change(written(book, RATE, "0.7"), "head_nurse", AT)
    assert "journal.settings.json, beside the journal," in told.value.text.en
    assert str(tmp_path) not in f"{told.value.text}"
    assert state_of(book, RATE).next == 0.8


def test_a_write_that_fails_leaves_nothing_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_at(tmp_path)

    def broken(number: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("carebot.private_file.os.fsync", broken)
    with pytest.raises(SettingsError, match="cannot be written"):
        book.change(written(book, RATE, "0.7"), "head_nurse", AT)
    assert [one.name for one in tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("group", "title"),
    [
        ("residents.wang", "Wang Xiuying"),
        ("devices.light.lamp", "Device: lamp"),
        ("sight.cameras.hall", "Camera: hall"),
        ("monitors.sitting", "Monitor: Sitting long"),
    ],
)
def test_a_page_is_called_by_whom_or_what_it_is_about(tmp_path: Path, group: str, title: str) -> None:
    named = book_at(tmp_path).title(group)
    assert named is not None
    assert named.en == title


def test_a_page_about_a_section_has_no_name_of_its_own(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    assert book.title("company") is None
    assert whose(leaf for leaf in book.leaves() if leaf.group == "company") == {Whose.CARE}
    assert layers_at(tmp_path).entries == {}
