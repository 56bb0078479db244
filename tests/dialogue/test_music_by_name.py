"""Music by its name: what is called how in the home's folder, and which words ask for it."""

from pathlib import Path

import av
import numpy as np
import pytest

from carebot.core.language import Language
from dialogue.forms import FormsInterpreter
from dialogue.music_titles import MusicTitles, not_here
from dialogue.pinyin import han
from tests.dialogue.understanding import by_form

FILES = (
    "01 茉莉花.wav",
    "02-甜蜜蜜 - 邓丽君.wav",
    "Bing Crosby/White Christmas.wav",
    "京剧/贵妃醉酒（梅兰芳）.wav",
    "邓丽君/月亮代表我的心.wav",
)


def sound_file(path: Path, **tags: str) -> None:
    """A tenth of a second of sound with these tags."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        container.metadata.update(tags)
        stream = container.add_stream("flac" if path.suffix == ".flac" else "pcm_s16le", rate=8000)
        stream.codec_context.layout = "mono"
        frame = av.AudioFrame.from_ndarray(np.full((1, 800), 99, dtype=np.int16), format="s16", layout="mono")
        frame.sample_rate = 8000
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)


@pytest.fixture(scope="module")
def titles(tmp_path_factory: pytest.TempPathFactory) -> MusicTitles:
    folder = tmp_path_factory.mktemp("music")
    for name in FILES:
        sound_file(folder / name)
    sound_file(folder / "track.flac", title="Für Elise", ARTIST="Ludwig van Beethoven")
    return MusicTitles(folder)


def stems(titles: MusicTitles, words: str) -> list[str]:
    return [path.stem for path in titles.meant_by(words)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("茉莉花", ["01 茉莉花"]),
        ("莫莉花", ["01 茉莉花"]),
        ("甜蜜蜜", ["02-甜蜜蜜 - 邓丽君"]),
        ("邓丽君", ["02-甜蜜蜜 - 邓丽君", "月亮代表我的心"]),
        ("京剧", ["贵妃醉酒（梅兰芳）"]),
        ("月亮代表", ["月亮代表我的心"]),
        ("white christmas", ["White Christmas"]),
        ("Beethoven", ["track"]),
        ("fur elise", ["track"]),
        ("南泥湾", []),
        ("yellow submarine", []),
        ("花", []),
    ],
)
def test_pieces_are_known_by_title_performer_folder_and_tags(titles: MusicTitles, words: str, meant: list[str]) -> None:
    assert stems(titles, words) == meant
    assert titles.knows(words) is bool(meant)


def test_what_comes_into_the_folder_is_known(tmp_path: Path) -> None:
    titles = MusicTitles(tmp_path)
    assert not titles.knows("茉莉花")
    sound_file(tmp_path / "茉莉花.wav")
    assert stems(titles, "茉莉花") == ["茉莉花"]
    (tmp_path / "茉莉花.wav").unlink()
    assert stems(titles, "茉莉花") == []
    assert not MusicTitles(None).knows("茉莉花")


def test_what_is_not_here_is_told_with_what_is(titles: MusicTitles) -> None:
    told = not_here("南泥湾", titles)
    assert "没有“南泥湾”" in told.zh
    assert "《茉莉花》" in told.zh
    assert "“茉莉花”" in told.en


@pytest.fixture(scope="module")
def understands(titles: MusicTitles) -> FormsInterpreter:
    return by_form(titles.knows)


def asked_for(understands: FormsInterpreter, text: str, *, asked: bool = False) -> tuple[str | None, str | None]:
    intent = understands.interpret(text, Language.ZH if han(text) else Language.EN, asked=asked).intent
    return (None, None) if intent is None else (intent.name, intent.slot("called"))


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("放《茉莉花》", "茉莉花"),
        ("放茉莉花", "茉莉花"),
        ("给我放首茉莉花吧", "茉莉花"),
        ("我想听邓丽君的歌", "邓丽君"),
        ("来一段京剧", "京剧"),
        ("放一首南泥湾", "南泥湾"),
        ("放首好听的歌", ""),
        ("play White Christmas", "white christmas"),
        ("play something by Bing Crosby please", "bing crosby"),
        ("play the song Yellow Submarine", "yellow submarine"),
        ("put on some nice music", ""),
        ("放点音乐", ""),
    ],
)
def test_words_that_ask_for_music_by_name(understands: FormsInterpreter, text: str, called: str) -> None:
    assert asked_for(understands, text) == ("play_music", called)


@pytest.mark.parametrize(
    "text",
    [
        "来一首李白的诗吧",
        "放段新闻",
        "I want to hear something from you",
        "放在桌子上",
        "听我说",
        "来一碗面",
        "我想听新闻",
        "我不想听茉莉花",
        "play chess with me",
        "put on your glasses",
    ],
)
def test_words_that_ask_for_no_music(understands: FormsInterpreter, text: str) -> None:
    assert asked_for(understands, text)[0] != "play_music"


def test_what_skills_understand_stays_theirs_and_an_answer_is_an_answer(understands: FormsInterpreter) -> None:
    assert asked_for(understands, "我想听故事")[0] == "tell_story"
    assert asked_for(understands, "放手")[0] == "stop"
    assert asked_for(understands, "放茉莉花", asked=True) == (None, None)
