"""Music goes on piece after piece as long as it is liked; what cannot be played is said, and a person offered."""

import pytest

from carebot.core.actions import Ask, MusicChange, Notify, PlayMusic, Say
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills.change_music import ChangeMusic
from skills.control_devices import ControlDevices
from skills.play_music import Options, PlayTheMusic
from tests.skills.house import REFUSAL, SILENCE, SUCCESS, Played, reply, run

TWO = Options(pieces=2, rounds=2)
NOTHING_PLAYS = Outcome(result=Result.EXECUTION, detail=Text(zh="现在没有在放音乐。", en="No music is playing now."))


def test_after_some_pieces_it_asks_whether_to_go_on() -> None:
    played = run(PlayTheMusic(TWO), [reply(YES), reply(YES)])
    assert (len(played.of(PlayMusic)), len(played.of(Ask))) == (4, 2)
    assert {one.session for one in played.of(PlayMusic) if isinstance(one, PlayMusic)} != {""}
    assert played.said.endswith("好的，音乐停了。")


@pytest.mark.parametrize("answer", [SILENCE, reply(NO)])
def test_silence_or_a_no_ends_it(answer: Outcome) -> None:
    played = run(PlayTheMusic(TWO), [answer])
    assert (len(played.of(PlayMusic)), len(played.of(Ask))) == (2, 1)
    assert played.conclusion.result is GoalResult.DONE


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (REFUSAL, "夜里不进卧室。"),
        (Outcome(result=Result.UNSUPPORTED, detail=Text(zh="没有文件夹", en="no folder")), "还没有准备音乐"),
        (Outcome(result=Result.UNHEARD, detail=Text(zh="没有扬声器", en="no loudspeaker")), "没能放音乐"),
    ],
)
def test_what_cannot_be_played_is_said(outcome: Outcome, said: str) -> None:
    played = run(PlayTheMusic(), [reply(YES)], ends={"play_music": outcome})
    assert said in played.said
    assert bool(played.of(Notify)) is (outcome.result is not Result.REFUSED)
    assert played.conclusion.result is not GoalResult.DONE


def test_a_stop_is_the_end_without_a_word() -> None:
    played = run(PlayTheMusic(), ends={"play_music": Outcome(result=Result.CANCELLED)})
    assert played.kinds == ["say", "play_music"]


def test_what_is_not_there_is_said_and_something_else_played_on_a_yes() -> None:
    missing = Outcome(
        result=Result.PRECONDITION, detail=Text(zh="家里没有“南泥湾”，有《茉莉花》这些。", en="There is no such piece.")
    )

    def called(played: Played) -> list[str]:
        return [one.called for one in played.of(PlayMusic) if isinstance(one, PlayMusic)]

    asked = {"called": "南泥湾"}
    for answer, pieces in ((reply(NO), ["南泥湾"]), (SILENCE, ["南泥湾"]), (reply(YES), ["南泥湾", "", ""])):
        played = run(PlayTheMusic(TWO), [answer], parameters=asked, ends={"play_music": (missing, SUCCESS)})
        assert "家里没有" in played.said
        assert "随便放点别的" in played.said
        assert called(played) == pieces
        assert not played.of(Notify)


def test_what_was_asked_for_by_name_begins_without_a_word() -> None:
    played = run(PlayTheMusic(TWO), [reply(NO)], parameters={"called": "茉莉花"})
    assert played.kinds[:2] == ["play_music", "play_music"]
    assert {one.called for one in played.of(PlayMusic) if isinstance(one, PlayMusic)} == {"茉莉花"}


@pytest.mark.parametrize("change", [change for change in MusicChange if change is not MusicChange.PLAY])
def test_a_change_is_made_and_only_an_end_is_confirmed(change: MusicChange) -> None:
    played = run(ChangeMusic(), parameters={"change": change.value})
    assert [one.change for one in played.of(PlayMusic) if isinstance(one, PlayMusic)] == [change]
    assert bool(played.of(Say)) is (change is MusicChange.PAUSE)


def test_where_none_plays_that_is_said() -> None:
    assert "没有在放音乐" in run(ChangeMusic(), ends={"play_music": NOTHING_PLAYS}).said
    assert "没能调好" in run(ChangeMusic(), ends={"play_music": Outcome(result=Result.REFUSED)}).said


@pytest.mark.parametrize(
    ("command", "change"), [("HassMediaPause", MusicChange.PAUSE), ("HassMediaNext", MusicChange.NEXT)]
)
def test_words_for_a_player_change_its_own_music_where_there_is_no_other(command: str, change: MusicChange) -> None:
    played = run(ControlDevices(), parameters={"command": command})
    assert [one.change for one in played.of(PlayMusic) if isinstance(one, PlayMusic)] == [change]
