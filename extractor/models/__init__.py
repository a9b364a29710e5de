"""What proposes records: one `Model` protocol, one room a model. Chunk in, drafts out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractor.errors import UsageError
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

    @property
    def name(self) -> str:
        """The name of the model, as users write it."""

    @property
    def budget(self) -> int:
        """The longest chunk that the model takes, in characters of reading text."""

    async def propose(self, chunk: Chunk) -> Proposal:
        """Propose the records of a chunk.

        Raises:
            ModelError: the model gave no usable answer.
        """


def load(name: str) -> Model:
    """Make the model of a name.

    Raises:
        UsageError: there is no such model.
    """
    from extractor.models.baseline import Baseline

    if name == Baseline.name:
        return Baseline()
    raise UsageError(f"there is no model “{name}”; the one built in is “{Baseline.name}”")
