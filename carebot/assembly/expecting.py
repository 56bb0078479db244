"""While a plan waits for an answer the recognisers are told what it may be; afterwards nothing is expected."""

from collections.abc import Callable, Sequence

from carebot.bus import Bus
from carebot.core.actions import Ask
from carebot.core.deeds import ActionFinished, ActionProposed, ActionWithdrawn
from carebot.core.ids import Id
from carebot.core.record import AnyEvent


class Expecting:
    """Follows the questions under way; `expect` is called with the answers to the last of them, or with none."""

    def __init__(
        self, bus: Bus, answers: Callable[[str], Sequence[str]], expect: Callable[[Sequence[str]], None]
    ) -> None:
        self._answers = answers
        self._expect = expect
        self._questions: dict[Id, str] = {}
        for kind in (ActionProposed, ActionFinished, ActionWithdrawn):
            bus.subscribe(kind, self._follow)

    def _follow(self, event: AnyEvent) -> None:
        match event:
            case ActionProposed(action=Ask() as question):
                self._questions[event.run] = question.text.in_(question.language)
            case ActionFinished() | ActionWithdrawn() if event.run in self._questions:
                del self._questions[event.run]
            case _:
                return
        last = next(reversed(self._questions.values()), None)
        self._expect(() if last is None else self._answers(last))
