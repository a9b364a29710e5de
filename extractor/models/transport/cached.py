"""Answers a request that was answered before from the store, and keeps every new reply before anybody sees it."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from weakref import WeakValueDictionary

import httpx2
import orjson

from extractor.cache import CacheError, Exchange, Store, canonical, key_of, model_of
from extractor.errors import ExtractorError
from extractor.models.transport.layer import Layer


class ReplayMiss(ExtractorError):
    """A request has no kept reply, and asking is not allowed. `model` is whom it would have gone to."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"no reply of “{model}” to this request is kept, and replaying asks no server; "
            "the report, the prompt or the settings are not those of the recording"
        )
        self.model = model

    def __reduce__(self) -> tuple[type[ReplayMiss], tuple[str]]:
        """Rebuild from the argument, so that the error survives the way back from a worker process."""
        return type(self), (self.model,)


class Cached(Layer):
    """Looks into the store first; only JSON that is posted is looked up or kept.

    Equal requests at the same time in one event loop make one call. Two processes that ask the same at the same moment
    both ask.

    Args:
        inner: the next layer.
        store: of replies.
        replay: answer from the store alone.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, store: Store, *, replay: bool = False) -> None:
        super().__init__(inner)
        self._store = store
        self._replay = replay
        self._asking: WeakValueDictionary[tuple[int, str], asyncio.Lock] = WeakValueDictionary()
        self._broken: CacheError | None = None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer from the store, or pass on and keep the reply.

        Raises:
            ReplayMiss: there is no kept reply, and only such are wanted.
            CacheError: the store cannot be read or written.
        """
        body = await _question(request)
        if body is None:
            if self._replay:
                raise ReplayMiss(f"{request.method} {request.url.path}")
            return await self.inner.handle_async_request(request)
        url = _address(request.url)
        key = key_of(url, body)
        async with self._lock(key):
            return self._kept(key) or await self._asked(request, url, body)

    def _lock(self, key: str) -> asyncio.Lock:
        """Find the lock that equal requests share; it is gone when none of them is under way."""
        return self._asking.setdefault((id(asyncio.get_running_loop()), key), asyncio.Lock())

    def _kept(self, key: str) -> httpx2.Response | None:
        text = self._store.get(key)
        if text is None:
            return None
        if not _is_answer(text):
            raise CacheError(f"{self._store.folder}: it holds a text that is no reply of a model")
        return httpx2.Response(
            200,
            headers={"content-type": "application/json"},
            content=text.encode(),
            extensions={"from_cache": True},
        )

    async def _asked(self, request: httpx2.Request, url: str, body: bytes) -> httpx2.Response:
        if self._replay:
            raise ReplayMiss(model_of(body))
        if self._broken:
            raise self._broken  # nothing more is paid for that could not be kept
        response = await self.inner.handle_async_request(request)
        text = _text(await response.aread())
        if response.status_code == httpx2.codes.OK and text is not None and _is_answer(text):
            try:
                self._store.put(Exchange(url, body.decode(), text))
            except CacheError as error:
                self._broken = error
                raise
        return response


async def _question(request: httpx2.Request) -> bytes | None:
    """The canonical body of a request; None if it is none that is looked up."""
    if request.method != "POST" or "json" not in request.headers.get("content-type", ""):
        return None
    try:
        return canonical(await request.aread())
    except ValueError:
        return None


def _address(url: httpx2.URL) -> str:
    """Where a request goes, without user, password, query and fragment: they may hold keys, and change no answer."""
    return f"{url.scheme}://{url.netloc.decode()}{url.path}"


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _is_answer(text: str) -> bool:
    """Whether it is JSON with choices; empty ones say that the model was never asked."""
    found = _parsed(text)
    return isinstance(found, dict) and isinstance(found.get("choices"), list) and bool(found["choices"])


def _parsed(text: str) -> Any:
    """Read JSON fast, and where that is too strict (halves of characters, which small models write) as Python does."""
    try:
        return orjson.loads(text)
    except ValueError:
        try:
            return json.loads(text)
        except ValueError:
            return None
