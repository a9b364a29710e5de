"""A table row in, the unit of its bare numbers out: what stands in the table's own column of units."""

from __future__ import annotations

import re

from extractor.report import Sentence

_UNITS = re.compile(r"单位|\bunits?\b", re.IGNORECASE)
"""Names the column."""


def unit_of(sentence: Sentence) -> str | None:
    """Find the unit of a row.

    Args:
        sentence: any sentence; one that is no table row has no such column.

    Returns:
        The cell under the head that names units, as printed; None without such a column or with an empty cell.
    """
    cells = sentence.text.split("|") if sentence.columns else []
    for head, cell in zip(sentence.columns, cells, strict=False):
        if _UNITS.search(head):
            return cell.strip() or None
    return None
