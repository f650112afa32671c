"""The Flask app: routes and templates; knows no files of content and does not freeze.

1. ``app.py`` makes the app, and ``shown.py`` tells it which Edition to show, so that the preview and the
   freeze serve the same pages.
2. ``rules.py`` lists the addresses, and ``routes.py`` has one view per kind of them, loaded when it is
   needed.
3. ``context.py`` is the one typed object each template receives; ``note_page.py``, ``tag_pages.py``,
   ``search_page.py``, ``missing_page.py`` and ``own_page.py`` make it, each for its pages, out of
   ``site_wide.py``, ``nav.py`` for the sidebar, ``listing.py`` for links to other pages and ``structured.py``
   for machines.
4. ``language.py`` says it in the language of the site.
5. ``diagnosis.py`` finds the template or note behind an exception, and ``faults.py`` answers with it;
   ``told.py`` adds what an author is told while looking at pages, with the lines that ``excerpts.py`` finds.
6. ``own.py`` tells what an author has added to the app, and ``overriding.py`` which templates change nothing.
7. ``keys.py`` names what a page is made of, so that it need not be made twice.
8. ``policy.py`` says what of other servers pages may load.
9. ``python_files.py`` has the Python that runs examples in readers' browsers.
10. ``assets.py`` names style sheets and scripts by what is in them, and ``site_assets.py`` says which of them
    a site publishes.
"""

from escarcha.web.app import create_app
from escarcha.web.shown import show_editions

__all__ = ["create_app", "show_editions"]
