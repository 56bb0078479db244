"""Plays the music of the home until somebody has heard enough; whatever else is said or happens goes before it.

What goes on for long asks whether she still likes it, and silence ends it.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import PlayMusic
from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills._talking import ANSWER_TIME, Steps, asked_aloud, explain, offer_carer, said_yes, why_not
from skills.base import DONE, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """After how many pieces it asks whether to go on, and how often at most it does."""

    pieces: int = 5
    rounds: int = 4
    answer: timedelta = timedelta(seconds=12)


_DEFAULTS: Final = Options()
_LOUDEST_ABOVE_TALK_DB: Final = 5.0
"""Music may be turned up to this much above how loud she is spoken to; the gate keeps it within its limits."""
_HERE_IT_IS: Final = Text(zh="好的，放点音乐。", en="All right, some music.")
_ANYTHING_ELSE: Final = Text(zh="我随便放点别的，好吗？", en="Shall I play something else?")
_MORE: Final = Text(zh="还想接着听吗？", en="Would you like to hear more?")
_ENOUGH: Final = Text(zh="好的，音乐停了。", en="All right, the music is over.")
_NONE_HERE: Final = Text(zh="对不起，家里还没有准备音乐。", en="I'm sorry, there is no music here yet.")
_WISH: Final = Text(zh="放音乐", en="play music")
_FOR_CARERS: Final = Text(zh="想听音乐，请准备几首", en="would like to hear music; please provide some")


class PlayTheMusic(Skill):
    """Plays piece after piece. Parameter `called`: a title or a performer that was asked for, in her words.

    It watches rather than talks: every other wish goes before it, and it goes on after."""

    title: ClassVar[Text] = Text(zh="放音乐", en="Music")
    description: ClassVar[Text] = Text(
        zh="放家里准备好的音乐；说停就停，有人说话就先不响。",
        en="Plays the music that the home has; silent at once on “stop”, and while somebody speaks.",
    )
    priority: ClassVar[Priority] = Priority.WATCH
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta(minutes=10)
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent="play_music",
            zh=(
                "<ask>[给我|给咱|给大家|帮我|我][就|再|想要|想|要|能不能|可以|会|会不会]"
                "(播放|放|播|听|唱|来|点)[一|几|两](首|支|曲|段|出){music}<hear>",
                "<ask>[给我|给咱|给大家|帮我|我][就|再|想要|想|要|能不能|可以|会|会不会]"
                "(播放|放|播|听|听听|唱|来|点)[一下|点|点儿|那首]{music}[的|这首|那首|这支|那支](歌曲|歌|曲子|曲|音乐|戏曲|戏|唱段)<hear>",
                "<ask>[给我|给咱|给大家|帮我|我][就|再|想要|想|要|能不能|可以|会|会不会]"
                "(播放|放|播|听|听听|来|点)[一下|点|点儿]{piece}<hear>",
                "<ask>[给我|给咱|给大家][会|会不会|能不能](唱|哼)[一下|一段|段]{music}<hear>",
            ),
            en=(
                "<play> (something|anything|some music|some songs|music|songs|a song|a piece|a tune) (by|from|of"
                "|called|named)"
                " {music}",
                "<play> (the|that) (song|piece|tune) [called|named] {music}",
                "<play> [some|the|a|an|a bit of|a little|that] {piece}",
                "<play> [some|a|a bit of|a little|any] {music} (music|songs|song|tunes|tune)",
                "sing [me|us] {music}",
            ),
        ),
    )
    sayings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="play_music",
            zh=(
                "家里冷清清的，来点声响",
                "想听段戏解解闷",
                "来个老歌怀怀旧",
                "有什么好听的曲子放放",
                "让屋里热闹点，来段曲儿",
            ),
            en=(
                "a bit of music would be nice",
                "let's have the old songs on",
                "i'd like something to listen to",
                "it wants a tune to brighten the place up",
                "how about a sing-song",
            ),
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="play_music",
            zh=(
                "[请|给我]放[点|点儿|一点|一首](音乐|歌|曲子|戏曲)[吧|听听]",
                "[我](想|要|想要)听[点|点儿|一首|会儿](音乐|歌|曲子|戏曲)",
                "[请]来[点|点儿|一首|首](音乐|歌|歌曲|曲子)[吧|听听]",
                "[请|给我|你](唱首歌|唱个歌|唱一首歌|唱支歌|唱首歌听听|唱个歌听听)[吧]",
                "[请](接着|继续)(放音乐|放歌|放|听歌|听音乐)[吧]",
            ),
            en=(
                "[please] (play|put on) (some|the|a little|my) music [please|for me]",
                "[please] (play|put on) (a song|some songs|a tune) [please|for me]",
                "[please] put (some|the|a little|a bit of|my) music on [please|for me]",
                "(i want|i would like|i'd like) to (listen to|hear) [some] (music|songs|a song)",
                "[please] (go on with|continue|carry on with) the music",
                "(let's|let us) (have|hear) some music",
                "(sing me|sing us|sing) (a song|something) [please]",
            ),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """A sentence, then the pieces; after some of them the question whether to go on."""
        piece = PlayMusic(
            session=goal.id,
            called=goal.parameter("called"),
            to=knowledge.resident_id(),
            volume_db=knowledge.volume_db() + _LOUDEST_ABOVE_TALK_DB,
        )
        if asked_aloud(goal) and not piece.called:
            yield knowledge.say(_HERE_IT_IS)
        for _ in range(self._options.rounds):
            for _ in range(self._options.pieces):
                piece, played = yield from _played(knowledge, piece)
                if not played.succeeded:
                    if not _unknown(piece, played):
                        yield from _not_played(goal, knowledge, played)
                    return conclude_from(played, piece)
            answer = yield knowledge.ask(_MORE, self._options.answer)
            if not said_yes(answer):
                break
        yield knowledge.say(_ENOUGH)
        return conclude(DONE, "放了一阵音乐。", "It played music for a while.", Finding.NONE)


def _played(knowledge: Knowledge, piece: PlayMusic) -> Steps[tuple[PlayMusic, Outcome]]:
    """The piece; where nothing here is called so, that is said, and something else played on a yes."""
    played = yield piece
    if not _unknown(piece, played):
        return piece, played
    yield knowledge.say(played.detail)
    answer = yield knowledge.ask(_ANYTHING_ELSE, ANSWER_TIME)
    if not said_yes(answer):
        return piece, played
    other = replace(piece, called="")
    return other, (yield other)


def _unknown(piece: PlayMusic, played: Outcome) -> bool:
    """Whether nothing here is called so, of which the outcome tells."""
    return bool(piece.called and played.detail.zh) and played.result is Result.PRECONDITION


def _not_played(goal: Goal, knowledge: Knowledge, played: Outcome) -> Steps[None]:
    """Say why there is no music; where none has been provided, offer to tell the carers."""
    if played.result is Result.REFUSED:
        yield from explain(knowledge, played, _WISH)
        return
    unprepared = played.result is Result.UNSUPPORTED
    yield knowledge.say(_NONE_HERE if unprepared else why_not(played, _WISH))
    yield from offer_carer(goal, knowledge, _FOR_CARERS)
