"""One call in, as the server was asked and as it answered, without headers; its key and its text to keep out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson

from extractor.errors import UsageError


class CacheError(UsageError):
    """The store of replies, or a recording, cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the reply to it.

    Attributes:
        url: that was asked, without user, password and query, where keys may hide.
        request: the body of the request as canonical JSON.
        response: the body of the reply, the very text that the server sent.
    """

    url: str
    request: str
    response: str

    @property
    def key(self) -> str:
        """What the reply is found by."""
        return key_of(self.url, self.request.encode())

    @property
    def model(self) -> str:
        """The name of the model that was asked."""
        return model_of(self.request)


def canonical(body: bytes | str) -> bytes:
    """Write JSON so that equal bodies are equal bytes: sorted keys, no blanks, no escapes that are not needed.

    Raises:
        ValueError: it is no JSON.
    """
    return orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)


def key_of(url: str, request: bytes) -> str:
    """Name a request by all that its reply depends on: where it goes, and the body with model, prompt and schema."""
    return hashlib.sha256(url.encode() + b"\n" + request).hexdigest()


def model_of(request: bytes | str) -> str:
    """Say which model a request asks, as far as it says so itself."""
    body: Any = orjson.loads(request)
    return str(body.get("model", "")) if isinstance(body, dict) else ""
