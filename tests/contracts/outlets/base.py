"""What the contract suite needs of an outlet: one that reaches somebody, and the same with nobody there."""

from abc import ABC, abstractmethod
from contextlib import AbstractAsyncContextManager

from carebot.outlets.base import Outlet


class OutletHarness(ABC):
    """One outlet under test. Its name is its module's name, which is the outlet's."""

    @abstractmethod
    def reaching(self) -> AbstractAsyncContextManager[Outlet]:
        """The outlet set up so that a notice reaches somebody, for as long as the context lasts."""

    @abstractmethod
    def reaching_nobody(self) -> AbstractAsyncContextManager[Outlet]:
        """The outlet set up so that a notice reaches nobody, however long one waits."""
