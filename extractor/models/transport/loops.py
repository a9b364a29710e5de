"""What cannot outlive its event loop in; one of them for each loop out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class PerLoop(Generic[Thing]):
    """Makes a thing for each event loop that asks: connections and semaphores of one are of no use in another.

    Args:
        make: makes one.
    """

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make = make
        self._made: dict[asyncio.AbstractEventLoop, Thing] = {}

    def get(self) -> Thing:
        """Find the one of the running loop, or make it; those of closed loops are let go."""
        loop = asyncio.get_running_loop()
        if loop not in self._made:
            self._made = {known: thing for known, thing in self._made.items() if not known.is_closed()}
            self._made[loop] = self._make()
        return self._made[loop]

    def forget(self) -> None:
        """Let go the one of the running loop."""
        self._made.pop(asyncio.get_running_loop(), None)
