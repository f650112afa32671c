"""A book made of the pages of a site: HTML for paper, an EPUB, a PDF, and a zip of the site itself.

1. ``chapters.py`` says which pages are in it, in reading order, and numbers them.
2. ``unbound.py`` has ``paper.py`` write the text of each page again, without what only a screen can do;
   ``elements.py`` says what the elements of a page are there, and ``references.py`` where links lead and what
   pictures are.
3. ``forms.py`` puts the chapters into the templates of HTML and EPUB, ``pdf.py`` makes a PDF of the HTML.
4. ``binding.py`` does all that for a project, and writes the files.

It reads no Markdown: pages come from an Edition as they are published.
"""

from escarcha.book.binding import BookReport, Form, bind
from escarcha.book.chapters import UnknownPageError

__all__ = ["BookReport", "Form", "UnknownPageError", "bind"]
