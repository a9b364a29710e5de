"""What proposes records: one `Model` protocol, one room a model. Chunk in, drafts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from extractor.report import Chunk
from extractor.schemas.draft import Draft, Unclaimed

if TYPE_CHECKING:
    from extractor.models.llm.settings import LLMSettings

BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model says of one chunk.

    Attributes:
        drafts: the records it proposes.
        refused: why parts of its answer are no drafts at all; each becomes a rejection.
        flags: put on every record that comes of it.
        model: who really answered, where that is not the model that was asked.
    """

    drafts: tuple[Draft, ...] = ()
    refused: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    model: str | None = None


class Model(Protocol):
    """Anything that turns a chunk into drafts; hosted, local, or the built-in baseline."""

    @property
    def name(self) -> str:
        """The name of the model, as users write it; it stands in every record."""

    @property
    def budget(self) -> int:
        """The longest chunk that the model takes, in characters of reading text."""

    @property
    def settings(self) -> str:
        """Everything besides its name that its answers depend on; results of other settings are not taken for its."""

    @property
    def at_once(self) -> int:
        """How many chunks are worth asking about at the same time; 1 for a model that computes in this process."""

    async def propose(self, chunk: Chunk) -> Proposal:
        """Propose the records of a chunk.

        Raises:
            ModelError: the model gave no usable answer.
        """

    async def second_look(self, chunk: Chunk, left: Sequence[Unclaimed]) -> Proposal:
        """Say what the numbers are that nothing claims, if the model can tell more than it did.

        Raises:
            ModelError: the model gave no usable answer.
        """


def load(model: str | LLMSettings, *, fallback: bool = False) -> Model:
    """Make a model.

    Args:
        model: the name of the built-in one, the name of a model that OPENAI_BASE_URL (or OpenAI) serves, or settings.
        fallback: whether the built-in model answers for a chunk that this one fails on.

    Raises:
        UsageError: there is no such model, or it cannot be reached as things are set.
    """
    from extractor.models.baseline import Baseline

    if model == BASELINE:
        return Baseline()
    from extractor.models.fallback import Fallback
    from extractor.models.llm.model import LLM
    from extractor.models.llm.settings import LLMSettings

    chosen = LLM(LLMSettings(model) if isinstance(model, str) else model)
    return Fallback(chosen, Baseline()) if fallback else chosen
