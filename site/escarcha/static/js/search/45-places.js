// The places that a search may keep to: sections and tags, by the terms that search/document.py gives their pages.
const MOST_PLACES = 8;
const plainName = (name) => tokensOf(name).map(fold).join("-");

// The places to choose from, by terms: those chosen, called as the pages found call them, and those that divide these.
const placesOf = (pages, chosen) => {
  const found = new Map();
  for (const { trail, tags } of pages) {
    const [section] = trail.split(" › ");
    for (const [name, term] of [[section, `/${plainName(section)}`], ...tags.split("\n").map((tag) => [tag, `#${plainName(tag)}`])])
      if (name) found.set(term, { name, pages: (found.get(term)?.pages ?? 0) + 1 });
  }
  const places = new Map(chosen);
  for (const [term, { name, pages: some }] of found) if (chosen.has(term) || some < pages.length) places.set(term, name);
  return [...places].slice(0, chosen.size + MOST_PLACES);
};
