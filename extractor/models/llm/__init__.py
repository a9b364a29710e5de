"""The room of the language models. Settings load at once; the model itself, with its heavy client, when it is used."""

from __future__ import annotations

from extractor.models.llm.settings import LLMSettings, Mode

__all__ = ["LLMSettings", "Mode"]
