"""The layers under a language model, each by itself over a small inner transport, and all together."""

from __future__ import annotations

import asyncio
import heapq
import json
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import pytest

from extractor.cache import CacheError, Store
from extractor.models.llm.settings import LLMSettings
from extractor.models.transport import (
    Cached,
    Limited,
    Meter,
    Metered,
    Network,
    ReplayMiss,
    Retrying,
    Usage,
    current_report,
    stack,
)
from extractor.models.transport.limited import Pace
from extractor.models.transport.waiting import asked_wait

URL = "https://server.invalid/v1/chat/completions"
BODY = {"model": "small", "messages": [{"role": "user", "content": "新建公园三座"}]}
USAGE = {"prompt_tokens": 90, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 64}}
ANSWER = {"choices": [{"message": {"content": "好"}}], "usage": USAGE}

Step = httpx2.Response | Exception


def ok(**changed: object) -> httpx2.Response:
    return httpx2.Response(200, json=ANSWER | changed)


def status(code: int, *, error: object = None, **headers: str) -> httpx2.Response:
    return httpx2.Response(
        code, headers={name.replace("_", "-"): value for name, value in headers.items()}, json={"error": error}
    )


class Server(httpx2.AsyncBaseTransport):
    """Answers by a list, and then always well. It keeps the moments at which it was asked."""

    def __init__(self, *steps: Step, clock: Callable[[], float] = lambda: 0.0) -> None:
        self._steps = list(steps)
        self._clock = clock
        self.asked: list[float] = []
        self.at_once = self.most_at_once = 0
        self.work: Callable[[], Awaitable[None]] = lambda: asyncio.sleep(0)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(self._clock())
        step = self._steps.pop(0) if self._steps else ok()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.work()
        self.at_once -= 1
        if isinstance(step, Exception):
            raise step
        return step


class Clock:
    """Time that passes only when everybody sleeps: the first who wants to wake does, and it is that late."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self._order = count()
        self._sleepers: list[tuple[float, int]] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        me = (self.now + seconds, next(self._order))
        heapq.heappush(self._sleepers, me)
        for _ in range(20):
            await asyncio.sleep(0)
        while self._sleepers[0] != me:
            await asyncio.sleep(0)
        self.now = max(self.now, me[0])
        heapq.heappop(self._sleepers)


def request(body: object = BODY, *, method: str = "POST", url: str = URL) -> httpx2.Request:
    return httpx2.Request(method, url, json=body) if body is not None else httpx2.Request(method, url)


def run(*calls: Coroutine[Any, Any, httpx2.Response]) -> list[httpx2.Response]:
    async def all_of_them() -> list[httpx2.Response]:
        return await asyncio.gather(*calls)

    return asyncio.run(all_of_them())


def ask(transport: httpx2.AsyncBaseTransport, *requests: httpx2.Request) -> list[httpx2.Response]:
    """Send requests at once; one if none is given."""
    return run(*(transport.handle_async_request(one) for one in requests or (request(),)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "replies") as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


# Cached: nothing is paid for twice


def test_an_equal_request_is_answered_from_the_store_also_by_the_next_program(store: Store) -> None:
    server = Server()
    first, second = (ask(Cached(server, store))[0] for _ in range(2))
    assert len(server.asked) == 1
    assert second.content == first.content
    assert (first.extensions.get("from_cache"), second.extensions.get("from_cache")) == (None, True)


def test_a_reply_is_kept_before_anybody_sees_it(store: Store) -> None:
    class Watching(Store):
        def put(self, exchange: Any) -> None:
            kept.append(seen.copy())
            super().put(exchange)

    kept: list[list[str]] = []
    seen: list[str] = []
    with Watching(store.folder) as watching:
        seen.extend(reply.text for reply in ask(Cached(Server(), watching)))
    assert kept == [[]]
    assert len(seen) == 1


def test_equal_requests_at_the_same_time_make_one_call(store: Store) -> None:
    server = Server()
    replies = ask(Cached(server, store), *(request() for _ in range(5)))
    assert len(server.asked) == 1
    assert len({reply.content for reply in replies}) == 1


def test_a_call_that_failed_leaves_its_equals_to_ask_themselves(store: Store) -> None:
    server = Server(status(500))
    assert [reply.status_code for reply in ask(Cached(server, store), request(), request())] == [500, 200]


def test_unlike_requests_do_not_wait_for_each_other(store: Store) -> None:
    server = Server()
    ask(Cached(server, store), request({"model": "a"}), request({"model": "b"}))
    assert server.most_at_once == 2


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(status(400), id="an error of ours"),
        pytest.param(status(503), id="an error of the server"),
        pytest.param(httpx2.Response(200, content=b"<html>"), id="no JSON"),
        pytest.param(httpx2.Response(200, content=b'{"choices": [{'), id="half of a reply"),
        pytest.param(httpx2.Response(200, content=b"\xff"), id="no text"),
        pytest.param(httpx2.Response(200, json={"error": "busy"}), id="no choices"),
        pytest.param(httpx2.Response(200, json={"choices": []}), id="choices without one"),
        pytest.param(httpx2.Response(200, json=[]), id="no object"),
    ],
)
def test_what_is_no_answer_is_passed_on_and_not_kept(store: Store, reply: httpx2.Response) -> None:
    assert ask(Cached(Server(reply), store)) == [reply]
    assert list(store) == []


def test_an_answer_with_half_a_character_is_kept_too(store: Store) -> None:
    content = b'{"choices": [{"message": {"content": "\\ud83d"}}]}'
    server = Server(httpx2.Response(200, content=content))
    ask(Cached(server, store))
    assert ask(Cached(server, store))[0].content == content


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(request(None, method="GET", url="https://server.invalid/v1/models"), id="what is not posted"),
        pytest.param(httpx2.Request("POST", URL, content=b"words"), id="what is no JSON"),
        pytest.param(
            httpx2.Request("POST", URL, content=b"{", headers={"content-type": "application/json"}),
            id="what only says that it is JSON",
        ),
    ],
)
def test_other_requests_pass_by_the_store_and_are_refused_in_a_replay(store: Store, other: httpx2.Request) -> None:
    server = Server(ok(), ok())
    ask(Cached(server, store), other)
    assert (len(server.asked), list(store)) == (1, [])
    with pytest.raises(ReplayMiss):
        ask(Cached(server, store, replay=True), other)
    assert len(server.asked) == 1


def test_a_replay_asks_nobody_and_a_miss_names_the_model(store: Store) -> None:
    ask(Cached(Server(), store))
    server = Server()
    replay = Cached(server, store, replay=True)
    assert ask(replay)[0].json() == ANSWER
    with pytest.raises(ReplayMiss, match="“large”") as miss:
        ask(replay, request(BODY | {"model": "large"}))
    assert miss.value.model == "large"
    assert server.asked == []


def test_a_store_that_cannot_keep_a_reply_stops_further_calls(store: Store) -> None:
    class Full(Store):
        def put(self, exchange: Any) -> None:
            raise CacheError("the disk is full")

    server = Server()
    with Full(store.folder) as full:
        cached = Cached(server, full)
        for model in ("a", "b", "c"):
            with pytest.raises(CacheError, match="full"):
                ask(cached, request({"model": model}))
    assert len(server.asked) == 1


# Retrying: what may pass is tried again


def retrying(server: Server, clock: Clock, attempts: int = 6, patience: float = 600.0) -> Retrying:
    return Retrying(server, attempts, patience, clock=clock, sleep=clock.sleep, chance=lambda: 1.0)


@pytest.mark.parametrize(
    "trouble",
    [
        *(pytest.param(status(code), id=str(code)) for code in (408, 409, 429, 500, 502, 503, 504, 529)),
        pytest.param(httpx2.ConnectError("refused"), id="no connection"),
        pytest.param(httpx2.ReadTimeout("late"), id="no reply in time"),
        pytest.param(httpx2.ReadError("reset"), id="a connection that broke"),
        pytest.param(httpx2.RemoteProtocolError("disconnected"), id="a connection closed without a reply"),
    ],
)
def test_trouble_that_may_pass_is_tried_again(clock: Clock, trouble: Step) -> None:
    server = Server(trouble, trouble)
    assert ask(retrying(server, clock))[0].status_code == 200
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "reply",
    [
        *(pytest.param(status(code), id=str(code)) for code in (400, 401, 402, 403, 404, 413, 422, 501)),
        pytest.param(status(429, error={"code": "insufficient_quota"}), id="no money left"),
        pytest.param(
            status(429, error={"type": "insufficient_quota"}, retry_after="1"), id="no money left, by its type"
        ),
    ],
)
def test_what_waiting_does_not_mend_is_not_tried_again(clock: Clock, reply: httpx2.Response) -> None:
    server = Server(reply)
    assert ask(retrying(server, clock)) == [reply]
    assert len(server.asked) == 1


@pytest.mark.parametrize("error", [httpx2.UnsupportedProtocol("ftp"), ReplayMiss("small"), ValueError("ours")])
def test_errors_of_our_own_making_are_not_tried_again(clock: Clock, error: Exception) -> None:
    server = Server(error)
    with pytest.raises(type(error)):
        ask(retrying(server, clock))
    assert len(server.asked) == 1


def test_a_reply_that_breaks_off_in_the_middle_is_tried_again(clock: Clock) -> None:
    class Broken(httpx2.AsyncByteStream):
        async def __aiter__(self) -> Any:
            yield b'{"choices": '
            raise httpx2.ReadError("reset")

    server = Server(httpx2.Response(200, stream=Broken()))
    assert ask(retrying(server, clock))[0].json() == ANSWER


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"retry_after": "7"}, 7.0, id="seconds"),
        pytest.param({"retry_after": "0.5"}, 0.5, id="half a second"),
        pytest.param({"retry_after": "300"}, 300.0, id="more than two minutes"),
        pytest.param({"retry_after_ms": "250", "retry_after": "9"}, 0.25, id="milliseconds"),
        pytest.param(
            {"date": "Wed, 21 Oct 2026 07:28:00 GMT", "retry_after": "Wed, 21 Oct 2026 07:28:45 GMT"},
            45.0,
            id="a date, by the server's own clock",
        ),
        *(
            pytest.param({"retry_after": void}, 1.0, id=f"“{void}” tells nothing")
            for void in ("", "soon", "-5", "nan", "inf", "0", "Wed, 99 Oct 2026 07:28:00 GMT")
        ),
    ],
)
def test_a_wait_that_the_server_asks_for_is_kept(clock: Clock, headers: dict[str, str], seconds: float) -> None:
    ask(retrying(Server(status(429, **headers)), clock))
    assert clock.slept == [pytest.approx(seconds)]


def test_a_date_without_the_servers_clock_is_taken_by_ours() -> None:
    now = asked_wait(status(503, date="Wed, 21 Oct 2026 07:28:00 GMT"))
    assert now is None
    past = status(503, retry_after="Wed, 21 Oct 2015 07:28:00 GMT")
    assert asked_wait(past) == 0.0


def test_other_waits_double_from_try_to_try_and_are_spread_by_chance(clock: Clock) -> None:
    ask(retrying(Server(*[status(500)] * 9), clock, attempts=9))
    assert clock.slept == [1, 2, 4, 8, 16, 32, 60, 60]
    other = Clock()
    chances = iter([0.0, 0.5])
    ask(Retrying(Server(*[status(500)] * 2), 3, 600, clock=other, sleep=other.sleep, chance=lambda: next(chances)))
    assert other.slept == [0.5, 1.5]


def test_the_last_reply_is_given_when_all_tries_are_used(clock: Clock) -> None:
    server = Server(status(500), status(502), status(503))
    assert ask(retrying(server, clock, attempts=3))[0].status_code == 503
    assert len(server.asked) == 3


def test_the_last_error_is_raised_when_all_tries_are_used(clock: Clock) -> None:
    with pytest.raises(httpx2.ReadTimeout, match="second"):
        ask(retrying(Server(httpx2.ReadTimeout("first"), httpx2.ReadTimeout("second")), clock, attempts=2))


def test_no_try_begins_after_the_patience_is_over(clock: Clock) -> None:
    server = Server(*[status(500)] * 50, clock=clock)
    assert ask(retrying(server, clock, attempts=50, patience=100.0))[0].status_code == 500
    assert server.asked == [0, 1, 3, 7, 15, 31, 63]


def test_a_wait_longer_than_the_patience_ends_the_call_at_once(clock: Clock) -> None:
    server = Server(status(429, retry_after="601"))
    assert ask(retrying(server, clock))[0].status_code == 429
    assert (len(server.asked), clock.slept) == (1, [])


def test_time_in_the_queue_of_the_rate_limit_does_not_use_up_patience(clock: Clock) -> None:
    server = Server(ok(), status(500), ok(), clock=clock)
    limited = Limited(server, 1, requests_per_minute=1, clock=clock, sleep=clock.sleep)
    layer = Retrying(limited, 6, 30.0, clock=clock, sleep=clock.sleep, chance=lambda: 1.0)
    assert [reply.status_code for reply in ask(layer, request(), request())] == [200, 200]
    assert server.asked == [0, 60, 120]


# Limited: one gate for all


def test_no_more_calls_are_under_way_than_allowed(clock: Clock) -> None:
    server = Server()
    server.work = lambda: clock.sleep(1)
    ask(Limited(server, 3, clock=clock, sleep=clock.sleep), *(request() for _ in range(10)))
    assert server.most_at_once == 3
    assert clock.now == 4


def test_requests_are_spread_over_the_minute(clock: Clock) -> None:
    server = Server(clock=clock)
    ask(Limited(server, 10, requests_per_minute=30, clock=clock, sleep=clock.sleep), *(request() for _ in range(5)))
    assert server.asked == [0, 2, 4, 6, 8]


def test_in_no_minute_go_more_requests_than_the_limit(clock: Clock) -> None:
    server = Server(clock=clock)
    ask(Limited(server, 8, requests_per_minute=7, clock=clock, sleep=clock.sleep), *(request() for _ in range(40)))
    minute = 60 - 1e-6  # moments are floats
    assert all(sum(start <= one < start + minute for one in server.asked) <= 7 for start in server.asked)
    assert len(server.asked) == 40


def test_tokens_are_guessed_from_the_bytes_sent_and_put_right_by_what_was_used(clock: Clock) -> None:
    one = request({"content": "字" * 1000})
    expected = len(one.content) / 4
    used = {"prompt_tokens": 900, "completion_tokens": 300}
    server = Server(ok(usage=used), ok(usage=None), clock=clock)
    limited = Limited(server, 1, tokens_per_minute=600, clock=clock, sleep=clock.sleep)
    ask(limited, one, request({"content": "字" * 1000}), request())
    assert server.asked == [0, pytest.approx(120), pytest.approx(120 + expected / 10)]


def test_a_request_beyond_the_limit_of_a_minute_goes_and_the_next_waits_for_it() -> None:
    pace = Pace(100)
    assert [pace.take(250, now=0), pace.take(10, now=0), pace.take(10, now=500)] == [0, 150, 500]


def test_without_limits_nothing_waits(clock: Clock) -> None:
    ask(Limited(Server(), 4, clock=clock, sleep=clock.sleep), *(request() for _ in range(20)))
    assert clock.slept == []


def test_one_refusal_slows_every_caller(clock: Clock) -> None:
    server = Server(status(429, retry_after="20"), clock=clock)
    ask(Limited(server, 1, clock=clock, sleep=clock.sleep), *(request() for _ in range(3)))
    assert server.asked == [0, 20, 20]


def test_a_busy_server_that_names_a_time_is_left_alone_by_all(clock: Clock) -> None:
    server = Server(status(503, retry_after="5"), status(500), clock=clock)
    ask(Limited(server, 1, clock=clock, sleep=clock.sleep), *(request() for _ in range(3)))
    assert server.asked == [0, 5, 5]


def test_refusals_without_a_time_make_the_pause_longer_until_one_call_succeeds(clock: Clock) -> None:
    server = Server(status(429), status(429), status(429), ok(), status(429), clock=clock)
    ask(Limited(server, 1, clock=clock, sleep=clock.sleep), *(request() for _ in range(6)))
    assert server.asked == [0, 1, 3, 7, 7, 8]


def test_refusals_of_calls_sent_together_make_one_pause(clock: Clock) -> None:
    server = Server(*[status(429)] * 4, clock=clock)
    ask(Limited(server, 4, clock=clock, sleep=clock.sleep), *(request() for _ in range(8)))
    assert server.asked == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_pause_beyond_all_patience_holds_nobody(clock: Clock) -> None:
    server = Server(status(429, retry_after="3600"), clock=clock)
    ask(Limited(server, 1, patience=600, clock=clock, sleep=clock.sleep), request(), request())
    assert server.asked == [0, 0]


def test_an_account_without_money_holds_nobody(clock: Clock) -> None:
    server = Server(status(429, error={"code": "insufficient_quota"}, retry_after="30"), clock=clock)
    ask(Limited(server, 1, clock=clock, sleep=clock.sleep), request(), request())
    assert server.asked == [0, 0]


def test_a_call_that_breaks_gives_its_place_back(clock: Clock) -> None:
    limited = Limited(Server(httpx2.ReadError("reset")), 1, clock=clock, sleep=clock.sleep)
    with pytest.raises(httpx2.ReadError):
        ask(limited)
    assert ask(limited)[0].status_code == 200


def test_the_gate_serves_one_event_loop_after_the_other(clock: Clock) -> None:
    server = Server()
    limited = Limited(server, 1, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        ask(limited, *(request() for _ in range(3)))
    assert len(server.asked) == 9


# Metered: what it cost


def test_calls_and_tokens_are_added_up_under_the_report_they_are_for() -> None:
    meter = Meter()
    metered = Metered(Server(), meter)

    async def read(report: str, calls: int) -> httpx2.Response:
        current_report.set(report)
        for _ in range(calls):
            reply = await metered.handle_async_request(request())
        return reply

    run(read("plan", 2), read("review", 1))
    assert meter.of("plan") == Usage(calls=2, prompt=180, completion=20, cached=128)
    assert dict(meter.reports()) == {"plan": meter.of("plan"), "review": meter.of("review")}
    assert meter.total == meter.of("plan") + meter.of("review")
    assert meter.total.tokens == 300


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        pytest.param(None, Usage(calls=1), id="none told"),
        pytest.param("many", Usage(calls=1), id="no object"),
        pytest.param({"prompt_tokens": None, "completion_tokens": "5"}, Usage(calls=1), id="no numbers"),
        pytest.param({"prompt_tokens": -3}, Usage(calls=1), id="less than none"),
        pytest.param(
            {"prompt_tokens": 9, "completion_tokens": 1, "prompt_cache_hit_tokens": 8},
            Usage(calls=1, prompt=9, completion=1, cached=8),
            id="cached tokens as DeepSeek tells them",
        ),
        pytest.param({"prompt_tokens": 9, "prompt_tokens_details": None}, Usage(calls=1, prompt=9), id="no details"),
    ],
)
def test_what_a_server_tells_of_tokens(usage: object, expected: Usage) -> None:
    meter = Meter()
    ask(Metered(Server(ok(usage=usage)), meter))
    assert meter.total == expected


def test_a_failed_try_costs_what_it_says(store: Store) -> None:
    meter = Meter()
    failed = httpx2.Response(500, json={"error": "late", "usage": {"prompt_tokens": 7, "completion_tokens": 2}})
    ask(layers(Server(failed), store, meter, attempts=2))
    assert meter.total == Usage(calls=2, prompt=97, completion=12, cached=64)


def test_a_call_without_any_reply_is_a_call() -> None:
    meter = Meter()
    with pytest.raises(httpx2.ReadTimeout):
        ask(Metered(Server(httpx2.ReadTimeout("late")), meter))
    assert meter.total == Usage(calls=1)


# All together


def layers(server: httpx2.AsyncBaseTransport, store: Store, meter: Meter, **changed: Any) -> httpx2.AsyncBaseTransport:
    """The whole stack, on a clock of its own."""
    clock = Clock()
    return stack(LLMSettings("small", **changed), store, meter, server, clock=clock, sleep=clock.sleep)


def test_a_call_is_paid_for_once_and_counted_once_on_every_way(store: Store) -> None:
    meter, server = Meter(), Server()
    way = layers(server, store, meter)
    ask(way)
    assert meter.total == Usage(calls=1, prompt=90, completion=10, cached=64)
    ask(way)
    assert meter.total == Usage(calls=1, replayed=1, prompt=90, completion=10, cached=64)
    replayed = Meter()
    ask(layers(server, store, replayed, replay=True))
    assert replayed.total == Usage(replayed=1)
    assert len(server.asked) == 1


def test_a_miss_in_a_replay_counts_for_nothing(store: Store) -> None:
    meter = Meter()
    with pytest.raises(ReplayMiss):
        ask(layers(Server(), store, meter, replay=True))
    assert meter.total == Usage()


def test_the_layers_close_what_they_stand_on(store: Store) -> None:
    closed: list[bool] = []

    class Closing(Server):
        async def aclose(self) -> None:
            closed.append(True)

    asyncio.run(layers(Closing(), store, Meter()).aclose())
    assert closed == [True]


SECRET = "sk-very-secret-0123456789"


@pytest.mark.parametrize(
    ("step", "replay"),
    [
        pytest.param(ok(), False, id="a good reply"),
        pytest.param(status(401), False, id="a refused key"),
        pytest.param(httpx2.ConnectError("refused"), False, id="no connection"),
        pytest.param(ok(), True, id="a miss in a replay"),
    ],
)
def test_no_key_is_stored_logged_or_told(
    step: Step, replay: bool, store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    headers = {"authorization": f"Bearer {SECRET}", "x-api-key": SECRET}
    url = f"https://user:{SECRET}@server.invalid/v1/chat/completions?api-key={SECRET}"
    one = httpx2.Request("POST", url, json=BODY, headers=headers)
    told = ""
    try:
        told = str(ask(layers(Server(*[step] * 6), store, Meter(), replay=replay), one))
    except (httpx2.ConnectError, ReplayMiss) as error:
        told = "".join(traceback.format_exception(error))
    store.export(tmp_path / "all.jsonl")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"recording" in kept
    assert SECRET.encode() not in kept
    assert SECRET not in told
    assert SECRET not in caplog.text


# Network: the end of the layers


@asynccontextmanager
async def listening(answer: bytes, asked_for: list[bytes]) -> AsyncIterator[int]:
    """Serve on a free port of this machine; at the end, wait until every connection was closed by the other side."""
    connections: list[asyncio.Task[Any] | None] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(asyncio.current_task())
        asked_for.append((await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0])
        writer.write(answer)
        await reader.read()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]
        async with asyncio.timeout(5):
            await asyncio.gather(*(one for one in connections if one))


async def sent(network: Network, url: str) -> httpx2.Response:
    reply = await network.handle_async_request(request(None, method="GET", url=url))
    await reply.aread()
    return reply


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_requests_go_out_from_one_event_loop_after_the_other_and_leave_nothing_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    network, asked_for = Network(), list[bytes]()
    body = json.dumps(ANSWER).encode()

    async def once() -> object:
        answer = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)
        async with listening(answer, asked_for) as port:
            return (await sent(network, f"http://127.0.0.1:{port}/v1")).json()

    assert [asyncio.run(once()) for _ in range(2)] == [ANSWER, ANSWER]
    assert asked_for == [b"GET /v1 HTTP/1.1"] * 2


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_requests_go_by_the_proxy_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[bytes] = []

    async def once() -> int:
        async with listening(b"HTTP/1.1 204 No Content\r\n\r\n", asked_for) as port:
            monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
            monkeypatch.setenv("no_proxy", "")
            network = Network()
            reply = await sent(network, "http://server.invalid/v1")
            await network.aclose()
            return reply.status_code

    assert asyncio.run(once()) == 204
    assert asked_for == [b"GET http://server.invalid/v1 HTTP/1.1"]
