"""Recollection: the latest of the record at hand, so that the robot can say why it did what it did.

A fold over the events, as all of the robot's knowledge is: the same events always give the same answers. It reaches
back to the start of the process, and no further than some thousand events.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final

from carebot.core.actions import Handover, Pick, PutDown, RemindDose
from carebot.core.deeds import ActionDecided, ActionFinished, GoalStarted, LimitsTightened, Spoken
from carebot.core.events import Observation
from carebot.core.intents import STOP
from carebot.core.memories import MemoriesErased
from carebot.core.outcomes import Result
from carebot.core.people import Requester, RequesterKind, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.remembered import MEDICINE, Remembered, Topic
from carebot.core.verdicts import Verdict
from carebot.explaining.account import TALK
from carebot.explaining.case import Case, joined
from carebot.explaining.finding import is_alarm, is_slowing, is_stop
from carebot.explaining.levels import SOMEBODY_ELSES, for_resident
from carebot.explaining.record import OfRun, Record
from carebot.explaining.saying import said_of
from carebot.journal import Entry
from carebot.knowing import Known

EXPLAINING: Final = "explain_itself"
"""The skill that asks: its own doings are no answer."""

_NO_TASKS: Final = frozenset((TALK, EXPLAINING, STOP))
REACH: Final = 2_000
"""Events that are kept at hand, sightings not counted."""
_OF_EACH: Final = 4
_PEOPLE: Final = frozenset((RequesterKind.RESIDENT, RequesterKind.CAREGIVER, RequesterKind.FAMILY))
_NOT_MANAGED: Final = frozenset(
    (
        *(Result.REFUSED, Result.UNSUPPORTED, Result.PRECONDITION, Result.PLANNING),
        *(Result.EXECUTION, Result.POSTCONDITION),
    )
)


class Recollection:
    """The record since the process began, as far as it is kept at hand."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._record = Record(house=known.house, timezone=known.timezone.key, most=REACH)
        self._latest: dict[Topic, deque[AnyEvent]] = {topic: deque(maxlen=_OF_EACH) for topic in Topic}

    def take_in(self, event: AnyEvent) -> None:
        """Keep `event` at hand."""
        if isinstance(event, Observation):
            return
        if isinstance(event, MemoriesErased):
            self._latest[Topic.WORDS].clear()  # what was said back of them would tell them
        self._record.take_in(Entry(sequence=0, event=event))
        for topic in self._topics(event):
            self._latest[topic].append(event)

    def remembered(self, by: Requester) -> tuple[Remembered, ...]:
        """What may be told to `by`, the latest first.

        A resident hears of her own affairs and of nobody's; a carer of anybody's, without names, since others may hear
        it too; a voice that nobody vouches for of nobody's.
        """
        hearer = by.id if by.kind is RequesterKind.RESIDENT else ""
        trusted = by.kind is RequesterKind.CAREGIVER
        latest = ((topic, event) for topic in Topic for event in reversed(self._latest[topic]))
        return tuple(self._remember(topic, event, hearer, trusted=trusted) for topic, event in latest)

    def _remember(self, topic: Topic, event: AnyEvent, hearer: ResidentId, *, trusted: bool) -> Remembered:
        house = self._record.house_at(event) or self._known.house
        case = Case(event=event, record=self._record, house=house, hearer=hearer)
        said = said_of(case)
        withheld = said.concerns not in {"", hearer} and not trusted
        proposed = self._record.proposed(event.run) if isinstance(event, OfRun) else None
        return Remembered(
            topic=topic,
            at=event.occurred_at,
            text=SOMEBODY_ELSES if withheld else for_resident(joined((said.told, said.advice)), hearer, house),
            things=frozenset() if withheld else frozenset(_things(case)),
            asked=proposed is not None and proposed.requester.kind in _PEOPLE,
        )

    def _topics(self, event: AnyEvent) -> Iterator[Topic]:
        if is_stop(event):
            yield Topic.STOP
        if self._came_to_nothing(event):
            yield Topic.REFUSAL
        if is_slowing(event):
            yield Topic.SLOWNESS
        if is_alarm(event):
            yield Topic.CALL
        if isinstance(event, Spoken):
            yield Topic.WORDS
        if isinstance(event, GoalStarted) and event.skill not in _NO_TASKS:
            yield Topic.DOING

    def _came_to_nothing(self, event: AnyEvent) -> bool:
        """Whether something asked for was refused, or was not managed; a refusal is told once, by its rule."""
        match event:
            case ActionDecided(decision=decision):
                return decision.verdict is Verdict.DENY
            case LimitsTightened(revoked=revoked):
                return revoked
            case ActionFinished(run=run, outcome=outcome):
                return outcome.result in _NOT_MANAGED and not self._told_by_rule(run)
            case _:
                return False

    def _told_by_rule(self, run: str) -> bool:
        return any(
            (isinstance(one, ActionDecided) and one.decision.verdict is Verdict.DENY)
            or (isinstance(one, LimitsTightened) and one.revoked)
            for one in self._record.of_run(run)
        )


def _things(case: Case) -> Iterator[str]:
    """The objects that an action was about, and whether it was about a medicine."""
    event = case.event
    match event:
        case ActionDecided(decision=decision) | LimitsTightened(decision=decision):
            action = decision.requested
        case ActionFinished(action=done):
            action = done
        case _:
            return
    match action:
        case Pick(object=object_id) | Handover(object=object_id) | PutDown(object=object_id):
            yield object_id
            thing = case.house.home.object(object_id)
            if thing is not None and thing.medicine:
                yield MEDICINE
        case RemindDose():
            yield MEDICINE
        case _:
            return
