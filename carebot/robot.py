"""The robot as people command it: each command becomes an event, so the record holds who wanted what."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from carebot.bus import Bus
from carebot.concerns import keeps_from_watch
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import AlarmAcknowledged, AlarmArrived, AlarmMarked, AlarmMissed, AlarmResolved
from carebot.core.body import BodyState
from carebot.core.clock import Clock
from carebot.core.concerns import Concern
from carebot.core.errors import BodyError, JournalError
from carebot.core.events import (
    ConfirmationGiven,
    FaultCleared,
    FaultRaised,
    GoalRequested,
    IntentRecognized,
    IntentUnclear,
    PauseRequested,
    Source,
    StopPressed,
    StopReleased,
    TimerElapsed,
    Transcript,
)
from carebot.core.ids import Id, fresh_id
from carebot.core.language import Language, Text
from carebot.core.people import Requester, ResidentId
from carebot.core.situation import PeopleView, PersonSeen
from carebot.core.verdicts import Confirmer
from carebot.executor import DISK_WAIT, Executor
from carebot.journal import Journal
from carebot.orchestrator import Orchestrator
from carebot.other_language import OtherLanguage
from carebot.scribe import Stamp
from carebot.second_opinion import SecondOpinion
from carebot.situations import Situations, StatedBody, where_is
from carebot.supervisor import Supervisor
from dialogue.base import Heard, Interpretation
from dialogue.conversation import Conversation, Talk

_NOT_RECORDED: Final = Text(
    zh="机器人收到了，但记录写不进磁盘。请检查磁盘。",
    en="The robot has taken it, but it cannot be written to disk. Check the disk.",
)

SceneAction = Callable[[], Awaitable[None]]


def _nobody_listens() -> None:
    """There are no ears whose attention could be had."""


class Announcer:
    """Publishes what comes from outside the record: words, faults, timers. Everything gets a fresh id."""

    def __init__(self, bus: Bus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock
        self._faulty: dict[str, tuple[Text, AlarmLevel]] = {}

    def stamp(self) -> Stamp:
        """The stamp of an event without a cause."""
        return Stamp(id=fresh_id(), occurred_at=self._clock.now(), cause="")

    def fault(self, source: str, text: Text | None, level: AlarmLevel = AlarmLevel.MEDIUM) -> None:
        """Part of the robot failed, or works again (`text` None). What fails alike again and again is told once."""
        if text is not None:
            if self._faulty.get(source) == (text, level):
                return
            self._faulty[source] = text, level
            calls = keeps_from_watch(source, level)
            self._bus.publish(FaultRaised(**self.stamp(), source=source, level=level, text=text, calls=calls))
        elif source in self._faulty:
            del self._faulty[source]
            self._bus.publish(FaultCleared(**self.stamp(), source=source))

    async def timer(self, name: str, after: timedelta) -> None:
        """Publish that the timer elapsed, after its time."""
        await self._clock.sleep(after)
        self._bus.publish(TimerElapsed(**self.stamp(), timer=name))


class Robot:
    """Takes commands and words from people; what follows is the orchestrator's to decide."""

    microphone_level_dbfs: float | None = None
    second_opinion: SecondOpinion | None = None
    _view: PeopleView = PeopleView(people=(), nearest_m=float("inf"))

    def __init__(
        self,
        *,
        bus: Bus,
        clock: Clock,
        journal: Journal,
        orchestrator: Orchestrator,
        executor: Executor,
        body: StatedBody,
        situations: Situations,
        conversation: Conversation,
        announcer: Announcer,
        supervisor: Supervisor,
        answer: Callable[[Interpretation, str], bool],
    ) -> None:
        self.bus = bus
        self.clock = clock
        self.journal = journal
        self.orchestrator = orchestrator
        self.announcer = announcer
        self.supervisor = supervisor
        self.scenes: dict[str, Text] = {}
        self.skeletons: dict[str, object] = {}
        self.attended: Callable[[], None] = _nobody_listens
        self._scene_actions: dict[str, SceneAction] = {}
        self._executor, self._body = executor, body
        self._situations = situations
        self._conversation = conversation
        self._talks: dict[Requester, tuple[Talk, Id]] = {}
        self._answer, self._others = answer, OtherLanguage(bus, clock)

    def body_state(self) -> BodyState | None:
        """What the body measures now; None when it cannot be read."""
        try:
            return self._body.state()
        except BodyError:
            return None

    def people(self) -> tuple[PersonSeen, ...]:
        """Who is in view."""
        return self._view.people

    def saw(self, view: PeopleView) -> None:
        """Take note of who is in view."""
        self._view = view
        self._situations.saw(view)

    def hear(self, text: str, language: Language, by: Requester) -> None:
        """Take typed words as if they had been spoken by `by`."""
        stamp = self.announcer.stamp()
        self._take(Transcript(**stamp, text=text, language=language, confidence=1.0, source=Source.PANEL, speaker=by))

    def attend(self) -> None:
        """Somebody touched it or pressed the button for talking: what is said next is meant for it."""
        self.attended()

    def heard(self, heard: Heard, by: Requester) -> None:
        """Take words from the microphone."""
        self._take(
            Transcript(
                **self.announcer.stamp(),
                text=heard.text,
                language=heard.language,
                confidence=heard.confidence,
                source=Source.MICROPHONE,
                speaker=by,
                engine=heard.engine,
                duration=heard.duration,
            ),
            foreign=heard.foreign,
        )

    def urgent(self, event: IntentRecognized) -> None:
        """A stop or help word: acted on before anything is recorded, then recorded."""
        self.bus.publish(event)

    def stop(self, by: Requester) -> None:
        """Stop all motion and sound at once; the record follows."""
        self._executor.stop()
        stamp = self.announcer.stamp()
        self.bus.publish(StopPressed(**stamp, by=by, source=Source.PANEL, position=where_is(self._body)))

    def release(self, by: Requester) -> None:
        """Release a stop."""
        self.bus.publish(StopReleased(**self.announcer.stamp(), by=by))

    def pause(self, by: Requester, *, paused: bool) -> None:
        """Leave off, or go on."""
        self.bus.publish(PauseRequested(**self.announcer.stamp(), by=by, paused=paused))

    def request(self, skill: str, parameters: Mapping[str, str], by: Requester, source: Source = Source.PANEL) -> None:
        """Set a goal."""
        self.bus.publish(
            GoalRequested(
                **self.announcer.stamp(),
                skill=skill,
                parameters=tuple(sorted(parameters.items())),
                by=by,
                source=source,
            )
        )

    def acknowledge(self, incident: Id, by: Requester, name: Text) -> None:
        """Somebody is on her way."""
        self.bus.publish(AlarmAcknowledged(**self.announcer.stamp(), incident=incident, by=by, name=name))

    def arrive(self, incident: Id, by: Requester, name: Text) -> None:
        """Somebody is at the resident's side."""
        self.bus.publish(AlarmArrived(**self.announcer.stamp(), incident=incident, by=by, name=name))

    def mark(self, incident: Id, by: Requester, name: Text, *, right: bool) -> None:
        """Somebody judges an alarm."""
        self.bus.publish(AlarmMarked(**self.announcer.stamp(), incident=incident, by=by, name=name, right=right))

    def missed(
        self, concern: Concern, about: ResidentId, by: Requester, name: Text, *, happened_at: datetime, note: str
    ) -> None:
        """Somebody tells of what no alarm told of."""
        self.bus.publish(
            AlarmMissed(
                **self.announcer.stamp(),
                concern=concern,
                about=about,
                happened_at=happened_at,
                by=by,
                name=name,
                note=note,
            )
        )

    def resolve(self, incident: Id, by: Requester, name: Text, *, real: bool, note: str) -> None:
        """Somebody at the resident's side ends the alarm."""
        self.bus.publish(
            AlarmResolved(**self.announcer.stamp(), incident=incident, by=by, name=name, real=real, note=note)
        )

    def confirm(self, run: Id, digest: str, confirmer: Confirmer, by: Requester, *, confirmed: bool) -> None:
        """A yes or no to one action with exactly its parameters."""
        self.bus.publish(
            ConfirmationGiven(
                **self.announcer.stamp(),
                run=run,
                action_digest=digest,
                confirmer=confirmer,
                by=by,
                confirmed=confirmed,
            )
        )

    async def play_scene(self, name: str) -> None:
        """Make something happen in the simulated home."""
        await self._scene_actions[name]()

    def add_scene(self, name: str, title: Text, action: SceneAction) -> None:
        """Offer something that can be made to happen in the simulated home."""
        self.scenes[name] = title
        self._scene_actions[name] = action

    async def settle(self) -> None:
        """Return once everything told so far is safely recorded; raises JournalError when the disk does not take it."""
        if not await self.journal.settle(DISK_WAIT):
            raise JournalError(_NOT_RECORDED)

    def _take(self, words: Transcript, *, foreign: bool = False) -> None:
        """Record the words and what they mean; an open question gets them as its answer."""
        if self.second_opinion is not None:
            self.second_opinion.settle()
        self.bus.publish(words)
        asked = bool(self.orchestrator.pursuit.asking)
        talk, last_wish = self._talks.get(words.speaker, (Talk(), ""))
        turn = self._conversation.turn(talk, words.text, words.language, self.clock.now(), asked=asked)
        if self._others.takes(words, turn.meant[0], foreign=foreign):
            self._answer(Interpretation(intent=None), words.text)
            return
        self._answer(turn.meant[0], words.text)
        for meant in turn.meant:
            event = self._meaning(words, meant, instead_of=last_wish if turn.corrects else "")
            if isinstance(event, IntentUnclear) and not asked and self._shown(event):
                continue
            self.bus.publish(event)
            last_wish = event.id if isinstance(event, IntentRecognized) else last_wish
        self._talks[words.speaker] = (turn.talk, last_wish)

    def _shown(self, unclear: IntentUnclear) -> bool:
        return self.second_opinion is not None and self.second_opinion.takes(unclear)

    def _meaning(self, words: Transcript, meant: Interpretation, *, instead_of: Id) -> IntentRecognized | IntentUnclear:
        stamp = Stamp(id=fresh_id(), occurred_at=self.clock.now(), cause=words.id)
        if meant.intent is None:
            return IntentUnclear(
                **stamp,
                text=words.text,
                language=words.language,
                source=words.source,
                speaker=words.speaker,
                candidates=meant.candidates,
            )
        return IntentRecognized(
            **stamp,
            intent=meant.intent,
            text=words.text,
            language=words.language,
            confidence=meant.confidence,
            source=words.source,
            speaker=words.speaker,
            instead_of=instead_of,
        )
