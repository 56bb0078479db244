"""What the home's pieces of music are called, and which is meant by words: by the sound of a title or a performer.

A name comes from the tags in the file, its file name and the folders it lies in, and from nowhere else.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from carebot.core.language import Language, Text
from dialogue.closed_set import ClosedSet
from dialogue.music_files import pieces_in
from dialogue.phonology import Sounds
from dialogue.pinyin import han, syllables
from dialogue.sound import tags_of
from dialogue.text import normalize

SURE: Final = 0.85
"""The likeness from which words alone, without “the song” or the like beside them, name a piece."""
_SHOWN_AT_MOST: Final = 3
_TAGS: Final = ("title", "artist", "album_artist", "album", "composer", "genre")
_NUMBER: Final = re.compile(r"^\s*(?:\d{1,3}\s*[-._ ]\s*)+")
_APART: Final = re.compile(r"\s+[-–—]\s+|[_|]|\s*[-–—]\s*(?=[\u3400-\u9fff])|[《》]")
_BRACKETS: Final = re.compile(r"[(（\[【].*?[)）\]】]")
_LETTERS_AT_LEAST: Final = 4
_SYLLABLES_AT_LEAST: Final = 2
_OF_A_KIND: Final = {
    Language.ZH: re.compile(r"(?:的)?(?:歌曲|歌|曲子|曲|音乐|戏曲|戏)$"),
    Language.EN: re.compile(r"(?:\s+(?:songs?|music|pieces?))$"),
}


class MusicTitles:
    """The names of the pieces in `folder`, read when they are first asked for, and again when the folder changes."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._sounds = Sounds()
        self._pieces: tuple[Path, ...] = ()
        self._named: dict[str, list[Path]] = {}
        self._titles: dict[Path, str] = {}
        self._closed: ClosedSet | None = None
        self._one_at_a_time = threading.Lock()

    def knows(self, words: str) -> bool:
        """Whether `words` are surely what a piece or a performer is called."""
        with self._one_at_a_time:
            self._read()
            match = self._closed.match(_forms(words)) if self._closed is not None else None
            return (match is not None and match.confidence >= SURE) or bool(self._containing(words))

    def meant_by(self, words: str) -> tuple[Path, ...]:
        """The pieces that `words` name, in their order; none where nothing here is called so."""
        with self._one_at_a_time:
            self._read()
            match = self._closed.match(_forms(words)) if self._closed is not None else None
            return tuple(self._named[match.phrase]) if match is not None else self._containing(words)

    def some(self) -> Text:
        """A few titles, for whoever asked for what is not here."""
        with self._one_at_a_time:
            self._read()
            shown = [self._titles[piece] for piece in self._pieces[:_SHOWN_AT_MOST]]
        return Text(zh="、".join(f"《{title}》" for title in shown), en=", ".join(f"“{title}”" for title in shown))

    def _read(self) -> None:
        pieces = pieces_in(self._folder) if self._folder is not None else ()
        if pieces == self._pieces:
            return
        assert self._folder is not None
        if self._closed is None:
            self._sounds.start()
        named: dict[str, list[Path]] = defaultdict(list)
        for piece in pieces:
            tags = tags_of(piece)
            self._titles[piece] = tags.get("title") or _bare(piece.stem)
            for name in dict.fromkeys(_names_of(piece, self._folder, tags)):
                named[name].append(piece)
        self._pieces, self._named = pieces, dict(named)
        self._closed = ClosedSet(self._named, self._sounds)
        self._closed.start()

    def _containing(self, words: str) -> tuple[Path, ...]:
        """The pieces in whose names the words stand, or sound, as a part."""
        found = {
            piece
            for form in _forms(words)
            for name, pieces in self._named.items()
            if _stands_in(form, name)
            for piece in pieces
        }
        return tuple(piece for piece in self._pieces if piece in found)


def _names_of(piece: Path, folder: Path, tags: dict[str, str]) -> Iterator[str]:
    """What a piece goes by: tags, the file's name whole and in its parts, and the folders that it lies in."""
    folders = piece.relative_to(folder).parts[:-1]
    for name in (*(tags.get(tag, "") for tag in _TAGS), piece.stem, *folders):
        bare = _bare(name)
        for part in (bare, *_APART.split(bare)):
            if len(plain := _BRACKETS.sub("", part).strip()) > 1:
                yield plain


def _bare(name: str) -> str:
    return _NUMBER.sub("", name).strip() or name


def _forms(words: str) -> tuple[str, ...]:
    """The words, and again without the kind of piece that they end in: "京剧的曲子" is asked for as "京剧"."""
    language = Language.ZH if han(words) else Language.EN
    shorter = _OF_A_KIND[language].sub("", words).strip()
    return tuple(dict.fromkeys(form for form in (words, shorter) if form))


def _stands_in(words: str, name: str) -> bool:
    if han(words):
        said = syllables(words)
        return len(said) >= _SYLLABLES_AT_LEAST and f" {' '.join(said)} " in f" {' '.join(syllables(name))} "
    plain, other = (normalize(text, Language.EN, str) for text in (words, name))
    return len(plain) >= _LETTERS_AT_LEAST and f" {plain} " in f" {other} "


def not_here(called: str, titles: MusicTitles) -> Text:
    """That nothing of this name is here, and what there is."""
    some = titles.some()
    return Text(
        zh=f"家里没有“{called}”，有{some.zh}这些。", en=f"There is no “{called}” here. There is {some.en}, for example."
    )
