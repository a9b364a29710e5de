"""Holds calls back: so many at once, so many requests and tokens a minute, and none while the server wants quiet.

The pace is kept by a few lines of our own: well-kept limiters (aiolimiter, limits) cannot give back what an estimate
took too much, take the event loop's clock for the only one, and know nothing of a server that asks for a pause.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import httpx2

from extractor.models.transport.layer import Layer
from extractor.models.transport.loops import PerLoop
from extractor.models.transport.meter import Usage
from extractor.models.transport.waiting import asked_wait, out_of_money

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds of quiet after a 429 that asks for no time: doubled with every one that follows a pause."""
BYTES_PER_TOKEN = 4
"""Of a request as it is sent: three quarters of a token for a Chinese character, a quarter for a letter. A stated
figure for both languages; what the server counts puts it right afterwards."""
_QUEUED = "queued"


def queued(request: httpx2.Request) -> float:
    """Seconds that a request was held back, over all its tries."""
    return float(request.extensions.get(_QUEUED, 0.0))


class Pace:
    """So much a minute, spread evenly: what is let go moves the moment of the next by its share of a minute.

    In no 60 seconds more is let go than the limit and the last piece.

    Args:
        a_minute: the limit; None for none.
    """

    def __init__(self, a_minute: int | None) -> None:
        self._seconds_each = 60 / a_minute if a_minute else 0.0
        self._next = float("-inf")

    def take(self, amount: float, now: float) -> float:
        """Take a share; returns the moment at which it may go."""
        moment = max(now, self._next)
        self._next = moment + amount * self._seconds_each
        return moment

    def correct(self, by: float) -> None:
        """Take more, or less, than was thought: it is the next that pays for it, or gains."""
        self._next += by * self._seconds_each


class Limited(Layer):
    """One gate for all callers.

    A 429, or another error with a time to wait, makes everybody wait, not only whom it was told. A wait that is longer
    than anybody has the patience for pauses nobody, since all would only fail later.

    Args:
        inner: the next layer.
        concurrency: calls under way at once, in one event loop.
        requests_per_minute, tokens_per_minute: limits to keep; None for none. They hold within one process.
        patience: seconds of the longest pause.
        clock: tells seconds.
        sleep: waits for seconds.
    """

    def __init__(
        self,
        inner: httpx2.AsyncBaseTransport,
        concurrency: int,
        requests_per_minute: int | None = None,
        tokens_per_minute: int | None = None,
        *,
        patience: float = 600.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__(inner)
        self._requests = Pace(requests_per_minute)
        self._tokens = Pace(tokens_per_minute)
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._places = PerLoop(lambda: asyncio.Semaphore(concurrency))
        self._quiet_until = float("-inf")
        self._refusals = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass on when there is a place, the pace allows it and the server is not to be left alone."""
        arrived = self._clock()
        expected = len(await request.aread()) / BYTES_PER_TOKEN
        async with self._places.get():
            await self._turn(expected)
            sent = self._clock()
            request.extensions[_QUEUED] = queued(request) + sent - arrived
            response = await self.inner.handle_async_request(request)
            await response.aread()
        used = Usage.of_reply(response.content).tokens
        if used:
            self._tokens.correct(used - expected)
        self._heed(response, sent)
        return response

    async def _turn(self, tokens: float) -> None:
        now = self._clock()
        moment = max(self._requests.take(1, now), self._tokens.take(tokens, now))
        while (wait := max(moment, self._quiet_until) - self._clock()) > 0:
            await self._sleep(wait)

    def _heed(self, response: httpx2.Response, sent: float) -> None:
        """Pause everybody if the server wants it; what was sent before the last pause tells nothing new."""
        refused = response.status_code == httpx2.codes.TOO_MANY_REQUESTS and not out_of_money(response)
        asked = asked_wait(response) if refused or response.is_server_error else None
        if response.is_success:
            self._refusals = 0
        if asked is None and refused and sent >= self._quiet_until:
            asked = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**self._refusals)
            self._refusals += 1
        if asked and asked <= self._patience:
            self._quiet_until = max(self._quiet_until, self._clock() + asked)
