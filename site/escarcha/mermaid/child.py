"""The program that draws. A diagram comes as a line of JSON, and its SVG or its fault goes as another.

It runs as a file, alone in its process, so it imports nothing of ours.
"""

from __future__ import annotations

import contextlib
import json
import sys

if sys.platform != "win32":  # where the patience of the parent is the only limit
    import resource

MEGABYTES = 1024
"""Of addresses; an ordinary diagram takes a tenth."""


def main(seconds: int) -> None:
    """Draw until there is nothing more to draw; the end of the parent is the end of its pipe.

    Args:
        seconds: of CPU that one diagram may take.
    """
    import mmdr  # noqa: PLC0415 - what it takes to load is not the diagram's

    for line in sys.stdin.buffer:
        source = json.loads(line)
        _limit(seconds)
        try:
            answer = {"svg": mmdr.render(source, backend="merman").svg()}
        except MemoryError:
            sys.exit(1)
        except BaseException as error:  # noqa: BLE001 - a panic in Rust is no Exception
            answer = {"fault": str(error)}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def _limit(seconds: int) -> None:
    """Have the system end this process if the next diagram takes too much of it."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds + 1
    for what, most in (
        (resource.RLIMIT_CPU, limit),
        (resource.RLIMIT_AS, MEGABYTES * 2**20),
        (resource.RLIMIT_CORE, 0),
    ):
        # Not every system limits everything, and what it has limited before stays so.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
