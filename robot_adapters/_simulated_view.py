"""Who is in view now, as the senses told the simulated body last; a view that is not renewed is none."""

from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.people import ResidentId
from carebot.core.situation import PeopleView, PersonSeen

_HOLDS: Final = timedelta(seconds=1.5)


class InView:
    """The people in view."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._people: tuple[PersonSeen, ...] = ()
        self._seen_at = timedelta()

    def note(self, view: PeopleView) -> None:
        """Take in a new view."""
        self._people = view.people
        self._seen_at = self._clock.monotonic()

    def people(self) -> tuple[PersonSeen, ...]:
        """Everybody in view."""
        return self._people if self._clock.monotonic() - self._seen_at <= _HOLDS else ()

    def person(self, who: ResidentId) -> PersonSeen | None:
        """The person who is `who` (empty: anybody), or the only one in view when the senses cannot say who it is."""
        people = self.people()
        named = next((person for person in people if who and person.resident == who), None)
        nameless = len(people) == 1 and (not who or not people[0].resident)
        return named or (people[0] if nameless else None)
