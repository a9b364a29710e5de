"""Messages in, a `Reply` out: the OpenAI protocol through instructor, over our own transport.

This is the one edge where errors of `openai`, `instructor` and the transport become ours. What a server says of a
failed call is not repeated: some servers print the key they were given.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pydantic import TypeAdapter, ValidationError

from extractor.errors import ExtractorError, UsageError
from extractor.models.llm.settings import LLMSettings, Mode
from extractor.schemas.reply import Reply, bare

if TYPE_CHECKING:
    import httpx2
    from instructor import AsyncInstructor
    from openai.types.chat import ChatCompletionMessageParam

ASKED_AGAIN = 1
"""How often a reply that is unusable as a whole is asked for again."""
_UNHEEDED = "not needed"
"""What a server without keys is given, since the client insists on one."""


_ANSWER: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


class Unanswered(Exception):
    """A call gave no usable answer; the message says why in one plain sentence."""


class Client:
    """Asks one model on one server.

    Args:
        settings: what the user has set.
        transport: the layers that calls go through.

    Raises:
        UsageError: there is neither a key nor a server of one's own.
    """

    def __init__(self, settings: LLMSettings, transport: httpx2.AsyncBaseTransport) -> None:
        self._settings = settings
        self._transport = transport
        self._key = _key(settings)
        self._made: AsyncInstructor | None = None

    async def ask(self, messages: Sequence[Mapping[str, str]]) -> tuple[Reply, tuple[str, ...]]:
        """Ask once, and once again if the whole answer is unusable.

        Args:
            messages: of the chat, in the protocol's form.

        Returns:
            The reply and flags for its records: `truncated` where its end was missing and its beginning is kept.

        Raises:
            Unanswered: there is no usable answer.
            ExtractorError: a layer of the transport refused the call.
        """
        from instructor.core.exceptions import IncompleteOutputException

        try:
            reply, _ = await self._instructor().chat.completions.create_with_completion(
                model=self._settings.model,
                messages=cast("list[ChatCompletionMessageParam]", [dict(message) for message in messages]),
                response_model=Reply,
                max_retries=ASKED_AGAIN,
                strict=False,
                max_tokens=self._settings.max_tokens,
                temperature=self._settings.temperature,
            )
        except IncompleteOutputException as error:
            return _salvaged(error.last_completion), ("truncated",)
        except Exception as error:  # noqa: BLE001 (every error of theirs becomes one of ours here)
            raise _translated(error) from None
        return reply, ()

    def _instructor(self) -> AsyncInstructor:
        """Make the client when it is first used: `openai` takes a good half second to import."""
        if self._made is None:
            import httpx2
            import instructor
            from openai import AsyncOpenAI

            _hush()
            self._made = instructor.from_openai(
                AsyncOpenAI(
                    api_key=self._key,
                    base_url=self._settings.base_url,
                    http_client=httpx2.AsyncClient(transport=self._transport, timeout=self._settings.timeout),
                    max_retries=0,
                ),
                mode=_mode(self._settings.mode),
            )
        return self._made


def _key(settings: LLMSettings) -> str:
    key = os.environ.get("OPENAI_API_KEY")
    own_server = settings.base_url or os.environ.get("OPENAI_BASE_URL")
    if not key and not own_server and not settings.replay:
        raise UsageError(
            f"no key for the model “{settings.model}”: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
        )
    return key or _UNHEEDED


def _mode(mode: Mode) -> Any:
    import instructor

    return {
        "json_schema": instructor.Mode.JSON_SCHEMA,
        "json": instructor.Mode.JSON,
        "tools": instructor.Mode.TOOLS,
    }[mode]


def _hush() -> None:
    """Keep instructor from logging errors with the server's words in them."""
    logger = logging.getLogger("instructor")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False


def _salvaged(completion: Any) -> Reply:
    """Keep the whole records of an answer whose end is missing.

    Raises:
        Unanswered: there is not one.
    """
    try:
        content = completion.choices[0].message.content or ""
        reply = Reply.model_validate(_ANSWER.validate_json(bare(content), experimental_allow_partial=True))
    except (ValueError, IndexError, AttributeError):
        reply = Reply(r=[])
    if not reply.r:
        raise Unanswered("the answer was cut off before its first record; raise --max-tokens or lower --chunk")
    return reply


def _translated(error: Exception) -> Exception:
    """Say what went wrong, by the innermost cause that is known."""
    import openai

    causes = _causes(error)
    if ours := next((cause for cause in causes if isinstance(cause, ExtractorError)), None):
        return ours
    for cause in causes:
        if isinstance(cause, openai.APIStatusError):
            return Unanswered(_of_status(cause.status_code))
        if isinstance(cause, openai.APITimeoutError):
            return Unanswered("no answer within the time allowed")
        if isinstance(cause, openai.APIConnectionError):
            return Unanswered(f"the server cannot be reached ({type(causes[-1]).__name__})")
    if isinstance(error, ValidationError) or (completion := getattr(error, "last_completion", None)) is None:
        return Unanswered(f"no usable answer ({type(causes[-1]).__name__})")
    return Unanswered(_of_answer(completion))


def _causes(error: BaseException) -> list[Exception]:
    chain: list[Exception] = []
    cause: BaseException | None = error
    while isinstance(cause, Exception) and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__
    return chain


def _of_status(status: int) -> str:
    told = {
        401: "the server does not accept the key (401); is OPENAI_API_KEY right?",
        403: "the key may not use this model (403)",
        404: "the server knows no such model or address (404)",
        429: "too many requests, or the account's limit is reached (429)",
    }
    return told.get(status, f"the server answered with an error ({status})")


def _of_answer(completion: Any) -> str:
    """Why an answer that came is not usable."""
    choice = next(iter(completion.choices or ()), None)
    if choice is None:
        return "the answer was empty"
    if choice.finish_reason == "content_filter":
        return "the server's content filter stopped the answer"
    if getattr(choice.message, "refusal", None):
        return "the model refused to answer"
    if not (choice.message.content or getattr(choice.message, "tool_calls", None)):
        return "the answer was empty"
    return "the answer is not JSON of the shape that was asked for"
