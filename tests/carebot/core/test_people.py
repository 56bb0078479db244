"""How somebody is spoken to: as the settings have it, as she asked, and as usual again."""

from carebot.core.people import SpokenTo

USUAL = SpokenTo(rate=0.9, volume_db=60.0, repeats=1)


def test_what_she_asks_for_keeps_the_usual_beside_it() -> None:
    asked = USUAL.as_asked(0.75, 60.0)
    assert (asked.rate, asked.volume_db, asked.repeats) == (0.75, 60.0, 1)
    louder = asked.as_asked(0.75, 65.0)
    assert (louder.rate, louder.volume_db) == (0.75, 65.0)
    assert louder.as_usual == asked.as_usual == USUAL == USUAL.as_usual


def test_what_is_as_usual_holds_nothing_of_its_own() -> None:
    assert USUAL.as_asked(0.75, 65.0).as_asked(0.9, 60.0) == USUAL
