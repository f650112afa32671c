// What the words of a query may stand for in the notes.
const MOST_PREFIXED = 24;
const FEW = 2; // words
const ENOUGH = 60; // characters of postings: some twenty pages
const SYNONYM = 0.6;
const MOST_SAME = 8; // synonyms of a query, of which each may need a file
const FEWER_SAME = 3; // where more than three words are asked for
const NEIGHBOURS = 0.45; // that stand for two others
const MOST_NEIGHBOURS = 6; // pairs that stand for two neighbours
const KIN = 0.5; // words of one family

// Fills a part with what it may stand for, as files arrive: [entries, factor, how it is related].
const read = async (index, part, arrived) => {
  const key = fileKey(part.term);
  const typed = part.typed ?? key;
  const near = await index.near(key, part.isLast);
  const { readings } = part;
  const add = (entries, factor, kind) => {
    if (entries.length && entries.every((entry) => entry?.postings)) readings.push({ entries, factor, kind });
  };
  if (part.phrase) {
    // In quotation marks the word itself is meant, and nothing else.
    add(near.filter((entry) => entry.term === part.term).slice(0, 1), 1, "");
    return arrived();
  }
  for (const entry of near)
    if (entry.key === key) {
      // Who writes «ano» may have no ñ; who writes «año» has one.
      const isExact = entry.term === part.term;
      if (entry.plain !== plain(part.term)) add([entry], KIN, "-");
      else add([entry], isExact ? 1 : part.term === entry.plain ? 0.6 : 0.2, isExact ? "" : "ñ");
      // Among several words, one that enough pages have needs no other that means the same.
      const isCommon = part.among > FEW && entry.postings.length > ENOUGH;
      const isNew = (phrase) => part.among < FEW || phrase.split(" ").every((term) => index.commonness(term) < 0);
      if (isExact && !isCommon && (part.of || !part.isSoft)) part.same = entry.same.filter(isNew);
    }
  readings.sort((one, other) => other.factor - one.factor);
  if (part.isLast && (typed.length > 1 || UNSPACED.test(typed))) {
    const begun = near.filter((entry) => entry.plain.startsWith(typed) && entry.key !== key && !entry.plain.includes(" "));
    begun.sort((one, other) => other.postings.length - one.postings.length);
    for (const entry of begun.slice(0, MOST_PREFIXED)) add([entry], 0.3 + (0.4 * typed.length) / entry.plain.length, "…");
  }
  if (!readings.length && part.typed) {
    // A word half typed is longer than its stem, «configurac», and so is one made of another, «contenedorizar».
    const least = part.isLast ? 5 : 7;
    const stems = near.filter(({ plain: other }) => other.length >= least && typed.startsWith(other) && typed.length - other.length < 5);
    const longest = stems.sort((one, other) => other.plain.length - one.plain.length)[0];
    if (longest) add([longest], 0.7, "…");
  }
  arrived();
};

// Adds what means the same as the words of a query, as far as it is worth its files.
const widen = (index, parts) => {
  const find = async (term) => (await index.near(fileKey(term))).find((entry) => entry.term === term);
  const most = parts.some(({ among }) => among > 3) ? FEWER_SAME : MOST_SAME;
  const phrases = parts.flatMap((part) => (part.same ?? []).map((phrase) => [part, phrase]));
  // The neighbours in a heading may be what means the same: «parámetros de ruta» is «Path Parameters».
  const wordsFor = (asked) => [asked, ...(parts.find(({ term, isSoft }) => term === asked && !isSoft)?.same ?? []).filter((phrase) => !phrase.includes(" "))];
  const neighbours = parts.flatMap((part) => {
    if (!part.of) return [];
    const [ones, others] = part.of.map(wordsFor);
    return ones.flatMap((one) => others.map((other) => [part, pairOf(one, other)])).slice(1, 1 + MOST_NEIGHBOURS);
  });
  const seek = async ([{ readings }, pair]) => {
    const entry = await find(pair).catch(() => {});
    if (entry?.postings) readings.push({ entries: [entry], factor: NEIGHBOURS, kind: "≈" });
  };
  return Promise.all([
    ...neighbours.map(seek),
    ...phrases.slice(0, most).map(async ([{ readings }, phrase]) => {
      const words = phrase.split(" ");
      const entries = await Promise.all(words.map(find)).catch(() => []);
      const add = (some) => some.length && some.every((entry) => entry?.postings) && readings.push({ entries: some, factor: SYNONYM, kind: "=" });
      add(entries);
      // A heading that has the whole phrase is filed with one of its words.
      if (words.length === 2) add([await find(pairOf(...words)).catch(() => {})]);
    }),
  ]);
};
