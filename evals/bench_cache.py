"""Nothing in; medians of one look-up in the store of replies, and of one replayed call through the client, out.

    python evals/bench_cache.py

The request is one chunk of the default size with a prompt of the usual length, the reply a usual number of records.
Compared with instructor's own cache in its best case: one process, one client, the reply kept in memory or on disk.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import Any

import click
import httpx2
import instructor
from instructor.cache import AutoCache, BaseCache, DiskCache
from openai import AsyncOpenAI
from pydantic import BaseModel

from extractor.cache import Exchange, Store, canonical, key_of
from extractor.models.llm.settings import LLMSettings
from extractor.models.transport import Cached, Meter, stack
from extractor.schemas.reply import Reply

URL = "https://server.invalid/v1/chat/completions"
CHUNK = LLMSettings("any").chunk
MODE = instructor.Mode.JSON_SCHEMA
MESSAGES: list[Any] = [
    {"role": "system", "content": "Name every target of the report, with the number of its sentence. " * 100},
    {"role": "user", "content": "[1] 新建公园三座,改造旧街道五公里。"[:20] * (CHUNK // 20)},
]
RECORD = {"s": 1, "k": "t", "i": "新建公园", "v": "三座"}
ANSWER = {
    "id": "one",
    "object": "chat.completion",
    "created": 1,
    "model": "any",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": json.dumps({"r": [RECORD] * 30}, ensure_ascii=False)},
        }
    ],
    "usage": {"prompt_tokens": 9000, "completion_tokens": 900, "total_tokens": 9900},
}


class Plain(BaseModel):
    """A model of one list: what is left when neither a large schema nor our own validation counts."""

    r: list[dict[str, Any]]


def server(_request: httpx2.Request) -> httpx2.Response:
    """Answer at once, always the same."""
    return httpx2.Response(200, json=ANSWER)


async def timed(call: Callable[[], Awaitable[object]], rounds: int) -> float:
    """Median microseconds of a call, after it was made once."""
    await call()
    times = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        await call()
        times.append(time.perf_counter_ns() - start)
    return median(times) / 1000


def request_body() -> bytes:
    """The body that the client sends for a chunk."""
    schema = {"type": "json_schema", "json_schema": {"name": "Reply", "schema": Reply.model_json_schema()}}
    body = {"model": "any", "temperature": 0.0, "messages": MESSAGES, "response_format": schema}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


async def look_ups(folder: Path) -> None:
    """Measure the store and its layer alone."""
    body = request_body()
    with Store(folder) as store:
        store.put(Exchange(URL, canonical(body).decode(), json.dumps(ANSWER, ensure_ascii=False)))

        async def look_up() -> None:
            text = store.get(key_of(URL, canonical(body)))
            assert text is not None
            json.loads(text)

        cached = Cached(httpx2.MockTransport(server), store)
        request = httpx2.Request("POST", URL, headers={"content-type": "application/json"}, content=body)
        click.echo(f"a request of {len(body)} bytes, a reply of {len(json.dumps(ANSWER, ensure_ascii=False).encode())}")
        click.echo(f"look-up: key, get, parse            {await timed(look_up, 2000):8.0f} µs")
        click.echo(f"the cache layer, whole              {await timed(lambda: asked(cached, request), 2000):8.0f} µs")


async def asked(transport: httpx2.AsyncBaseTransport, request: httpx2.Request) -> None:
    """Send one request that the store answers."""
    response = await transport.handle_async_request(request)
    assert response.extensions.get("from_cache")


async def replays(folder: Path) -> None:
    """Measure a replayed call through the client, over our layers and with instructor's own caches."""
    with Store(folder) as store:
        client = openai_over(stack(LLMSettings("any"), store, Meter(), httpx2.MockTransport(server)))
        plain = await timed(lambda: client.chat.completions.create(model="any", messages=MESSAGES), 300)
        click.echo(f"{'openai over our layers':45} {plain:6.0f} µs")
        for model in (Plain, Reply):
            ours = instructor.from_openai(client, mode=MODE)
            time_ours = await timed(lambda ours=ours, model=model: structured(ours, model), 300)  # type: ignore[misc]
            click.echo(f"{f'instructor over our layers, {model.__name__}':45} {time_ours:6.0f} µs")
            for name, cache in (("memory", AutoCache()), ("disk", DiskCache(str(folder / model.__name__)))):
                time_theirs = await with_their_cache(cache, model)
                click.echo(f"{f'instructor with its own cache ({name}), {model.__name__}':45} {time_theirs:6.0f} µs")


async def with_their_cache(cache: BaseCache, model: type[BaseModel]) -> float:
    """Measure a hit in instructor's own cache; its server may be asked once."""
    asked_for: list[httpx2.Request] = []

    def once(request: httpx2.Request) -> httpx2.Response:
        asked_for.append(request)
        return server(request)

    theirs = instructor.from_openai(openai_over(httpx2.MockTransport(once)), mode=MODE, cache=cache)
    found = await timed(lambda: structured(theirs, model), 300)
    assert len(asked_for) == 1, "it was no hit"
    return found


def openai_over(transport: httpx2.AsyncBaseTransport) -> AsyncOpenAI:
    """Make the client that everything stands on."""
    return AsyncOpenAI(
        api_key="none",
        base_url="https://server.invalid/v1",
        http_client=httpx2.AsyncClient(transport=transport),
        max_retries=0,
    )


async def structured(client: Any, model: type[BaseModel]) -> object:
    """Ask for records."""
    return await client.chat.completions.create(
        model="any", messages=MESSAGES, response_model=model, strict=False, temperature=0.0, max_tokens=16_000
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(look_ups(Path(name) / "store"))
        asyncio.run(replays(Path(name) / "store"))
