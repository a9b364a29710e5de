"""Goldens in, a language model out that answers the prompts from them, without or with noise.

It is asked through the whole path of a real model: prompts, client, layers, replies, verification. What it loses the
pipeline loses; with noise at stated rates it shows how much of a model's noise reaches the tables.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx2
from pydantic import BaseModel, ConfigDict, Field

from extractor.evaluate.goldens import Golden, InitiativeLabel, Label, quantities, wording
from extractor.evaluate.scoring import place
from extractor.models import Model
from extractor.models.llm.model import LLM
from extractor.models.llm.prompting import shown
from extractor.models.llm.settings import LLMSettings
from extractor.models.transport import current_report
from extractor.report import Chunk
from extractor.split import split

_ADDRESS = "http://oracle.invalid/v1"
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_QUESTION = re.compile(r"^\[(\d+)\] .*\n\? (.*)$", re.MULTILINE)
_KINDS = "tai"
_FARTHEST = 4
"""So many sentences off is the farthest that a wrong sentence number is."""


class Noise(BaseModel):
    """How often something goes wrong with a record, each from 0 to 1.

    Attributes:
        drop: it is left out.
        invent: another is made up beside it, with a number or an outcome that the text does not have.
        digit: one digit of its number is another.
        sentence: its sentence number is another.
        kind: its kind is another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    drop: float = Field(default=0.0, ge=0, le=1)
    invent: float = Field(default=0.0, ge=0, le=1)
    digit: float = Field(default=0.0, ge=0, le=1)
    sentence: float = Field(default=0.0, ge=0, le=1)
    kind: float = Field(default=0.0, ge=0, le=1)


def oracle(known: Sequence[Golden], folder: Path, noise: Noise | None = None, seed: int = 0) -> Model:
    """Make an oracle.

    Args:
        known: the goldens it answers from; it can only be asked about their reports.
        folder: where its replies are kept.
        noise: what goes wrong how often; nothing if left out.
        seed: the same seed gives the same noise.
    """
    settings = LLMSettings("oracle", base_url=_ADDRESS, cache=folder)
    return LLM(settings, network=_Server(known, settings.chunk, noise or Noise(), seed))


class _Server(httpx2.AsyncBaseTransport):
    """Answers chat requests about the reports of goldens."""

    def __init__(self, known: Sequence[Golden], budget: int, noise: Noise, seed: int) -> None:
        self._golden = {golden.name: golden for golden in known}
        self._chunks = {golden.name: tuple(split(golden.report, budget)) for golden in known}
        self._floors = {
            chunk: chunks[at - 1].sentences[-1].end if at else 0
            for chunks in self._chunks.values()
            for at, chunk in enumerate(chunks)
        }
        self._noise = noise
        self._seed = seed

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(await request.aread())
        asked = str(body["messages"][-1]["content"])
        content = json.dumps({"r": list(self._answer(asked))}, ensure_ascii=False)
        message = {"role": "assistant", "content": content}
        answer = {
            "id": "oracle",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        }
        return httpx2.Response(200, json=answer, request=request)

    def _answer(self, asked: str) -> Iterator[dict[str, Any]]:
        name = current_report.get()
        assert name is not None, "a model is always asked about a report"
        chunk = self._chunk(name, asked)
        questions: dict[int, list[str]] = {}
        for number, words in _QUESTION.findall(asked):
            questions[int(number)] = words.split(" | ")
        for label in self._golden[name].labels:
            at = _sentence_of(chunk, place(label)) if place(label) >= self._floors[chunk] else None
            if at is None or (questions and not _is_asked(label, questions.get(at, ()))):
                continue
            look = "second" if questions else "first"
            luck = random.Random(f"{self._seed} {look} {name} {label.kind} {place(label)}")  # noqa: S311 (no secret)
            yield from self._noisy(_record(chunk, at, label), chunk, luck)

    def _chunk(self, name: str, asked: str) -> Chunk:
        """The chunk that a prompt shows: its numbered lines end as the chunk's sentences do."""
        lines = [(int(number), words) for number, words in _LINE.findall(asked)]
        return next(
            chunk
            for chunk in self._chunks[name]
            if all(
                number <= len(chunk.sentences) and words.endswith(shown(chunk.sentences[number - 1].text))
                for number, words in lines
            )
        )

    def _noisy(self, record: dict[str, Any], chunk: Chunk, luck: random.Random) -> Iterator[dict[str, Any]]:
        noise = self._noise
        if luck.random() >= noise.drop:
            if luck.random() < noise.digit:
                record |= {key: _misread(record[key], luck) for key in ("v", "c") if key in record}
            if luck.random() < noise.sentence:
                record["s"] = max(1, record["s"] + luck.choice((-1, 1)) * luck.randint(1, _FARTHEST))
            if luck.random() < noise.kind:
                record["k"] = luck.choice([kind for kind in _KINDS if kind != record["k"]])
            yield record
        if luck.random() < noise.invent:
            words = shown(chunk.sentences[luck.randrange(len(chunk.sentences))].text)[:30]
            yield {"k": "a", "s": record["s"], "i": words} | (
                {"v": f"{luck.randint(1001, 9999)}.7%"} if luck.random() < 0.5 else {}
            )


def _sentence_of(chunk: Chunk, at: int) -> int | None:
    """The number of the chunk's sentence that a place stands in or before; None where it stands behind the last."""
    return next((number for number, sentence in enumerate(chunk.sentences, start=1) if at < sentence.end), None)


def _is_asked(label: Label, questions: Sequence[str]) -> bool:
    said = [" ".join(quantity.text.split()) for quantity in quantities(label).values()]
    return any(one in question or question in one for one in said for question in questions)


def _record(chunk: Chunk, at: int, label: Label) -> dict[str, Any]:
    """Write a label as a model would."""
    record: dict[str, Any] = {"k": label.kind[0], "s": at, "i": wording(label)}
    record |= {role[0]: _said(quantity.text) for role, quantity in quantities(label).items()}
    if label.period:
        record["p"] = label.period
    if isinstance(label, InitiativeLabel):
        last = _sentence_of(chunk, min(label.evidence[1], chunk.sentences[-1].end) - 1)
        return record | ({"e": last} if last and last > at else {})
    told: Mapping[str, Any] = {
        "g": label.goal and _said(label.goal),
        "r": label.rank and _said(label.rank),
        "b": [_said(span.text) for span in label.also],
        "h": label.headline,
        "n": label.nature and label.nature[0],
    }
    return record | {key: value for key, value in told.items() if value}


def _said(words: str) -> str:
    """Words of the text on one line; a line break between Chinese characters is no blank."""
    return " ".join(re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])", "", words).split())


def _misread(words: str, luck: random.Random) -> str:
    digits = [match.start() for match in re.finditer(r"\d", words)]
    if not digits:
        return words
    at = luck.choice(digits)
    other = luck.choice([digit for digit in "123456789" if digit != words[at]])
    return f"{words[:at]}{other}{words[at + 1 :]}"
