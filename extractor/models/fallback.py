"""One model that stands in for another: a chunk that the first fails on is the second's, and its records say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.errors import ModelError
from extractor.models import Model, Proposal
from extractor.report import Chunk
from extractor.schemas.draft import Unclaimed


@dataclass(frozen=True, slots=True)
class Fallback:
    """`first`, and where it fails `second`; the records of a chunk that fell to `second` are flagged `fallback`."""

    first: Model
    second: Model

    @property
    def name(self) -> str:
        """The name of the first model, which is the one that was asked for."""
        return self.first.name

    @property
    def budget(self) -> int:
        """The longest chunk that both take."""
        return min(self.first.budget, self.second.budget)

    @property
    def settings(self) -> str:
        """The settings of both."""
        return f"{self.first.settings} fallback={self.second.name} {self.second.settings}".strip()

    @property
    def at_once(self) -> int:
        """As many chunks as the first model."""
        return self.first.at_once

    async def propose(self, chunk: Chunk) -> Proposal:
        """Ask the first model, and on its failure the second."""
        try:
            return await self.first.propose(chunk)
        except ModelError:
            proposal = await self.second.propose(chunk)
            return replace(proposal, flags=(*proposal.flags, "fallback"), model=self.second.name)

    async def second_look(self, chunk: Chunk, left: Sequence[Unclaimed]) -> Proposal:
        """Ask the first model; what it cannot tell in a second look stays untold."""
        return await self.first.second_look(chunk, left)
