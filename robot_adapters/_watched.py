"""What a body offers to whoever watches it from outside its program."""

from carebot.core.actuator import StopLine


class Watched:
    """A body as the running monitor's process has to do with it."""

    @property
    def real_time(self) -> bool:
        """Whether time goes on for this body when the program that drives it hangs."""
        return True

    def stop_line(self) -> StopLine | None:
        """The second way to halt this body, for the monitor's process; None where only its program can halt it."""
        return None
