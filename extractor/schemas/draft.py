"""What a model proposes: sentence numbers and short verbatim words, never whole sentences or computed numbers."""

from __future__ import annotations

from typing import NamedTuple

from extractor.schemas.records import Area, Kind, Nature


class Words(NamedTuple):
    """Words of a sentence. `at` is where they start in the sentence's text; a model that cannot count leaves it out."""

    text: str
    at: int | None = None


class Draft(NamedTuple):
    """One proposed record, before anything is believed.

    `sentence` is the number the chunk gives the sentence (from 1). `indicator` is the indicator or, for an
    initiative, the title. `value` and `change` are the words of the quantity; `also` the words of mentions that repeat
    it or are its base. `evidence` narrows the sentence to a clause; without it the sentence is the evidence.
    """

    kind: Kind
    sentence: int
    indicator: str
    value: Words | None = None
    change: Words | None = None
    goal: Words | None = None
    rank: Words | None = None
    also: tuple[Words, ...] = ()
    nature: Nature | None = None
    headline: bool = False
    period: str | None = None
    area: Area | None = None
    lead: str | None = None
    projects: tuple[str, ...] = ()
    deadline: str | None = None
    evidence: Words | None = None
    until: int | None = None
    """The number of the last sentence of the evidence, where it spans several (a numbered measure)."""


class Unclaimed(NamedTuple):
    """A number of a chunk that no record claims: the sentence it stands in (from 1), and its words there."""

    sentence: int
    words: str
