"""Tries a call again while that can help: what the server or the way to it got wrong, within tries and seconds."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import httpx2
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, retry_if_result

from extractor.models.transport.layer import Layer
from extractor.models.transport.limited import queued
from extractor.models.transport.waiting import asked_wait, passes

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
"""Seconds between tries where the server does not ask for a wait: doubled from try to try."""
_BROKEN_WAY = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)


class Retrying(Layer):
    """Tries again after 408, 409, 429 and errors of the server, time-outs and broken connections, and nothing else.

    When it gives up, the caller gets the last reply or the last error as it came. A wait that the server asks for is
    kept to the second; if it is longer than the patience that is left, the call ends at once instead of too early.

    Args:
        inner: the next layer.
        attempts: tries of one call, at most.
        patience: seconds from the first try after which no further one is begun, not counting what the call stood
            in the queue of the rate limit.
        clock: tells seconds.
        sleep: waits for seconds.
        chance: tells numbers from 0 to 1; waits are spread by it, so that many callers do not come back at once.
    """

    def __init__(
        self,
        inner: httpx2.AsyncBaseTransport,
        attempts: int,
        patience: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(inner)
        self._attempts = attempts
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._chance = chance

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass on, as often as it takes and may take."""
        started = self._clock()

        def enough(state: RetryCallState) -> bool:
            spent = self._clock() - started - queued(request)
            return state.attempt_number >= self._attempts or spent + state.upcoming_sleep > self._patience

        tries = AsyncRetrying(
            retry=retry_if_exception_type(_BROKEN_WAY) | retry_if_result(passes),
            wait=self._wait,
            stop=enough,
            sleep=self._sleep,
            retry_error_callback=_as_it_came,
        )
        response: httpx2.Response = await tries(self._once, request)
        return response

    async def _once(self, request: httpx2.Request) -> httpx2.Response:
        response = await self.inner.handle_async_request(request)
        await response.aread()  # here, so that a connection that breaks in the middle of a reply is tried again
        return response

    def _wait(self, state: RetryCallState) -> float:
        outcome = state.outcome
        asked = None if outcome is None or outcome.failed else asked_wait(outcome.result())
        grown = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (state.attempt_number - 1))
        return asked or grown * (0.5 + self._chance() / 2)


def _as_it_came(state: RetryCallState) -> httpx2.Response:
    assert state.outcome is not None
    reply: httpx2.Response = state.outcome.result()
    return reply
