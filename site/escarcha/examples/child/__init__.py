"""The child: what runs in the processes of Examples. Only ``protocol.py`` is imported by the parent, too.

1. ``__main__.py`` starts a process: for one Example, or as the server that forks one for each.
2. ``warm.py`` hides what is imported before the Example asks for it, such as Flask.
3. ``server.py`` takes Jobs and starts Sessions; ``protocol.py`` says what it hears and answers, and
   ``bonds.py`` keeps what is started from outliving who has started it.
4. ``session.py`` does the steps of an Example, with ``client.py`` for requests, ``console.py`` for commands,
   ``templates.py`` and ``tables.py``; ``errors.py`` describes exceptions.
5. ``guard.py`` refuses what an Example may not do, and fixes the clock and chance.

It imports nothing of Escarcha and is imported as ``_escarcha_child``, which no Example imports by accident.
"""
