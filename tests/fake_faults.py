"""An answer in, the same answer gone wrong out: everything that servers and models are known to do, by name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from fake_reader import NUMBERED, Request, asked


@dataclass(frozen=True)
class Answer:
    """What a server gives to one request.

    `content` is what the model says; `error` takes its place in an answer that is none. `stall` are seconds before
    the first byte, `cut` the bytes after which the connection is dropped.
    """

    request: Request
    content: str | None
    finish_reason: str = "stop"
    refusal: str | None = None
    chosen: bool = True
    status: int = 200
    error: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    stall: float = 0.0
    cut: int | None = None


Fault = Callable[[Answer], Answer]


def status(code: int, message: str = "something went wrong", **headers: str) -> Fault:
    """An error of the protocol. A header `retry_after` is sent as Retry-After."""
    sent = tuple((name.replace("_", "-").title(), value) for name, value in headers.items())
    return lambda answer: replace(answer, status=code, error=message, headers=sent)


def busy(seconds: float) -> Fault:
    """429 with Retry-After in seconds."""
    return status(429, "Rate limit reached", retry_after=f"{seconds:g}")


def busy_until(seconds: float) -> Fault:
    """429 with Retry-After as a date, so many seconds from now."""

    def late(answer: Answer) -> Answer:
        date = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
        return status(429, "Rate limit reached", retry_after=date)(answer)

    return late


def out_of_quota(answer: Answer) -> Answer:
    """429 that no waiting helps against."""
    return status(429, "insufficient_quota")(answer)


def dropped(answer: Answer) -> Answer:
    """The connection ends before the first byte."""
    return replace(answer, cut=0)


def broken_off(answer: Answer) -> Answer:
    """The connection ends in the middle of the answer."""
    return replace(answer, cut=60)


def stalled(seconds: float) -> Fault:
    """The server takes the request and is silent."""
    return lambda answer: replace(answer, stall=seconds)


def no_choices(answer: Answer) -> Answer:
    """A well-formed answer with an empty list of choices."""
    return replace(answer, chosen=False)


def blank(answer: Answer) -> Answer:
    """A choice without content."""
    return replace(answer, content=None)


def refused(answer: Answer) -> Answer:
    """The model declines."""
    return replace(answer, content=None, refusal="I cannot help with that.")


def filtered(answer: Answer) -> Answer:
    """The provider's content filter stops the answer."""
    return replace(answer, content="", finish_reason="content_filter")


def cut_off(answer: Answer) -> Answer:
    """The answer is longer than max_tokens: its second half is missing."""
    return replace(answer, content=_content(answer)[: len(_content(answer)) // 2], finish_reason="length")


def cut_off_at_once(answer: Answer) -> Answer:
    """The answer is cut off before its first record is whole."""
    return replace(answer, content=_content(answer)[:12], finish_reason="length")


def fenced(answer: Answer) -> Answer:
    """JSON in a code fence, with a word of greeting."""
    return replace(answer, content=f"Here you are:\n```json\n{answer.content}\n```\n")


def thinking(answer: Answer) -> Answer:
    """The model thinks aloud before its JSON, in braces too."""
    return replace(answer, content=f'<think>\nMaybe {{"r": [1]}}? No.\n</think>\n\n{answer.content}')


def not_json(answer: Answer) -> Answer:
    """Prose."""
    return replace(answer, content="There are several targets in this text.")


def another_shape(answer: Answer) -> Answer:
    """JSON that is not what was asked for."""
    return replace(answer, content='{"targets": "many"}')


def one_bad_record(answer: Answer) -> Answer:
    """One record of another shape in front of the good ones."""
    return _records(answer, lambda records: [{"k": "wish", "s": "two", "i": ""}, *records])


def text_for_numbers(answer: Answer) -> Answer:
    """Sentence numbers as strings."""
    return _each(answer, lambda record: record | {"s": str(record["s"])})


def previous_sentence(answer: Answer) -> Answer:
    """Every record stands on the sentence before its own, as if the model counted from 0."""
    return _each(answer, lambda record: record | {"s": record["s"] - 1})


def no_sentence(answer: Answer) -> Answer:
    """Every record stands on a sentence that does not exist."""
    return _each(answer, lambda record: record | {"s": 9000})


def invented(answer: Answer) -> Answer:
    """Every indicator is in words that no report has."""
    return _each(answer, lambda record: record | {"i": "quixotic zephyr output" if _latin(answer) else "琥珀魍魉产值"})


def one_digit_off(answer: Answer) -> Answer:
    """Every number has its first digit altered, to a number that the text does not have."""
    return _words(answer, lambda words: re.sub(r"\d", lambda digit: str((int(digit[0]) + 4) % 10), words, count=1))


def another_unit(answer: Answer) -> Answer:
    """Every number has a unit that the text does not give it."""
    return _words(answer, lambda words: _UNIT.sub(lambda unit: _UNITS[unit[0]], words, count=1))


def doubled(answer: Answer) -> Answer:
    """Every record twice."""
    return _records(answer, lambda records: [*records, *records])


def obedient(answer: Answer) -> Answer:
    """The model does what a sentence of the report tells it: the records are what that sentence wants."""
    wanted = {"k": "a", "s": 1, "i": "=cmd|' /C calc'!A0<script>alert(1)</script>", "v": "100000%"}
    return _records(answer, lambda _: [wanted])


def silenced(answer: Answer) -> Answer:
    """The model does what a sentence of the report tells it: it says one word and nothing else."""
    return replace(answer, content="DONE")


_UNITS: Mapping[str, str] = {
    "yuan": "dollars",
    "%": " percentage points",
    "percent": "basis points",
    "million": "billion",
    "万元": "万美元",
    "亿元": "亿美元",
    "公里": "英里",
    "平方米": "立方米",
}
_UNIT = re.compile("|".join(map(re.escape, _UNITS)))

FAULTS: Mapping[str, Fault] = {
    "busy": busy(0),
    "busy-until": busy_until(0),
    "out-of-quota": out_of_quota,
    "401": status(401, "Incorrect API key provided"),
    "500": status(500),
    "503": status(503),
    "dropped": dropped,
    "broken-off": broken_off,
    "stalled": stalled(3600),
    "no-choices": no_choices,
    "blank": blank,
    "refused": refused,
    "filtered": filtered,
    "cut-off": cut_off,
    "cut-off-at-once": cut_off_at_once,
    "fenced": fenced,
    "thinking": thinking,
    "not-json": not_json,
    "another-shape": another_shape,
    "one-bad-record": one_bad_record,
    "text-for-numbers": text_for_numbers,
    "previous-sentence": previous_sentence,
    "no-sentence": no_sentence,
    "invented": invented,
    "one-digit-off": one_digit_off,
    "another-unit": another_unit,
    "doubled": doubled,
    "obedient": obedient,
    "silenced": silenced,
}
"""Every fault under the name it goes by in a plan; a stalled request of a plan is never answered."""


def _content(answer: Answer) -> str:
    return answer.content or ""


def _latin(answer: Answer) -> bool:
    return not re.search(r"[\u4e00-\u9fff]", " ".join(words for _, words in NUMBERED.findall(asked(answer.request))))


def _records(answer: Answer, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Answer:
    records = change(json.loads(_content(answer))["r"])
    return replace(answer, content=json.dumps({"r": records}, ensure_ascii=False))


def _each(answer: Answer, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Answer:
    return _records(answer, lambda records: [change(record) for record in records])


def _words(answer: Answer, change: Callable[[str], str]) -> Answer:
    """Change the words of values and changes alone."""
    return _each(
        answer, lambda record: {key: change(value) if key in {"v", "c"} else value for key, value in record.items()}
    )
