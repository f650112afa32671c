"""The child: what runs in the processes of Examples. The parent imports ``protocol.py`` and ``fence.py`` too.

1. ``__main__.py`` starts a process: the server that forks one for each Example.
2. ``warm.py`` hides what is imported before the Example asks for it, such as Flask.
3. ``server.py`` takes Jobs and starts Sessions; ``protocol.py`` says what it hears and answers, and
   ``bonds.py`` keeps what is started from outliving who has started it.
4. ``session.py`` does the steps of an Example, with ``client.py`` for requests, ``console.py`` for commands,
   ``templates.py`` and ``tables.py``; ``errors.py`` describes exceptions.
5. ``recorder.py`` records what happens inside, where a step asks for it: ``watch.py`` tells who runs what
   line, ``in_flask.py`` what Flask does, ``changes.py`` which values change and ``values.py`` what they look
   like; ``moments.py`` says what is recorded.
6. ``gates.py`` refuses what an Example may not do, and ``fence.py`` has the system refuse it, where that can.
   ``guard.py`` sets limits, and fixes the clock and chance; ``dates.py`` has files bear that clock's time.

It imports nothing of Escarcha and is imported as ``_escarcha_child``, which no Example imports by accident.
"""
