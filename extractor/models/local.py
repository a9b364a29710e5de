"""A model file in the GGUF format in, a server that speaks the OpenAI protocol out; both live in this process."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from extractor.errors import UsageError

CONTEXT = 8192
_MAGIC = b"GGUF"
_SAMPLE = 1 << 20


@contextmanager
def serve(path: Path, *, context: int = CONTEXT) -> Iterator[str]:
    """Load a model and serve it on a free port of 127.0.0.1.

    It works on one call at a time, with all processors but one; more calls wait their turn. A call whose client hangs
    up is computed to its end all the same, so time-outs should be long. Leave when every call is answered or given up:
    stopping cuts off what clients no longer wait for, but for one that still waits it would wait without end.

    Args:
        path: the model's file; of a model in several files, the first.
        context: tokens that question and answer may take together; what a model was trained with is not exceeded.

    Yields:
        The base URL to give to a client. Any model name and any key will do.

    Raises:
        UsageError: there is no such file, it is no GGUF file, it cannot be loaded, or the extra `local` is not
            installed.
    """
    _check(path)
    server = _started(path, context)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server  # the last reference: this stops the server and frees the model's memory


def name(path: Path) -> str:
    """Name a model file by what is in it, so that replies of another file of the same name are never taken for its.

    Args:
        path: the model's file.

    Returns:
        The stem of its name, and a digest over its size, its beginning and its end; weights are too long to read all.

    Raises:
        UsageError: there is no such file, or it is no GGUF file.
    """
    _check(path)
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for start in (0, max(0, size - _SAMPLE)):
            file.seek(start)
            digest.update(file.read(_SAMPLE))
    return f"{path.stem}@{digest.hexdigest()[:8]}"


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such model file") from None
    except OSError as error:
        raise UsageError(f"{path}: the model file cannot be read ({error.strerror})") from None
    if begins != _MAGIC:
        raise UsageError(f"{path}: it is no model file in the GGUF format")


def _started(path: Path, context: int) -> Any:
    engine = _engine()
    try:
        server = engine.Server(_parameters(engine.CommonParams(), path, context))
    except RuntimeError:
        raise UsageError(
            f"{path}: the model cannot be loaded; the file is damaged, no model that writes text, or larger than the "
            "memory"
        ) from None
    server.handle_metrics()  # answered by the loop that works: stopped before that has begun, it would never end
    return server


def _engine() -> Any:
    """Import the engine; by name, since it ships no types and may be missing."""
    try:
        return import_module("xllamacpp")
    except ImportError as error:
        raise UsageError(
            "a local model needs the extra “local”: pip install 'report-extractor[local]', or in a checkout "
            f"pip install '.[local]' ({error})"
        ) from None


def _parameters(wanted: Any, path: Path, context: int) -> Any:
    """Fill in the engine's parameters; what is not named here is as llama.cpp has it."""
    wanted.model.path = str(path)
    wanted.model_alias = {path.stem}  # else every reply tells the whole path, and recordings keep replies
    wanted.n_ctx = context
    wanted.n_parallel = 1  # the context is shared out between calls that run together
    wanted.cpuparams.n_threads = max(1, _processors() - 1)  # its threads wait for each other: one held up holds up all
    wanted.cache_ram_mib = 0  # the beginning of the prompt stays in the context; 8 GiB for more is no fair default
    wanted.verbosity = 0
    wanted.offline = True
    wanted.endpoint_metrics = True
    # Web pages that the user has open can reach 127.0.0.1 as well: they may not read anything here.
    wanted.cors_origins = ""
    wanted.ui = False
    wanted.endpoint_slots = False
    return wanted


def _processors() -> int:
    """Those that this process may use, where the system tells; a container often has fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
