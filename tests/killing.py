"""The fake server and the command, each in a process of its own, for runs that are killed while they ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass
class Server:
    """A fake server in a process of its own, and what it has told so far."""

    process: subprocess.Popen[str]
    url: str = ""
    told: list[dict[str, Any]] = field(default_factory=list)

    def wait(self, event: str, number: int) -> bool:
        """Read on until a request has come ("asked") or been dealt with ("answered"); False if the server ends."""
        while not any((one["event"], one["number"]) == (event, number) for one in self.told):
            if not self._read():
                return False
        return True

    def catch_up(self) -> None:
        """Read all that there is to tell of the requests that have come so far."""
        assert self.process.stdin
        self.process.stdin.write("so far?\n")
        self.process.stdin.flush()
        while self._read() and self.told[-1]["event"] != "so far":
            pass
        self.told.pop()
        while len(self.asked) > sum(one["event"] == "answered" for one in self.told) and self._read():
            pass

    def finish(self) -> None:
        """Stop the server and read what it told up to its end."""
        assert self.process.stdin
        self.process.stdin.close()
        while self._read():
            pass

    @property
    def asked(self) -> list[str]:
        """The digests of all requests, in the order in which they came."""
        return [one["digest"] for one in self.told if one["event"] == "asked"]

    @property
    def answered(self) -> list[str]:
        """The digests of the requests that got an answer, and would have been paid for."""
        return [one["digest"] for one in self.told if one["event"] == "answered" and one["status"] == 200]

    def _read(self) -> bool:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if line:
            self.told.append(json.loads(line))
        return bool(line)


@contextmanager
def serving(unanswered: Iterable[int] = ()) -> Iterator[Server]:
    """Start a server.

    Args:
        unanswered: the numbers of the requests that it takes and never answers, counted from 1 as they come.
    """
    plan = ",".join(f"{number}:stalled" for number in unanswered)
    command = [sys.executable, str(HERE / "fake_server.py"), "--port", "0", "--plan", plan]
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        try:
            yield Server(process, process.stdout.readline().strip())
        finally:
            process.kill()


@contextmanager
def asking(server: Server, reports: Path, folder: Path, options: Iterable[str] = ()) -> Iterator[subprocess.Popen[str]]:
    """Start the command on a folder of reports; it is dead at the end, whatever happens.

    Args:
        server: whom it asks.
        reports: its input.
        folder: for its outputs and its kept replies.
        options: more words of the command line.
    """
    command = [sys.executable, "-m", "extractor", "batch", str(reports), "--out", str(folder / "out"), "--quiet"]
    given = ["--model", "stand-in", "--cache", str(folder / "replies"), *options]
    with subprocess.Popen([*command, *given], text=True, env=_environment(server.url)) as process:
        try:
            yield process
        finally:
            process.kill()


def run_to_the_end(server: Server, reports: Path, folder: Path, options: Iterable[str] = ()) -> int:
    """Run the command and give its exit code."""
    with asking(server, reports, folder, options) as process:
        return process.wait()


def contents(out: Path) -> dict[str, bytes]:
    """All files below a folder of outputs, without what `run.json` tells of times and of the calls of its own run."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    del found["run.json"]
    return found


def _environment(url: str) -> Mapping[str, str]:
    return os.environ | {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "none"}
