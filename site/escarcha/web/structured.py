"""What a page says to machines: JSON-LD, by the words of https://schema.org.

It stands in a data block, which browsers do not run and a strict Content-Security-Policy does not forbid:
https://html.spec.whatwg.org/multipage/scripting.html#data-block. Search engines that read it want full
addresses, so a site that does not know its own says nothing but what its terms are:
https://developers.google.com/search/docs/appearance/structured-data/article
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site
    from escarcha.pages import Page
    from escarcha.rendering import Glossary

Thing = dict[str, Any]


def structured_data(page: Page, site: Site, glossary: Glossary | None, image: str) -> Thing:
    """Describe the page of a note or section; empty where there is nothing to say.

    Args:
        page: of the entry.
        site: that it stands in.
        glossary: of the site, if it has one.
        image: the address of the page's image, or empty.
    """
    entry, things = page.entry, []
    if site.settings.origin and entry is not site.missing:
        if entry.note and entry is not site.root:
            things.append(_article(page, site, image))
        if trail := site.trail(entry):
            things.append(_breadcrumbs((*trail, entry), site))
    if glossary and entry is glossary.entry:
        things.append(_term_set(glossary, site))
    return {"@context": "https://schema.org", "@graph": things} if things else {}


def _article(page: Page, site: Site, image: str) -> Thing:
    """Describe a note: https://schema.org/Article, or https://schema.org/TechArticle where it shows code."""
    entry = page.entry
    day = entry.note.header.date if entry.note else None
    found: Thing = {
        "@type": "TechArticle" if "<pre" in page.html else "Article",
        "headline": entry.title,
    }
    if image:
        found["image"] = image
    if day:
        found["datePublished"] = day.isoformat()
    if entry.updated:
        found["dateModified"] = entry.updated.isoformat()
    if site.settings.authors:
        found["author"] = [{"@type": "Person", "name": name} for name in site.settings.authors]
    return found


def _breadcrumbs(trail: tuple[Entry, ...], site: Site) -> Thing:
    """Describe where a page stands: https://schema.org/BreadcrumbList.

    The page itself needs no address, and the front page goes without saying where there are two others:
    https://developers.google.com/search/docs/appearance/structured-data/breadcrumb.
    """
    items: list[Thing] = [
        {"@type": "ListItem", "position": position, "name": site.title(each), "item": site.absolute(each.url)}
        for position, each in enumerate(trail[1:] if len(trail) > 2 else trail, 1)  # noqa: PLR2004 - see above
    ]
    del items[-1]["item"]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _term_set(glossary: Glossary, site: Site) -> Thing:
    """Describe a glossary: https://schema.org/DefinedTermSet."""
    address = site.absolute(glossary.entry.url) or site.href(glossary.entry.url)
    return {
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
