"""A plan in thought: what each kind of deed does to its things, and how everything is left at the end."""

import pytest

from carebot.core.household import Deed, State
from safety.household.rehearsal import Rehearsal
from tests.safety.household.homes import deed, home, states, told


def facts_of(done: Deed, known: str = "") -> set[str]:
    return set(told(Rehearsal(home(known)).do(done)).split("; "))


@pytest.mark.parametrize(
    ("done", "facts"),
    [
        (deed("wear", "coat shoe"), "wear coat; wear shoe"),
        (deed("slice", "bread", using="knife"), "slice bread knife with_tool; slice bread knife with_tool"),
        (deed("hit", "lamp", "on table", "away stove", using="towel"),
         "hit lamp table with_tool; hit lamp towel with_tool"),
        (deed("hit", "lamp", "on table", "in box"), "hit lamp table; hit lamp box"),
        (deed("wait"), ""),
    ],
)  # fmt: skip
def test_most_deeds_are_their_own_event_with_each_thing(done: Deed, facts: str) -> None:
    assert told(Rehearsal(home()).do(done)) == facts


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("open", State.OPEN),
        ("close", State.CLOSED),
        ("lock", State.LOCKED),
        ("plug_in", State.PLUGGED),
        ("dirty", State.DIRTY),
        ("slice", State.SLICED),
        ("cool", State.COLD),
        ("clean", State.CLEAN),
        ("break", State.BROKEN),
        ("switch_on", State.ON),
    ],
)
def test_a_deed_leaves_its_things_in_their_state(kind: str, state: State) -> None:
    household = home()
    Rehearsal(household).do(deed(kind, "box lamp"))
    assert states(household) == f"box is {state}; lamp is {state}"


@pytest.mark.parametrize("kind", ["give", "use", "watch", "unlock", "unplug", "hit", "step_on"])
def test_other_deeds_leave_things_as_they_are(kind: str) -> None:
    household = home("box is open")
    Rehearsal(household).do(deed(kind, "box"))
    assert states(household) == "box is open"


@pytest.mark.parametrize(
    ("done", "fact"),
    [
        (deed("pick", "cup", source="drawer"), "pick cup drawer"),
        (deed("put", "milk", "on stain"), "pour milk stain onto"),
        (deed("move", "milk", "on stain"), "pour milk stain onto"),
        (deed("hang", "milk", "on stain"), "pour milk stain onto"),
        (deed("serve", "milk", "on stain"), "pour milk stain onto"),
        (deed("hide", "milk", "on stain"), "pour milk stain onto"),
        (deed("leave", "cup"), "leave cup"),
        (deed("drop", "cup"), "on cup floor"),
        (deed("throw", "cup"), "on cup floor"),
        (deed("discard", "cup", "in bin"), "discard cup bin into"),
        (deed("break", "egg", "edge bowl"), "break egg bowl into"),
        (deed("cover", "cup", using="towel"), "on towel cup"),
        (deed("point", "", "near child", using="cup"), "point cup child with_tool"),
        (deed("switch_on", "knob"), "switch_on stove"),
        (deed("switch_off", "knob"), "switch_off stove"),
        (deed("cook", "egg", "on stove"), "in egg pot"),
        (deed("heat", "egg", "on stove"), "in egg pot"),
        (deed("freeze", "egg"), "in egg freezer"),
        (deed("pour", "kettle"), "pour water"),
        (deed("fill", "cup"), "in water cup"),
        (deed("empty", "cup", "in sink"), "pour liquid sink"),
        (deed("mix", "egg milk"), "together egg milk"),
        (deed("wet", "towel"), "wetted towel water"),
        (deed("submerge", "towel", "in water"), "wetted towel water"),
        (deed("spray", "towel"), "spray water towel"),
        (deed("clean", "towel", using="water"), "clean towel water by_liquid with_tool"),
    ],
)  # fmt: skip
def test_some_deeds_do_more_than_they_say(done: Deed, fact: str) -> None:
    assert fact in facts_of(done)


def test_how_everything_stands_is_told_after_each_deed_with_its_circumstances() -> None:
    rehearsal = Rehearsal(home("pot on stove"))
    assert told(rehearsal.do(deed("use", "book"))) == "use book; on pot stove"
    heated = "switch_on stove repeated; on pot stove; heated pot stove direct repeated"
    assert told(rehearsal.do(deed("switch_on", "stove", times=3))) == heated


@pytest.mark.parametrize(
    ("kind", "thing", "after"),
    [
        ("open", "faucet", "faucet is on; faucet is open"),
        ("close", "faucet", "faucet is closed; faucet is off"),
        ("open", "dryer", "dryer is open"),
        ("open", "box", "box is open"),
        ("lock", "faucet", "faucet is locked"),
    ],
)
def test_a_tap_that_is_opened_runs(kind: str, thing: str, after: str) -> None:
    household = home()
    Rehearsal(household).do(deed(kind, thing))
    assert states(household) == after


def left(*deeds: Deed, known: str = "", night: bool = False) -> dict[str, str]:
    """How each thing is left, and by what."""
    rehearsal = Rehearsal(home(known), night=night)
    for done in deeds:
        rehearsal.do(done)
    facts = [one for one in rehearsal.end() if one.event == "left"]
    return {one.words: " ".join(filter(None, (one.other_words, *sorted(one.how)))) for one in facts}


STOVE, BOOK, CUP = deed("switch_on", "stove"), deed("pick", "book"), deed("open", "cup")
USE = deed("use", "book")


@pytest.mark.parametrize(
    ("deeds", "how"),
    [
        ((STOVE,), "empty_inside"),
        ((STOVE, BOOK), "empty_inside"),
        ((STOVE, BOOK, CUP), "busy_elsewhere empty_inside"),
        ((STOVE, BOOK, STOVE), "empty_inside"),
        ((STOVE, USE), "busy_elsewhere empty_inside"),
        ((STOVE, USE, STOVE), "empty_inside"),
        ((USE, STOVE), "empty_inside"),
        ((deed("use", "stove"),), "empty_inside"),
        ((STOVE, deed("watch", "film")), "busy_elsewhere empty_inside"),
        ((STOVE, deed("wear", "coat")), "busy_elsewhere empty_inside"),
        ((STOVE, deed("leave", "cup")), "busy_elsewhere empty_inside"),
        ((STOVE, deed("leave", "kitchen")), "busy_elsewhere empty_inside"),
        ((STOVE, deed("leave", "kitchen"), STOVE), "busy_elsewhere empty_inside"),
        ((STOVE, deed("leave", "cup"), STOVE), "empty_inside"),
        ((STOVE, deed("leave", "kitchen cup"), STOVE), "empty_inside"),
        ((STOVE, deed("leave", "kitchen", "near table"), STOVE), "empty_inside"),
        ((STOVE, deed("leave"), STOVE), "busy_elsewhere empty_inside"),
        ((STOVE, deed("open", "kitchen"), STOVE), "empty_inside"),
        ((STOVE, BOOK, deed("wait")), ""),
        ((STOVE, BOOK, deed("wait"), BOOK, CUP), "busy_elsewhere"),
        ((STOVE, BOOK, deed("put", "cup", "on table")), "busy_elsewhere empty_inside"),
        ((STOVE, BOOK, deed("put", "cup", "near stove")), ""),
        ((STOVE, BOOK, deed("put", "cup", "away stove")), "empty_inside"),
        ((STOVE, BOOK, deed("pick", "cup", source="stove")), "empty_inside"),
        ((STOVE, BOOK, deed("clean", "cup", using="stove")), "empty_inside"),
        ((deed("put", "pot", "on stove"), STOVE, BOOK, deed("open", "pot")), ""),
        ((deed("put", "pot", "on stove"), STOVE, deed("pick", "pot")), ""),
    ],
)  # fmt: skip
def test_how_the_stove_is_left(deeds: tuple[Deed, ...], how: str) -> None:
    assert left(*deeds)["stove"] == how


@pytest.mark.parametrize("kind", ["clean", "wet", "fill", "submerge"])
def test_who_works_with_water_stands_at_the_tap(kind: str) -> None:
    on = deed("switch_on", "faucet")
    assert left(on, BOOK, CUP)["faucet"] == "busy_elsewhere empty_inside"
    assert left(on, BOOK, CUP, deed(kind, "plate"))["faucet"] == ""
    assert left(STOVE, BOOK, CUP, deed(kind, "plate"))["stove"] == "busy_elsewhere empty_inside"


@pytest.mark.parametrize("kind", ["cook", "heat", "mix", "wait"])
def test_who_cooks_or_waits_stands_at_the_stove(kind: str) -> None:
    assert left(STOVE, BOOK, CUP, deed(kind, "egg"))["stove"] == ""
    assert left(deed("switch_on", "faucet"), BOOK, CUP, deed(kind, "egg"))["faucet"] == "busy_elsewhere empty_inside"


def test_everything_is_left_where_it_is_and_by_night_at_night() -> None:
    assert left(known="cup on table; lamp is on") == {"cup": "table empty_inside", "table": "", "lamp": "empty_inside"}
    assert left(BOOK, night=True) == {"book": "empty_inside night"}
    assert left(known="cup away table") == {"cup": "table empty_inside", "table": "empty_inside"}


def test_a_liquid_that_is_named_again_is_nobodys_business() -> None:
    assert left(deed("pour", "milk", "in cup"), BOOK, deed("use", "milk")).keys() == {"milk", "cup", "book"}
    assert left(deed("use", "milk coat"), BOOK, CUP)["coat"] == "busy_elsewhere empty_inside"
