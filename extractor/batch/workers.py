"""A function and items in; its results out as they come, from processes that may die without taking the rest along."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Callable, Coroutine, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def spread(work: Callable[[Item], Done], items: Sequence[Item], jobs: int) -> Iterator[tuple[Item, Done | None]]:
    """Do `work` on every item, in this process for one job and else in as many processes.

    When a process dies (killed, out of memory), all that were at work are suspects: each is tried again, alone.

    Args:
        work: a function that can be pickled, and raises nothing.
        items: what can be pickled.
        jobs: how many at a time.

    Yields:
        Every item once, in the order in which they are done, with its result; None where its process died.
    """
    if jobs <= 1:
        yield from ((item, work(item)) for item in items)
        return
    waiting = deque(items)
    while waiting:
        for suspect in (yield from _until_death(work, waiting, jobs)):
            alone = deque([suspect])
            if (yield from _until_death(work, alone, 1)) or alone:
                yield suspect, None


def together(
    work: Callable[[Item], Coroutine[None, None, Done]], items: Sequence[Item], jobs: int
) -> Iterator[tuple[Item, Done | None]]:
    """Do `work` that waits more than it computes on every item, all in this process and one event loop.

    Args:
        work: a coroutine function that raises nothing.
        items: what it is done on.
        jobs: how many at a time.

    Yields:
        Every item once, in the order in which they are done, with its result.
    """
    waiting = deque(items)
    running: dict[asyncio.Task[Done], Item] = {}
    with asyncio.Runner() as runner:
        while waiting or running:
            while waiting and len(running) < jobs:
                item = waiting.popleft()
                running[runner.get_loop().create_task(work(item))] = item
            done, _ = runner.run(asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED))
            for task in done:
                yield running.pop(task), task.result()


def _until_death(
    work: Callable[[Item], Done], waiting: deque[Item], jobs: int
) -> Generator[tuple[Item, Done | None], None, list[Item]]:
    """Work until all is done or a process dies; return what was at work then. Never more under way than processes."""
    running: dict[Future[Done], Item] = {}
    suspects: list[Item] = []
    with _processes(min(jobs, len(waiting))) as pool:
        while running or (waiting and not suspects):
            while waiting and not suspects and len(running) < jobs:
                try:
                    running[pool.submit(work, waiting[0])] = waiting[0]
                except BrokenProcessPool:
                    if not running:
                        return []  # it died idle: nothing is suspect, and what waits goes to new processes
                    break
                waiting.popleft()
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                item = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    suspects.append(item)
                else:
                    yield item, future.result()
    return suspects


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes afresh (a fork would copy locks that other threads hold) and stop them with whatever stops us."""
    strangers = set(active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_settle)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - strangers:
            child.terminate()
        raise
    pool.shutdown()


def _settle() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
