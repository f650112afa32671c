"""The command line: the only room that prints, and that knows exit codes.

1. ``commands.py`` has the commands: ``freeze`` (default), ``check``, ``preview``, ``search``;
   ``book.py`` and ``mv.py`` have those of their names, ``starting.py`` those that begin something,
   ``answering.py`` those that answer a question, ``trying.py`` those of ``try``, and ``previewing.py`` the
   work of ``preview``.
   ``options.py`` has what several of them share, and ``caller.py`` who runs them.
2. ``terminal.py`` shows problems, progress and the closing summary.
3. ``scaffold.py`` writes new notes, ``new_project.py`` new projects: ``origin.py`` says where these get
   Escarcha from, and ``wheel.py`` makes a wheel of it where it can be had nowhere else.
   ``manual.py`` has the manual at hand.
4. ``spanish.py`` makes click speak Spanish.
5. ``own_app.py`` finds the app of a project's ``freeze.py`` for the ``escarcha`` command.

``main`` is the front door of ``freeze.py`` and of the ``escarcha`` command.
"""

from escarcha.cli.commands import main

__all__ = ["main"]
