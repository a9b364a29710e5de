"""A server that speaks the chat-completions protocol over real HTTP on the loopback, and misbehaves as planned.

In a test: `with FakeServer(plan={1: busy(2)}) as server:` and `server.url`. As a process:

    python tests/fake_server.py --port 0 --plan 3:500,7:stalled --script replies.json

It prints its address, then a line of JSON whenever a request has come or been answered, and one whenever it is sent a
line itself. It ends when its input does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any

from fake_faults import FAULTS, Answer, Fault
from fake_reader import Reader, baseline, script

CHARACTERS_PER_TOKEN = 3
"""A made-up tokenizer, the same for both languages."""
CACHED_FROM = 300
"""Prompt beginnings that were seen before count as cached in steps of so many characters, as with providers."""


@dataclass
class Asked:
    """One request as it came: its body and its Authorization header, and the status of an answer sent to its end."""

    number: int
    body: Mapping[str, Any]
    key: str
    status: int | None = None
    usage: Mapping[str, Any] = field(default_factory=dict)


class FakeServer(AbstractContextManager["FakeServer"]):
    """Serves from `with` to its end.

    Args:
        reader: what answers; our own baseline if left out.
        plan: what goes wrong with which request, counted from 1 as they come.
        always: what goes wrong with every other request.
        port: 0 for any that is free.
        watch: told of every request when it has come ("asked") and when its answer is sent or cut off ("answered").
    """

    def __init__(
        self,
        reader: Reader = baseline,
        *,
        plan: Mapping[int, Fault] | None = None,
        always: Fault | None = None,
        port: int = 0,
        watch: Callable[[str, Asked], None] | None = None,
    ) -> None:
        self.asked: list[Asked] = []
        self._reader = reader
        self._plan = plan or {}
        self._always = always
        self.watch = watch or (lambda *_: None)
        self._lock = Lock()
        self.closing = Event()
        self._http = _Http(port, self)
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """The base URL that clients are given."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def answered(self) -> list[Asked]:
        """The requests that got an answer to be paid for."""
        return [one for one in self.asked if one.status == 200]

    @property
    def tokens(self) -> int:
        """What all answers together cost."""
        return sum(one.usage.get("total_tokens", 0) for one in self.asked)

    def take(self, body: Mapping[str, Any], key: str) -> tuple[Asked, Answer]:
        """Note a request and prepare its answer."""
        with self._lock:
            asked = Asked(len(self.asked) + 1, body, key)
            before = [_prompt(one.body) for one in self.asked]
            self.asked.append(asked)
        self.watch("asked", asked)
        fault = self._plan.get(asked.number, self._always)
        answer = Answer(body, self._reader(body))
        answer = fault(answer) if fault else answer
        if answer.error is None:
            asked.usage = _usage(_prompt(body), answer.content or "", before)
        return asked, answer

    def __enter__(self) -> FakeServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, fake: FakeServer) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that was killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        sent = self.rfile.read(length)
        if len(sent) < length:  # the client is gone
            self.close_connection = True
            return
        body = json.loads(sent)
        if not self.path.endswith("/chat/completions") or body.get("stream"):
            self.send_error(404)
            return
        asked, answer = self.server.fake.take(body, self.headers.get("Authorization", ""))
        if answer.stall and self.server.fake.closing.wait(answer.stall):
            self.close_connection = True
            return
        asked.status = answer.status if answer.cut is None else None
        try:
            self._send(answer, self._payload(asked, answer))
        except OSError:  # the client is gone
            self.close_connection, asked.status = True, None
        else:
            self.server.fake.watch("answered", asked)

    def _payload(self, asked: Asked, answer: Answer) -> bytes:
        told = _error(answer.error, asked.key) if answer.error is not None else _completion(asked, answer)
        return json.dumps(told).encode()

    def _send(self, answer: Answer, payload: bytes) -> None:
        if answer.cut != 0:
            self.send_response(answer.status)
            for name, value in (*answer.headers, ("Content-Type", "application/json")):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload[: answer.cut])
            self.wfile.flush()
        if answer.cut is not None:
            self._drop()

    def _drop(self) -> None:
        """End the connection at once, as a broken line does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing; `watch` is told."""


def _completion(asked: Asked, answer: Answer) -> dict[str, Any]:
    """The answer in the wire format, as a call of a tool where the request offers one."""
    message: dict[str, Any] = {"role": "assistant", "content": answer.content, "refusal": answer.refusal}
    if answer.content and (tools := answer.request.get("tools")):
        call = {"name": tools[0]["function"]["name"], "arguments": answer.content}
        message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": call}]}
    choice = {"index": 0, "message": message, "finish_reason": answer.finish_reason, "logprobs": None}
    return {
        "id": f"chatcmpl-{asked.number}",
        "object": "chat.completion",
        "created": 0,
        "model": answer.request["model"],
        "choices": [choice] if answer.chosen else [],
        "usage": asked.usage,
    }


def _error(message: str, key: str) -> dict[str, Any]:
    """An error as careless servers word it: with the key they were given."""
    code = message if message == "insufficient_quota" else None
    return {"error": {"message": f"{message} ({key})", "type": code or "error", "param": None, "code": code}}


def _prompt(body: Mapping[str, Any]) -> str:
    return "\n".join(str(message.get("content")) for message in body["messages"])


def _usage(prompt: str, content: str, before: list[str]) -> dict[str, Any]:
    seen = max((len(os.path.commonprefix([prompt, one])) for one in before), default=0)  # noqa: RUF071 (these are no paths)
    sent, said = -(-len(prompt) // CHARACTERS_PER_TOKEN), -(-len(content) // CHARACTERS_PER_TOKEN)
    return {
        "prompt_tokens": sent,
        "completion_tokens": said,
        "total_tokens": sent + said,
        "prompt_tokens_details": {"cached_tokens": seen // CACHED_FROM * CACHED_FROM // CHARACTERS_PER_TOKEN},
    }


def digest(body: Mapping[str, Any]) -> str:
    """Tell a request from others; the same request asked again has the same digest."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _say(event: str, asked: Asked | None = None) -> None:
    line: dict[str, Any] = {"event": event}
    if asked:
        line |= {"number": asked.number, "digest": digest(asked.body), "status": asked.status}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _planned(words: str) -> dict[int, Fault]:
    return {int(number): FAULTS[name] for number, _, name in (step.partition(":") for step in words.split(",") if step)}


def main() -> None:
    """Serve until the standard input ends, as it does when whoever started this is gone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 for any that is free")
    parser.add_argument("--plan", type=_planned, default={}, metavar="N:FAULT,…", help=f"faults: {', '.join(FAULTS)}")
    parser.add_argument("--script", type=Path, metavar="FILE", help="a JSON list of answers in place of the baseline's")
    chosen = parser.parse_args()
    reader = script(json.loads(chosen.script.read_text(encoding="utf-8"))) if chosen.script else baseline
    with FakeServer(reader, plan=chosen.plan, port=chosen.port, watch=_say) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        for _ in sys.stdin:
            _say("so far")


if __name__ == "__main__":
    main()
