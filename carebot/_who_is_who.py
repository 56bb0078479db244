"""Who is who in the settings: somebody to call, one person or dose to a name, and no dose for a stranger."""

from collections.abc import Mapping, Sequence

from carebot._wrong_settings import RefusedValueError
from carebot.core.language import Text


def refuse_nobody(caregivers: Sequence[object]) -> None:
    """Raise RefusedValueError for a home in which nobody could be called."""
    if not caregivers:
        raise RefusedValueError(
            Text(
                zh="caregivers 是空的，出事时没有人可叫，至少要写一位护理人员",
                en="caregivers is empty, so that there is nobody to call in need; name at least one",
            )
        )


def refuse_mixed_up(ids: Mapping[str, Sequence[str]], prescribed_to: Sequence[str]) -> None:
    """Raise RefusedValueError for an id that stands twice under a key, and for a dose of nobody who lives here.

    `ids` has them by the key of the settings, `prescribed_to` the resident of each dose.
    """
    for key, named in ids.items():
        twice = next((one for one in named if named.count(one) > 1), None)
        if twice is not None:
            raise RefusedValueError(
                Text(zh=f"{key} 里 id {twice!r} 出现两次", en=f"the id {twice!r} stands twice in {key}")
            )
    for dose, resident in zip(ids["doses"], prescribed_to, strict=True):
        if resident not in ids["residents"]:
            raise RefusedValueError(
                Text(
                    zh=f"doses 里的 {dose!r} 属于 {resident!r}，而 residents 里没有此人",
                    en=f"the dose {dose!r} is for {resident!r}, who is not among the residents",
                )
            )


def refuse_unknown_wearers(worn: Mapping[str, str], people: Sequence[str]) -> None:
    """Raise RefusedValueError for a badge of somebody whom the settings do not name; `worn` has the person by badge."""
    stranger = next((one for one in worn.values() if one not in people), None)
    if stranger is not None:
        raise RefusedValueError(
            Text(
                zh=f"badges.worn 里的 {stranger!r} 不在 residents 和 caregivers 里",
                en=f"{stranger!r} in badges.worn is among neither the residents nor the caregivers",
            )
        )


def refuse_strangers(trusted: Mapping[str, Sequence[str]], caregivers: Sequence[str]) -> None:
    """Raise RefusedValueError where a resident trusts somebody whom the settings do not name.

    `trusted` has by resident whoever decides for her and whoever is told.
    """
    for resident, people in trusted.items():
        stranger = next((one for one in people if one and one not in caregivers), None)
        if stranger is not None:
            raise RefusedValueError(
                Text(
                    zh=f"residents 里 {resident!r} 的 values 写了 {stranger!r}，而 caregivers 里没有此人",
                    en=f"the values of {resident!r} name {stranger!r}, who is not among the caregivers",
                )
            )
