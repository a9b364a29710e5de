"""Every number of a text, English or Chinese, with unit, bound, sign and place, or the reason why it is none."""

from __future__ import annotations
