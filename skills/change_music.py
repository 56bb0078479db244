"""Changes the robot's own music that plays: softer, louder, the next piece, or an end of it."""

from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import MusicChange
from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from skills._music import change_music
from skills._talking import asked_aloud
from skills.base import DONE, Knowledge, Skill, ends_when_stopped

_OVER: Final = Text(zh="好的，音乐停了。", en="All right, the music is off.")


class ChangeMusic(Skill):
    """Changes what plays. Parameter: `change`, a MusicChange."""

    title: ClassVar[Text] = Text(zh="调音乐", en="Change the music")
    description: ClassVar[Text] = Text(
        zh="音乐小声点、大声点、下一首、不听了。", en="Softer, louder, the next piece, or no more music."
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = tuple(
        (("change", change.value),) for change in MusicChange if change is not MusicChange.PLAY
    )
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent="music_softer",
            zh=(
                "<ask>[把](声音|音量|动静)[放|调|开|弄|压](小|低|轻)[一](点|些|点儿)[声]",
                "<ask>[放|调|开|弄](小|轻)[一](点|些|点儿)(声|声音)",
                "(声音|动静|音量)(太大|太响|太吵|大)[了][小点声|小一点]",
            ),
            en=(
                "(turn it|make it|play it) [a] [bit|little|lot] (quieter|softer|lower|less loud)",
                "(turn|keep) (it|that|the sound|the volume|the noise) down [a bit|a little]",
            ),
            slots={"change": MusicChange.SOFTER.value},
        ),
        Form(
            intent="music_over",
            zh=("(别|不要|不用|甭)[再](放|唱|听|吵)[歌|音乐|曲子|戏][了]",),
            en=(
                "(that's|that is|that'll be|i've had) (enough|enough of the|quite enough) [of] (music|singing|songs"
                "|that song)",
                "(stop|no more) [the|that|this|all that|with the] (music|singing|song|songs) [{anything}]",
            ),
            slots={"change": MusicChange.PAUSE.value},
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="music_over",
            slots={"change": MusicChange.PAUSE.value},
            zh=(
                "[请|把](音乐|歌|曲子)(关了|关掉|停了|停掉|关上|停一停|停一下)[吧]",
                "[请](关|停|关掉|停掉|暂停)[一下](音乐|歌)[吧]",
                "(别放了|别唱了|别唱啦|别放歌了|别放音乐了|不要放了|不要放音乐了|不听音乐了|不听歌了|不想听音乐了|不想听歌了)",
            ),
            en=(
                "[please] (pause|turn off|switch off|end) the (music|song) [please]",
                "[please] turn the (music|song) off [please]",
                "no more music [please]",
            ),
        ),
        Phrasing(
            intent="next_piece",
            slots={"change": MusicChange.NEXT.value},
            zh=(
                "[请](换|换一|换下一|下一|放下一|听下一)首[歌|曲子][吧]",
                "[请]换(个|一个|别的)(歌|曲子|歌听听)[吧]",
            ),
            en=(
                "[please] [play|put on] (the next|another) (song|piece|tune) [please]",
                "[please] (skip|skip over) (this|the|this song|the song|this one)",
            ),
        ),
        Phrasing(
            intent="music_softer",
            slots={"change": MusicChange.SOFTER.value},
            zh=(
                "[把](音乐|歌)[放|开|调](小声|小|轻)(点|一点|点儿)",
                "(音乐|歌|曲子)(太吵了|太响了|太大声了|太闹了)",
            ),
            en=(
                "[please] turn the music down [a little|a bit] [please]",
                "[please] [play] (the music softer|softer music|the music more quietly)",
                "the music is too loud",
            ),
        ),
        Phrasing(
            intent="music_louder",
            slots={"change": MusicChange.LOUDER.value},
            zh=("[把](音乐|歌)[放|开|调](大声|大|响)(点|一点|点儿)", "(音乐|歌|曲子)(太轻了|太小声了|听不见)"),
            en=(
                "[please] turn the music up [a little|a bit] [please]",
                "[please] [play] (the music louder|louder music)",
                "the music is too (quiet|soft)",
            ),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """The change; where there is no music, or none may be, that is said."""
        change = MusicChange(goal.parameter("change") or MusicChange.PAUSE)
        conclusion = yield from change_music(change, knowledge)
        if conclusion.result is DONE and change is MusicChange.PAUSE and asked_aloud(goal):
            yield knowledge.say(_OVER)
        return conclusion
