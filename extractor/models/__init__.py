"""What proposes records: one `Model` protocol, one room a model. Chunk in, drafts out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractor.report import Chunk
from extractor.schemas.draft import Draft


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model says of one chunk. `flags` are put on every record that comes of it."""

    drafts: tuple[Draft, ...]
    flags: tuple[str, ...] = ()


class Model(Protocol):
    """Anything that turns a chunk into drafts; hosted, local, or the built-in baseline.

    `name` stands in every record's `model` and `budget` is the longest chunk it takes, in characters.
    """

    name: str
    budget: int

    async def propose(self, chunk: Chunk) -> Proposal:
        """Propose the records of a chunk.

        Raises:
            ModelError: the model gave no usable answer.
        """
        ...
