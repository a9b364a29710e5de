"""Replies in; calls and tokens out, added up by report and over all."""

from __future__ import annotations

from collections.abc import ItemsView
from contextvars import ContextVar
from dataclasses import dataclass, fields
from typing import Any

import orjson

current_report: ContextVar[str] = ContextVar("current_report", default="")
"""The name of the report that calls are made for; set by whoever makes them."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What calls have used.

    Attributes:
        calls: requests that went out, tries that failed included.
        replayed: requests that the store answered; they use no tokens.
        prompt, completion: tokens in and out, as the server counts them.
        cached: those of the prompt tokens that the server had kept from before.
    """

    calls: int = 0
    replayed: int = 0
    prompt: int = 0
    completion: int = 0
    cached: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Add up, count by count."""
        return Usage(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Usage)))

    @property
    def tokens(self) -> int:
        """Tokens in and out."""
        return self.prompt + self.completion

    @classmethod
    def of_reply(cls, body: bytes) -> Usage:
        """Read the tokens from the body of a reply; zeros where it tells none."""
        used = _part(_parsed(body), "usage")
        details = _part(used, "prompt_tokens_details")
        return cls(
            prompt=_count(used, "prompt_tokens"),
            completion=_count(used, "completion_tokens"),
            cached=_count(details, "cached_tokens") or _count(used, "prompt_cache_hit_tokens"),
        )


class Meter:
    """Adds up usage under the name of the report that it was for."""

    def __init__(self) -> None:
        self._used: dict[str, Usage] = {}
        self.total = Usage()

    def add(self, usage: Usage) -> None:
        """Count for the report that is being read."""
        report = current_report.get()
        self._used[report] = self.of(report) + usage
        self.total += usage

    def of(self, report: str) -> Usage:
        """What one report has used."""
        return self._used.get(report, Usage())

    def reports(self) -> ItemsView[str, Usage]:
        """All reports, each with what it has used."""
        return self._used.items()


def _parsed(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except ValueError:
        return None


def _part(whole: Any, name: str) -> dict[str, Any]:
    found = whole.get(name) if isinstance(whole, dict) else None
    return found if isinstance(found, dict) else {}


def _count(part: dict[str, Any], name: str) -> int:
    found = part.get(name)
    return found if isinstance(found, int) and found > 0 else 0
