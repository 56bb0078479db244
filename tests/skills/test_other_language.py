"""A third language is answered in both that it knows, and a person is told; a question about languages is answered."""

from carebot.core.actions import AlarmLevel, Notify, Say
from carebot.core.language import Language
from carebot.core.outcomes import Result
from skills.other_language import OtherLanguage
from tests.skills.house import failed, run


def spoken_in(played_actions: list[object]) -> list[tuple[Language, str]]:
    return [(one.language, one.text.in_(one.language)) for one in played_actions if isinstance(one, Say)]


def test_words_in_another_language_are_answered_in_both_and_a_carer_is_told() -> None:
    played = run(OtherLanguage(), heard="yes")
    said = spoken_in(list(played.actions))
    assert [language for language, _ in said] == [Language.ZH, Language.EN] * 2
    assert said[1][1] == "I'm sorry, I only understand Mandarin and English."
    [notice] = [one for one in played.of(Notify) if isinstance(one, Notify)]
    assert notice.level is AlarmLevel.LOW
    assert "told the carers" in said[3][1]


def test_where_nobody_is_reached_it_names_the_bell() -> None:
    played = run(OtherLanguage(), ends={"notify": failed(Result.EXECUTION)}, heard="yes")
    assert "could not reach the carers" in spoken_in(list(played.actions))[3][1]


def test_who_asks_which_languages_it_speaks_needs_nobody() -> None:
    played = run(OtherLanguage())
    assert played.of(Notify) == []
    assert len(played.words) == 2
