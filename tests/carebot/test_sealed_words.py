"""Words in the journal: legible with their keys, gone for ever without, and the chain whole all the while."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from carebot import journal as journals
from carebot._journal_file import JournalFault
from carebot._sealed_words import FORGOTTEN, WITHHELD, Keys, Opener, key_file, sealed
from carebot.codec import event_to_plain, plain_to_json
from carebot.core.actions import Action, AlarmLevel, Notify, Remember, Say
from carebot.core.deeds import ActionProposed, Spoken
from carebot.core.errors import JournalError
from carebot.core.events import Source, Transcript
from carebot.core.language import Language, Text
from carebot.core.record import AnyEvent
from carebot.journal import Journal
from tests.carebot.examples import examples
from tests.safety.builders import BY_LI, NOW

WORDS = "我最爱吃荠菜饺子"
OTHERS = "现在几点了"


def heard(words: str, at_minutes: float = 0) -> Transcript:
    return Transcript(
        id=f"t{at_minutes}-{len(words)}", occurred_at=NOW + timedelta(minutes=at_minutes), text=words, confidence=1.0,
        language=Language.ZH, source=Source.MICROPHONE, speaker=BY_LI,
    )  # fmt: skip


def proposed(action: Action) -> ActionProposed:
    return ActionProposed(id=f"p-{action.kind}", occurred_at=NOW, run="r", owner="g", action=action, requester=BY_LI)


TOLD = heard(f"记住，{WORDS}。")
EVENTS: tuple[AnyEvent, ...] = (
    TOLD,
    proposed(Remember(about="li", memory="m", words=WORDS, language=Language.ZH)),
    proposed(Say(text=Text(zh=f"您说：“{WORDS}”", en=""), language=Language.ZH)),
    Spoken(id="s", occurred_at=NOW, text=f"您说：“{WORDS}”", language=Language.ZH, to="li", audible=True),
    heard(OTHERS),
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    faults: list[JournalFault | None] = []
    opened = Journal(tmp_path / "journal.db", faults.append)
    opened.start()
    yield opened
    opened.close()
    assert faults == []


def write(journal: Journal, *events: AnyEvent) -> None:
    for event in events:
        journal.append(event)
    asyncio.run(journal.settle())


def bytes_beside(journal: Journal) -> bytes:
    return b"".join(path.read_bytes() for path in journal.path.parent.iterdir())


def test_what_was_written_is_read_as_it_was_and_stands_in_no_file(journal: Journal) -> None:
    written = [*EVENTS, *examples()]
    write(journal, *written)
    assert [entry.event for entry in journals.read(journal.path)] == written
    assert WORDS.encode() not in bytes_beside(journal)
    assert OTHERS.encode() not in bytes_beside(journal)


def test_forgotten_words_are_gone_and_the_rest_and_the_chain_stay(journal: Journal) -> None:
    write(journal, *EVENTS)
    before = journals.verify(journal.path)
    assert journal.forget([WORDS, ""], NOW) == 4
    events = [entry.event for entry in journals.read(journal.path)]
    assert WORDS not in repr(events)
    assert events[0] == replace(TOLD, text=FORGOTTEN)
    assert [event.id for event in events] == [event.id for event in EVENTS]
    assert events[4] == EVENTS[4]
    assert journals.verify(journal.path) == before
    assert before.broken_at is None
    assert journal.forget([WORDS], NOW) == 0


def test_what_was_said_long_before_stays(journal: Journal) -> None:
    write(journal, heard(WORDS, -60), heard(WORDS.upper(), 1))
    assert journal.forget([WORDS], NOW) == 1
    assert next(entry.event for entry in journals.read(journal.path)) == heard(WORDS, -60)


def test_destroyed_keys_stand_in_no_file(journal: Journal) -> None:
    write(journal, *EVENTS)
    with sqlite3.connect(key_file(journal.path)) as reader:
        keys = [bytes(key) for (key,) in reader.execute("select key from keys")]
    reader.close()
    assert len(keys) == len(EVENTS)
    journal.forget([WORDS], NOW)
    found = [key in bytes_beside(journal) for key in keys]
    assert found.count(True) == 1


def test_notices_to_carers_and_alarms_are_legible_whatever_becomes_of_the_keys() -> None:
    notice = proposed(Notify(text=Text(zh="王奶奶摔倒了", en="Grandma Wang fell"), level=AlarmLevel.HIGH))
    plain = event_to_plain(notice)
    assert sealed(plain) is None
    assert plain == event_to_plain(notice)


def test_without_its_keys_a_journal_tells_all_but_the_words(journal: Journal) -> None:
    write(journal, *EVENTS)
    copy = journal.path.with_name("copy.db")
    with sqlite3.connect(journal.path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    events = [entry.event for entry in journals.read(copy)]
    assert [event.kind for event in events] == [event.kind for event in EVENTS]
    assert repr(events).count(WITHHELD) == len(EVENTS)


def test_a_changed_seal_gives_no_words(journal: Journal) -> None:
    write(journal, heard(WORDS))
    with sqlite3.connect(journal.path) as database:
        [(body,)] = database.execute("select body from events").fetchall()
    database.close()
    start = body.index(":1:") + 3
    changed = body[:start] + ("A" if body[start] != "A" else "B") + body[start + 1 :]
    with Opener(journal.path) as opener:
        assert WORDS in opener.opened(body)
        assert FORGOTTEN in opener.opened(changed)
        assert opener.words_in(changed) == {}


def test_words_that_look_like_a_seal_are_words(journal: Journal) -> None:
    write(journal, heard("sealed:0123456789abcdef:1:AAAA"))
    [entry] = journals.read(journal.path)
    assert isinstance(entry.event, Transcript)
    assert entry.event.text == "sealed:0123456789abcdef:1:AAAA"


def test_damaged_keys_are_set_aside_and_told(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    first = Journal(path, lambda _: None)
    first.start()
    write(first, heard(WORDS))
    first.close()
    key_file(path).write_bytes(b"no database at all" * 300)
    with pytest.raises(JournalError, match="file of keys"):
        list(journals.read(path))
    faults: list[JournalFault | None] = []
    second = Journal(path, faults.append)
    second.start()
    write(second, heard(OTHERS))
    second.close()
    assert next(fault.text.en for fault in faults if fault is not None).startswith(
        "The journal's file of keys was damaged"
    )
    assert (tmp_path / "journal.db.keys.damaged-1").is_file()
    assert [entry.event for entry in journals.read(path)] == [replace(heard(WORDS), text=FORGOTTEN), heard(OTHERS)]


def test_keys_that_cannot_be_kept_keep_the_robot_from_starting(tmp_path: Path) -> None:
    key_file(tmp_path / "journal.db").mkdir()
    with pytest.raises(JournalError, match="file of keys"):
        Keys(tmp_path / "journal.db").open()


def test_what_cannot_be_forgotten_is_told(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    write(journal, *EVENTS)
    monkeypatch.setattr(Keys, "destroy", broken)
    with pytest.raises(JournalError, match="could not be forgotten"):
        journal.forget([WORDS], NOW)
    assert WORDS in repr(list(journals.read(journal.path)))


def test_it_does_not_wait_for_ever_for_a_disk_that_takes_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    monkeypatch.setattr(journals, "_WRITTEN_WITHIN_S", 0.05)
    monkeypatch.setattr(Keys, "keep", lambda *_: goes_on.wait(30))
    journal.append(heard(WORDS))
    with pytest.raises(JournalError, match="could not be forgotten"):
        journal.forget([WORDS], NOW)
    goes_on.set()


def test_an_event_without_words_needs_no_key() -> None:
    plain = event_to_plain(replace(heard(WORDS), text=""))
    before = plain_to_json(plain)
    assert sealed(plain) is None
    assert plain_to_json(plain) == before
