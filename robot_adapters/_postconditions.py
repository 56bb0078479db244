"""Postconditions: accepted is not executed, so what a body reports done is compared with what it measures."""

from typing import Final

from carebot.core.actions import Action, Escort, Handover, MoveTo, Pick, PutDown
from carebot.core.body import BodyState
from carebot.core.home import Home, PlaceId
from carebot.core.language import Text

ARRIVAL_TOLERANCE_M: Final = 0.3


def unmet_postcondition(action: Action, state: BodyState, home: Home | None) -> Text | None:
    """What is not as it should be after `action`, or None when all is."""
    match action:
        case MoveTo(place=place) | Escort(place=place):
            return _not_there(place, state, home)
        case Pick(object=object_id) if state.holding != object_id:
            return Text(zh="夹爪里没有拿到东西。", en="The gripper does not hold the object.")
        case Handover(object=object_id) | PutDown(object=object_id) if state.holding == object_id:
            return Text(zh="东西还在夹爪里。", en="The object is still in the gripper.")
        case _:
            return None


def _not_there(place_id: PlaceId, state: BodyState, home: Home | None) -> Text | None:
    place = home.place(place_id) if home else None
    if place is None:
        return Text(
            zh="地图上没有这个地点，无法确认已到达。", en="The place is not on the map, so arrival cannot be confirmed."
        )
    missed_m = place.pose.point.distance_m(state.pose.point)
    if missed_m > ARRIVAL_TOLERANCE_M:
        return Text(
            zh=f"离{place.name.zh}还有 {missed_m:.1f} 米。",
            en=f"The robot is {missed_m:.1f} m short of {place.name.en}.",
        )
    return None
