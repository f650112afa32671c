"""Examples run as a freeze runs many of them: forked from processes that wait with Flask imported."""

from __future__ import annotations

import atexit
import functools

from escarcha.examples import runner
from escarcha.examples.processes import ForkServers

_SERVERS = ForkServers()
atexit.register(_SERVERS.__exit__)

run = functools.partial(runner.run, start=_SERVERS)
