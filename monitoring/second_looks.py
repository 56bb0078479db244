"""Second looks: where a frame is worth another look, closer or turned, because people on the floor are overlooked.

Measured on recorded falls, a second after their onset: the engine that follows finds somebody in 71 of 100 frames, the
best of its looks at turned pictures in 71, the network that finds any posture in 96. Each look costs as much as a frame
or more, so there is at most one a frame.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from monitoring.figures import Figure
from monitoring.frames import Frame
from monitoring.keypoints import HIPS, SHOULDERS, middle
from monitoring.skeletons import Look
from monitoring.stirrings import Box, Stirrings
from monitoring.tracking import Track

_TURNS: Final = (0, 2, 1, 3)
_OTHERWISE: Final = 3
"""Every third look for somebody lost is closer, and turned each time another way."""
_MARGIN, _WIDER = 1.6, 3.0
"""Looks are so much larger than who is looked for; whoever was found in a wide look may not be found in a close one."""
_LOST_FOR: Final = timedelta(seconds=10)
_LOST_LATELY: Final = timedelta(seconds=3)
_LOST_EVERY: Final = timedelta(milliseconds=375)
"""Whoever was lost longer ago than lately is looked for so often, and not in every frame: no fall is found sooner."""
_DOUBT_EVERY: Final = timedelta(milliseconds=750)
_DOWN_LATELY: Final = timedelta(milliseconds=300)
_DOWN_EVERY: Final = timedelta(milliseconds=250)
"""Who is low two frames after she was up: nobody comes down so fast, but the engine may have lost its way."""
_STIRRING_EVERY: Final = timedelta(milliseconds=375)
_ROUND_EVERY: Final = timedelta(seconds=1)
_ROUND_ALONE_EVERY: Final = timedelta(milliseconds=500)
"""Where nobody is in view, somebody may lie overlooked."""
_LOW_EXTENT_M: Final = 0.9
"""Whoever takes less height than a sitting person is worth a second opinion."""
_LEAST_PX: Final = 96
_LOCATED_M: Final = 4.0
"""The network that finds any posture sees best who is a third of its picture or more, with the room around her."""
_LEAST_SHARE: Final = 0.4
"""Of whoever stirs only a part may move: the look takes in so much of the picture's height."""


class SecondLooks:
    """Decides where to look again in one camera's frames."""

    def __init__(self) -> None:
        self._turn = 0
        self._doubts = 0
        self._seeks = 0
        self._sought_at: datetime | None = None
        self._doubted_at: datetime | None = None
        self._round_at: datetime | None = None
        self._rounds = 0
        self._stirrings = Stirrings()
        self._stirred_at: datetime | None = None
        self._stirring_turn = 0

    def wanted(self, frame: Frame, tracks: Sequence[Track]) -> tuple[Look, ...]:
        """At most one look, by what was followed until the last frame: the lost, the low, what stirs, the whole."""
        self._turn += 1
        at = frame.taken_at
        stirring = self._stirrings.box(frame, tracks)
        lost = [track for track in tracks if _is_missed(track, at)]
        upright = tuple(_pixels(track.figure.box) for track in tracks if _is_upright(track))
        if lost and self._is_to_seek(lost, at):
            self._seeks, self._sought_at = self._seeks + 1, at
            oldest_turn = self._seeks // len(_TURNS)
            sought = lost[oldest_turn % len(lost)]
            may_lie = not sought.confirmed or sought.stances[-1].extent_m < _LOW_EXTENT_M
            return (replace(self._near(frame, sought), without=upright if may_lie else ()),)
        doubted = self._at_the_low(frame, [track for track in tracks if _is_low(track)])
        if doubted is not None:
            return (doubted,)
        if stirring is not None and (self._stirred_at is None or at - self._stirred_at >= _STIRRING_EVERY):
            self._stirred_at = at
            self._stirring_turn += 1
            quarters = _TURNS[self._stirring_turn % len(_TURNS)]
            look = _close(frame, stirring, _LEAST_SHARE * frame.height, quarters)
            return (replace(look, located=self._stirring_turn % 2 == 1),)
        alone = not lost and not any(track.in_view for track in tracks)
        every = _ROUND_ALONE_EVERY if alone else _ROUND_EVERY
        if self._round_at is None or at - self._round_at >= every:
            self._round_at = at
            self._rounds += 1
            number, located = self._rounds // 2, self._rounds % 2 == 1
            return (replace(_round(frame, number), without=upright, located=located),)
        return ()

    def _at_the_low(self, frame: Frame, low: Sequence[Track]) -> Look | None:
        """A look at one of those who are low, where it is time for one; first at whom the engine may follow wrongly."""
        unsure = [track for track in low if _was_up(track) or not track.borne_out]
        since = None if self._doubted_at is None else frame.taken_at - self._doubted_at
        every = _DOWN_EVERY if unsure else _DOUBT_EVERY
        if not low or (since is not None and since < every):
            return None
        self._doubted_at = frame.taken_at
        if unsure:
            return _located(frame, unsure[self._turn % len(unsure)], 0)
        return self._doubted(frame, low[self._turn % len(low)])

    def _is_to_seek(self, lost: Sequence[Track], at: datetime) -> bool:
        lately = any(at - track.last_seen_at <= _LOST_LATELY for track in lost)
        return lately or self._sought_at is None or at - self._sought_at >= _LOST_EVERY

    def _doubted(self, frame: Frame, track: Track) -> Look:
        """In turns by what finds any posture, and turned so that her head is up: both are second opinions."""
        quarters = track.figure.skeleton.quarters or _head_up(track.figure) or _TURNS[self._turn % len(_TURNS)]
        self._doubts += 1
        if self._doubts % 2:
            return _located(frame, track, quarters)
        return _close(frame, track.figure.box, _LEAST_PX, quarters)

    def _near(self, frame: Frame, track: Track) -> Look:
        """A look around where the person is or was by what finds any posture; at times a closer and turned one."""
        if self._seeks % _OTHERWISE:
            return _located(frame, track, track.figure.skeleton.quarters)
        quarters = _TURNS[self._seeks // _OTHERWISE % len(_TURNS)]
        wider = not track.confirmed and self._seeks % 2 == 1
        return _close(frame, track.figure.box, _LEAST_PX, quarters, _WIDER if wider else _MARGIN)


def _round(frame: Frame, number: int) -> Look:
    """The look of this number: the whole picture turned, then squares at its ends, each time turned another way.

    The engine shrinks what it searches to a small square: in a square of the picture's shorter side everybody is
    larger than in the whole.
    """
    if number % 2 == 0:
        return Look(left=0, top=0, width=frame.width, height=frame.height, quarters=1 + number // 2 % 3)
    side = min(frame.width, frame.height)
    at_end = number // 2 % 2
    left, top = at_end * (frame.width - side), at_end * (frame.height - side)
    return Look(left=left, top=top, width=side, height=side, quarters=number // 4 % len(_TURNS))


def _head_up(figure: Figure) -> int:
    """The quarters, counter-clockwise, by which the picture is to be turned for her shoulders to be over her hips."""
    x_px, y_px = middle(figure.skeleton.image_px, SHOULDERS) - middle(figure.skeleton.image_px, HIPS)
    return round((math.pi / 2 - math.atan2(-y_px, x_px)) / (math.pi / 2)) % len(_TURNS)


def _located(frame: Frame, track: Track, quarters: int) -> Look:
    """A look around somebody, so wide that the network sees her whole and what is around her."""
    look = _close(frame, track.figure.box, _LOCATED_M * track.figure.scale, quarters)
    return replace(look, located=True)


def _close(frame: Frame, box: Box, least_px: float, quarters: int, margin: float = _MARGIN) -> Look:
    """A square look with a margin around `box`, as far as it lies in the picture."""
    left, top, right, bottom = box
    side = max(margin * max(right - left, bottom - top), least_px)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    first = max(0, int(middle_x - side / 2)), max(0, int(middle_y - side / 2))
    last = min(frame.width, int(middle_x + side / 2)), min(frame.height, int(middle_y + side / 2))
    return Look(
        left=min(first[0], frame.width - 1),
        top=min(first[1], frame.height - 1),
        width=max(1, last[0] - first[0]),
        height=max(1, last[1] - first[1]),
        quarters=quarters,
    )


def _is_upright(track: Track) -> bool:
    """Whether somebody is surely in view who is not low: the engine, which prefers her, overlooks who lies near her."""
    return track.confirmed and track.in_view and track.stances[-1].extent_m >= _LOW_EXTENT_M


def _is_low(track: Track) -> bool:
    return track.in_view and track.stances[-1].extent_m < _LOW_EXTENT_M


def _was_up(track: Track) -> bool:
    """Whether somebody who is low was a moment ago as high as one who sits or stands."""
    lately = (stance for stance in track.stances if track.last_seen_at - stance.at <= _DOWN_LATELY)
    return track.confirmed and any(stance.extent_m > _LOW_EXTENT_M for stance in lately)


def _pixels(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge) for edge in box)
    return left, top, right, bottom


def _is_missed(track: Track, at: datetime) -> bool:
    """Whether somebody should be there whom this frame does not show.

    Whoever was found in a turned picture alone must be found there again before she counts as a person. Who stood at
    the picture's edge has left it; who lay there is still there.
    """
    if track.in_view or at - track.last_seen_at > _LOST_FOR:
        return False
    low = track.stances[-1].extent_m < _LOW_EXTENT_M
    return (low or not track.at_edge) if track.confirmed else track.figure.skeleton.second_look
