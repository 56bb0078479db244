"""The resident's skeleton: sixteen segments, the hinges between them, and how far each can turn.

Body frame: x ahead, y to her left, z up, for every segment when she stands as in the data, arms held out obliquely.
A hinge's angle is its turn away from that. Left and right hinges are mirrored: one angle means one gesture.
"""

from dataclasses import dataclass

MASS_KG = 50.0

SIDES = ("left", "right")
_SIGNS = {"left": 1.0, "right": -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinge:
    """One axis of a joint, in the frame of the segment at rest, with its range in radians."""

    name: str
    axis: tuple[float, float, float]
    range_rad: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A rigid part of the body: a capsule from where bone `start` begins to where bone `end` begins.

    `extension` lengthens the capsule beyond `end` as a share of its length. Without hinges it is fixed to `parent`.
    """

    name: str
    parent: str
    start: str
    end: str
    mass_share: float
    radius_m: float
    hinges: tuple[Hinge, ...] = ()
    extension: float = 0.0


def segments() -> tuple[Segment, ...]:
    """All segments, parents before children. Mass shares: de Leva, J. Biomechanics 29 (1996), females."""
    arms = (*_arm("left", "L"), *_arm("right", "R"))
    return (*_trunk(), *arms, *_leg("left", "L"), *_leg("right", "R"))


def _trunk() -> tuple[Segment, ...]:
    abdomen = _bending("abdomen", (-0.3, 0.6), 0.3, 0.4)
    chest = _bending("chest", (-0.3, 0.6), 0.3, 0.4)
    head = _bending("head", (-0.8, 0.7), 0.5, 1.1)
    return (
        _segment("pelvis", "", ("", ""), 0.1247, 0.10),
        _segment("abdomen", "pelvis", ("spine04", "spine02"), 0.1465, 0.10, hinges=abdomen),
        _segment("chest", "abdomen", ("spine02", "neck01"), 0.1545, 0.105, hinges=chest, extension=-0.25),
        _segment("head", "chest", ("neck01", "head"), 0.0668, 0.085, hinges=head, extension=0.6),
    )


def _arm(side: str, mark: str) -> tuple[Segment, ...]:
    shoulder, elbow, wrist, fingers = (f"{bone}.{mark}" for bone in ("upperarm01", "lowerarm01", "wrist", "finger3-2"))
    upper, fore, hand = f"{side}_upper_arm", f"{side}_forearm", f"{side}_hand"
    return (
        _segment(upper, "chest", (shoulder, elbow), 0.0255, 0.04, hinges=_shoulder(side)),
        _segment(fore, upper, (elbow, wrist), 0.0138, 0.033, hinges=_elbow(side)),
        _segment(hand, fore, (wrist, fingers), 0.0056, 0.028),
    )


def _leg(side: str, mark: str) -> tuple[Segment, ...]:
    hip, knee, ankle, toes = (f"{bone}.{mark}" for bone in ("upperleg01", "lowerleg01", "foot", "toe3-1"))
    thigh, shin, foot = f"{side}_thigh", f"{side}_shin", f"{side}_foot"
    bend = Hinge(name=f"{side}_knee", axis=(0.0, 1.0, 0.0), range_rad=(0.0, 2.4))
    stretch = Hinge(name=f"{side}_ankle", axis=(0.0, 1.0, 0.0), range_rad=(-0.5, 0.8))
    return (
        _segment(thigh, "pelvis", (hip, knee), 0.1478, 0.068, hinges=_hip(side)),
        _segment(shin, thigh, (knee, ankle), 0.0481, 0.046, hinges=(bend,)),
        _segment(foot, shin, (ankle, toes), 0.0129, 0.03, hinges=(stretch,)),
    )


def _segment(
    name: str,
    parent: str,
    bones: tuple[str, str],
    mass_share: float,
    radius_m: float,
    *,
    hinges: tuple[Hinge, ...] = (),
    extension: float = 0.0,
) -> Segment:
    return Segment(
        name=name,
        parent=parent,
        start=bones[0],
        end=bones[1],
        mass_share=mass_share,
        radius_m=radius_m,
        hinges=hinges,
        extension=extension,
    )


def _bending(name: str, bend_rad: tuple[float, float], lean_rad: float, turn_rad: float) -> tuple[Hinge, ...]:
    """Bending forwards, leaning to the left, turning to the left."""
    return (
        Hinge(name=f"{name}_bend", axis=(0.0, 1.0, 0.0), range_rad=bend_rad),
        Hinge(name=f"{name}_lean", axis=(-1.0, 0.0, 0.0), range_rad=(-lean_rad, lean_rad)),
        Hinge(name=f"{name}_turn", axis=(0.0, 0.0, 1.0), range_rad=(-turn_rad, turn_rad)),
    )


def _shoulder(side: str) -> tuple[Hinge, ...]:
    """Raising forwards, spreading sideways, turning inwards."""
    sign = _SIGNS[side]
    return (
        Hinge(name=f"{side}_arm_raise", axis=(0.0, -1.0, 0.0), range_rad=(-0.9, 2.6)),
        Hinge(name=f"{side}_arm_spread", axis=(sign, 0.0, 0.0), range_rad=(-0.8, 0.9)),
        Hinge(name=f"{side}_arm_turn", axis=(0.0, 0.0, -sign), range_rad=(-0.8, 0.8)),
    )


def _elbow(side: str) -> tuple[Hinge, ...]:
    """Bending; the axis stands upright on the plane that the bent arm of the data lies in."""
    return (Hinge(name=f"{side}_elbow", axis=(0.0, -0.70, -0.71 * _SIGNS[side]), range_rad=(-0.7, 1.6)),)


def _hip(side: str) -> tuple[Hinge, ...]:
    """Raising forwards, spreading sideways, turning outwards."""
    sign = _SIGNS[side]
    return (
        Hinge(name=f"{side}_thigh_raise", axis=(0.0, -1.0, 0.0), range_rad=(-0.4, 2.1)),
        Hinge(name=f"{side}_thigh_spread", axis=(sign, 0.0, 0.0), range_rad=(-0.3, 0.7)),
        Hinge(name=f"{side}_thigh_turn", axis=(0.0, 0.0, sign), range_rad=(-0.4, 0.6)),
    )
