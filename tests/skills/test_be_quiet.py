"""Being sent away: one sentence at most, and before all company."""

from carebot.core.goals import GoalResult
from skills.base import Finding
from skills.be_quiet import BeQuiet
from skills.keep_company import KeepCompany
from tests.skills.house import BY_SCHEDULE, failed, run


def test_it_says_one_sentence_and_is_silent() -> None:
    played = run(BeQuiet())
    assert played.said == "好的，我不说了。"
    assert played.kinds == ["say"]
    assert played.conclusion.finding is Finding.REFUSED


def test_nobody_hears_a_word_who_did_not_ask() -> None:
    assert run(BeQuiet(), by=BY_SCHEDULE).actions == ()


def test_a_voice_that_fails_is_admitted() -> None:
    assert run(BeQuiet(), ends={"say": failed()}).conclusion.result is GoalResult.FAILED


def test_it_comes_before_all_company_which_is_not_taken_up_again() -> None:
    assert BeQuiet.priority > KeepCompany.priority
    assert BeQuiet.holds & KeepCompany.holds
    assert not KeepCompany.stale_after
