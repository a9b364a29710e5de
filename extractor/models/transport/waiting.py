"""A reply in; whether another try can help, and how long the server asks to wait before it, out."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2
import orjson

_PASSING = frozenset({httpx2.codes.REQUEST_TIMEOUT, httpx2.codes.CONFLICT, httpx2.codes.TOO_MANY_REQUESTS})
"""Errors in the 400s that are the server's own and pass: its time-out, its lock, its limit."""
_LASTING = frozenset({httpx2.codes.NOT_IMPLEMENTED, httpx2.codes.HTTP_VERSION_NOT_SUPPORTED})
_NO_MONEY = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
"""What servers call it, under the status of too many requests, when waiting does not help."""


def passes(response: httpx2.Response) -> bool:
    """Whether the reply is an error that may be over at the next try. Its body has been read."""
    if response.status_code == httpx2.codes.TOO_MANY_REQUESTS:
        return not out_of_money(response)
    return response.status_code in _PASSING or (response.is_server_error and response.status_code not in _LASTING)


def out_of_money(response: httpx2.Response) -> bool:
    """Whether the account's money, and not its minute, is used up. The reply's body has been read."""
    try:
        error = orjson.loads(response.content)["error"]
        return not _NO_MONEY.isdisjoint((error.get("code"), error.get("type")))
    except (ValueError, LookupError, TypeError, AttributeError):
        return False


def asked_wait(response: httpx2.Response, now: datetime | None = None) -> float | None:
    """How long the server asks to wait (RFC 9110, 10.2.3: seconds or a date; or `retry-after-ms` as some have it).

    Args:
        response: its headers are read.
        now: what the time is, if the server does not say; the clock of this machine if left out.

    Returns:
        Seconds; None where it does not say, or not in a form that is known.
    """
    milliseconds = _number(response.headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    told = response.headers.get("retry-after")
    seconds = _number(told)
    if seconds is not None:
        return seconds
    until = _date(told)
    # The server's own clock says what its date is relative to, however wrong either clock is.
    since = _date(response.headers.get("date")) or now or datetime.now(UTC)
    return None if until is None else max(0.0, (until - since).total_seconds())


def _number(told: str | None) -> float | None:
    try:
        found = float(told or "")
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None


def _date(told: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(told or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
