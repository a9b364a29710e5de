"""The end of the layers: requests in, the replies of servers out, by the proxies that the environment names."""

from __future__ import annotations

import httpx2

from extractor.models.transport.loops import PerLoop


class Network(httpx2.AsyncBaseTransport):
    """Sends requests for real, from any number of event loops one after the other.

    A connection cannot outlive its event loop, and a program that extracts report by report has one loop a report.
    So each loop has its client, and no connection is kept after its reply: against the seconds that a model takes, a
    new one costs little, and it cannot have died in the meantime.

    Args:
        address: the scheme, host and port that requests really go to, if not those of their URL.
    """

    def __init__(self, address: str | None = None) -> None:
        self._address = httpx2.URL(address) if address else None
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=0)
        self._clients = PerLoop(lambda: httpx2.AsyncClient(limits=limits))

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; the time-outs are those that it brings along."""
        if self._address:
            request.url = request.url.copy_with(
                scheme=self._address.scheme, host=self._address.host, port=self._address.port
            )
            request.headers["host"] = self._address.netloc.decode()
        return await self._clients.get().send(request, stream=True, follow_redirects=False)

    async def aclose(self) -> None:
        """Close what this event loop has opened."""
        await self._clients.get().aclose()
        self._clients.forget()
