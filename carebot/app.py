"""The composition root: builds one robot out of its parts, starts them in order and ends them in reverse.

The robot owns the process. A part that cannot be had leaves the robot degraded and says so; only a wrong setting, a
journal in use or a taken port ends it before it begins.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Final

from carebot import journal as journals
from carebot import reminders
from carebot._journal_file import JournalFault
from carebot.assembly import settings_record
from carebot.assembly.advising import attach_language_model
from carebot.assembly.gate import Sealed
from carebot.assembly.hearing import Hearing, hearing_in
from carebot.assembly.house import RECORDED_WORDS, body_plan_flaw, build_house, with_recorded_words
from carebot.assembly.listening import attach_ears
from carebot.assembly.memories import attach_memories
from carebot.assembly.mouth import attach_mouth
from carebot.assembly.music import build_music
from carebot.assembly.outlets import build_outlets, start_outlets
from carebot.assembly.parts import NO_RECORDINGS, Recordings, Running
from carebot.assembly.playing import check_sound, check_video
from carebot.assembly.plugins import BODIES, SKILLS, build_all, build_body
from carebot.assembly.rules import attach_home_rules
from carebot.assembly.satellites import attach_satellites
from carebot.assembly.seeing import attach_eyes
from carebot.assembly.speaking import Speaking, build_speaking, computing_on
from carebot.assembly.taking_up import take_up
from carebot.assembly.unasked import attend_unasked
from carebot.assembly.watchdog import attach_guards
from carebot.bus import Bus
from carebot.clocks import SimulatedClock, SystemClock
from carebot.consents import Consents
from carebot.core.actions import AlarmLevel
from carebot.core.actuator import Actuator
from carebot.core.deeds import RobotReady, RobotStarted, RobotStopping
from carebot.core.errors import BodyError
from carebot.core.events import Event
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.core.situation import House
from carebot.executor import Executor
from carebot.incidents import Chain
from carebot.journal import Journal
from carebot.knowing import Known
from carebot.memories import Memories
from carebot.notifier import Notifier
from carebot.orchestrator import Orchestrator
from carebot.outlets.base import Way
from carebot.reminder_book import ReminderBook
from carebot.robot import Announcer, Robot
from carebot.salvage import salvaged
from carebot.settings import Settings
from carebot.situations import Situations
from carebot.supervisor import Supervisor
from dialogue.conversation import Conversation
from robot_adapters.base import RobotAdapter, Wiring
from skills.base import Skill

CONNECTION_LIMIT_S: Final = 60.0
_NO_BODY: Final = Text(
    zh="机身连接不上，机器人只能说话和报警。请检查机身电源和网络。",
    en="The body cannot be reached, so the robot can only talk and alarm. Check its power and network.",
)


Beginning = Callable[[Running, AsyncExitStack], Awaitable[None]]


async def _nothing(_: Running, __: AsyncExitStack) -> None:
    """What happens first where nobody asked for anything."""


@asynccontextmanager
async def running(
    settings: Settings,
    recordings: Recordings = NO_RECORDINGS,
    start_at: datetime | None = None,
    first: Beginning = _nothing,
) -> AsyncIterator[Running]:
    """A robot built from `settings`, at work until the context ends.

    `start_at` is when a simulated clock begins. `first` is done with the assembled robot before anything is reached or
    loaded, so that a panel shows the start and every fault of it; what it puts on the stack ends after the body.
    Raises SettingsError, RulesError, JournalError; DeviceError for a recording that is none, before anything is begun.
    """
    await _check(recordings)
    ground = _lay_ground(settings, start_at)
    async with AsyncExitStack() as stack:
        supervisor = Supervisor(ground.clock, ground.announcer.fault)
        journal, past = _open_journal(settings, ground, stack)
        stack.push_async_callback(supervisor.aclose)
        parts = _assemble(settings, ground, supervisor, journal, past)
        # First of all on record: what fails from here on is a fault of this run.
        ground.bus.publish(_start(settings, ground, parts.robot.orchestrator.known.house))
        await start_outlets(ground.ways, stack)
        at_work = Running(
            robot=parts.robot, body=ground.body, hearing=parts.hearing, speaking=parts.speaking, ways=ground.ways
        )
        await first(at_work, stack)
        tasks = await _come_to_life(settings, recordings, ground, parts, stack)
        if changed := settings_record.changed_since(past, settings, ground.announcer.stamp()):
            ground.bus.publish(changed)
        attach_memories(parts.robot, parts.memories, stack)
        attend_unasked(settings, parts.robot, ground.body, past)
        parts.robot.bus.publish(RobotReady(**ground.announcer.stamp()))
        stack.callback(lambda: ground.bus.publish(RobotStopping(**ground.announcer.stamp())))
        yield replace(at_work, recordings=tasks)


async def _check(recordings: Recordings) -> None:
    """Refuse what is no recording before anybody is promised a robot; raises DeviceError."""
    if recordings.camera is not None:
        await check_video(recordings.camera)
    if recordings.microphone is not None:
        await check_sound(recordings.microphone)


def _start(settings: Settings, ground: "_Ground", house: House) -> RobotStarted:
    stamp, of_this = ground.announcer.stamp(), version("carebot")
    return RobotStarted(**stamp, body=settings.body.name, version=of_this, timezone=settings.timezone, house=house)


async def _come_to_life(
    settings: Settings, recordings: Recordings, ground: "_Ground", parts: "_Parts", stack: AsyncExitStack
) -> tuple[asyncio.Task[None], ...]:
    """Start body and senses; gives the tasks that end with the recordings."""
    robot = parts.robot
    ground.announcer.fault("floor_plan", body_plan_flaw(settings, ground.body.home()))
    attach_home_rules(robot, ground.sealed.house_rules)
    # The eyes come before the body: a simulation renders for whoever watches by then.
    seen = await attach_eyes(settings, recordings.camera, robot, ground.body, stack)
    await _connect(ground, stack)
    # However long engines take to load, the day in the simulated home begins at the same moment.
    async with computing_on(ground.clock)():
        await attach_language_model(settings, robot, ground.skills, stack)
        await attach_mouth(settings, parts.speaking, robot, ground.skills, stack)
        heard = await attach_ears(
            settings, recordings.microphone, robot, hearing=parts.hearing, speaking=parts.speaking, stack=stack
        )
    attach_satellites(settings, robot, parts.hearing.interpreter)
    # Nothing moves before the robot is ready, while loading holds the loop up.
    await attach_guards(stack, robot, parts.situations, parts.executor, ground.body)
    return (*seen, *heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What everything else stands on; made without touching a device."""

    sealed: Sealed
    skills: dict[str, Skill]
    ways: dict[str, Way]
    bus: Bus
    clock: SystemClock | SimulatedClock
    announcer: Announcer
    body: RobotAdapter
    house: House


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What thinks and acts."""

    robot: Robot
    situations: Situations
    executor: Executor
    speaking: Speaking
    hearing: Hearing
    memories: Memories


def _lay_ground(settings: Settings, start_at: datetime | None) -> _Ground:
    simulated = BODIES.load(settings.body.name).drives_clock
    clock = SimulatedClock(start_at or SystemClock().now()) if simulated else SystemClock()
    bus = Bus()
    announcer = Announcer(bus, clock)
    sealed = Sealed(settings)
    wiring = Wiring(ledger=sealed.ledger(), clock=clock, fault=lambda text: announcer.fault("body", text))
    body = build_body(settings, wiring)
    return _Ground(
        sealed=sealed,
        skills=build_all(SKILLS, settings.skills, "skills"),
        ways=build_outlets(settings.outlets),
        bus=bus,
        clock=clock,
        announcer=announcer,
        body=body,
        house=build_house(settings, body.manifest, body.home()),
    )


def _open_journal(settings: Settings, ground: _Ground, stack: AsyncExitStack) -> tuple[Journal, list[AnyEvent]]:
    """The journal, first to hear of every event, and what of its past the robot has to take up again."""
    loop = asyncio.get_running_loop()

    def told(fault: JournalFault | None) -> None:
        loop.call_soon_threadsafe(ground.announcer.fault, "journal", fault.text if fault else None, AlarmLevel.HIGH)

    journal = Journal(settings.journal, told)
    journal.start()
    stack.callback(journal.close)
    kinds = ("incident_changed", *RECORDED_WORDS, "goal_requested", *reminders.KINDS, settings_record.KIND)
    past = list(salvaged(settings.journal, kinds))
    past += [entry.event for entry in journals.read(settings.journal, kinds=kinds)]
    ground.bus.subscribe(Event, journal.append)
    return journal, past


def _assemble(
    settings: Settings, ground: _Ground, supervisor: Supervisor, journal: Journal, past: list[AnyEvent]
) -> _Parts:
    house = with_recorded_words(ground.house, past)
    orchestrator = _orchestrator(settings, ground, supervisor, house, past)
    situations = Situations(orchestrator, ground.body, ground.clock)
    bus, clock, ledger = ground.bus, ground.clock, ground.sealed.ledger
    speaking = build_speaking(settings, bus, clock, ledger(), situations, supervisor=supervisor)
    notifier = _notifier(ground, orchestrator, speaking)
    memories = Memories(settings.memory_file, bus, clock, ledger(), journal.forget)
    kept = (memories, Consents(bus, clock, ledger()), ReminderBook(bus, clock, ledger(), journal))
    music = build_music(settings, clock, ledger(), speaking.listeners, ground.announcer)
    executor = _executor(ground, supervisor, journal, situations, (speaking.mouth, music, notifier, *kept))
    hearing = hearing_in(settings.speech, house, ground.skills, known_music=music.titles.knows)
    robot = Robot(
        bus=ground.bus,
        clock=ground.clock,
        journal=journal,
        orchestrator=orchestrator,
        executor=executor,
        body=ground.body,
        situations=situations,
        conversation=Conversation(hearing.interpreter, hearing.pieces, house),
        announcer=ground.announcer,
        supervisor=supervisor,
        answer=speaking.mouth.answer,
    )
    return _Parts(
        robot=robot, situations=situations, executor=executor, speaking=speaking, hearing=hearing, memories=memories
    )


def _notifier(ground: _Ground, orchestrator: Orchestrator, speaking: Speaking) -> Notifier:
    ledger, known, of_call = ground.sealed.ledger(), orchestrator.known, orchestrator.alarming.of_call
    ring = speaking.bell.ring
    return Notifier(ground.bus, ground.clock, ledger, ground.ways, known, ring=ring, of_call=of_call)


def _executor(
    ground: _Ground, supervisor: Supervisor, journal: Journal, situations: Situations, actuators: Sequence[Actuator]
) -> Executor:
    return Executor(
        bus=ground.bus,
        clock=ground.clock,
        gate=ground.sealed.gate,
        situations=situations,
        actuators=actuators,
        body=ground.body,
        journal=journal,
        supervisor=supervisor,
    )


def _orchestrator(
    settings: Settings, ground: _Ground, supervisor: Supervisor, house: House, past: list[AnyEvent]
) -> Orchestrator:
    """The orchestrator, with what of the past it has to take up again."""

    def set_timer(name: str, after: timedelta) -> None:
        supervisor.start(f"timer {name}", ground.announcer.timer(name, after))

    orchestrator = Orchestrator(ground.bus, Known(house, settings.timezone), ground.skills, Chain(), set_timer)
    take_up(orchestrator, settings.journal, ground.clock, past)
    return orchestrator


async def _connect(ground: _Ground, stack: AsyncExitStack) -> None:
    """Reach the body; one that cannot be reached is a fault, not an end."""
    stack.push_async_callback(ground.body.aclose)
    try:
        async with asyncio.timeout(CONNECTION_LIMIT_S):
            await ground.body.connect()
    except BodyError as error:
        ground.announcer.fault("body", error.text, AlarmLevel.HIGH)
    except TimeoutError:
        ground.announcer.fault("body", _NO_BODY, AlarmLevel.HIGH)
