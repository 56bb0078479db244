import pytest

from dialogue.phonology import Sounds, cost, costs_of, distance


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    made = Sounds()
    made.start()
    return made


def apart(sounds: Sounds, one: str, other: str) -> float:
    return distance(sounds.of(one).sounds, sounds.of(other).sounds)


def test_a_syllable_is_an_initial_and_a_final(sounds: Sounds) -> None:
    spoken = sounds.of("中安")
    assert [sound.name for sound in spoken.sounds] == ["zh-", "-ong", "-", "-an"]
    assert spoken.starts == {0, 2, 4}


def test_a_sentence_may_mix_both_languages(sounds: Sounds) -> None:
    spoken = sounds.of("来一杯 latte")
    assert [sound.name for sound in spoken.sounds[:2]] == ["l-", "-ai"]
    assert [sound.name for sound in spoken.sounds[-4:]] == ["L", "AA", "T", "EY"]
    assert max(spoken.starts) == len(spoken.sounds)


def test_units_are_spoken_as_words(sounds: Sounds) -> None:
    assert sounds.of("eight oz").sounds == sounds.of("eight ounce").sounds


def test_homophones_sound_the_same(sounds: Sounds) -> None:
    assert apart(sounds, "降压药", "酱鸭药") == 0.0
    assert apart(sounds, "two", "too") == 0.0


@pytest.mark.parametrize(
    ("said", "near", "far"),
    [
        ("四", "十", "八"),
        ("奶奶", "来来", "爸爸"),
        ("飞机", "灰机", "手机"),
        ("盘", "旁", "普"),
        ("roast", "rose", "light"),
        ("mocha", "mocker", "milk"),
        ("americano", "americana", "cappuccino"),
    ],
)
def test_what_is_often_confused_is_near(sounds: Sounds, said: str, near: str, far: str) -> None:
    assert 0.0 < apart(sounds, said, near) < apart(sounds, said, far)


def test_sounds_of_different_languages_are_different(sounds: Sounds) -> None:
    mandarin, english = sounds.of("马").sounds[0], sounds.of("ma").sounds[0]
    assert cost(mandarin, english) == max(mandarin.weight, english.weight)


def test_the_distance_has_no_direction(sounds: Sounds) -> None:
    assert apart(sounds, "medium roast", "medium") == pytest.approx(apart(sounds, "medium", "medium roast"))
    assert distance((), sounds.of("茶").sounds) == pytest.approx(sounds.of("茶").weight)


def test_costs_lie_on_the_sounds_that_differ(sounds: Sounds) -> None:
    wanted, heard = sounds.of("no milk").sounds, sounds.of("with milk").sounds
    costs = costs_of(wanted, heard)
    assert sum(costs) == pytest.approx(distance(wanted, heard))
    assert sum(costs[:2]) == pytest.approx(sum(costs))


def test_what_is_too_many_before_the_first_stands_last(sounds: Sounds) -> None:
    wanted = sounds.of("milk").sounds
    assert costs_of(wanted, (*sounds.of("茶").sounds, *wanted))[-1] == pytest.approx(sounds.of("茶").weight)
