"""The samples in; `samples.jsonl` out, a recording of what a stand-in answers to every question about them.

    python tests/recordings/make_recordings.py [FILE]

No language model has answered here: the replies are the built-in baseline's findings, in the form in which a model
would give them. The model's name and the first line of the file say so, and no accuracy may be quoted from it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"
MODEL = "stand-in"
SERVER = "http://stand-in.invalid/v1"
ORIGIN = "composed from the built-in baseline as a stand-in, in the wire format; no language model has answered"


def network() -> httpx2.AsyncBaseTransport:
    """What answers in the network's place."""
    import httpx2
    from fake_reader import baseline

    async def answer(request: httpx2.Request) -> httpx2.Response:
        body = json.loads(await request.aread())
        content = await asyncio.to_thread(baseline, body)
        message = {"role": "assistant", "content": content}
        return httpx2.Response(
            200,
            json={
                "id": "stand-in",
                "object": "chat.completion",
                "created": 0,
                "model": MODEL,
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            },
        )

    return httpx2.MockTransport(answer)


async def record(store: Path) -> None:
    """Ask about every sample, keeping the replies in a store."""
    from extractor.extract import extract
    from extractor.models.llm import LLMSettings
    from extractor.models.llm.model import LLM
    from extractor.read import read

    model = LLM(LLMSettings(MODEL, base_url=SERVER, cache=store), network=network())
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix:
            extraction = await extract(read(path), model)
            assert not extraction.failures, extraction.failures


def main(path: Path = HERE / "samples.jsonl") -> None:
    """Write the recording."""
    from extractor.cache import Store

    sys.path.insert(0, str(HERE.parent))
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(record(Path(folder)))
        with Store(Path(folder)) as store:
            store.export(path, origin=ORIGIN)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
