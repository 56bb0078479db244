"""Each cue of a fall by itself: what speaks for a fall, what against, and how far it may go."""

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitoring.monitors._fall_cues import FallCues, fall_cues, rises
from monitoring.monitors._lingering import Lasted
from monitoring.posture import is_flat, is_glimpsed
from monitoring.stances import Stance
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import BEGAN, STANDING, UPRIGHT, Camera, motion, stage, stay

NOTHING, LONG = timedelta(), timedelta(seconds=30)
FLAT = replace(
    UPRIGHT, head_m=0.2, shoulders_m=0.2, hips_m=0.15, extent_m=0.2, legs_m=0.05, trunk_m=0.05, torso_tilt_rad=1.5
)
CROUCHING = replace(
    UPRIGHT, head_m=0.9, shoulders_m=0.6, hips_m=0.3, extent_m=0.8, legs_m=0.2, trunk_m=0.5, torso_tilt_rad=0.7
)


@pytest.fixture(scope="module")
def track() -> Track:
    """Somebody well seen, whose stances the tests replace."""
    tracker = Tracker()
    tracks: tuple[Track, ...] = ()
    for frame, poses in stage(Camera(), 1).frames(motion(STANDING, stay(3, STANDING))):
        tracks = tracker.update(frame, poses)
    assert tracks[0].second_opinions >= 4
    return tracks[0]


def course(*stances: Stance, step_s: float = 0.125) -> tuple[Stance, ...]:
    return tuple(
        replace(stance, at=BEGAN + timedelta(seconds=number * step_s)) for number, stance in enumerate(stances)
    )


def cues(
    track: Track,
    *stances: Stance,
    on_furniture: bool = False,
    down_for: timedelta = NOTHING,
    in_view: bool = True,
    unseen_for: timedelta = NOTHING,
    never_rose: bool = False,
    folded_for: timedelta = NOTHING,
) -> FallCues:
    followed = replace(track, stances=course(*stances), in_view=in_view)
    lasted = Lasted(down=down_for, unseen=unseen_for, folded=folded_for)
    return fall_cues(followed, lasted, on_furniture=on_furniture, never_rose=never_rose)


def test_standing_speaks_against_a_fall_in_every_way(track: Track) -> None:
    found = cues(track, *[UPRIGHT] * 20)
    assert found.low == -1.5
    assert found.flat == pytest.approx(-4.0)
    assert found.tilted == -1.0
    assert found.unsupported == -2.0
    assert found.came_down == -1.5
    assert found.fast == -2.0
    assert found.confidence < 0.001


def test_having_come_down_fast_and_lying_low_is_a_fall(track: Track) -> None:
    heights = [1.0, 0.8, 0.55, 0.3]
    down = [replace(CROUCHING, shoulders_m=height) for height in heights]
    found = cues(track, *[UPRIGHT] * 12, *down, *[FLAT] * 4)
    assert found.low > 1
    assert found.flat == 2.0
    assert found.tilted == 1.0
    assert found.unsupported == 0.5
    assert found.came_down == 2.0
    assert found.fast == 2.0
    assert found.confidence > 0.99


@pytest.mark.parametrize(("drop_m", "sign"), [(0.2, -1), (0.4, -1), (0.6, 1), (0.9, 1)])
def test_how_far_she_came_down(track: Track, drop_m: float, sign: int) -> None:
    lower = replace(UPRIGHT, shoulders_m=1.25 - drop_m)
    assert math.copysign(1, cues(track, *[UPRIGHT] * 8, *[lower] * 8).came_down) == sign


def test_a_start_however_fast_is_no_sign_of_a_fall(track: Track) -> None:
    nod = replace(UPRIGHT, shoulders_m=0.95)
    assert cues(track, *[UPRIGHT] * 8, *[nod] * 3).fast <= 0.0


def rolled(before: Stance, drop_m: float, step_s: float = 0.125) -> list[Stance]:
    """Two seconds as `before`, then down by `drop_m` within half a second."""
    down = [replace(before, shoulders_m=before.shoulders_m - drop_m * share) for share in (0.25, 0.5, 0.75, 1.0)]
    return [*[before] * 16, *down, *[replace(down[-1], hips_m=0.1)] * 4]


def test_whoever_lay_comes_down_by_a_fall_alone_though_no_farther_than_a_bed_is_high(track: Track) -> None:
    in_bed = replace(FLAT, shoulders_m=0.7, hips_m=0.6)
    rolls = cues(track, *rolled(in_bed, 0.45), never_rose=True)
    assert rolls.came_down == pytest.approx(1.0)
    assert rolls.fast == 2.0
    sits_down = cues(track, *rolled(UPRIGHT, 0.45))
    assert sits_down.came_down < 0
    assert cues(track, *rolled(in_bed, 0.15)).came_down < 0


def test_a_short_bow_is_no_lying(track: Track) -> None:
    bowed = replace(CROUCHING, torso_tilt_rad=1.4)
    bows = [*[UPRIGHT] * 12, *[bowed] * 3, *[replace(bowed, shoulders_m=0.2)] * 4]
    lay = [*[bowed] * 15, *[replace(bowed, shoulders_m=0.2)] * 4]
    assert cues(track, *lay).came_down > cues(track, *lay[12:]).came_down
    assert cues(track, *bows).came_down == 2.0, "from standing, by far more than a bed is high"


def test_hips_out_of_the_picture_are_guessed_and_all_with_them(track: Track) -> None:
    heights = [1.0, 0.8, 0.55, 0.3]
    down = [*[UPRIGHT] * 12, *[replace(CROUCHING, shoulders_m=height) for height in heights], *[FLAT] * 4]
    out = replace(track, figure=replace(track.figure, hips_out=True))
    guessed = cues(out, *down)
    assert (guessed.low, guessed.flat, guessed.unsupported, guessed.came_down, guessed.fast) == (0.0,) * 5
    assert guessed.confidence < 0.5 < cues(track, *down).confidence
    assert cues(out, *[FLAT] * 12, never_rose=True, down_for=timedelta(seconds=9)).confidence < 0.1
    assert cues(out, *down, in_view=False, unseen_for=timedelta(seconds=2)).vanished == 0.0


def test_whose_legs_are_out_of_the_picture_has_left_it_and_her_lying_there_for_long_says_nothing(track: Track) -> None:
    out = replace(track, figure=replace(track.figure, legs_out=True))
    lay = timedelta(seconds=9)
    assert cues(track, *[FLAT] * 12, down_for=lay).lingers > 2.0
    assert cues(out, *[FLAT] * 12, down_for=lay).lingers == 0.0
    sunk = [UPRIGHT] * 8 + [replace(CROUCHING, shoulders_m=height, measured=True) for height in (1.0, 0.8, 0.55, 0.3)]
    unseen = timedelta(seconds=2)
    assert cues(track, *sunk, in_view=False, unseen_for=unseen).vanished > 1.0
    assert cues(out, *sunk, in_view=False, unseen_for=unseen).vanished <= 1.0


@pytest.mark.parametrize(("hips_m", "told"), [(0.75, (1.0, 0.0)), (0.3, (2.0, 0.5))])
def test_where_hidden_legs_are_under_hips_as_high_as_hers_who_stands_is_a_guess(
    track: Track, hips_m: float, told: tuple[float, float]
) -> None:
    visibility = track.figure.skeleton.visibility.copy()
    visibility[[27, 28]] = 0.2
    hidden = replace(
        track, figure=replace(track.figure, skeleton=replace(track.figure.skeleton, visibility=visibility))
    )
    stooping = replace(FLAT, hips_m=hips_m)
    found = cues(hidden, *[UPRIGHT] * 12, *[stooping] * 4)
    assert (found.flat, found.unsupported) == told
    seen = cues(track, *[UPRIGHT] * 12, *[stooping] * 4)
    assert (seen.flat, seen.unsupported) == (2.0, 0.5)


def test_nobody_comes_down_farther_than_she_is_high(track: Track) -> None:
    for drop_m, speaks in ((1.5, 2.0), (2.5, 0.0)):
        high = replace(UPRIGHT, shoulders_m=0.2 + drop_m)
        found = cues(track, *[high] * 12, *[FLAT] * 4)
        assert (found.came_down, found.fast) == (speaks, speaks)


def test_a_body_upside_down_with_its_hips_in_the_air_is_a_mirror_image(track: Track) -> None:
    mirrored = replace(UPRIGHT, head_m=0.2, shoulders_m=0.4, hips_m=0.9, extent_m=0.5, legs_m=-0.2, torso_tilt_rad=2.6)
    found = cues(track, *[UPRIGHT] * 12, *[mirrored] * 4)
    assert max(value for _, value in found.named()) == 0.0
    on_floor = replace(mirrored, head_m=-0.2, shoulders_m=-0.1, hips_m=0.2)
    assert cues(track, *[UPRIGHT] * 12, *[on_floor] * 4).confidence > 0.9


@pytest.mark.parametrize(
    ("extent_m", "legs_m", "mirrored"), [(0.8, -0.35, True), (0.8, 0.1, False), (0.4, -0.1, False)]
)
def test_whose_feet_are_over_her_hips_and_head_below_them_does_not_lie(
    track: Track, extent_m: float, legs_m: float, mirrored: bool
) -> None:
    """Her hips may be on the floor by what is known of that; but whoever lies takes little height."""
    headlong = replace(
        UPRIGHT, shoulders_m=0.1, hips_m=0.45, floor_error_m=0.2, extent_m=extent_m, legs_m=legs_m, torso_tilt_rad=2.6
    )
    found = cues(track, *[UPRIGHT] * 12, *[headlong] * 4)
    assert (found.came_down == 0.0) is mirrored
    assert (found.confidence < 0.1) is mirrored


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({}, True),
        ({"measured": False}, False),
        ({"foreshortened": True}, False),
        ({"legs_m": 0.2, "extent_m": 0.3}, False),
    ],
)
def test_hips_are_at_least_as_high_over_the_floor_as_over_feet_that_are_seen(
    track: Track, given: dict[str, Any], held: bool
) -> None:
    """A stoop: by her size her hips may be on the floor, by her legs they are not. It needs the vertical."""
    hidden = track.figure.skeleton.visibility.copy()
    hidden[[27, 28]] = 0.2
    unseen = replace(track, figure=replace(track.figure, skeleton=replace(track.figure.skeleton, visibility=hidden)))
    stoops = replace(FLAT, hips_m=0.45, shoulders_m=0.5, extent_m=0.5, legs_m=0.5, floor_error_m=0.25, measured=True)
    way = [*[UPRIGHT] * 12, *[replace(UPRIGHT, shoulders_m=0.8)], *[replace(stoops, **given)] * 6]
    assert (cues(track, *way).low < -3.0) is held
    assert (cues(track, *way).confidence < 0.2) is held
    assert cues(unseen, *way).low >= -1.5


@pytest.mark.parametrize(("hips_m", "extent_m", "fell"), [(0.5, 0.4, True), (0.7, 0.4, False), (0.5, 0.65, False)])
def test_whoever_is_folded_over_her_knees_is_no_mirror_image(
    track: Track, hips_m: float, extent_m: float, fell: bool
) -> None:
    folded = replace(
        UPRIGHT,
        head_m=0.3,
        shoulders_m=0.25,
        hips_m=hips_m,
        extent_m=extent_m,
        legs_m=0.35,
        trunk_m=-0.2,
        torso_tilt_rad=2.5,
    )
    assert (cues(track, *[UPRIGHT] * 12, *[folded] * 4).confidence > 0.5) is fell


def test_the_way_down_counts_until_she_rises_but_not_where_people_lie(track: Track) -> None:
    down = [*[UPRIGHT] * 12, *[replace(CROUCHING, shoulders_m=height) for height in (1.0, 0.7, 0.4)]]
    low = replace(CROUCHING, shoulders_m=0.4, extent_m=0.6)
    for stays_s in (2, 4, 6):
        found = cues(track, *down, *[low] * (8 * stays_s))
        assert (found.came_down, found.fast) == (2.0, 2.0)
    rose = cues(track, *down, *[low] * 16, UPRIGHT, *[low] * 32)
    assert rose.came_down == -1.5
    assert cues(track, *down, *[low] * 32, on_furniture=True).came_down == -1.5


def test_keeping_still_over_her_knees_speaks_for_a_fall_but_not_where_people_lie(track: Track) -> None:
    low = [CROUCHING] * 16
    chances = [cues(track, *low, folded_for=timedelta(seconds=lasted)).lingers for lasted in (0, 5, 6, 9)]
    assert chances == [0.0, 0.0, 4.0, 6.0]
    assert cues(track, *low, folded_for=LONG, on_furniture=True).lingers == 0.0


def test_lying_for_long_outweighs_that_nobody_saw_her_fall(track: Track) -> None:
    long_known = replace(track, first_seen_at=BEGAN - timedelta(minutes=1))
    chances = [
        cues(long_known, *[FLAT] * 16, down_for=timedelta(seconds=lasted)).confidence for lasted in (0, 4, 5, 6, 8, 12)
    ]
    assert chances == sorted(chances)
    assert chances[0] < 0.5 < chances[4]


@pytest.mark.parametrize("doubt", ["presence", "second_opinions", "in_view"])
def test_what_may_be_a_mirage_does_not_become_a_fall_by_lasting(track: Track, doubt: str) -> None:
    doubtful = {
        "presence": replace(track, presence=0.2),
        "second_opinions": replace(track, second_opinions=3),
        "in_view": replace(track, in_view=False),
    }[doubt]
    followed = replace(doubtful, stances=course(*[FLAT] * 16))
    unseen_for = NOTHING if followed.in_view else timedelta(seconds=1.5)
    found = fall_cues(followed, Lasted(down=LONG, folded=LONG, lain=LONG, unseen=unseen_for), on_furniture=False)
    assert found.lingers == 0.0
    stood = fall_cues(followed, Lasted(folded=LONG, unseen=unseen_for, stood=True), on_furniture=False)
    assert stood.lingers == (6.0 if doubt == "second_opinions" else 0.0), "no mirage stands, and goes down"


def test_whoever_is_overlooked_for_a_moment_lies_there_all_the_same(track: Track) -> None:
    found = cues(
        track, *[FLAT] * 16, down_for=timedelta(seconds=9), in_view=False, unseen_for=timedelta(milliseconds=500)
    )
    assert found.lingers == 5.0


def test_lying_where_the_floor_is_unknown_takes_longer_to_count(track: Track) -> None:
    unknown = replace(FLAT, floor_error_m=0.8, hips_m=0.7)
    assert cues(track, *[unknown] * 16, down_for=timedelta(seconds=8)).confidence < 0.1
    assert cues(track, *[unknown] * 16, down_for=timedelta(seconds=12)).confidence > 0.5


def test_hips_measured_high_up_outweigh_a_way_down_that_was_misjudged(track: Track) -> None:
    way = [*[replace(UPRIGHT, shoulders_m=2.1)] * 12, *[replace(UPRIGHT, hips_m=0.93, torso_tilt_rad=1.3)] * 4]
    sure = [replace(one, measured=True) for one in way]
    assert cues(track, *sure).low == -6.0
    assert cues(track, *sure).confidence < 0.3
    assert cues(track, *way).low == -1.5
    onto_a_chair = [replace(one, measured=True, hips_m=0.6, legs_m=0.3) for one in way]
    assert cues(track, *onto_a_chair).low == -1.5


def test_lying_in_bed_for_long_never_counts(track: Track) -> None:
    in_bed = replace(FLAT, hips_m=0.6)
    assert cues(track, *[in_bed] * 16, down_for=timedelta(hours=8)).confidence < 0.1


def test_vanishing_on_the_way_down_speaks_for_a_fall(track: Track) -> None:
    way = [*[UPRIGHT] * 12, *[replace(CROUCHING, shoulders_m=height) for height in (1.0, 0.8, 0.6, 0.6, 0.6)]]
    assert cues(track, *way, in_view=False).vanished == 1.0
    assert cues(track, *way, in_view=True).vanished == 0.0
    assert cues(track, *[UPRIGHT] * 16, in_view=False).vanished == 0.0


def test_furniture_to_lie_on_speaks_against_a_fall(track: Track) -> None:
    bare, bed = (cues(track, *[FLAT] * 16, on_furniture=known) for known in (False, True))
    assert bed.on_furniture == -4.0
    assert bare.on_furniture == 0.0
    assert bed.confidence < bare.confidence


def test_every_cue_has_its_name_and_value(track: Track) -> None:
    found = cues(track, *[FLAT] * 8)
    named = dict(found.named())
    assert named["low"] == found.low
    assert named["unsupported"] == found.unsupported
    assert named["fast"] == found.fast
    assert named["on_furniture"] == found.on_furniture
    assert len(named) == 9


def sinking(step_m: float, count: int) -> list[Stance]:
    """On the way down, by so much a frame."""
    low = [step_m * number for number in range(count)]
    return [
        replace(UPRIGHT, shoulders_m=1.25 - way, hips_m=0.8 - way, head_m=1.45 - way, extent_m=1.35 - way)
        for way in low
    ]


def test_who_is_lost_amid_a_fast_way_down_and_not_found_again_has_fallen(track: Track) -> None:
    learned = [UPRIGHT] * 8 + sinking(0.12, 5)
    unplaced = cues(track, *learned, in_view=False, unseen_for=timedelta(seconds=1.5))
    assert unplaced.vanished == 0.0, "over a floor that was only learned she may have walked out below the picture"
    way = [replace(stance, measured=True) for stance in learned]
    at_once = cues(track, *way, in_view=False, unseen_for=timedelta(milliseconds=125))
    later = cues(track, *way, in_view=False, unseen_for=timedelta(seconds=1.5))
    assert at_once.vanished == 0.0
    assert at_once.confidence < 0.05
    assert later.vanished == pytest.approx(5.0)
    assert later.flat == later.unsupported == 0.0, "the posture that she was lost in says nothing any more"
    assert later.confidence > 0.5


def test_whose_picture_only_shrinks_towards_its_middle_has_not_vanished_amid_a_way_down(track: Track) -> None:
    way = [replace(one, measured=True, rows_px=(100.0, 240.0)) for one in [UPRIGHT] * 8 + sinking(0.12, 5)]

    def lost(top_px: float, feet_px: float, tilt_rad: float = 0.1) -> float:
        last = replace(way[-1], rows_px=(top_px, feet_px), torso_tilt_rad=tilt_rad)
        return cues(track, *way[:-1], last, in_view=False, unseen_for=timedelta(seconds=1.5)).vanished

    assert lost(130.0, 215.0) == 0.0, "a wall hides more and more of her"
    assert lost(160.0, 238.0) == pytest.approx(5.0), "she comes down onto her feet"
    assert lost(130.0, 215.0, math.radians(60)) == pytest.approx(5.0), "her feet slip from under her"
    assert lost(90.0, 215.0) == pytest.approx(5.0), "it moved up as a whole"


def test_over_a_learned_floor_a_plunge_counts_where_it_was_seen_in_several_frames_with_her_feet_in_view(
    track: Track,
) -> None:
    plunge = [UPRIGHT] * 8 + sinking(0.18, 4)
    lost = [cues(track, *plunge, in_view=False, unseen_for=timedelta(seconds=after_s)) for after_s in (1.0, 1.2, 2.0)]
    assert [one.vanished for one in lost] == pytest.approx([0.0, 1.0, 3.0])
    assert lost[0].confidence < 0.05
    assert lost[2].confidence > 0.9
    out = replace(track, figure=replace(track.figure, legs_out=True))
    assert cues(out, *plunge, in_view=False, unseen_for=timedelta(seconds=2)).vanished <= 1.0
    erred = [UPRIGHT] * 9 + sinking(0.5, 2)[1:]
    assert cues(track, *erred, in_view=False, unseen_for=timedelta(seconds=2)).vanished == 0.0
    begun = [UPRIGHT] * 8 + sinking(0.05, 3) + sinking(0.5, 2)[1:]
    assert cues(track, *begun, in_view=False, unseen_for=timedelta(seconds=2)).vanished == 0.0


def test_nobody_is_upright_whom_only_turned_pictures_show(track: Track) -> None:
    way = [UPRIGHT] * 4 + [FLAT] * 4
    assert cues(track, *way).came_down == 2.0
    turned = cues(track, *[replace(stance, turned=True) for stance in way])
    assert turned.came_down == turned.fast == 0.0
    assert cues(track, UPRIGHT, *[replace(stance, turned=True) for stance in way]).came_down == 2.0


def test_of_whoever_is_foreshortened_neither_trunk_nor_legs_speak_against_a_fall(track: Track) -> None:
    small = replace(UPRIGHT, extent_m=0.7, legs_m=0.5, shoulders_m=0.6, hips_m=0.4)
    assert cues(track, *[small] * 6).tilted == -1.0
    found = cues(track, *[replace(small, foreshortened=True)] * 6)
    assert found.tilted == found.unsupported == 0.0
    assert cues(track, *[replace(FLAT, foreshortened=True)] * 6).tilted == 1.0


@pytest.mark.parametrize("way", [[UPRIGHT] * 12, [UPRIGHT] * 8 + sinking(0.04, 8)], ids=["standing", "sitting down"])
def test_who_is_lost_standing_or_slowly_on_the_way_down_may_be_hidden(track: Track, way: list[Stance]) -> None:
    found = cues(track, *way, in_view=False, unseen_for=timedelta(seconds=3))
    assert found.vanished == 0.0
    assert found.confidence < 0.01


def test_who_came_to_rest_before_she_was_lost_has_not_vanished_amid_the_way(track: Track) -> None:
    rested = [UPRIGHT] * 6 + sinking(0.12, 5) + [sinking(0.12, 5)[-1]] * 6
    assert cues(track, *rested, in_view=False, unseen_for=timedelta(seconds=2)).vanished < 2.0


def test_who_lay_there_when_she_was_first_seen_is_not_held_to_have_come_down(track: Track) -> None:
    found = cues(track, *[FLAT] * 12, never_rose=True)
    assert (found.came_down, found.fast) == (0.0, 0.0)
    assert found.confidence > 0.8
    assert cues(track, *[FLAT] * 12).fast == -2.0, "she was seen upright, and long since"
    thing = cues(replace(track, second_opinions=0), *[FLAT] * 12, never_rose=True)
    assert thing.fast == -2.0, "a thing may pass for a body"
    on_bed = cues(track, *[FLAT] * 12, on_furniture=True, never_rose=True)
    assert on_bed.confidence < 0.3


def test_who_lay_there_before_anything_was_known_of_the_floor_counts_after_a_while(track: Track) -> None:
    """The camera looks down steeply, and takes itself for level: her legs seem to hang."""
    unknown = replace(FLAT, floor_error_m=1.2, hips_m=1.0, shoulders_m=1.0, legs_m=0.38, extent_m=0.4)
    chances = [
        cues(track, *[unknown] * 16, down_for=timedelta(seconds=lasted), never_rose=True).confidence
        for lasted in (0, 7, 10)
    ]
    assert chances[0] == chances[1] < 0.5
    assert chances[2] > 0.9
    assert cues(track, *[unknown] * 16, down_for=timedelta(seconds=10)).confidence < 0.5, "seen upright before"


@pytest.mark.parametrize(
    ("stance", "high"),
    [
        (UPRIGHT, True),
        (FLAT, False),
        (replace(UPRIGHT, extent_m=0.7, shoulders_m=0.6), False),
        (replace(FLAT, shoulders_m=0.8), True),
        (replace(FLAT, shoulders_m=0.8, floor_error_m=0.8), False),
    ],
    ids=["standing", "lying", "sitting on the floor", "lying high up", "lying over an unknown floor"],
)
def test_who_was_higher_than_one_sits_on_the_floor_rose(stance: Stance, *, high: bool) -> None:
    assert rises(stance) is high


def test_a_thing_that_comes_and_goes_has_not_vanished_in_a_fall(track: Track) -> None:
    """The foot of a table, taken for somebody small who crouches far away."""
    small = replace(CROUCHING, extent_m=0.5)
    way = [*[replace(small, shoulders_m=0.9)] * 8, *[replace(small, shoulders_m=low) for low in (0.7, 0.5, 0.3, 0.3)]]
    thing = replace(track, second_opinions=0)
    assert cues(thing, *way, in_view=False).vanished == 0.0
    assert cues(thing, *way).came_down == cues(thing, *way).fast == 0.0, "nor come down"
    assert cues(track, *way).fast == 2.0
    assert cues(replace(track, presence=0.1), *way, in_view=False).vanished == 0.0
    assert cues(track, *way, in_view=False).vanished == 1.0, "turned looks know her as a body"
    sat = [replace(small, shoulders_m=0.9, extent_m=1.1)] * 8 + way[8:]
    assert cues(replace(track, second_opinions=0), *sat, in_view=False).vanished == 1.0, "she was as tall as one sits"


def test_who_seems_to_sink_below_the_floor_has_passed_close_before_the_camera(track: Track) -> None:
    way = [replace(stance, hips_m=stance.hips_m - 1.6) for stance in [UPRIGHT] * 8 + sinking(0.12, 5)]
    assert cues(track, *way, in_view=False, unseen_for=timedelta(seconds=2)).vanished <= 1.0


def test_what_is_certainly_far_below_the_floor_has_not_fallen(track: Track) -> None:
    sunk = replace(FLAT, hips_m=-1.5, shoulders_m=-1.4, head_m=-1.3)
    assert cues(track, *[replace(sunk, shoulders_m=0.0)] * 6, *[sunk] * 6).low == -4.0
    assert cues(track, *[replace(FLAT, hips_m=-0.15)] * 12).low > 0.0, "a learned floor errs by a hand's breadth"


def test_who_lies_long_where_the_map_has_nothing_to_lie_on_counts_though_her_size_places_her_too_high(
    track: Track,
) -> None:
    """A camera that knows its place measures the hips by how large she looks: a quarter of a metre off."""
    by_size = replace(FLAT, hips_m=0.45, floor_error_m=0.25, measured=True)
    chances = [
        cues(track, *[by_size] * 16, down_for=timedelta(seconds=lasted), never_rose=True).confidence
        for lasted in (0, 6, 9, 12)
    ]
    assert chances == sorted(chances)
    assert chances[1] < 0.5 < chances[2]
    by_depth = replace(by_size, floor_error_m=0.08)
    assert cues(track, *[by_depth] * 16, down_for=timedelta(seconds=30), never_rose=True).lingers == 0.0
    high = replace(by_size, hips_m=0.8)
    assert cues(track, *[high] * 16, down_for=timedelta(seconds=30), never_rose=True).lingers == 0.0


@pytest.mark.parametrize(("extent_m", "tilt_rad", "flat"), [(0.55, 1.5, True), (0.55, 0.5, False), (0.45, 0.5, True)])
def test_who_takes_some_height_lies_where_her_trunk_does(extent_m: float, tilt_rad: float, *, flat: bool) -> None:
    assert is_flat(replace(FLAT, extent_m=extent_m, torso_tilt_rad=tilt_rad)) is flat
    assert not is_flat(UPRIGHT)


def test_a_sighting_stands_alone_where_none_was_shortly_before() -> None:
    steps = course(UPRIGHT, UPRIGHT, step_s=0.4)
    assert not is_glimpsed(steps)
    assert is_glimpsed(steps, timedelta(milliseconds=300))
    assert is_glimpsed(steps[:1])
