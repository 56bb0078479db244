"""Remembering: only at her word and with consent, told back in her own words, and forgotten without a question."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from carebot.core.actions import Forget, Say, SetConsent
from carebot.core.actions import Remember as Keep
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES
from carebot.core.language import Language
from carebot.core.memories import Memory
from carebot.core.people import Consent
from carebot.core.reminders import Pending
from skills.keep_company import KeepCompany
from skills.remember import Remember
from tests.contracts.actions import REMINDER
from tests.skills.house import GRANDMOTHER, KNOWLEDGE, REFUSAL, SILENCE, Played, failed, reply, run

AGREED = replace(
    KNOWLEDGE, resident=replace(GRANDMOTHER, consents=frozenset({Consent.REMEMBERING})), words="记住，我最爱吃饺子。"
)


def memory(number: int, words: str) -> Memory:
    told_at = datetime(2026, 6, number, 9, tzinfo=UTC)
    return Memory(id=f"m{number}", about="wang", words=words, language=Language.ZH, told_at=told_at)


KNOWING = replace(AGREED, memories=(memory(1, "我老家在保定"), memory(2, "我爱听评书")))


def kept(played: Played) -> list[str]:
    return [action.words for action in played.of(Keep) if isinstance(action, Keep)]


@pytest.mark.parametrize(
    ("words", "language", "told"),
    [
        ("记住，我最爱吃饺子。", Language.ZH, "我最爱吃饺子"),
        ("你帮我记一下我孙女五月结婚", Language.ZH, "我孙女五月结婚"),
        ("please remember that I like dumplings", Language.EN, "I like dumplings"),
    ],
)
def test_it_keeps_what_she_said_in_her_own_words(words: str, language: Language, told: str) -> None:
    played = run(Remember(), knowledge=replace(AGREED, words=words, language=language))
    assert kept(played) == [told]
    assert played.said == "好，我记住了。"


def test_without_content_it_asks_what() -> None:
    played = run(Remember(), [reply(text="我怕冷")], knowledge=replace(AGREED, words="记住这个"))
    assert kept(played) == ["我怕冷"]
    silent = run(Remember(), [SILENCE], knowledge=replace(AGREED, words="记住这个"))
    assert kept(silent) == []


def test_a_refusal_is_explained_and_nothing_is_said_to_be_kept() -> None:
    played = run(Remember(), knowledge=AGREED, ends={"remember": REFUSAL})
    assert "我记住了" not in played.said
    assert "对不起，我不能记这件事。" in played.said
    assert played.conclusion.result is GoalResult.REFUSED


def test_what_it_remembers_it_says_in_private_the_latest_first() -> None:
    played = run(Remember(), knowledge=KNOWING, wish="tell")
    private = [say.text.zh for say in played.of(Say) if isinstance(say, Say) and say.private]
    assert private == ["您说过的，我记着这些。", "6月2日您说：“我爱听评书”", "6月1日您说：“我老家在保定”"]
    assert run(Remember(), knowledge=AGREED, wish="tell").said == "我没有记着您的什么事。"


def test_with_others_near_it_keeps_silent_about_it() -> None:
    played = run(Remember(), knowledge=KNOWING, wish="tell", ends={"say": (REFUSAL, reply())})
    assert "评书" not in played.said


def test_what_she_is_to_be_reminded_of_stays_and_that_is_said() -> None:
    pending = (Pending(reminder=REMINDER, at=REMINDER.due),)
    reminded = replace(KNOWING, reminders=pending)
    assert run(Remember(), [reply(YES)], knowledge=reminded, wish="all").said.endswith(
        "您让我到点提醒的事照旧，不要了就说取消。"
    )
    assert run(Remember(), knowledge=reminded, wish="never").said.endswith("您让我到点提醒的事照旧，不要了就说取消。")


def test_the_last_one_is_forgotten_at_once() -> None:
    played = run(Remember(), knowledge=KNOWING, wish="last")
    assert played.of(Forget) == [Forget(about="wang", memories=("m2",))]
    assert played.said == "好，我忘掉了。"


def test_all_is_forgotten_after_one_question() -> None:
    played = run(Remember(), [reply(YES)], knowledge=KNOWING, wish="all")
    assert played.of(Forget) == [Forget(about="wang", memories=("m1", "m2"))]
    for answer in (reply(NO), SILENCE):
        kept_on = run(Remember(), [answer], knowledge=KNOWING, wish="all")
        assert kept_on.of(Forget) == []
        assert "我留着" in kept_on.said


def test_what_could_not_be_erased_is_not_said_to_be_gone() -> None:
    for wish in ("last", "never"):
        played = run(Remember(), knowledge=KNOWING, wish=wish, ends={"forget": failed()})
        assert "忘掉了" not in played.said
        assert "我没能忘掉这件事" in played.said


def test_withdrawing_consent_forgets_all_without_a_question() -> None:
    played = run(Remember(), knowledge=KNOWING, wish="never")
    assert played.kinds == ["set_consent", "forget", "say"]
    assert played.of(SetConsent) == [SetConsent(resident="wang", consent=Consent.REMEMBERING, given=False)]
    assert played.of(Forget) == [Forget(about="wang")]


def test_consent_is_hers_to_give() -> None:
    played = run(Remember(), knowledge=KNOWLEDGE, wish="agree")
    assert played.of(SetConsent) == [SetConsent(resident="wang", consent=Consent.REMEMBERING, given=True)]
    assert "随时可以让我忘掉" in played.said


def test_who_is_not_known_has_no_memories() -> None:
    nobody = replace(KNOWING, resident=None)
    for wish in ("", "tell", "last", "all", "never", "agree"):
        assert run(Remember(), knowledge=nobody, wish=wish).kinds == ["say"]


def test_a_talk_is_remembered_with_consent_only() -> None:
    told = reply(text="我小时候住在胡同里")
    assert kept(run(KeepCompany(), [told], topic="memories", knowledge=AGREED)) == ["我小时候住在胡同里"]
    assert kept(run(KeepCompany(), [told], topic="memories")) == []
    assert kept(run(KeepCompany(), [reply("ask_time")], topic="memories", knowledge=AGREED)) == []
