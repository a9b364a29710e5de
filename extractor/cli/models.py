"""The options that choose and set the model; the words of a command line in, the model's settings out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from extractor.cli.screen import remark
from extractor.errors import UsageError
from extractor.models import BASELINE
from extractor.models.llm.settings import LLMSettings, Mode

LOCAL = "local"
LOCAL_SERVER = "http://local/v1"
"""Stands for a local model's server in what is kept of its replies."""
_Command = TypeVar("_Command", bound=Callable[..., Any])
_DEFAULT = LLMSettings("")
_AT_LEAST_ONE = click.IntRange(min=1)


def model_options(command: _Command) -> _Command:
    """Add the options of the model to a command, which gets them as keywords for `chosen`."""
    for option in reversed(
        (
            click.option(
                "--model",
                metavar="NAME",
                envvar="EXTRACTOR_MODEL",
                help="What reads the reports: baseline (built in; no network, no key), local (a GGUF file), or the "
                "name of a model that OpenAI or the server at OPENAI_BASE_URL has. Also EXTRACTOR_MODEL.",
            ),
            click.option("--base-url", metavar="URL", help="Server to ask, instead of OPENAI_BASE_URL."),
            click.option(
                "--model-path",
                metavar="FILE",
                type=click.Path(path_type=Path),
                envvar="EXTRACTOR_MODEL_PATH",
                help="The GGUF file for --model local. Also EXTRACTOR_MODEL_PATH.",
            ),
            click.option(
                "--mode",
                type=click.Choice(get_args(Mode)),
                default=_DEFAULT.mode,
                show_default=True,
                help="How the server is asked for structured output.",
            ),
            click.option(
                "--fallback", type=click.Choice([BASELINE]), help="What reads a chunk that the model fails on."
            ),
            click.option("--replay", is_flag=True, help="Answer from the kept replies alone; ask nobody."),
            click.option(
                "--cache",
                metavar="FOLDER",
                type=click.Path(path_type=Path),
                envvar="EXTRACTOR_CACHE",
                help="Folder of the kept replies. Also EXTRACTOR_CACHE.",
            ),
            click.option("--second-look/--no-second-look", default=True, help="Ask once more about unclaimed numbers."),
            _number("--chunk", "Longest chunk, in characters."),
            _number("--max-tokens", "Longest reply, in tokens."),
            _number("--concurrency", "Calls under way at once."),
            _number("--requests-per-minute", "Keep to so many calls a minute."),
            _number("--tokens-per-minute", "Keep to so many tokens a minute."),
            _number("--max-tokens-total", "Stop cleanly when so many tokens are used."),
        )
    ):
        command = option(command)
    return command


def _number(name: str, text: str) -> Callable[[_Command], _Command]:
    default = getattr(_DEFAULT, name.removeprefix("--").replace("-", "_"))
    return click.option(name, type=_AT_LEAST_ONE, metavar="N", default=default, show_default=True, help=text)


@contextmanager
def chosen(
    *, model: str | None, model_path: Path | None, fallback: str | None, quiet: bool, **given: Any
) -> Iterator[tuple[str | LLMSettings, bool]]:
    """Make settings of the options, and serve a local model for as long as they are in use.

    Yields:
        What `models.load` takes: the built-in model's name or settings, and whether the built-in one is the fallback.

    Raises:
        UsageError: the options do not go together.
    """
    if model is None and not quiet:
        remark("no model is configured: the built-in baseline reads the reports (no network, no key)")
    if model in (None, BASELINE):
        yield BASELINE, False
        return
    known = {one.name for one in fields(LLMSettings)}
    settings = LLMSettings(model, **{name: value for name, value in given.items() if name in known})
    if model != LOCAL:
        yield settings, fallback is not None
        return
    if model_path is None:
        raise UsageError("--model local needs --model-path FILE, a model in the GGUF format")
    from extractor.models.local import name, serve

    with serve(model_path) as address:
        served = replace(settings, model=f"{LOCAL}:{name(model_path)}", base_url=LOCAL_SERVER, address=address)
        yield served, fallback is not None
