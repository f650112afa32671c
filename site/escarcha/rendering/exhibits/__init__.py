"""What belongs to the Examples that a page shows: which blocks they are, and what happened when they ran.

1. ``run_options.py`` reads what a fence asks of the runner, and ``gathering.py`` makes Examples of the blocks
   of a note, with marks where their Outcomes will be shown.
2. ``outcomes.py`` puts the Outcomes there: ``exchange.py`` a request beside its response, ``frames.py`` an
   HTML answer as a browser has it, ``inside.py`` what happened inside, step by step. ``attachments.py``
   gathers the files that a page brings along.

It knows Outcomes and HTML; it runs no code and knows no Markdown.
"""

from escarcha.rendering.exhibits.attachments import Attachment, Attachments
from escarcha.rendering.exhibits.gathering import Exhibits
from escarcha.rendering.exhibits.outcomes import show_outcomes

__all__ = ["Attachment", "Attachments", "Exhibits", "show_outcomes"]
