"""Which ability of a body each action needs, and which actions are the same deed."""

from dataclasses import replace
from typing import Final

from carebot.core.actions import (
    Action,
    Approach,
    Driving,
    Escort,
    Handover,
    Kept,
    Look,
    Manipulate,
    MoveTo,
    Notify,
    Pick,
    PutDown,
    SetDevice,
    Sounding,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.body import Ability, Manifest

_NEEDED: Final[dict[type[Action], Ability | None]] = {
    MoveTo: Ability.DRIVE,
    Approach: Ability.DRIVE,
    Escort: Ability.DRIVE,
    Look: Ability.LOOK,
    Pick: Ability.GRASP,
    PutDown: Ability.GRASP,
    Handover: Ability.HAND_OVER,
    SupportWalking: Ability.SUPPORT_WALKING,
    Manipulate: Ability.MANIPULATE,
    Wait: None,
}
_NOT_OF_A_BODY: Final = Sounding | Kept | Notify | SetDevice | StoreClip


def can_do(manifest: Manifest, action: Action) -> bool:
    """Whether `action` is a matter of a body, and one with this manifest can do it."""
    if isinstance(action, _NOT_OF_A_BODY):
        return False
    if isinstance(action, Manipulate) and not action.moves:
        return True
    needed = _NEEDED[type(action)]
    return needed is None or needed in manifest.abilities


def same_but_for_speed(first: Action, second: Action) -> bool:
    """Whether two driving actions differ in nothing but their speed."""
    if isinstance(first, Driving) and isinstance(second, Driving):
        return replace(first, speed_mps=0.0) == replace(second, speed_mps=0.0)
    return first == second
