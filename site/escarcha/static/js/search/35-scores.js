// From the postings of what a query asks for to the pages with the highest scores. It is done anew with each key, so it
// works in flat arrays by the numbers of sections and pages, and makes objects only of the few pages that are listed.
const SATURATION = 6;
const LEAST = 1; // what the very word says in a section, however long that is
const BEST = 1.9; // what the best section of a page says, beside the page
const SECTION = 2 ** 16; // more than a page has sections
const MOST_BEST = 4; // sections of a page
const MOST_LOOKED_INTO = 8; // sections of a page, for a phrase
const TOP = 14; // the most that a word says of a page's top alone: its title stands over all sections
const TITLED = 0.3; // what a title adds to a page of which it says all that is asked for
const DONE = 0.65; // how far the verb of a task counts among what a page should have: «pedir ayuda» is about help
const PASSING = 3; // pages more that a word is taken to be on, where it is missing: one page may say it in passing
const WHOLE_TITLE = 30; // what the one word of a title weighs
// How far a part counts as found by words that are related to it, however rare they are.
const FOUND = { "-": 0.8, "=": 0.7, "~": 0.9 };

const saturate = (weight) => (weight * (SATURATION + 1)) / (weight + SATURATION);

// The sections of a term, by the numbers that they get as postings name them, with their weights and how many pages they
// are on; read once, as each key of a query asks again.
const sectionsIn = (entry, known) => {
  if (!entry.sections) {
    const sections = (entry.sections = { ids: [], weights: [], count: 0 });
    let last;
    readPostings(entry.postings, (page, section, weight) => {
      const key = page * SECTION + section;
      let id = known.ids.get(key);
      if (id === undefined) {
        id = known.ids.size;
        known.ids.set(key, id);
        known.pages.push(page);
        known.sections.push(section);
        known.slots = Math.max(known.slots, page + 1);
      }
      sections.ids.push(id);
      sections.weights.push(weight);
      if (page !== last) sections.count++;
      last = page;
    });
  }
  return entry.sections;
};

// The sections of a reading; of a phrase, those that have all its words, with the weight of the rarest.
const sectionsOf = ({ entries }, known) =>
  entries
    .map((entry) => sectionsIn(entry, known))
    .reduce((some, others) => {
      const weights = new Map(others.ids.map((id, at) => [id, others.weights[at]]));
      const both = some.ids.map((id, at) => [id, Math.min(some.weights[at], weights.get(id))]).filter(([, weight]) => weight);
      const ids = both.map(([id]) => id);
      return { ids, weights: both.map(([, weight]) => weight), count: new Set(ids.map((id) => known.pages[id])).size };
    });

// Which pages may be found at all: those that have every term of the filters, and none of those left out.
const limitsOf = async (index, filters, out) => {
  const pagesOf = async (term) => {
    const entry = (await index.near(fileKey(term))).find((each) => each.term === term);
    return new Set(entry?.postings ? sectionsIn(entry, index.known).ids.map((id) => index.known.pages[id]) : []);
  };
  const [wanted, unwanted] = await Promise.all([filters, out].map((terms) => Promise.all(terms.map(pagesOf))));
  return (page) => wanted.every((some) => some.has(page)) && !unwanted.some((some) => some.has(page));
};

// Of each phrase, the sections that have all its words.
const sectionsWithPhrases = (said) => {
  const phrases = new Map();
  for (const { part, all } of said)
    if (part.phrase) {
      const before = phrases.get(part.phrase);
      phrases.set(part.phrase, new Set(all.flatMap(({ ids }) => ids).filter((id) => !before || before.has(id))));
    }
  return [...phrases.values()];
};

// Adds what each part says of pages and sections; the rarer a term, the more it says. Returns how many pages there are,
// how many have every word, and the first of them.
const score = (parts, { overview: { pages, boosts }, known }, limit, isWithin) => {
  const said = [...parts].sort((one, other) => (one.isSoft ? 1 : 0) - (other.isSoft ? 1 : 0)).map((part) => ({ part, all: part.readings.map((reading) => sectionsOf(reading, known)) }));
  const [many, slots] = [known.ids.size, known.slots];
  const sums = new Float64Array(many);
  const values = new Float64Array(many);
  const weights = new Float64Array(many);
  const from = new Uint16Array(many);
  const scores = new Float64Array(slots);
  const covered = new Float64Array(slots);
  const titled = new Float64Array(slots); // how much of what is asked for is in the title
  const highest = new Float64Array(slots); // of a page's sections
  const isFound = new Uint8Array(slots);
  const has = new Uint8Array(slots); // how many words
  const [numbers, touched] = [[], []]; // of the pages and sections found
  const rarities = new Map(); // by term
  let whole = 0;
  for (const each of said) {
    const { part, all } = each;
    const share = part.weight * (part.isTask ? DONE : 1); // of what is asked for
    // What a question is made of says nowhere more than the words that it asks about.
    const atMost = part.isSoft && !part.of ? Math.min : (points) => points;
    const ids = [];
    const factors = [];
    let rarity = 0;
    let needed = 0;
    all.forEach((sections, at) => {
      const reading = part.readings[at];
      // BM25's weight of a rare term: https://doi.org/10.1561/1500000019
      const own = Math.log(1 + (pages - sections.count + 0.5) / (sections.count + 0.5));
      // A synonym, or a word of which only the beginning is known, says no more than the word itself.
      if (!rarity || reading.kind === "") {
        rarity = own;
        needed = Math.log(1 + (pages - sections.count + 0.5) / (sections.count + PASSING));
      }
      // Nor is a pair any rarer than both its words together.
      const most = part.of?.reduce((sum, term) => sum + (rarities.get(term) || own), 0) ?? own;
      const factor = reading.factor * Math.min(own, rarity, most);
      factors.push(factor);
      for (let n = 0; n < sections.ids.length; n++) {
        const id = sections.ids[n];
        const weight = reading.kind ? sections.weights[n] : Math.max(LEAST, sections.weights[n]);
        const value = factor * saturate(weight);
        if (value <= values[id]) continue;
        if (!values[id]) ids.push(id);
        values[id] = value;
        weights[id] = weight;
        from[id] = at;
      }
    });
    if (!part.isSoft) {
      if (!part.isWeak) whole += share * (needed || Math.log(1 + pages));
      rarities.set(part.term, rarity);
    }
    const together = new Float64Array(slots);
    each.points = new Float64Array(slots);
    each.from = new Uint16Array(slots);
    const here = [];
    for (const id of ids) {
      const page = known.pages[id];
      values[id] = 0;
      const points = atMost(part.weight * factors[from[id]] * saturate(known.sections[id] ? weights[id] : Math.min(weights[id], TOP)), sums[id]);
      if (!points) continue;
      if (!isFound[page]) {
        if (part.isSoft && part.readings[from[id]].kind !== "=") continue;
        isFound[page] = 1;
        numbers.push(page);
      }
      if (!sums[id]) touched.push(id);
      sums[id] += points;
      if (sums[id] > highest[page]) highest[page] = sums[id];
      if (!together[page]) here.push(page);
      if (!together[page] || factors[from[id]] > factors[each.from[page]]) each.from[page] = from[id];
      together[page] += weights[id];
      if (!known.sections[id] && weights[id] > TOP && !part.isSoft && !part.isWeak) {
        const { kind, factor } = part.readings[from[id]];
        titled[page] += (part.weight * needed * (FOUND[kind] ?? factor) * weights[id]) / WHOLE_TITLE;
      }
    }
    for (const page of here) {
      if (part.counts) has[page]++;
      const { kind, factor } = part.readings[each.from[page]];
      each.points[page] = atMost(part.weight * factors[each.from[page]] * saturate(together[page]), scores[page]);
      scores[page] += each.points[page];
      if (!part.isWeak && (!part.isSoft || kind === "=")) covered[page] += share * needed * (FOUND[kind] ?? factor);
    }
  }

  const coverage = (page) => (whole ? Math.min(1, covered[page] / whole) : 1);
  const boost = (page) => boosts[page] ?? 1;
  const title = (page) => 1 + TITLED * (whole ? Math.min(1, titled[page] / whole) : 0);
  const order = (one, other) => scores[other] - scores[one] || one - other;
  let listed = [];
  const phrases = sectionsWithPhrases(said);
  const pagesOf = phrases.map((ids) => new Set([...ids].map((id) => known.pages[id])));
  const within = numbers.filter((page) => isWithin(page) && pagesOf.every((those) => those.has(page)));
  const words = parts.filter(({ counts }) => counts).length;
  for (const page of within) {
    scores[page] = (scores[page] + BEST * highest[page]) * coverage(page) * title(page) * boost(page);
    if (listed.length === limit && order(page, listed.at(-1)) > 0) continue;
    listed = [...listed, page].sort(order).slice(0, limit);
  }
  const first = new Map(listed.map((page) => [page, []]));
  for (const id of touched) if (!phrases.length || phrases.some((ids) => ids.has(id))) first.get(known.pages[id])?.push([known.sections[id], sums[id]]);
  const reasonsFor = (page) =>
    said
      .filter(({ points }) => points[page])
      .map(({ part, all, from: by, points }) => {
        const { kind, entries } = part.readings[by[page]];
        return { word: part.word || part.term, kind, terms: entries.map(({ term }) => term), pages: all[by[page]].count, points: points[page] };
      });
  return {
    count: within.length,
    whole: within.filter((page) => has[page] === words).length,
    pages: [...first].map(([number, sections]) => ({
      number,
      score: scores[number],
      coverage: coverage(number),
      titled: title(number),
      boost: boost(number),
      best: sections.sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, phrases.length ? MOST_LOOKED_INTO : MOST_BEST),
      reasons: reasonsFor(number),
    })),
  };
};
