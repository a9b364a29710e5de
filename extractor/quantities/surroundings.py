"""A number's place in, what stands before it out, read in the language that stands there."""

from __future__ import annotations

from extractor.quantities import chinese, english
from extractor.quantities.lead import Lead
from extractor.quantities.lexicon import latin, skip_blanks_back


def lead_of(text: str, start: int) -> Lead:
    """What the words before a number say of it."""
    place = skip_blanks_back(text, start)
    return english.lead(text, start) if latin(text[place - 1 : place]) else chinese.lead(text, start)
