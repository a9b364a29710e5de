"""What all layers share: each wraps one inner transport and overrides how a request is handled."""

from __future__ import annotations

import httpx2


class Layer(httpx2.AsyncBaseTransport):
    """A transport that passes on to another.

    Args:
        inner: the next layer, or the network itself. It is closed with this one.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self.inner = inner

    async def aclose(self) -> None:
        """Close the layers below."""
        await self.inner.aclose()
