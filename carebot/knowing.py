"""What the robot knows from its record alone: the house, where people were seen, who said no, what is broken."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from carebot.core.actions import AlarmLevel, Ask, Handover, Pick, PutDown, Remember, RemindDose, Say
from carebot.core.deeds import ActionFinished, GoalAccepted, GoalFinished, RobotStarted
from carebot.core.events import (
    ConsentChanged,
    FallSuspected,
    FaultCleared,
    FaultRaised,
    IntentRecognized,
    Observation,
    SpeechChanged,
    WeatherReported,
)
from carebot.core.home import Point
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.memories import MemoriesErased, Memory
from carebot.core.outcomes import Result
from carebot.core.people import Requester, RequesterKind, Resident, ResidentId, SpokenTo
from carebot.core.record import AnyEvent
from carebot.core.situation import House, Posture
from carebot.moods import Moods
from carebot.reminders import Reminders
from carebot.talks import Talks
from skills.base import Finding

LIKELY: Final = "likely"
"""The cue of an observation that says how likely it is that it is she whom it names."""
SURE: Final = 0.85
"""Whoever is less likely she is named as probable only (engineering choice: a bed names her with 0.9)."""
REFUSAL_HOLDS: Final = timedelta(minutes=5)
SAID_LATELY: Final = timedelta(minutes=5)
_SAID: Final = frozenset({Result.SUCCEEDED, Result.INTERRUPTED, Result.TIMED_OUT})


class Known:
    """A fold over the events: the same events always give the same knowledge."""

    def __init__(self, house: House, timezone: str) -> None:
        self.house = house
        self.timezone = ZoneInfo(timezone)
        self.faults: dict[str, FaultRaised] = {}
        self.last_seen: dict[ResidentId, Point] = {}
        self._down: dict[ResidentId, bool] = {}
        self._likely: dict[ResidentId, float] = {}
        self.talks = Talks(self.timezone, self._only())
        self.holding = ""
        self._last_said: dict[ResidentId, ActionFinished] = {}
        self._memories: dict[Id, Memory] = {}
        self.moods = Moods()
        self.reminders = Reminders()
        self._doses_of_goals: dict[Id, str] = {}
        self._taken: dict[str, datetime] = {}
        self._refusals: dict[ResidentId, datetime] = {}
        self._weather: WeatherReported | None = None
        self._spoken_language: Language | None = None

    def take_in(self, event: AnyEvent) -> None:
        """Learn from `event`."""
        self.talks.take_in(event)
        self.moods.take_in(event, self._only())
        self.reminders.take_in(event)
        if isinstance(event, Observation) and event.posture is not Posture.UNKNOWN:
            self._down[event.about] = event.posture is Posture.FALLEN
        if isinstance(event, Observation):
            self._likely[event.about] = dict(event.evidence).get(LIKELY, self._likely.get(event.about, 1.0))
        match event:
            case RobotStarted(house=house, timezone=timezone):
                self.house = house
                self.timezone = ZoneInfo(timezone)
                self.faults.clear()
            case ConsentChanged() | SpeechChanged():
                self.house = changed_by_word(self.house, event)
            case FaultRaised(source=source):
                self.faults[source] = event
            case FaultCleared(source=source):
                self.faults.pop(source, None)
            case (
                Observation(about=about, position=Point() as place)
                | FallSuspected(about=about, position=Point() as place)
            ):
                self.last_seen[about] = place
            case WeatherReported():
                self._weather = event
            case IntentRecognized(language=language):
                self._spoken_language = language
            case _:
                self._take_in_deed(event)

    def is_down(self, resident: ResidentId) -> bool:
        """Whether the resident was last seen lying where nobody lies."""
        return self._down.get(resident, False)

    def surely(self, resident: ResidentId) -> bool:
        """Whether whoever is called by the resident's name now is surely she, by what was last seen of her."""
        return self._likely.get(resident, 1.0) >= SURE

    def guessed(self) -> frozenset[ResidentId]:
        """The residents whom somebody is only taken for."""
        return frozenset(resident for resident in self._likely if not self.surely(resident))

    def recall(self, memories: Iterable[Memory]) -> None:
        """Take up what was remembered before the robot last ended."""
        self._memories.update({memory.id: memory for memory in memories})

    def memories_of(self, resident: ResidentId) -> tuple[Memory, ...]:
        """What the resident told and has not had forgotten, the earliest first."""
        return tuple(memory for memory in self._memories.values() if memory.about == resident)

    def _only(self) -> ResidentId:
        return self.house.residents[0].id if len(self.house.residents) == 1 else ""

    def given_doses(self, now: datetime) -> frozenset[str]:
        """The doses that residents said today, on the home's calendar, to have taken. It is no medication record."""
        today = self.local(now).date()
        return frozenset(dose for dose, at in self._taken.items() if self.local(at).date() == today)

    def refuse(self, resident: ResidentId, at: datetime) -> None:
        """The resident said no; it holds for a while, or until she asks for something herself."""
        self._refusals[resident] = at + REFUSAL_HOLDS

    def withdraw_refusal(self, resident: ResidentId) -> None:
        """The resident asked for something herself."""
        self._refusals.pop(resident, None)

    def refused_by(self, now: datetime) -> frozenset[ResidentId]:
        """The residents whose "no" is in force."""
        return frozenset(resident for resident, until in self._refusals.items() if until > now)

    def last_said(self, resident: ResidentId, now: datetime) -> Text | None:
        """What was said to the resident last, while she may still ask about it; private words are not said again."""
        to_her = (self._last_said[to] for to in (resident, "") if to in self._last_said)
        said = max(to_her, key=lambda event: event.occurred_at, default=None)
        if said is None or now - said.occurred_at > SAID_LATELY:
            return None
        match said.action:
            case Say(text=text, private=False) | Ask(text=text) | RemindDose(text=text):
                return text
            case _:
                return None

    def weather(self, now: datetime) -> Text | None:
        """The forecast, if one is still valid."""
        return self._weather.text if self._weather and self._weather.valid_until > now else None

    def local(self, now: datetime) -> datetime:
        """The home's wall clock."""
        return now.astimezone(self.timezone)

    def local_minute(self, now: datetime) -> int:
        """Minutes since midnight on the home's wall clock."""
        local = self.local(now)
        return local.hour * 60 + local.minute

    def language_for(self, resident: Resident | None) -> Language:
        """The language to speak: the one last heard, else the resident's own, else Mandarin."""
        if self._spoken_language is not None:
            return self._spoken_language
        return resident.language if resident else Language.ZH

    def resident_meant(self, about: ResidentId, requester: Requester) -> Resident | None:
        """Whom a goal is for: the one named, the one who asks, or the only one who lives here."""
        named = self.house.resident(about)
        asking = self.house.resident(requester.id) if requester.kind is RequesterKind.RESIDENT else None
        only = self.house.residents[0] if len(self.house.residents) == 1 else None
        return named or asking or only

    def keeping_from_watch(self) -> tuple[FaultRaised, ...]:
        """The faults that keep the robot from watching over people or from recording, in the order of their sources."""
        return tuple(fault for _, fault in sorted(self.faults.items()) if fault.calls)

    def worst_fault(self) -> AlarmLevel:
        """The level of the worst fault that is not cleared."""
        return max((fault.level for fault in self.faults.values()), default=AlarmLevel.INFORMATION)

    def _take_in_deed(self, event: AnyEvent) -> None:
        match event:
            case MemoriesErased(memories=memories):
                for memory in memories:
                    self._memories.pop(memory, None)
            case ActionFinished(action=Remember() as kept, outcome=outcome) if outcome.succeeded:
                self._memories[kept.memory] = _memory(kept, event.occurred_at)
            case ActionFinished(action=Say(to=to) | Ask(to=to) | RemindDose(resident=to)):
                if event.outcome.result in _SAID:
                    self._last_said[to] = event
            case ActionFinished():
                self._follow_object(event)
            case GoalAccepted(goal=goal) if goal.parameter("dose"):
                self._doses_of_goals[goal.id] = goal.parameter("dose")
            case GoalFinished():
                self._note_dose(event)
            case _:
                pass

    def _note_dose(self, event: GoalFinished) -> None:
        dose = self._doses_of_goals.pop(event.goal, "")
        if dose and event.conclusion.finding == Finding.TAKEN_SAID:
            self._taken[dose] = event.occurred_at

    def _follow_object(self, event: ActionFinished) -> None:
        if not event.outcome.succeeded:
            return
        match event.action:
            case Pick(object=object_id):
                self.holding = object_id
            case Handover() | PutDown():
                self.holding = ""
            case _:
                pass


def _memory(kept: Remember, at: datetime) -> Memory:
    return Memory(
        id=kept.memory, about=kept.about, words=kept.words, language=kept.language, told_at=at, source=kept.source
    )


def changed_by_word(house: House, event: ConsentChanged | SpeechChanged) -> House:
    """The house after a word of a resident's that holds from then on."""
    return changed_consent(house, event) if isinstance(event, ConsentChanged) else changed_speech(house, event)


def changed_consent(house: House, event: ConsentChanged) -> House:
    """The house after a resident gave or withdrew consent."""
    residents = tuple(
        replace(
            person,
            consents=person.consents | {event.consent} if event.given else person.consents - {event.consent},
        )
        if person.id == event.resident
        else person
        for person in house.residents
    )
    return replace(house, residents=residents)


def changed_speech(house: House, event: SpeechChanged) -> House:
    """The house after a resident asked to be spoken to in another manner, or as before."""
    residents = tuple(
        replace(person, spoken_to=_speech(person.spoken_to, event)) if person.id == event.resident else person
        for person in house.residents
    )
    return replace(house, residents=residents)


def _speech(spoken_to: SpokenTo, event: SpeechChanged) -> SpokenTo:
    usual = spoken_to.as_usual
    rate = usual.rate if event.rate is None else event.rate
    return usual.as_asked(rate, usual.volume_db if event.volume_db is None else event.volume_db)
