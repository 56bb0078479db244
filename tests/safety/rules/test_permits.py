"""Each permit of the house is used, and what none permits is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Look,
    MusicChange,
    Notify,
    PutDown,
    Wait,
)
from carebot.core.people import Requester
from carebot.core.speech import SetSpeech
from carebot.core.verdicts import Verdict
from tests.safety import builders as b
from tests.safety.rules.moments import (
    AGREE,
    ALARM,
    ASK,
    BATH,
    CLIP,
    COME,
    DOOR,
    DOSE,
    FETCH,
    FORGET,
    GADGET,
    GIVE,
    HOLD,
    KEEP,
    LAMP,
    LEAD,
    MUSIC,
    PUT,
    REMIND,
    SPEAK,
    STOVE,
    TALK,
    TIDY,
    TO,
    against,
    house_rules,
    judged,
    speak,
)

MOVING = (TO["kitchen"], COME, FETCH)
ALLOWED: tuple[tuple[str, Requester, tuple[Action, ...]], ...] = (
    ("house.may_inform", b.BY_VOICE, (Notify(text=b.text("tea is out"), level=AlarmLevel.LOW),)),
    ("house.may_call_help", b.BY_VOICE, (Notify(text=b.text("help"), level=AlarmLevel.HIGH, about="li"),)),
    ("house.may_talk", b.BY_VOICE, (TALK, ASK, speak(to=""))),
    ("house.may_wait", b.BY_OFF_SHIFT, (Wait(duration=timedelta(seconds=1)),)),
    ("house.may_put_down", b.BY_OFF_SHIFT, (PUT, PutDown(object="knife"))),
    ("house.may_look", b.BY_TECHNICIAN, (Look(),)),
    *(("house.may_do_household_tasks", who, (TIDY,)) for who in (b.BY_LI, b.BY_CARER, b.BY_FAMILY, b.BY_SCHEDULE)),
    ("house.resident_may_send", b.BY_LI, (*MOVING, TO["bedroom_li"])),
    ("house.staff_may_send", b.BY_CARER, (*MOVING, LEAD)),
    ("house.family_may_send", b.BY_FAMILY, MOVING),
    ("house.visitor_may_send", b.BY_VOICE, (*MOVING, LEAD)),
    ("house.technician_may_send", b.BY_TECHNICIAN, (TO["kitchen"],)),
    ("house.schedule_may_send", b.BY_SCHEDULE, (*MOVING, LEAD)),
    ("house.robot_may_move", b.BY_ROBOT, (*MOVING, LEAD, Approach(person=""))),
    ("house.own_escort", b.BY_LI, (LEAD,)),
    ("house.own_support", b.BY_LI, (HOLD,)),
    ("house.staff_support", b.BY_NURSE, (HOLD,)),
    ("house.own_handover", b.BY_LI, (GIVE,)),
    ("house.staff_handover", b.BY_CARER, (GIVE,)),
    ("house.family_handover", b.BY_FAMILY, (GIVE,)),
    ("house.schedule_handover", b.BY_SCHEDULE, (GIVE,)),
    ("house.schedule_reminds", b.BY_SCHEDULE, (DOSE, replace(DOSE, minutes_from_due=60.0))),
    ("house.robot_reminds", b.BY_ROBOT, (DOSE, replace(DOSE, minutes_from_due=-60.0))),
    ("house.staff_reminds", b.BY_NURSE, (DOSE,)),
    ("house.own_reminder", b.BY_LI, (DOSE,)),
    ("house.resident_devices", b.BY_LI, (LAMP, BATH, DOOR)),
    ("house.staff_devices", b.BY_CARER, (LAMP, STOVE, DOOR, GADGET)),
    ("house.others_devices", b.BY_VOICE, (LAMP,)),
    ("house.others_devices", b.BY_SCHEDULE, (LAMP,)),
    ("house.others_devices", b.BY_FAMILY, (LAMP,)),
    ("house.others_devices", b.BY_ROBOT, (LAMP,)),
    *(("house.may_have_music", who, (MUSIC,)) for who in (b.BY_LI, b.BY_VOICE, b.BY_FAMILY, b.BY_SCHEDULE, b.BY_CARER)),
    ("house.may_wait", b.BY_OFF_SHIFT, (replace(MUSIC, change=MusicChange.PAUSE),)),
    ("house.own_memory", b.BY_LI, (KEEP,)),
    ("house.talk_memory", b.BY_SCHEDULE, (KEEP,)),
    ("house.own_forgetting", b.BY_LI, (FORGET, replace(FORGET, memories=()))),
    ("house.staff_forgetting", b.BY_CARER, (FORGET,)),
    *(("house.own_reminders", b.BY_LI, (replace(REMIND, kept=kept),)) for kept in (True, False)),
    ("house.voice_reminders", b.BY_VOICE, (REMIND,)),
    ("house.staff_reminders", b.BY_CARER, (REMIND, replace(REMIND, kept=False))),
    ("house.own_speech", b.BY_LI, (SPEAK, SetSpeech(resident="li"))),
    ("house.voice_speech", b.BY_VOICE, (SPEAK,)),
    ("house.staff_speech", b.BY_CARER, (SPEAK,)),
    ("house.own_consent", b.BY_LI, (AGREE, replace(AGREE, given=False))),
    *(("house.may_talk", whoever, (TALK, ASK)) for whoever in b.EVERYBODY),
)
AT_ALARM: tuple[tuple[str, Requester, tuple[Action, ...]], ...] = (
    ("house.robot_clip", b.BY_ROBOT, (CLIP,)),
    ("house.staff_clip", b.BY_NURSE, (CLIP,)),
)


def uses() -> Iterator[tuple[str, Requester, Action, AlarmLevel]]:
    for table, alarm in ((ALLOWED, AlarmLevel.INFORMATION), (AT_ALARM, ALARM)):
        for rule, requester, actions in table:
            for action in actions:
                yield rule, requester, action, alarm


@pytest.mark.parametrize(("rule", "requester", "action", "alarm"), tuple(uses()))
def test_each_permit_is_used(rule: str, requester: Requester, action: Action, alarm: AlarmLevel) -> None:
    judgements = judged(action, b.situation(requester=requester, alarm=alarm))
    assert {judgement.verdict for judgement in judgements} == {Verdict.ALLOW}
    assert rule in {judgement.rule for judgement in judgements}


def test_what_is_not_private_may_be_heard_by_others() -> None:
    crowd = b.people(b.person("li"), b.person("wang"))
    verdicts = {judgement.verdict for judgement in judged(TALK, b.situation(people=crowd))}
    assert verdicts == {Verdict.ALLOW}


def test_every_permit_has_a_use() -> None:
    used = {rule for rule, *_ in uses()}
    assert used == {rule.id for rule in house_rules().rules if rule.permits}


@pytest.mark.parametrize(
    ("requester", "action"),
    [
        (b.BY_WANG, GIVE),
        (b.BY_WANG, LEAD),
        (b.BY_WANG, HOLD),
        (b.BY_WANG, DOSE),
        (b.BY_TECHNICIAN, FETCH),
        (b.BY_TECHNICIAN, LAMP),
        (b.BY_LI, replace(CLIP, about="li")),
    ],
)
def test_what_no_rule_permits_is_refused(requester: Requester, action: Action) -> None:
    found = against(action, requester=requester, alarm=ALARM)
    assert set(found) == {"house.no_permission"}
    assert dict(found["house.no_permission"].facts)["action"] == action.kind
