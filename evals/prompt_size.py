"""Report files in; out how many characters are sent for each of theirs, and how many a record costs in an answer.

    python evals/prompt_size.py [--chunk N] FILE...

No model is asked. The answers that are counted are the baseline's own records put into the form of a reply: a
stand-in for the length of an answer, which says nothing about what a model would find.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor import prompts
from extractor.models.baseline import Baseline
from extractor.models.llm import prompting
from extractor.models.llm.settings import LLMSettings
from extractor.read import read
from extractor.report import Chunk, Report
from extractor.schemas.draft import Draft, Unclaimed
from extractor.schemas.reply import LONGEST_WORDS, Reply
from extractor.split import split
from extractor.verify import unclaimed, verify


@dataclass(frozen=True, slots=True)
class Size:
    """What one report costs, in characters.

    Attributes:
        source: of the loaded text.
        calls: how many chunks it has.
        fixed: of the part that is the same for every chunk, once.
        sent: of all messages of the first look.
        schema: of the reply's JSON Schema, once; it goes out with every call besides the messages.
        again: of all messages of a second look at what the baseline leaves.
        records, answered: how many records the baseline finds, and their length as replies.
    """

    source: int
    calls: int
    fixed: int
    sent: int
    schema: int
    again: int
    records: int
    answered: int

    @property
    def ratio(self) -> float:
        """Characters of prompts for each character of the report."""
        return self.sent / self.source

    @property
    def per_record(self) -> float:
        """Characters of answer for each record."""
        return self.answered / max(self.records, 1)


def measure(report: Report, budget: int) -> Size:
    """Measure a report at a chunk size, in characters."""
    chunks = list(split(report, budget))
    extract, second = prompts.load("extract"), prompts.load("second_look")
    first = [prompting.messages(chunk, extract) for chunk in chunks]
    drafts = [asyncio.run(Baseline().propose(chunk)).drafts for chunk in chunks]
    left = [_left(chunk, proposed) for chunk, proposed in zip(chunks, drafts, strict=True)]
    again = [prompting.second_look(chunk, some, second) for chunk, some in zip(chunks, left, strict=True) if some]
    records = [as_record(draft) for proposed in drafts for draft in proposed]
    return Size(
        source=len(report.text),
        calls=len(chunks),
        fixed=len(first[0][0]["content"]) if first else 0,
        sent=sum(map(_length, first)),
        schema=len(_compact(Reply.model_json_schema())),
        again=sum(map(_length, again)),
        records=len(records),
        answered=sum(len(_compact({"r": records[at : at + 1]})) - len('{"r":[]}') + 1 for at in range(len(records))),
    )


def as_record(draft: Draft) -> dict[str, object]:
    """Write a draft as a model would: only what is there, words cut to what a reply may hold."""
    whole = {
        "k": draft.kind[0],
        "s": draft.sentence,
        "i": draft.indicator[:LONGEST_WORDS],
        "v": draft.value and draft.value.text,
        "c": draft.change and draft.change.text,
        "g": draft.goal and draft.goal.text[:LONGEST_WORDS],
        "r": draft.rank and draft.rank.text[:LONGEST_WORDS],
        "b": [words.text for words in draft.also],
        "h": draft.headline,
        "n": draft.nature and draft.nature[0],
        "e": draft.until if draft.until != draft.sentence else None,
    }
    return {key: value for key, value in whole.items() if value}


def _left(chunk: Chunk, proposed: Sequence[Draft]) -> list[Unclaimed]:
    return unclaimed(chunk, verify(chunk, proposed, model="baseline").claimed)


def _length(messages: Sequence[dict[str, str]]) -> int:
    return sum(len(message["content"]) for message in messages)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line a report: calls, characters of prompts for one of the report, characters of answer a record."""
    parser = argparse.ArgumentParser(prog="python evals/prompt_size.py", description=main.__doc__)
    parser.add_argument("file", nargs="+", type=Path)
    parser.add_argument("--chunk", type=int, default=LLMSettings("").chunk, help="characters; default %(default)s")
    wish = parser.parse_args(argv)
    sys.stdout.write("report  source  calls  fixed  sent/source  with schema  with second look  answer/record\n")
    for path in wish.file:
        size = measure(read(path), wish.chunk)
        sys.stdout.write(
            f"{path.stem[:6]:<6}{size.source:>8}{size.calls:>7}{size.fixed:>7}{size.ratio:>13.2f}"
            f"{(size.sent + size.calls * size.schema) / size.source:>13.2f}"
            f"{(size.sent + size.again) / size.source:>18.2f}{size.per_record:>15.1f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
