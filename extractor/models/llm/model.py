"""A language model as a `Model`: a chunk to messages, its reply to drafts, over a cache that replays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractor import prompts
from extractor.cache import Store, default_folder
from extractor.errors import ExtractorError, ModelError
from extractor.models import Proposal
from extractor.models.llm import prompting, replies
from extractor.models.llm.client import Client, Unanswered
from extractor.models.llm.settings import LLMSettings
from extractor.models.transport import Meter, current_report, stack
from extractor.report import Chunk
from extractor.schemas.draft import Unclaimed

if TYPE_CHECKING:
    import httpx2

MOST_LEFT = 60
"""A second look asks about no more numbers at once; where more are left, the first look went wrong altogether."""


class LLM:
    """Anything that speaks the OpenAI chat-completions protocol.

    Args:
        settings: what the user has set.
        network: what calls leave through in the end; the real network if left out.

    Raises:
        UsageError: there is neither a key nor a server of one's own.
    """

    def __init__(self, settings: LLMSettings, *, network: httpx2.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._extract = prompts.load("extract")
        self._second_look = prompts.load("second_look")
        self.meter = Meter()
        store = Store(settings.cache or default_folder())
        self._client = Client(settings, stack(settings, store, self.meter, network))

    @property
    def name(self) -> str:
        """The name that the server knows the model by."""
        return self._settings.model

    @property
    def budget(self) -> int:
        """The longest chunk, in characters."""
        return self._settings.chunk

    @property
    def settings(self) -> str:
        """What answers depend on besides the model; limits, waiting and the cache change no answer."""
        one = self._settings
        return (
            f"mode={one.mode} temperature={one.temperature} max_tokens={one.max_tokens} chunk={one.chunk} "
            f"prompt={self._extract.label} second_look={self._second_look.label if one.second_look else 'off'} "
            f"server={one.base_url or ''}"
        )

    @property
    def at_once(self) -> int:
        """As many chunks of a report as calls may be under way."""
        return self._settings.concurrency

    async def propose(self, chunk: Chunk) -> Proposal:
        """Ask about a whole chunk."""
        return await self._ask(chunk, prompting.messages(chunk, self._extract), self._extract)

    async def second_look(self, chunk: Chunk, left: Sequence[Unclaimed]) -> Proposal:
        """Ask once what the numbers are that nothing claims; nothing, where that is turned off or they are too many."""
        if not self._settings.second_look or len(left) > MOST_LEFT:
            return Proposal()
        return await self._ask(chunk, prompting.second_look(chunk, left, self._second_look), self._second_look)

    async def _ask(self, chunk: Chunk, messages: Sequence[Mapping[str, str]], prompt: prompts.Prompt) -> Proposal:
        report = chunk.report.name
        self._within_budget(report)
        token = current_report.set(report)
        try:
            reply, flags = await self._client.ask(messages)
        except (Unanswered, ExtractorError) as error:
            raise ModelError(report, str(error)) from error
        finally:
            current_report.reset(token)
        return Proposal(
            tuple(replies.drafts(reply, chunk)),
            refused=tuple(f"it is no record: {problem}" for problem in reply.bad),
            flags=(f"prompt:{prompt.label}", *flags),
        )

    def _within_budget(self, report: str) -> None:
        most = self._settings.max_tokens_total
        if most is not None and self.meter.total.tokens >= most:
            raise ModelError(report, f"the budget of {most} tokens is used up")
