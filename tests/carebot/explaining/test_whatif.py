"""What if: the gate's own answer on a moment that is supposed, every question and every action, and wrong ones."""

import pytest

from carebot.core.errors import SettingsError
from carebot.core.verdicts import Verdict
from carebot.explaining.actions_in_words import action_in_words
from carebot.explaining.choices import choice_in_words
from carebot.explaining.questions import QUESTIONS
from carebot.explaining.supposed_action import FORMS, action_of, offered
from carebot.explaining.whatif import YES, YES_OF, Answer, what_if
from tests.carebot.explaining.story import book
from tests.safety.builders import HOUSE, NOW

BOOK = book()


def ask(action: str, **supposed: str) -> Answer:
    return what_if(BOOK.judge, action_of(action.split(), HOUSE), HOUSE, supposed, NOW)


@pytest.mark.parametrize(
    ("action", "supposed", "verdict", "rule"),
    [
        ("handover cup li", {}, Verdict.ALLOW, "house.own_handover"),
        ("set_device front_door open", {"night": "yes"}, Verdict.DENY, "house.doors"),
        ("set_device front_door open", {"time": "23:10"}, Verdict.DENY, "house.doors"),
        ("set_device front_door open", {"night": "yes", "asker": "nurse"}, Verdict.ALLOW, ""),
        ("set_device front_door open", {"asker": "voice"}, Verdict.DENY, ""),
        ("move_to kitchen", {"stopped": "yes"}, Verdict.DENY, "physical.stopped"),
        ("move_to kitchen", {"senses": "stale"}, Verdict.DENY, "form.people_age"),
        ("move_to kitchen", {"senses": "none"}, Verdict.DENY, "form.people_view"),
        ("move_to kitchen", {"person": "0.5"}, Verdict.DENY, "driving.close"),
        ("move_to kitchen", {"person": "0.5", "announced": "yes"}, Verdict.LIMIT, "driving.contact_speed"),
        ("approach li", {"refused": "yes"}, Verdict.DENY, "house.refused_company"),
        ("handover cup li", {"asker": "family", "consent_touch": "no"}, Verdict.DENY, "house.handover_consent"),
        ("say_private li", {"others": "yes"}, Verdict.DENY, "house.private_words"),
        ("remind_dose noon", {"asker": "schedule", "given": "yes"}, Verdict.DENY, ""),
        ("remind_dose noon", {"asker": "schedule", "given": "unknown"}, Verdict.DENY, ""),
        ("handover hot_tea li", {"posture": "standing"}, Verdict.DENY, "physical.hot_to_seated"),
        ("handover hot_tea li", {"posture": "sitting"}, Verdict.ALLOW, ""),
        ("handover pills li", {"asker": "nurse"}, Verdict.CONFIRM, "confirmation.medicine"),
        ("handover pills li", {"asker": "nurse", "yes": "nurse"}, Verdict.ALLOW, ""),
        ("call_help li", {"stopped": "yes", "senses": "none", "refused": "yes"}, Verdict.ALLOW, "house.may_call_help"),
        ("support_walking li kitchen", {"asker": "carer", "yes": "both"}, Verdict.LIMIT, ""),
        ("support_walking li kitchen", {"asker": "carer", "yes": "resident"}, Verdict.CONFIRM, "confirmation.support"),
        ("support_walking li kitchen", {"asker": "carer", "yes": "nurse"}, Verdict.CONFIRM, "confirmation.support"),
    ],
)  # fmt: skip
def test_the_gate_says_of_it_what_it_would(action: str, supposed: dict[str, str], verdict: Verdict, rule: str) -> None:
    decision = ask(action, **supposed).decision
    assert decision.verdict is verdict, [one.rule for one in decision.judgements]
    assert not rule or rule in {one.rule for one in decision.judgements}


@pytest.mark.parametrize(
    ("question", "choice"),
    [(name, choice) for name, question in QUESTIONS.items() for choice in question.choices]
    + [(YES, choice) for choice in YES_OF]
    + [("room", "hallway"), ("time", "07:30"), ("person", "0")],
)
def test_every_question_and_every_choice_is_answered(question: str, choice: str) -> None:
    answer = ask("approach li", **{question: choice})
    assert answer.decision.judgements
    assert choice_in_words(question, choice).zh


def test_every_choice_changes_something_but_what_is_so_already() -> None:
    usual = ask("approach li").moment
    same = {
        (name, choice)
        for name, question in QUESTIONS.items()
        for choice in question.choices
        if ask("approach li", **{name: choice}).moment == usual
    }
    already = {("night", "no"), ("asker", "resident"), ("alarm", "information"), ("refused", "no"), ("announced", "no")}
    already |= {("stopped", "no"), ("senses", "fresh"), ("given", "no")}
    assert same == already


@pytest.mark.parametrize("words", list(offered(HOUSE)), ids=" ".join)
def test_every_action_that_is_offered_can_be_asked_about(words: tuple[str, ...]) -> None:
    action = action_of(words, HOUSE)
    answer = what_if(BOOK.judge, action, HOUSE, {}, NOW)
    assert answer.decision.requested == action
    assert not any(one.rule.startswith("form.") for one in answer.decision.judgements)
    assert action_in_words(action, HOUSE).zh


def test_every_form_is_offered() -> None:
    assert {words[0] for words in offered(HOUSE)} == set(FORMS)


@pytest.mark.parametrize(
    ("action", "supposed", "says"),
    [
        ("fly", {}, "There is no action fly, only: move_to,"),
        ("handover cup", {}, "handover is written like this: handover OBJECT RESIDENT."),
        ("look around", {}, "look is written like this: look."),
        ("look", {"nigth": "yes"}, "nigth cannot be supposed, only: room, night,"),
        ("look", {"night": "perhaps"}, "night cannot be perhaps, only: yes, no."),
        ("look", {"time": "noonish"}, "time is a time of day such as 22:30, not noonish."),
        ("look", {"person": "near"}, "person is a distance of 0 to 100 metres such as 0.5, not near."),
        ("look", {"person": "-1"}, "person is a distance of 0 to 100 metres such as 0.5, not -1."),
        ("look", {"person": "nan"}, "person is a distance of 0 to 100 metres such as 0.5, not nan."),
        ("look", {"room": "cellar"}, "There is no room cellar, only: living,"),
        ("look", {"yes": "everybody"}, "yes cannot be everybody, only: resident, nurse, both."),
    ],
)
def test_what_is_wrong_is_told_with_what_is_right(action: str, supposed: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError) as refused:
        ask(action, **supposed)
    assert refused.value.text.en.startswith(says)
    assert refused.value.text.zh


def test_an_unknown_thing_is_refused_by_the_gate_itself() -> None:
    assert ask("pick crown").decision.judgements[0].rule == "form.object"
    assert ask("remind_dose never").decision.verdict is Verdict.DENY
