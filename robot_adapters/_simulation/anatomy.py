"""The resident's skeleton: sixteen segments, the hinges between them, and how far each can turn.

Body frame: x ahead, y to her left, z up, for every segment when she stands as in the data, arms held out obliquely.
A hinge's angle is its turn away from that. Left and right hinges are mirrored: one angle means one gesture.
"""

from dataclasses import dataclass

MASS_KG = 50.0

SIDES = ("left", "right")


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
    trunk = (
        Segment(name="pelvis", parent="", start="", end="", mass_share=0.1247, radius_m=0.10),
        Segment(
            name="abdomen",
            parent="pelvis",
            start="spine04",
            end="spine02",
            mass_share=0.1465,
            radius_m=0.10,
            hinges=_ball("abdomen", (-0.3, 0.6), 0.3, 0.4),
        ),
        Segment(
            name="chest",
            parent="abdomen",
            start="spine02",
            end="neck01",
            mass_share=0.1545,
            radius_m=0.105,
            hinges=_ball("chest", (-0.3, 0.6), 0.3, 0.4),
            extension=-0.25,
        ),
        Segment(
            name="head",
            parent="chest",
            start="neck01",
            end="head",
            mass_share=0.0668,
            radius_m=0.085,
            hinges=_ball("head", (-0.8, 0.7), 0.5, 1.1),
            extension=0.6,
        ),
    )
    return (
        *trunk,
        *_arm("left", "L", 1.0),
        *_arm("right", "R", -1.0),
        *_leg("left", "L", 1.0),
        *_leg("right", "R", -1.0),
    )


def _ball(name: str, bend_rad: tuple[float, float], lean_rad: float, turn_rad: float) -> tuple[Hinge, ...]:
    """Three hinges: forward bend, lean to the left, turn to the left."""
    return (
        Hinge(name=f"{name}_bend", axis=(0.0, 1.0, 0.0), range_rad=bend_rad),
        Hinge(name=f"{name}_lean", axis=(-1.0, 0.0, 0.0), range_rad=(-lean_rad, lean_rad)),
        Hinge(name=f"{name}_turn", axis=(0.0, 0.0, 1.0), range_rad=(-turn_rad, turn_rad)),
    )


def _arm(side: str, mark: str, sign: float) -> tuple[Segment, ...]:
    """Raising forwards, raising sideways and turning the upper arm; bending the elbow."""
    shoulder = (
        Hinge(name=f"{side}_arm_raise", axis=(0.0, -1.0, 0.0), range_rad=(-0.9, 2.6)),
        Hinge(name=f"{side}_arm_spread", axis=(sign, 0.0, 0.0), range_rad=(-0.8, 0.9)),
        Hinge(name=f"{side}_arm_turn", axis=(0.0, 0.0, -sign), range_rad=(-0.8, 0.8)),
    )
    elbow = (Hinge(name=f"{side}_elbow", axis=(0.0, -0.70, -0.71 * sign), range_rad=(-0.7, 1.6)),)
    return (
        Segment(
            name=f"{side}_upper_arm",
            parent="chest",
            start=f"upperarm01.{mark}",
            end=f"lowerarm01.{mark}",
            mass_share=0.0255,
            radius_m=0.04,
            hinges=shoulder,
        ),
        Segment(
            name=f"{side}_forearm",
            parent=f"{side}_upper_arm",
            start=f"lowerarm01.{mark}",
            end=f"wrist.{mark}",
            mass_share=0.0138,
            radius_m=0.033,
            hinges=elbow,
        ),
        Segment(
            name=f"{side}_hand",
            parent=f"{side}_forearm",
            start=f"wrist.{mark}",
            end=f"finger3-2.{mark}",
            mass_share=0.0056,
            radius_m=0.028,
        ),
    )


def _leg(side: str, mark: str, sign: float) -> tuple[Segment, ...]:
    """Raising forwards, spreading and turning the thigh; bending the knee; stretching the ankle."""
    hip = (
        Hinge(name=f"{side}_thigh_raise", axis=(0.0, -1.0, 0.0), range_rad=(-0.4, 2.1)),
        Hinge(name=f"{side}_thigh_spread", axis=(sign, 0.0, 0.0), range_rad=(-0.3, 0.7)),
        Hinge(name=f"{side}_thigh_turn", axis=(0.0, 0.0, sign), range_rad=(-0.4, 0.6)),
    )
    return (
        Segment(
            name=f"{side}_thigh",
            parent="pelvis",
            start=f"upperleg01.{mark}",
            end=f"lowerleg01.{mark}",
            mass_share=0.1478,
            radius_m=0.068,
            hinges=hip,
        ),
        Segment(
            name=f"{side}_shin",
            parent=f"{side}_thigh",
            start=f"lowerleg01.{mark}",
            end=f"foot.{mark}",
            mass_share=0.0481,
            radius_m=0.046,
            hinges=(Hinge(name=f"{side}_knee", axis=(0.0, 1.0, 0.0), range_rad=(0.0, 2.4)),),
        ),
        Segment(
            name=f"{side}_foot",
            parent=f"{side}_shin",
            start=f"foot.{mark}",
            end=f"toe3-1.{mark}",
            mass_share=0.0129,
            radius_m=0.03,
            hinges=(Hinge(name=f"{side}_ankle", axis=(0.0, 1.0, 0.0), range_rad=(-0.5, 0.8)),),
        ),
    )
