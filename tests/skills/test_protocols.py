"""The written protocols: short and calm, with the numbers of the place, and never to the one accused."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Approach, Notify, Say
from carebot.core.dangers import ACCUSED, KEEP_AWAY, PROTOCOL, Call, EmergencyNumbers, Service
from carebot.core.goals import GoalResult
from carebot.core.intents import HELP, NO, YES
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from carebot.core.people import Caregiver, Role, ValueProfile
from skills.base import Finding
from skills.check_on_resident import CheckOnResident
from skills.confide import Confide
from skills.protocols.base import Protocol, spelled
from skills.protocols.house import PROTOCOLS
from tests.skills.house import GRANDMOTHER, HOUSE, KNOWLEDGE, SILENCE, Played, failed, reply, run

NURSE = Caregiver(id="liu", name=Text(zh="刘芳", en="Liu Fang"), role=Role.NURSE)
CARER = Caregiver(id="zhao", name=Text(zh="赵敏", en="Zhao Min"))
DAUGHTER = Caregiver(id="wang_li", name=Text(zh="王丽", en="Wang Li"), role=Role.FAMILY)
TRUSTING = replace(GRANDMOTHER, values=ValueProfile(told=frozenset({"wang_li"})))
STAFFED = replace(
    KNOWLEDGE, house=replace(HOUSE, caregivers=(CARER, NURSE, DAUGHTER), residents=(GRANDMOTHER,)), resident=GRANDMOTHER
)


def notices(played: Played) -> list[Notify]:
    return [one for one in played.of(Notify) if isinstance(one, Notify)]


@pytest.mark.parametrize("protocol", PROTOCOLS.values(), ids=PROTOCOLS)
def test_what_is_said_is_short(protocol: Protocol) -> None:
    assert protocol.source
    for text in (*protocol.first, *protocol.stay):
        assert len(text.zh) <= 16, text.zh
        assert len(text.en.split()) <= 14, text.en


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("choking", "120"), ("chest_pain", "120"), ("stroke", "120"), ("fire", "119"), ("violence_now", "110")),
        ("self_harm", "12356"),
    ],
)
def test_carers_read_the_number_of_the_place(name: str, number: str) -> None:
    protocol = PROTOCOLS[name]
    text = protocol.for_carers(EmergencyNumbers())
    assert number in text.zh
    assert number in text.en
    elsewhere = EmergencyNumbers(ambulance="999", police="999", fire_brigade="999", crisis_line="116 123")
    assert protocol.service is not None
    assert elsewhere.of(protocol.service) in protocol.for_carers(elsewhere).en
    nowhere = EmergencyNumbers(ambulance="", police="", fire_brigade="", crisis_line="")
    assert protocol.for_carers(nowhere) == protocol.happened


def test_every_service_has_its_number() -> None:
    assert {service: EmergencyNumbers().of(service) for service in Service} == {
        Service.AMBULANCE: "120",
        Service.POLICE: "110",
        Service.FIRE_BRIGADE: "119",
        Service.CRISIS_LINE: "12356",
    }


def test_a_number_is_spoken_digit_by_digit() -> None:
    assert spelled("116 123") == Text(zh="一一六一二三", en="one one six one two three")


def test_it_answers_first_comes_near_and_stays() -> None:
    played = run(CheckOnResident(), parameters={"incident": "i1", "called": "yes", PROTOCOL: "self_harm"})
    words = [text.zh for text in played.words]
    assert words[:2] == ["谢谢您肯告诉我。", "您心里一定很难受。"]
    assert "您也可以打一二三五六，有人听您说。" in words
    assert words[-30:] == [text.zh for text in PROTOCOLS["self_harm"].stay] * 10
    assert played.of(Approach)
    assert all(one.alarm for one in played.of(Say)[:2] if isinstance(one, Say))


def test_it_keeps_away_when_told_and_stays_all_the_same() -> None:
    parameters = {"incident": "i1", "called": "yes", PROTOCOL: "self_harm", KEEP_AWAY: "yes"}
    played = run(CheckOnResident(), parameters=parameters)
    assert played.of(Approach) == []
    assert "我不过去，我在这儿陪您。" in played.said
    assert played.conclusion.result is GoalResult.DONE


def confided(*answers: Outcome, accused: str, protocol: str = "violence") -> Played:
    parameters = {PROTOCOL: protocol, ACCUSED: accused}
    return run(Confide(), answers, parameters=parameters, knowledge=STAFFED)


def test_one_person_is_sent_for_and_the_notice_names_no_deed() -> None:
    played = confided(reply(YES), accused="carers")
    [notice] = notices(played)
    assert notice.level is AlarmLevel.MEDIUM
    assert notice.text.zh == "刘芳：王秀英有话想单独对您说，请您一个人过去。"
    assert not any(word in notice.text.zh for word in ("打", "骂", "护工", "钱"))
    assert "您随时也可以打一一零报警。" in played.said


@pytest.mark.parametrize(
    ("accused", "never"),
    [
        ("carers", CARER),
        ("nurses", NURSE),
        ("liu", NURSE),
        ("zhao", CARER),
        ("carers,liu", CARER),
        ("family", DAUGHTER),
    ],
)
@pytest.mark.parametrize("answer", [reply(NO), SILENCE, reply(text="嗯……")])
def test_the_one_accused_is_neither_named_nor_told(accused: str, never: Caregiver, answer: Outcome) -> None:
    knowledge = replace(STAFFED, resident=TRUSTING)
    parameters = {PROTOCOL: "violence", ACCUSED: accused}
    played = run(Confide(), [answer] * 5, parameters=parameters, knowledge=knowledge)
    assert never.name.zh not in played.said
    assert all(never.name.zh not in notice.text.zh for notice in notices(played))


def test_whom_she_trusts_comes_first_and_family_only_where_she_chose_them() -> None:
    trusting = run(
        Confide(),
        [reply(YES)],
        parameters={PROTOCOL: "violence", ACCUSED: "carers"},
        knowledge=replace(STAFFED, resident=TRUSTING),
    )
    assert notices(trusting)[0].text.zh.startswith("王丽")
    assert "王丽" not in confided(*[reply(NO)] * 5, accused="carers").said


def test_her_no_to_each_is_kept() -> None:
    played = confided(*[reply(NO)] * 5, accused="somebody")
    assert notices(played) == []
    assert played.conclusion.finding is Finding.REFUSED


def test_silence_leaves_her_not_alone_and_betrays_nothing() -> None:
    [notice] = notices(confided(SILENCE, accused="somebody"))
    assert notice.text.zh == "王秀英想有人过去坐坐。"
    [notice] = notices(confided(SILENCE, accused="carers"))
    assert notice.text.zh.startswith("刘芳")


def test_a_cry_for_help_meanwhile_calls_at_once() -> None:
    [notice] = notices(confided(reply(HELP, "救命"), accused="carers"))
    assert notice.level is AlarmLevel.HIGH


def test_nobody_left_to_ask_is_admitted() -> None:
    played = confided(accused="carers,nurses,family")
    assert notices(played) == []
    assert played.conclusion.result is GoalResult.FAILED
    assert "没有可以单独去请的人" in played.said


def test_who_cannot_be_reached_is_not_said_to_be_told() -> None:
    parameters = {PROTOCOL: "violence", ACCUSED: "carers"}
    played = run(Confide(), [reply(YES)], parameters=parameters, knowledge=STAFFED, ends={"notify": failed()})
    assert "没能通知到护理员" in played.said
    assert "我已经告诉" not in played.said


def test_what_is_confided_is_no_alarm_and_what_happens_now_is() -> None:
    in_confidence = {name for name, one in PROTOCOLS.items() if one.words.call is Call.IN_CONFIDENCE}
    assert in_confidence == {"violence", "money_taken"}
