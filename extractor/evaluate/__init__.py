"""Goldens and records in; how well they agree, how sure that is, and where they differ out."""

from __future__ import annotations
