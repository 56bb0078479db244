"""How every test starts: as in a terminal, where an interrupt is answered."""

import signal


def pytest_configure() -> None:
    """Answer interrupts: a shell that runs the tests in the background leaves them ignored, and programs inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
