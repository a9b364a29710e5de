"""What a user can set of a language model; the key is no setting, it is read from the environment when used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Mode = Literal["json_schema", "json", "tools"]


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """Settings of one run.

    Attributes:
        model: the name that the server knows the model by.
        base_url: of a server that speaks the OpenAI chat-completions protocol; None for OPENAI_BASE_URL or OpenAI's.
        address: where `base_url` really is, if that is only a name that stays the same from run to run, as replies are
            kept under it: the port of a local model changes.
        mode: how the server is asked for structured output.
        temperature: of sampling.
        max_tokens: the longest reply, in tokens.
        chunk: the longest chunk, in characters of reading text.
        timeout: seconds to wait for one reply.
        attempts, patience: tries of one call, and seconds they may take in all.
        concurrency: calls under way at once.
        requests_per_minute, tokens_per_minute: limits to keep; None for none.
        max_tokens_total: the run stops cleanly when it has used so many tokens; None for no budget.
        second_look: whether numbers that nothing claims are asked about once more.
        cache: the folder of kept replies.
        replay: answer from the kept replies alone.
    """

    model: str
    base_url: str | None = None
    address: str | None = None
    mode: Mode = "json_schema"
    temperature: float = 0.0
    max_tokens: int = 16_000
    chunk: int = 7_000
    timeout: float = 300.0
    attempts: int = 6
    patience: float = 600.0
    concurrency: int = 4
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    max_tokens_total: int | None = None
    second_look: bool = True
    cache: Path | None = None
    replay: bool = False
