"""Cases of the rules in music.cedar."""

from dataclasses import replace
from datetime import time
from typing import Any

from carebot.core.actions import Action, AlarmLevel, MusicChange
from carebot.core.people import ValueProfile
from carebot.core.values import Hours
from tests.safety import builders as b
from tests.safety.rules.moments import ALARM, LI_IN_VIEW, LI_SAID_NO, MUSIC, Case, by, with_resident

AFTERNOON = {"local_minute": 14 * 60}
IN_PEACE = with_resident(replace(b.LI, values=ValueProfile(quiet_hours=Hours(start=time(13), end=time(15)))))
QUIET = {"house": IN_PEACE, **AFTERNOON}
TO_ALL = replace(MUSIC, to="")
TAKEN_FOR_LI = replace(b.BY_VOICE, id="li")

CASES = (
    Case(rule="house.refused_music", action=MUSIC, bites={"refused_by": LI_SAID_NO}, silent={}),
    Case(rule="house.refused_music", action=TO_ALL, bites={"refused_by": LI_SAID_NO, "people": LI_IN_VIEW}, silent={}),
    Case(rule="house.quiet_music", action=MUSIC, bites=by(b.BY_FAMILY, **QUIET), silent=by(b.BY_LI, **QUIET)),
    Case(rule="house.quiet_music", action=MUSIC, bites=by(b.BY_WANG, **QUIET), silent=by(b.BY_LI, **QUIET)),
    Case(rule="house.quiet_music", action=MUSIC, bites=by(TAKEN_FOR_LI, **QUIET), silent=by(b.BY_LI, **QUIET)),
    Case(rule="house.quiet_music", action=TO_ALL, bites=QUIET, silent={**QUIET, "local_minute": 16 * 60}),
    Case(rule="house.quiet_music", action=replace(MUSIC, to="wang"), bites=by(b.BY_WANG, **QUIET), silent={}),
    Case(rule="house.music_in_alarm", action=MUSIC, bites={"alarm": ALARM}, silent={"alarm": AlarmLevel.LOW}),
)
QUIETER = tuple(replace(MUSIC, change=change) for change in (MusicChange.PAUSE, MusicChange.SOFTER))

NEAR_MISSES: tuple[tuple[str, Action, dict[str, Any]], ...] = (
    *(("house.refused_music", action, {"refused_by": LI_SAID_NO}) for action in QUIETER),
    *(("house.quiet_music", action, by(b.BY_FAMILY, **QUIET)) for action in QUIETER),
    *(("house.music_in_alarm", action, {"alarm": ALARM}) for action in QUIETER),
)
