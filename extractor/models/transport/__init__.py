"""The way of a call: metered, cached, tried again, limited, to the network; each a layer over the same one method."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import httpx2

from extractor.cache import Store
from extractor.models.transport.cached import Cached, ReplayMiss
from extractor.models.transport.limited import Limited
from extractor.models.transport.meter import Meter, Usage, current_report
from extractor.models.transport.metered import Metered
from extractor.models.transport.network import Network
from extractor.models.transport.retrying import Retrying

if TYPE_CHECKING:
    from extractor.models.llm.settings import LLMSettings

__all__ = [
    "Cached",
    "Limited",
    "Meter",
    "Metered",
    "Network",
    "ReplayMiss",
    "Retrying",
    "Usage",
    "current_report",
    "stack",
]


def stack(
    settings: LLMSettings,
    store: Store,
    meter: Meter,
    network: httpx2.AsyncBaseTransport | None = None,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> httpx2.AsyncBaseTransport:
    """Put the layers together: metered ▸ cached ▸ retrying ▸ limited ▸ metered ▸ network.

    Args:
        settings: limits, tries and whether to replay.
        store: of replies.
        meter: counts calls and tokens, each try and each replay.
        network: what calls leave through in the end; the real network if left out.
        clock: tells seconds.
        sleep: waits for seconds.

    Returns:
        The transport for an `httpx2.AsyncClient`.
    """
    paid = Metered(network or Network(settings.address), meter)
    limited = Limited(
        paid,
        settings.concurrency,
        settings.requests_per_minute,
        settings.tokens_per_minute,
        patience=settings.patience,
        clock=clock,
        sleep=sleep,
    )
    retrying = Retrying(limited, settings.attempts, settings.patience, clock=clock, sleep=sleep)
    cached = Cached(retrying, store, replay=settings.replay)
    return Metered(cached, meter)
