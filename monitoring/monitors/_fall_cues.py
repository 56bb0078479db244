"""What speaks for a fall and what against it, each as a log-odds, so that the cues add up and can be shown one by one.

Bounds and scales lie midway between what falls and what daily life does, from the literature on staged and real falls
(vertical speed: Bourke, O'Brien, Lyons 2007, Gait & Posture 26:194; Wu 2000, J Biomech 33:1497; duration and course:
Robinovitch et al. 2013, Lancet 381:47) lowered by what eight frames a second and smoothing take from a speed.
"""

import math
from dataclasses import dataclass, fields
from datetime import timedelta
from statistics import NormalDist, fmean
from typing import Final

from monitoring.figures import SEEN
from monitoring.floor import ANKLE_M
from monitoring.keypoints import ANKLES
from monitoring.monitors._lingering import UNKNOWN_FLOOR_M, Lasted, lingers_cue
from monitoring.monitors._vanishing import AT_ONCE, CROUCHING_M, bounded, vanished_cue
from monitoring.posture import ON_FLOOR_M, is_flat, lower_than, on_floor, steadied
from monitoring.stances import Descent, Stance, descent
from monitoring.tracking import Track

_CAME_DOWN_WITHIN: Final = timedelta(seconds=3)
_FALLS_FOR: Final = timedelta(seconds=1.5)
"""A fall from standing takes about so long, of which she is upright the first half."""
_BEFOREHAND: Final = -2.5
"""Nothing else known, a person in view has hardly ever fallen."""
_NEVER: Final = -6.0
"""Outweighs all that a way down can say: the other cues err together, when somebody passes close before the camera."""
_SUNK: Final = -4.0
"""What is certainly far below the floor is somebody close before the camera, or no body at all."""
_HELD_UP: Final = -4.0
"""Outweighs what height and trunk of one who stoops say together."""
_HELD: Final = 0.1
_OVER_FEET_ERROR_M: Final = 0.1
"""As of joints seen in one body: half of it is the engine's error, half that one foot may be ahead of the other."""
_ON_HER_FEET_M: Final = 0.7
"""Higher than anything that one falls onto: beds and chairs bear the hips at 0.6 m at most."""
_NEVER_HIGH_M: Final = 0.7
"""The shoulders of an adult are higher on the lowest chair, and when she sits on the floor about as high."""
_JOLT_M: Final = 0.35
"""A way down shorter than this is a start or a nod, however fast."""
_DOWN_M, _DOWN_MPS = 0.5, 0.8
_OFF_BED_M, _OFF_BED_MPS = 0.3, 0.5
"""Beds bear at 0.40 m or more, and whoever rolls over the edge meets the floor at 1 m/s or more."""
_HIGHER_THAN_ANYBODY_M: Final = 2.0
"""Shoulders are 1.6 m high at most, give or take a quarter by which the engine errs about a scale."""
_FOLDED_M: Final = 0.6
"""Thighs of an adult, on which whoever kneels carries her hips, are 0.4 m long; whoever sits takes twice as much."""
_UPSIDE_DOWN_RAD: Final = math.radians(120)
_HANGS_RAD: Final = math.radians(100)
"""The trunk of whoever lies is level, give or take what the engine errs; that of whoever stoops to the floor hangs."""
_LYING_M: Final = 0.9
_LYING_RAD: Final = math.radians(45)
_LAY_FOR: Final = timedelta(seconds=1)
_LAY_SHARE: Final = 0.8
_WHOLE_M: Final = 0.85
"""Whoever stands or sits takes more height than this: a body that comes down had it before, a thing never."""
_SURE_PRESENCE: Final = 0.3
_SURE_OPINIONS: Final = 4
_LEAST_SEEN: Final = 0.45
_SEEN_OVER: Final = 8
"""Of whoever is close before the camera with her legs below the picture, the engine sees less, and guesses the hips."""
_SURE_FLOOR: Final = 0.7
_HARDLY: Final = 0.3
_IN_THE_AIR: Final = 0.25
OVERLOOKED: Final = timedelta(seconds=1)
"""The engine overlooks whoever lies on the floor in every other frame: she is still there for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FallCues:
    """Log-odds of each cue; 0 says nothing, +2 and -2 much.

    low: hips on the floor. flat: the body takes little height. tilted: the trunk lies. unsupported: neither legs nor a
    seat hold the hips over the ankles. came_down: how far the shoulders came down lately. fast: how fast. lingers: on
    the floor for longer than anybody picks up a thing. vanished: the engine lost a body while it was coming down, as it
    does with falls, and finds nobody there since; the posture that it was lost in counts no more then. on_furniture:
    where people are meant to lie.
    """

    low: float
    flat: float
    tilted: float
    unsupported: float
    came_down: float
    fast: float
    lingers: float
    vanished: float
    on_furniture: float

    @property
    def confidence(self) -> float:
        """How probable a fall is, 0 to 1."""
        total = _BEFOREHAND + sum(value for _, value in self.named())
        return 1 / (1 + math.exp(-total))

    def named(self) -> tuple[tuple[str, float], ...]:
        """Every cue by name."""
        values = (self.low, self.flat, self.tilted, self.unsupported)
        rest = (self.came_down, self.fast, self.lingers, self.vanished, self.on_furniture)
        return tuple((field.name, value) for field, value in zip(fields(self), (*values, *rest), strict=True))


def fall_cues(track: Track, lasted: Lasted, *, on_furniture: bool, never_rose: bool = False) -> FallCues:
    """The cues that a track gives.

    `never_rose`: she was low already when she was first seen. That nobody saw her come down speaks for nothing then,
    where she surely is on the floor; where nothing is known of the floor, once she has lain there for long. That says
    nothing where hips or legs are at the picture's edge, for the engine squeezes what is beyond into what it sees.
    Where she is foreshortened, neither an upright trunk nor legs under it speak against one.
    """
    stance = steadied(track.stances)
    way = way_down(track, on_furniture=on_furniture)
    floor = on_floor(stance)
    somebody = way is not None and _was_somebody(track, way)
    vanished = _vanished(track, lasted.unseen) if somebody else 0.0
    least = 0.0 if vanished > AT_ONCE else -math.inf
    shape = 0.0 if stance.foreshortened else least
    lingers, known = _lingers(track, stance, lasted, on_furniture=on_furniture)
    there = lingers > 0.0 or (stance.floor_error_m <= UNKNOWN_FLOOR_M and floor > _SURE_FLOOR)
    unwitnessed = known and never_rose and there
    came_down, fast = _course(way, somebody=somebody, unwitnessed=unwitnessed, lay=_lay_before(track, way))
    low, least_low = _low(track, stance, floor)
    most, most_flat, most_unsupported = _at_most(track, stance)
    return FallCues(
        low=max(least, bounded(low, least_low, min(most, 2.0))),
        flat=max(least, bounded((0.75 - stance.extent_m) / 0.15, -4.0, min(most_flat, 2.0))),
        tilted=max(shape, bounded((math.degrees(stance.torso_tilt_rad) - 50) / 20, -1.0, min(most, 1.0))),
        unsupported=max(shape, bounded((0.3 - stance.legs_m) / 0.1, -2.0, min(most_unsupported, 0.5))),
        came_down=min(most, came_down),
        fast=min(most, fast),
        lingers=lingers,
        vanished=vanished,
        on_furniture=-4.0 if on_furniture else 0.0,
    )


def _lingers(track: Track, stance: Stance, lasted: Lasted, *, on_furniture: bool) -> tuple[float, bool]:
    """The log-odds of how long she stays there, and whether she is a known body that is seen whole now.

    A thing may pass for a body that lies, and never for one that stood before and came down.
    """
    whole = _seen(track) >= _LEAST_SEEN and not (track.figure.hips_out or track.figure.legs_out)
    if lasted.unseen > OVERLOOKED or track.presence < _SURE_PRESENCE or not whole:
        return 0.0, False
    known = _is_known_body(track)
    counts = lasted if known else Lasted(folded=lasted.folded if lasted.stood else timedelta())
    legs_seen = _are_seen(track, ANKLES)
    return lingers_cue(stance, on_floor(stance), counts, legs_seen=legs_seen, on_furniture=on_furniture), known


def _at_most(track: Track, stance: Stance) -> tuple[float, float, float]:
    """What cues may say for a fall at most, and of these what height and legs may: a guess says nothing, or less.

    Hips out of the picture are guessed, and all with them. Where hidden legs are is a guess, too: whoever has her hips
    as high over them as one who stands may be stooping.
    """
    most = 0.0 if track.figure.hips_out or _is_mirrored(stance) else math.inf
    if _are_seen(track, ANKLES) or lower_than(CROUCHING_M, stance) > _HARDLY:
        return most, most, most
    return most, min(most, 1.0), min(most, 0.0)


def _vanished(track: Track, unseen_for: timedelta) -> float:
    """The log-odds of having been lost by falling. Whoever was at the picture's edge with her hips has left it, with
    her legs perhaps.
    """
    lately = descent(track.stances, _CAME_DOWN_WITHIN)
    if lately is None or track.in_view or track.figure.hips_out:
        return 0.0
    vanished = vanished_cue(track, lately, unseen_for)
    return min(vanished, AT_ONCE) if track.figure.legs_out else vanished


def way_down(track: Track, *, on_furniture: bool) -> Descent | None:
    """The way down that she has gone lately; of whoever has not risen since, the one that ended her being upright.

    Where people are meant to lie, nobody has to rise.
    """
    upright = [] if on_furniture else [stance.at for stance in track.stances if stance.extent_m > _WHOLE_M]
    since = track.stances[-1].at - upright[-1] if upright else timedelta()
    return descent(track.stances, max(_CAME_DOWN_WITHIN, since + _FALLS_FOR))


def _course(way: Descent | None, *, somebody: bool, unwitnessed: bool, lay: bool) -> tuple[float, float]:
    """How far and how fast she came down; that a thing did, or farther than anybody is high, speaks for nothing.

    Whoever `lay` before does not come down by sitting or bending: a bed's height, and less speed, say as much of her.
    """
    drop_m, speed_mps = (way.drop_m, way.speed_mps) if way else (0.0, 0.0)
    somebody = somebody and drop_m < _HIGHER_THAN_ANYBODY_M
    enough_m, enough_mps = (_OFF_BED_M, _OFF_BED_MPS) if lay else (_DOWN_M, _DOWN_MPS)
    came_down = bounded((drop_m - enough_m) / 0.15, 0.0 if unwitnessed else -1.5, 2.0 if somebody else 0.0)
    fastest = 2.0 if somebody and drop_m > (enough_m if lay else _JOLT_M) else 0.0
    return came_down, bounded((speed_mps - enough_mps) / 0.2, 0.0 if unwitnessed else -2.0, fastest)


def _is_mirrored(stance: Stance) -> bool:
    """Whether the engine took an upright body for one upside down: on her head, with hips that are not on the floor.

    Where hips are measured, a trunk that hangs from them while they are in the air is enough: she stoops. Whoever lies
    has not her feet over her hips and her head under them: she would take little height. Whoever is folded over her
    knees has her head below her hips as well, but takes little height, and they are low.
    """
    known = stance.floor_error_m <= UNKNOWN_FLOOR_M
    folded = stance.extent_m < _FOLDED_M and lower_than(CROUCHING_M, stance) > 0.5
    if not known or folded:
        return False
    hangs = stance.torso_tilt_rad > (_HANGS_RAD if stance.measured else _UPSIDE_DOWN_RAD)
    upside_down = stance.torso_tilt_rad > _UPSIDE_DOWN_RAD and stance.legs_m < 0.0 and not is_flat(stance)
    return (hangs and on_floor(stance) < _IN_THE_AIR) or upside_down


def _lay_before(track: Track, way: Descent | None) -> bool:
    """Whether she lay for a while before she came down."""
    if way is None:
        return False
    before = [stance for stance in track.stances if stance.at <= way.began_at]
    lying = [stance for stance in before if stance.extent_m < _LYING_M and stance.torso_tilt_rad > _LYING_RAD]
    return way.began_at - before[0].at >= _LAY_FOR and len(lying) >= _LAY_SHARE * len(before)


def _low(track: Track, stance: Stance, floor: float) -> tuple[float, float]:
    """The log-odds of hips on the floor, and their least: over an uncertain floor they say little, out of reach much.

    Nobody's feet are under the floor: where the vertical is known and feet are seen, the hips are as high as over them.
    """
    least = _SUNK if lower_than(-ON_FLOOR_M, stance) > 0.95 else -1.5
    if _on_her_feet(stance):
        least = _NEVER
    elif stance.measured and not stance.foreshortened and _are_seen(track, ANKLES):
        over_feet = NormalDist(stance.legs_m + ANKLE_M, _OVER_FEET_ERROR_M).cdf(ON_FLOOR_M)
        if over_feet < min(floor, _HELD):
            return _log_odds(over_feet), _HELD_UP
    return _log_odds(floor), least


def _log_odds(share: float) -> float:
    return 0.9 * math.log(max(share, 1e-3) / max(1 - share, 1e-3))


def _on_her_feet(stance: Stance) -> bool:
    """Whether the hips are certainly too high for a fall. Over a floor that was only learned nothing is certain."""
    return stance.measured and lower_than(_ON_HER_FEET_M, stance) < 0.1


def rises(stance: Stance) -> bool:
    """Whether somebody is higher than one sits on the floor; where the floor is unknown, whether she is as tall."""
    known = stance.floor_error_m <= UNKNOWN_FLOOR_M
    return stance.extent_m > _WHOLE_M or (known and stance.shoulders_m > _NEVER_HIGH_M)


def _is_known_body(track: Track) -> bool:
    """Whether it is a body beyond doubt: seen steadily, and in turned pictures too. A thing may pass for one."""
    return track.presence >= _SURE_PRESENCE and track.second_opinions >= _SURE_OPINIONS


def _are_seen(track: Track, part: tuple[int, ...]) -> bool:
    return float(track.figure.skeleton.visibility[list(part)].max()) >= SEEN


def _seen(track: Track) -> float:
    """The share of her keypoints that were seen lately."""
    return fmean(stance.seen for stance in track.stances[-_SEEN_OVER:])


def _was_somebody(track: Track, way: Descent) -> bool:
    """Whether it was a body that came down: as high as one before, or known as one by turned looks.

    The engine takes the foot of a table for somebody far away, finds it here and there, and loses it as often: of a
    thing, that it came down and was lost says nothing. Nobody is upright whom only turned pictures show.
    """
    before = [stance for stance in track.stances if stance.at <= way.began_at]
    if steadied(before).extent_m > _WHOLE_M:
        return not all(stance.turned for stance in before)
    return _is_known_body(track)
