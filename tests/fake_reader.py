"""A chat request in, the answer of a stand-in model out: our own baseline in the form of a model's reply.

It is true to the protocol and knows nothing besides the request: it reads the numbered sentences of the prompt as a
model would. No accuracy is ever quoted from it.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from extractor.models.baseline import Baseline
from extractor.read import parse
from extractor.report import Chunk, Report, Section, Sentence
from extractor.schemas.draft import Draft, Words

Request = Mapping[str, Any]
"""The body of a chat-completions request."""
Reader = Callable[[Request], str]
"""What writes the content of an answer."""

NUMBERED = re.compile(r"^\[(\d+)\] (?!# )(.*)$", re.MULTILINE)
_LINE = re.compile(r"^(?:\[(?P<number>\d+)\] )?(?P<heading># )?(?P<words>.*)$", re.MULTILINE)
_QUESTION = re.compile(r"^\? (.*)$", re.MULTILINE)


def baseline(request: Request) -> str:
    """Propose what the baseline finds in the numbered sentences; of numbers that are asked about, those alone."""
    prompt = asked(request)
    numbers, chunk = rebuilt(prompt)
    drafts = asyncio.run(Baseline().propose(chunk)).drafts
    if questions := {words for line in _QUESTION.findall(prompt) for words in line.split(" | ")}:
        drafts = tuple(draft for draft in drafts if questions & {_text(draft.value), _text(draft.change)})
    return reply(drafts, numbers)


def script(replies: Iterable[str]) -> Reader:
    """Answer from a list, one after the other, and with no records when it is at its end."""
    waiting = chain(replies)
    return lambda _: next(waiting, '{"r":[]}')


def asked(request: Request) -> str:
    """The message that holds the sentences; behind it there may be one that asks for the same again."""
    contents = [str(message["content"]) for message in request["messages"] if message["role"] == "user"]
    return next((content for content in reversed(contents) if NUMBERED.search(content)), contents[-1])


def rebuilt(prompt: str) -> tuple[Sequence[int], Chunk]:
    """Make a chunk of the numbered sentences and their headings, and tell the numbers they are known by."""
    lines, numbers, places = [], [], []
    start = 0
    for match in _LINE.finditer(prompt):
        number, heading, words = match["number"], match["heading"], match["words"]
        if not number and not heading:
            continue
        mark = "## " if heading else ""
        if number:
            numbers.append(int(number))
            places.append((start + len(mark), words))
        lines.append(f"{mark}{words}\n\n")
        start += len(lines[-1])
    parsed = parse("".join(lines), "prompt")
    return numbers, Chunk(parsed, 1, tuple(_sentence(parsed, at, words) for at, words in places))


def _sentence(parsed: Report, start: int, words: str) -> Sentence:
    """The line as one sentence, whatever our reader makes of it; its section and role are as the reader has them."""
    like = next((one for one in parsed.sentences if one.start <= start < one.end), None)
    section = like.section if like else Section("", "", 0, 0, len(parsed.text))
    role = like.role if like else "prose"
    return Sentence(start, start + len(words), words, section, ((0, start),), role, like.columns if like else ())


def reply(drafts: Iterable[Draft], numbers: Sequence[int] | None = None) -> str:
    """Write drafts as a model would: one-letter keys, verbatim words, no positions, nothing that is not there.

    Args:
        drafts: with sentence numbers from 1.
        numbers: what the sentences are called in the prompt; their own numbers if left out.
    """
    records = [_record(draft, numbers) for draft in drafts]
    return json.dumps({"r": records}, ensure_ascii=False, separators=(",", ":"))


def _record(draft: Draft, numbers: Sequence[int] | None) -> dict[str, Any]:
    called = (lambda at: numbers[at - 1]) if numbers else int
    found = {
        "k": draft.kind[0],
        "s": called(draft.sentence),
        "i": draft.indicator,
        "v": _text(draft.value),
        "c": _text(draft.change),
        "g": _text(draft.goal),
        "r": _text(draft.rank),
        "b": [words.text for words in draft.also] or None,
        "h": draft.headline or None,
        "n": draft.nature and draft.nature[0],
        "p": draft.period,
        "e": called(draft.until) if draft.until else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _text(words: Words | None) -> str | None:
    return words.text if words else None
