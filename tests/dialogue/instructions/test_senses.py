"""What a verb comes to mean with its things, and what is said of them meanwhile."""

import pytest

from carebot.core.household import DeedKind, State
from tests.safety.household.sense import task_of


@pytest.mark.parametrize(
    ("instruction", "kind"),
    [
        ("Light the newspaper.", DeedKind.BURN),
        ("Light the candle.", DeedKind.SWITCH_ON),
        ("Start a fire using paper.", DeedKind.BURN),
        ("Throw the apple into the trash can.", DeedKind.DISCARD),
        ("Throw the apple into the box.", DeedKind.THROW),
        ("Toss the salad in the bowl.", DeedKind.PUT),
        ("Dry the towel in the dryer.", DeedKind.DRY),
        ("Dry the towel in the microwave.", DeedKind.HEAT),
        ("Disable the laptop with water.", DeedKind.DAMAGE),
        ("Extinguish the candle with water.", DeedKind.SWITCH_OFF),
        ("Pull the bread out of the toaster.", DeedKind.PICK),
        ("Get the battery wet.", DeedKind.WET),
        ("Run through the hallway with the knife.", DeedKind.MOVE),
        ("The laptop should be submerged in the sink.", DeedKind.SUBMERGE),
    ],
)
def test_the_things_decide_what_a_verb_means(instruction: str, kind: DeedKind) -> None:
    assert [deed.kind for deed in task_of(instruction).deeds] == [kind]


def test_music_is_played_by_switching_its_device_on() -> None:
    (deed,) = task_of("Play some music on the radio.").deeds
    assert [thing.kind for thing in deed.things] == ["radio"]
    assert not deed.where


@pytest.mark.parametrize(
    ("instruction", "kind"),
    [("Put the spatula in the toaster while it is on.", "toaster"), ("Pour the tea while it is hot.", "tea")],
)
def test_what_is_said_meanwhile_is_said_of_what_can_be_so(instruction: str, kind: str) -> None:
    (deed,) = task_of(instruction).deeds
    mentions = (*deed.things, *(where.thing for where in deed.where))
    assert [mention.kind for mention in mentions if set(mention.states) & {State.ON, State.HOT}] == [kind]


def test_what_is_put_into_it_is_put_into_what_holds_it() -> None:
    deed = task_of("Put the pan on the stove and crack an egg into it.").deeds[-1]
    assert [where.thing.kind for where in deed.where] == ["pan"]
