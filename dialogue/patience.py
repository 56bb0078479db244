"""How long a pause may be before somebody counts as done, learnt from the pauses after which she went on.

Whoever was cut off once is waited for longer; the wait never grows beyond what an answer may take.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The pause that is waited for at first, at least and at most; `margin` times the longest of her usual ones.

    Of the last `remembered` pauses the one that nine in ten do not exceed is the usual one.
    """

    first: timedelta = timedelta(seconds=1.0)
    least: timedelta = timedelta(seconds=0.8)
    most: timedelta = timedelta(seconds=2.0)
    margin: float = 1.3
    usual: float = 0.9
    remembered: int = 20
    enough: int = 5


_DEFAULT: Final = Options()


class Patience:
    """Learns from `paused`; `wait` is how long a pause is a pause."""

    def __init__(self, options: Options = _DEFAULT) -> None:
        self._options = options
        self._pauses: deque[timedelta] = deque(maxlen=options.remembered)

    @property
    def wait(self) -> timedelta:
        """How long it must be silent before what is not a whole wish counts as ended."""
        options = self._options
        if not self._pauses:
            return options.first
        ordered = sorted(self._pauses)
        usual = ordered[min(len(ordered) - 1, int(options.usual * len(ordered)))]
        least = options.first if len(ordered) < options.enough else options.least
        return min(max(options.margin * usual, least), options.most)

    def paused(self, pause: timedelta) -> None:
        """She was silent for so long, and went on."""
        self._pauses.append(pause)
