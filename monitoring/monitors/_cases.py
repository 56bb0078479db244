"""What a monitor remembers of each person in view, for as long as she is followed."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from monitoring.scene import Scene
from monitoring.tracking import Track

CaseT = TypeVar("CaseT")


class Cases(Generic[CaseT]):
    """One case for each person who is followed; `begin` makes that of somebody new."""

    def __init__(self, begin: Callable[[], CaseT]) -> None:
        self._begin = begin
        self._of: dict[str, CaseT] = {}

    def of(self, scene: Scene) -> Iterator[tuple[Track, CaseT]]:
        """Everybody who is surely a person, with her case. Who is followed no more is forgotten."""
        present = {track.id for track in scene.tracks}
        self._of = {name: case for name, case in self._of.items() if name in present}
        for track in scene.tracks:
            if track.confirmed:
                yield track, self._of.setdefault(track.id, self._begin())

    def clear(self) -> None:
        """Forget everybody."""
        self._of.clear()
