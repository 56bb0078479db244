"""How the robot's own music is changed, by whichever words it was asked for."""

from typing import Final

from carebot.core.actions import MusicChange, PlayMusic
from carebot.core.goals import Conclusion
from carebot.core.language import Text
from skills._talking import Steps
from skills.base import DONE, Knowledge, conclude, conclude_from

_NOT_CHANGED: Final = Text(zh="对不起，音乐没能调好。", en="I'm sorry, I could not change the music.")


def change_music(change: MusicChange, knowledge: Knowledge) -> Steps[Conclusion]:
    """Change what plays; where none plays that is said."""
    action = PlayMusic(change=change, to=knowledge.resident_id(), volume_db=knowledge.volume_db())
    changed = yield action
    if changed.succeeded:
        return conclude(DONE, "音乐调好了。", "The music is as it was wanted.")
    yield knowledge.say(changed.detail if changed.detail.zh else _NOT_CHANGED)
    return conclude_from(changed, action)
