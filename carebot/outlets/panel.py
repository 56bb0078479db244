"""Notices on the web panel: delivered when at least one panel is connected and has confirmed that it shows alarms."""

from collections.abc import Callable
from typing import ClassVar

from carebot.core.language import Text
from carebot.outlets.base import Delivery, Notice, Outlet


class Panel(Outlet):
    """Counts the panels that are watching; what they show comes from the events themselves.

    `attach` is given, once the panel runs, a function that counts its connected viewers.
    """

    title: ClassVar[Text] = Text(zh="护理面板", en="Care panel")
    built_in: ClassVar[bool] = True

    def __init__(self) -> None:
        self._viewers: Callable[[], int] | None = None

    def attach(self, viewers: Callable[[], int]) -> None:
        """Count viewers by `viewers` from now on."""
        self._viewers = viewers

    async def deliver(self, notice: Notice) -> Delivery:
        """Whether somebody has the panel open; `notice` stands there in any case."""
        del notice
        if self._viewers is not None and self._viewers() > 0:
            return Delivery(delivered=True)
        return Delivery(
            delivered=False,
            detail=Text(zh="那时没有人打开护理面板。", en="Nobody had the care panel open then."),
        )
