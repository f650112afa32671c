// The places that a search may keep to: sections and tags, by the terms that search/document.py gives their pages.
const MOST_PLACES = 8;
const plainName = (name) => tokensOf(name).map(fold).join("-");

// What the pages found lie in, by terms; those that all of them share divide nothing.
const placesOf = (pages) => {
  const found = new Map();
  for (const { trail, tags } of pages) {
    const [section] = trail.split(" › ");
    for (const [name, term] of [[section, `/${plainName(section)}`], ...tags.split("\n").map((tag) => [tag, `#${plainName(tag)}`])])
      if (name) found.set(term, { name, pages: (found.get(term)?.pages ?? 0) + 1 });
  }
  return [...found].filter(([, { pages: some }]) => some < pages.length).map(([term, { name }]) => [term, name]).slice(0, MOST_PLACES);
};
