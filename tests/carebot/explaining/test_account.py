"""The account of an event: the home as it was then, the chain of causes, what was done instead, what might be."""

from collections.abc import Sequence
from dataclasses import replace

from carebot.core.deeds import ActionDecided
from carebot.core.events import ConsentChanged
from carebot.core.people import Consent
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Verdict
from carebot.explaining.account import Account, account_of
from carebot.explaining.chain import LONGEST
from carebot.explaining.levels import Level
from carebot.explaining.telling import Evidence, Part, Reader, tell
from tests.carebot.explaining.story import asked, at, book, bounds, recorded, refusal, started, story
from tests.safety.builders import BY_LI, person_at, present


def account(event_id: str, events: Sequence[AnyEvent]) -> Account:
    record = recorded(events)
    event = record.event(event_id)
    assert event is not None
    house = record.house_at(event)
    assert house is not None
    return account_of(record, event, house)


def test_the_chain_leads_from_words_to_outcome() -> None:
    steps = [step.id for step in account("knife-decided", story()).steps]
    assert steps == [
        "knife-words", "knife-intent", "knife-accepted", "knife-wanted", "knife-decided", "knife-done",
        "needed", "answered",
    ]  # fmt: skip


def test_the_chain_of_a_call_leads_to_what_made_it() -> None:
    steps = [step.id for step in account("sent", story()).steps]
    assert steps == ["fall", "timer", "alarm", "call", "call-decided", "sent"]


def test_a_long_chain_keeps_what_is_around_the_event() -> None:
    many = [
        replace(bounds("trip", present(people=person_at(0.5)), 30 + number), id=f"b{number}") for number in range(60)
    ]
    events = [started(), *asked("trip", "去厨房", BY_LI, 20), *story()[11:13], *many]
    steps = [step.id for step in account("b40", events).steps]
    assert len(steps) <= LONGEST
    assert "b40" in steps


def test_the_home_is_that_of_the_event_and_not_of_later() -> None:
    withdrawn = ConsentChanged(**at("no-touch", 5), resident="li", consent=Consent.TOUCH, given=False, by=BY_LI)
    before, after = refusal("before", 1, BY_LI, "li"), refusal("after", 9, BY_LI, "li")
    events = [started(), *before, withdrawn, *after]
    for name, agreed in (("before-decided", True), ("after-decided", False)):
        resident = account(name, events).house.resident("li")
        assert resident is not None
        assert (Consent.TOUCH in resident.consents) is agreed


def test_what_was_done_instead_stands_beside_it() -> None:
    assert [text.en for text in account("trip-decided", story()).instead] == ["It was done at 0.50 m/s."]
    assert [text.en for text in account("knife-decided", story()).instead] == ["In the end: a rule refused it."]


def test_what_would_change_it_is_told_by_the_rules_of_then_alone() -> None:
    """Where today's rules judge the recorded moment otherwise, nothing is supposed."""
    changes = tell(account("trip-decided", story()), Reader(level=Level.CARER), Evidence(judge=book().judge))
    assert changes.part(Part.CHANGES)[0].en != ""
    events = [
        replace(event, decision=replace(event.decision, verdict=Verdict.DENY, granted=None))
        if isinstance(event, ActionDecided) and event.id == "trip-decided"
        else event
        for event in story()
    ]
    told = tell(account("trip-decided", events), Reader(level=Level.CARER), Evidence(judge=book().judge))
    assert [text.en for text in told.part(Part.CHANGES)] == [
        "By the rules of today the same moment is judged otherwise, so nothing is said of what would change it."
    ]


def test_what_nothing_changes_is_said_to_be_so() -> None:
    told = tell(account("knife-decided", story()), Reader(level=Level.CARER), Evidence(judge=book().judge))
    assert told.part(Part.CHANGES)[0].en == "No single change that was tried, and no pair, would make it milder."
