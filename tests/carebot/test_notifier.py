"""The notifier: every outlet that is due is tried and recorded, whatever the others do, and only under a permit."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import ClassVar

import pytest

from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.actions import Action, AlarmLevel, MoveTo, Notify, Say
from carebot.core.alarms import NotificationSent
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Permit
from carebot.knowing import Known
from carebot.notifier import Notifier
from carebot.outlets.base import ALWAYS, Delivery, Notice, Outlet, Reach, Way
from tests.contracts.rig import KEY, bilingual, permit_for, signed
from tests.safety.builders import HOUSE, NOW, text

CALL = Notify(text=text("Mrs Li has fallen"), level=AlarmLevel.HIGH, about="li", incident="i1", chain_step=2)
BUSY = Text(zh="占线。", en="The line is busy.")
AT_ONCE = timedelta()
PATIENT = timedelta(seconds=30)

Answering = Callable[[Notice], Awaitable[Delivery]]


class Line(Outlet):
    """An outlet that answers as it is told to and keeps what it was given."""

    title: ClassVar[Text] = Text(zh="电话", en="telephone")

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self.notices: list[Notice] = []

    async def deliver(self, notice: Notice) -> Delivery:
        self.notices.append(notice)
        return await self._answering(notice)


async def reached(_: Notice) -> Delivery:
    return Delivery(delivered=True)


async def busy(_: Notice) -> Delivery:
    return Delivery(delivered=False, detail=BUSY)


async def hanging(_: Notice) -> Delivery:
    await asyncio.get_running_loop().create_future()
    raise AssertionError("it hangs for ever")


async def broken(_: Notice) -> Delivery:
    raise LookupError("no such number")


async def cancelled_from_within(_: Notice) -> Delivery:
    raise asyncio.CancelledError


@dataclass
class Office:
    """A notifier with its outlets, what went on record, and when."""

    outlets: dict[str, Line]
    limit: timedelta = PATIENT
    reaches: dict[str, Reach] = field(default_factory=dict)
    bus: Bus = field(default_factory=Bus)
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(NOW))
    events: list[NotificationSent] = field(default_factory=list)
    rung: list[tuple[AlarmLevel, int]] = field(default_factory=list)
    calls: dict[Id, Id] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bus.subscribe(NotificationSent, self._record)
        self.notifier = Notifier(
            self.bus,
            self.clock,
            PermitLedger(KEY),
            {name: Way(outlet=line, reach=self.reaches.get(name, ALWAYS)) for name, line in self.outlets.items()},
            Known(HOUSE, "Asia/Shanghai"),
            limit=self.limit,
            pause=AT_ONCE,
            ring=lambda level, step: self.rung.append((level, step)),
            of_call=lambda decision: self.calls.get(decision, ""),
        )

    def _record(self, event: AnyEvent) -> None:
        assert isinstance(event, NotificationSent)
        self.events.append(event)

    def permit(self, action: Action = CALL) -> Permit:
        return permit_for(action, self.clock.now())

    def send(self, permit: Permit | None = None) -> Outcome:
        async def run() -> Outcome:
            async with asyncio.timeout(PATIENT.total_seconds()):
                return await self.notifier.execute(permit or self.permit())

        return asyncio.run(run())

    @property
    def delivered(self) -> dict[str, bool]:
        """What stands on record of each outlet; fails where one stands there twice."""
        assert len({event.outlet for event in self.events}) == len(self.events)
        return {event.outlet: event.delivered for event in self.events}


def office(limit: timedelta = PATIENT, **outlets: Answering) -> Office:
    return Office(outlets={name: Line(answering) for name, answering in outlets.items()}, limit=limit)


def test_every_outlet_is_given_the_notice_once() -> None:
    one = office(panel=reached, webhook=busy)
    permit = one.permit()
    one.send(permit)
    for name, line in one.outlets.items():
        (notice,) = line.notices
        assert (notice.id, notice.level, notice.incident, notice.chain_step) == (permit.id, AlarmLevel.HIGH, "i1", 2)
        assert (notice.sent_at, notice.to) == (NOW, name)


def test_a_message_says_who_where_what_since_when_and_which_step() -> None:
    one = office(webhook=reached)
    one.send(one.permit(replace(CALL, room="bathroom", since=NOW - timedelta(minutes=2))))
    (notice,) = one.outlets["webhook"].notices
    assert notice.text == Text(
        zh="Mrs Li has fallen（中）（李秀兰，bathroom（中），09:58 起，第 2 级升级）",
        en="Mrs Li has fallen (Li Xiulan, bathroom, since 09:58, escalation 2)",
    )
    assert notice.bearings.since == NOW - timedelta(minutes=2)
    (event,) = one.events
    assert (event.whom.en, event.chain_step) == ("webhook", 2)


def test_the_time_is_that_of_the_home() -> None:
    one = office(webhook=reached)
    one.send()
    (notice,) = one.outlets["webhook"].notices
    assert notice.sent_at.utcoffset() == timedelta(hours=8)


def test_the_bell_is_told_of_each_permitted_call_and_reaches_nobody_by_itself() -> None:
    one = office(webhook=busy)
    permit = one.permit()
    assert one.send(permit).result is Result.UNHEARD
    assert one.rung == [(AlarmLevel.HIGH, 2)]
    assert one.send(permit).result is Result.REFUSED
    assert one.rung == [(AlarmLevel.HIGH, 2)]


def test_each_answer_goes_on_record_with_the_incident_and_the_level() -> None:
    one = office(panel=reached, webhook=busy)
    permit = one.permit()
    one.send(permit)
    called = Text(zh=f"webhook：{BUSY.zh}", en=f"webhook: {BUSY.en}")
    for event, (outlet, delivered, detail) in zip(
        one.events, (("panel", True, NOTHING), ("webhook", False, called)), strict=True
    ):
        assert (event.outlet, event.delivered, event.detail) == (outlet, delivered, detail)
        assert (event.incident, event.level, event.cause, event.occurred_at) == ("i1", AlarmLevel.HIGH, permit.id, NOW)
    assert len({event.id for event in one.events}) == 2


@pytest.mark.parametrize(("incident", "told"), [("", "call"), ("i1", "i1")])
def test_a_call_of_a_plan_is_sent_and_recorded_under_the_incident_that_it_opened(incident: str, told: str) -> None:
    one = office(webhook=busy)
    permit = one.permit(replace(CALL, incident=incident))
    one.calls[permit.decision] = "call"
    one.send(permit)
    assert one.outlets["webhook"].notices[0].incident == told
    assert one.events[0].incident == told


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        (reached, reached, Result.SUCCEEDED),
        (reached, busy, Result.SUCCEEDED),
        (busy, reached, Result.SUCCEEDED),
        (broken, reached, Result.SUCCEEDED),
        (busy, busy, Result.UNHEARD),
        (busy, broken, Result.UNHEARD),
    ],
)
def test_one_outlet_that_delivers_is_enough(first: Answering, second: Answering, result: Result) -> None:
    outcome = office(first=first, second=second).send()
    assert outcome.result is result
    assert outcome.heard is (result is Result.SUCCEEDED)
    assert bilingual(outcome.detail)


def test_without_any_outlet_it_reaches_nobody_and_says_so() -> None:
    outcome = office().send()
    assert outcome.result is Result.UNHEARD
    assert bilingual(outcome.detail)


@pytest.mark.parametrize("bad", [hanging, broken, cancelled_from_within])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_outlet_that_hangs_or_raises_keeps_nobody_from_being_told(bad: Answering, place: int) -> None:
    answers: list[Answering] = [reached, reached]
    answers.insert(place, bad)
    one = office(AT_ONCE, **{f"outlet{number}": answer for number, answer in enumerate(answers)})
    assert one.send().result is Result.SUCCEEDED
    assert one.delivered == {f"outlet{number}": number != place for number in range(3)}
    (undelivered,) = [event for event in one.events if not event.delivered]
    assert bilingual(undelivered.detail)


def test_what_an_outlet_raises_stands_on_record() -> None:
    one = office(telephone=broken)
    one.send()
    (event,) = one.events
    for words in (event.detail.zh, event.detail.en):
        assert "telephone" in words
        assert "no such number" in words


def test_an_outlet_that_hangs_is_given_up_after_the_limit() -> None:
    one = office(timedelta(milliseconds=20), telephone=hanging)
    assert one.send().result is Result.UNHEARD
    assert "0.02 s" in one.events[0].detail.en
    assert "0.02 秒" in one.events[0].detail.zh


def test_an_answer_is_on_record_while_another_outlet_still_hangs() -> None:
    one = office(slow=hanging, quick=reached)

    async def run() -> None:
        sending = asyncio.create_task(one.notifier.execute(one.permit()))
        heard = asyncio.Event()
        one.bus.subscribe(NotificationSent, lambda _: heard.set())
        async with asyncio.timeout(PATIENT.total_seconds()):
            await heard.wait()
        assert not sending.done()
        assert one.delivered == {"quick": True}
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        assert sending.cancelled()

    asyncio.run(run())


def test_outlets_are_told_side_by_side() -> None:
    """Each waits until all have begun, so that a queue of them would never end."""
    barrier = asyncio.Barrier(3)

    async def together(_: Notice) -> Delivery:
        await barrier.wait()
        return Delivery(delivered=True)

    assert office(a=together, b=together, c=together).send().result is Result.SUCCEEDED


@pytest.mark.parametrize(("level", "step"), [(AlarmLevel.LOW, 0), (AlarmLevel.MEDIUM, 1), (AlarmLevel.HIGH, 3)])
def test_an_escalation_keeps_its_level_and_step(level: AlarmLevel, step: int) -> None:
    one = office(panel=reached)
    one.send(one.permit(replace(CALL, level=level, chain_step=step)))
    (notice,) = one.outlets["panel"].notices
    assert (notice.level, notice.chain_step) == (level, step)
    assert one.events[0].level is level


def spoiled(permit: Permit, how: str) -> Permit:
    match how:
        case "another key":
            return signed(permit, b"another key")
        case "another text":
            return replace(permit, action=replace(CALL, text=text("all is well")))
        case "expired":
            return signed(replace(permit, expires_at=NOW))
        case _:
            raise AssertionError(how)


@pytest.mark.parametrize("how", ["another key", "another text", "expired"])
def test_without_a_good_permit_nobody_is_told(how: str) -> None:
    one = office(panel=reached)
    outcome = one.send(spoiled(one.permit(), how))
    assert outcome.result is Result.REFUSED
    assert bilingual(outcome.detail)
    assert (one.outlets["panel"].notices, one.events) == ([], [])


def test_a_permit_sends_one_notice() -> None:
    one = office(panel=reached)
    permit = one.permit()
    assert [one.send(permit).result for _ in range(2)] == [Result.SUCCEEDED, Result.REFUSED]
    assert len(one.outlets["panel"].notices) == 1


def test_a_stop_takes_no_call_back() -> None:
    async def run() -> Outcome:
        async def stopping(_: Notice) -> Delivery:
            one.notifier.stop()
            await asyncio.sleep(0)
            return Delivery(delivered=True)

        one = office(panel=stopping)
        one.notifier.stop()
        return await one.notifier.execute(one.permit())

    assert asyncio.run(run()).succeeded


def test_it_is_for_notices_alone() -> None:
    notifier = office().notifier
    assert notifier.supports(CALL)
    assert not notifier.supports(MoveTo(place="kitchen"))
    assert not notifier.supports(Say(text=text("help"), language=Language.ZH, alarm=True))


def stepped(limit: timedelta = PATIENT, **lines: tuple[Answering, Reach]) -> Office:
    return Office(
        outlets={name: Line(answering) for name, (answering, _) in lines.items()},
        reaches={name: reach for name, (_, reach) in lines.items()},
        limit=limit,
    )


@pytest.mark.parametrize(
    ("step", "told"), [(0, "ward"), (1, "ward nurse"), (2, "ward nurse"), (3, "ward nurse family")]
)
def test_each_step_adds_those_whose_turn_has_come_and_a_way_not_yet_due_has_not_failed(step: int, told: str) -> None:
    one = stepped(ward=(reached, ALWAYS), nurse=(reached, Reach(from_step=1)), family=(reached, Reach(from_step=3)))
    assert one.send(one.permit(replace(CALL, chain_step=step))).succeeded
    assert one.delivered == dict.fromkeys(told.split(), True)
    assert [name for name, line in one.outlets.items() if line.notices] == told.split()


@pytest.mark.parametrize("level", list(AlarmLevel))
@pytest.mark.parametrize("least", list(AlarmLevel))
def test_a_way_is_used_from_its_least_level_on(level: AlarmLevel, least: AlarmLevel) -> None:
    one = stepped(nurse=(reached, Reach(least_level=least)))
    outcome = one.send(one.permit(replace(CALL, level=level)))
    assert outcome.succeeded is (level >= least)
    assert bool(one.events) is (level >= least)


@pytest.mark.parametrize(
    ("step", "ward", "nurse", "result"),
    [
        (1, reached, reached, Result.SUCCEEDED),
        (1, reached, busy, Result.UNHEARD),
        (1, busy, reached, Result.SUCCEEDED),
        (1, busy, busy, Result.UNHEARD),
        (0, reached, busy, Result.SUCCEEDED),
        (0, busy, reached, Result.UNHEARD),
        (2, reached, busy, Result.SUCCEEDED),
        (2, busy, reached, Result.SUCCEEDED),
        (2, busy, busy, Result.UNHEARD),
    ],
)
def test_a_step_is_heard_when_somebody_whom_it_adds_is_reached(
    step: int, ward: Answering, nurse: Answering, result: Result
) -> None:
    """A panel on the wall that is always on does not hold the chain up while a step's own telephone is dead."""
    one = stepped(ward=(ward, ALWAYS), nurse=(nurse, Reach(from_step=1)))
    outcome = one.send(one.permit(replace(CALL, chain_step=step)))
    assert outcome.result is result
    assert outcome.heard is (result is Result.SUCCEEDED)
    assert bilingual(outcome.detail)


def test_the_record_and_the_outcome_name_whom_a_way_reaches() -> None:
    phone, desk = Text(zh="护士长的手机", en="head nurse's phone"), Text(zh="护士站", en="nurses' desk")
    one = stepped(a=(reached, Reach(whom=desk)), b=(busy, Reach(from_step=2, whom=phone)))
    outcome = one.send()
    first, second = one.events
    for words, name in ((first.detail, desk), (second.detail, phone), (outcome.detail, desk), (outcome.detail, phone)):
        assert name.zh in words.zh
        assert name.en in words.en
    assert BUSY.en in second.detail.en
    assert [line.notices[0].whom for line in one.outlets.values()] == [desk, phone]


def test_what_a_way_that_delivered_has_to_say_stands_beside_whom_it_reached() -> None:
    desk = Text(zh="护士站", en="nurses' desk")
    given = answers(Delivery(delivered=True, detail=BUSY), Delivery(delivered=True, detail=BUSY))
    one = stepped(a=(given, Reach(whom=desk)), b=(given, ALWAYS))
    one.send()
    named, unnamed = one.events
    assert (named.detail.zh, named.detail.en) == (f"已送到：护士站。{BUSY.zh}", f"Reached: nurses' desk. {BUSY.en}")
    assert unnamed.detail == BUSY


def answers(*given: Delivery | Exception) -> Answering:
    """Answers so, one after the other."""
    left = list(given)

    async def answer(_: Notice) -> Delivery:
        match left.pop(0):
            case Exception() as error:
                raise error
            case Delivery() as delivery:
                return delivery

    return answer


PASSING = Delivery(delivered=False, detail=BUSY, passing=True)
REACHED = Delivery(delivered=True)


def test_what_may_be_over_in_a_moment_is_tried_once_more_with_the_same_key() -> None:
    one = office(phone=answers(PASSING, REACHED))
    assert one.send().succeeded
    assert one.delivered == {"phone": True}
    first, second = one.outlets["phone"].notices
    assert first.key == second.key


@pytest.mark.parametrize(
    ("given", "tries"), [((PASSING, PASSING), 2), ((Delivery(delivered=False, detail=BUSY),), 1), ((REACHED,), 1)]
)
def test_it_is_tried_no_third_time_and_not_again_where_that_is_no_use(given: tuple[Delivery], tries: int) -> None:
    one = office(phone=answers(*given))
    one.send()
    assert len(one.outlets["phone"].notices) == tries
    assert len(one.events) == 1


def test_both_attempts_together_stay_within_the_limit() -> None:
    async def then_hanging(notice: Notice) -> Delivery:
        return PASSING if len(one.outlets["phone"].notices) == 1 else await hanging(notice)

    one = office(timedelta(milliseconds=20), phone=then_hanging)
    assert one.send().result is Result.UNHEARD
    assert len(one.outlets["phone"].notices) == 2


def test_the_keys_of_two_ways_and_of_two_notices_differ() -> None:
    one = office(a=reached, b=reached)
    one.send()
    keys = {line.notices[0].key for line in one.outlets.values()}
    one.events.clear()
    one.send()
    keys |= {line.notices[1].key for line in one.outlets.values()}
    assert len(keys) == 4
    assert all(key.isascii() and key.isalnum() for key in keys)
