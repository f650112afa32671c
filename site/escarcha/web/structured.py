"""What a page says to machines: JSON-LD, by the words of https://schema.org.

It stands in a data block, which browsers do not run and a strict Content-Security-Policy does not forbid:
https://html.spec.whatwg.org/multipage/scripting.html#data-block
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from escarcha.notes import Site
    from escarcha.rendering import Glossary


def term_set(glossary: Glossary, site: Site) -> Markup:
    """Describe a glossary: https://schema.org/DefinedTermSet."""
    address = site.absolute(glossary.entry.url) or site.href(glossary.entry.url)
    return _written(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": address,
            "url": address,
            "name": glossary.entry.title,
            "inLanguage": site.settings.language,
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "@id": f"{address}#{term.id}",
                    "url": f"{address}#{term.id}",
                    "name": term.names[0],
                    "alternateName": list(term.names[1:]),
                    "description": " ".join(term.definition.striptags().split()),
                    "inDefinedTermSet": address,
                }
                for term in glossary.terms
            ],
        }
    )


def _written(thing: dict[str, Any]) -> Markup:
    """Write JSON so that nothing in it can end the element around it."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - escaped just here
