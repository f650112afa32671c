"""The command line: the only room that prints, and that knows exit codes.

1. ``commands.py`` has the commands: ``freeze`` (default), ``check``, ``preview``, ``new``, ``init``;
   ``options.py`` has their options, and ``previewing.py`` the work of ``preview``.
2. ``terminal.py`` shows problems, progress and the closing summary.
3. ``scaffold.py`` writes new notes and new projects.
4. ``spanish.py`` makes click speak Spanish.
5. ``own_app.py`` finds the app of a project's ``freeze.py`` for the ``escarcha`` command.

``main`` is the front door of ``freeze.py`` and of the ``escarcha`` command.
"""

from escarcha.cli.commands import main

__all__ = ["main"]
