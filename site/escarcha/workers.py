"""Work shared out among processes: what rendering and freezing have in common."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from escarcha.interrupts import interrupts_later
from escarcha.problems import Code, EscarchaError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

Piece = TypeVar("Piece")
Result = TypeVar("Result")

PATIENCE = 10
"""Seconds to wait for the scheduler of a cluster."""

CAN_FORK = sys.platform == "linux"
"""Elsewhere a fork is missing, or not safe: https://docs.python.org/3/library/multiprocessing.html."""


@contextlib.contextmanager
def shared_out(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], jobs: int, cluster: Executor | None = None
) -> Iterator[Iterable[Result]]:
    """Do some work in several processes, which begin at once; results come in the order of the pieces.

    A forked process knows what this one knows. Where none can be forked, one is started anew for work that
    can be pickled; any other is done in this process, when its results are asked for.

    Args:
        work: what is to be done with each piece; what it returns and raises can be pickled.
        pieces: can be pickled, too.
        jobs: processes at most, this one not counted if it has others.
        cluster: that does it in place of processes of this machine; the work can be pickled then.

    Yields:
        The results.
    """
    if cluster:
        yield cluster.map(work, pieces)
        return
    jobs = min(jobs, len(pieces))
    if jobs < 2 or not (CAN_FORK or _can_be_pickled(work)):  # noqa: PLR2004 - one worker is this process
        yield map(work, pieces)
        return
    import multiprocessing  # noqa: PLC0415 - an edit needs no workers
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - the same

    context = multiprocessing.get_context("fork" if CAN_FORK else "spawn")
    # What is there already is no rubbish: looking it over, a process would make it its own.
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(work,)) as pool:
            # Between two halves of starting a worker, an interrupt leaves one that nobody ends.
            with interrupts_later():
                results = pool.map(_do, pieces)
            try:
                yield results
            except BaseException:
                # Waiting for what is being done, as nobody may write any more when this has ended.
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        gc.unfreeze()


@contextlib.contextmanager
def cluster_at(address: str) -> Iterator[Executor | None]:
    """Yield the executor of a Dask cluster; a worker that dies has its work done by another.

    https://distributed.dask.org/en/stable/client.html

    Args:
        address: of its scheduler; where it is empty, there is none.

    Raises:
        EscarchaError: if it cannot be reached, or Dask is not installed.
    """
    if not address:
        yield None
        return
    try:
        distributed = importlib.import_module("distributed")
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except ImportError:
        cause = "para repartir el trabajo con --scheduler hace falta Dask, y no está instalado."
        raise _no_cluster(cause, "Instálalo: pip install 'escarcha[dask]'.") from None
    except (OSError, ValueError) as error:
        cause = f"en «{address}» no responde ningún planificador de Dask."
        raise _no_cluster(cause, "Comprueba la dirección, o congela sin --scheduler.") from error
    with client:
        yield client.get_executor(pure=False)


def _no_cluster(cause: str, remedy: str) -> EscarchaError:
    return EscarchaError(Problem(Code.NO_CLUSTER, "", None, cause, remedy))


def chunks(items: Sequence[Piece], jobs: int, *, most: int = 32) -> list[Sequence[Piece]]:
    """Cut a sequence into pieces that keep all processes busy to the end.

    Args:
        items: to be cut.
        jobs: processes.
        most: items of a piece.
    """
    size = max(1, min(most, len(items) // (max(jobs, 1) * 4)))
    return [items[first : first + size] for first in range(0, len(items), size)]


_work: Callable[[Any], Any] | None = None


def _start(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603 - a worker process does this one work
    # A terminal sends Ctrl-C to every process of the group; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _work = work
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _do(piece: Any) -> Any:  # noqa: ANN401 - whatever the work takes and returns
    if _work is None:
        raise RuntimeError("the worker was not started by _start")
    return _work(piece)


def _end_with_parent() -> None:
    """End this worker when its parent is gone, even by ``kill -9``; it would wait for work for ever."""
    from multiprocessing import connection, parent_process  # noqa: PLC0415 - loaded in the parent already

    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)


def _can_be_pickled(work: object) -> bool:
    try:
        pickle.dumps(work)
    except Exception:  # noqa: BLE001 - what a pickle refuses, it refuses in many ways
        return False
    return True
