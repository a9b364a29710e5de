"""Counts what passes: requests and tokens over the network where it wraps that, replays where it wraps the store."""

from __future__ import annotations

import httpx2

from extractor.models.transport.layer import Layer
from extractor.models.transport.meter import Meter, Usage

_COUNTED = "counted"


class Metered(Layer):
    """Counts every call once, however many of these it passes: the innermost counts it.

    So one goes around the network, where each try is seen with its tokens, also those that end in an error, and one
    around the store, where what never reached the network is seen.

    Args:
        inner: the next layer.
        meter: adds up.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, meter: Meter) -> None:
        super().__init__(inner)
        self._meter = meter

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass on and count; a request that gets no reply is counted as a call without tokens."""
        before = request.extensions.get(_COUNTED, 0)
        try:
            response = await self.inner.handle_async_request(request)
            await response.aread()
        except httpx2.RequestError:
            if request.extensions.get(_COUNTED, 0) == before:
                self._count(request, Usage(calls=1))
            raise
        if response.extensions.get("from_cache"):
            self._count(request, Usage(replayed=1))
        elif request.extensions.get(_COUNTED, 0) == before:
            self._count(request, Usage(calls=1) + Usage.of_reply(response.content))
        return response

    def _count(self, request: httpx2.Request, usage: Usage) -> None:
        request.extensions[_COUNTED] = request.extensions.get(_COUNTED, 0) + 1
        self._meter.add(usage)
