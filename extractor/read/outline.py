"""What the outline of a report is made of: sections while they grow, and sentences with their section and role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.read.blocks import Block
from extractor.report import Time

Role = Literal["prose", "heading", "item", "row"]


@dataclass(slots=True, eq=False)
class Node:
    """A section while the outline grows: its heading, its place in the tree, its time once that is known.

    `rank` orders styles from the outside in; `start` and `end` are offsets into the loaded text; `opening` are the
    first words under the heading. `told` says that the time comes of the heading and not only of the words below it;
    `value` is where its label counts.
    """

    title: str
    label: str
    style: str
    rank: int
    level: int
    start: int
    end: int
    parent: Node | None = None
    measure: bool = False
    opening: str = ""
    time: Time | None = None
    period: str | None = None
    told: bool = True
    value: int | None = None
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence of a block, as `text[start:end]`, with its section and role."""

    block: Block
    start: int
    end: int
    node: Node
    role: Role
