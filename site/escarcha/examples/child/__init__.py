"""What runs in the processes of Examples, and not in ours.

1. ``__main__.py`` starts a process: for one Example, or as the server that forks one for each.
2. ``server.py`` is that server; ``warm.py`` has Flask imported before the first Example asks for it.
3. ``session.py`` does the steps of an Example; ``client.py``, ``console.py``, ``templates.py`` and
   ``tables.py`` those that are no Python.
4. ``guard.py`` is what an Example may not do, and why it is the same every day.

Imports nothing of Escarcha, and is imported as ``_escarcha_child``, so that no Example meets it by accident.
"""
