// From what a reader types to pages in the order in which they are likely to be meant; see docs/design.
const MOST_LETTERS = 200;
const MOST_WORDS = 12;
const MOST_PREFIXED = 24;
const RARE = 14; // characters of the postings of a term that one or two pages have
const COMMON = 4; // and a word that at least eight have
const FEW = 2; // words
const ENOUGH = 60; // characters of postings: some twenty pages
const WEAK = 0.35;
const PAIR = 2; // neighbours that a heading has
const SYNONYM = 0.6;
const MOST_SAME = 8; // synonyms of a query, of which each may need a file
const FEWER_SAME = 3; // where more than three words are asked for
const TOP = 14; // the most that a word says of a page's top alone: its title stands over all sections
const KIN = 0.5; // words of one family
// How far a part counts as found by words that are related to it, however rare they are.
const FOUND = { "-": 0.8, "=": 0.7, "~": 0.9 };
// What questions are made of, and where things stand to each other: it says little of what they are about.
const WEAK_WORDS = new Set(
  "algo alguna algunas alguno algunos antes aparte conviene cosa cosas debajo delante dentro deseo despues detras durante encima forma frente fuera luego manera mediante meter meto misma mismas mismo mismos modo nunca pasa pasar siempre varias varios hago haces hacemos haz hecho haciendo hacerlo hacerse quiero quieres queremos quisiera necesito necesitas necesita funciona funcionan sirve sirven usa usan usar uso usas usando utilizar utilizo pongo poner pones debo debe deberia logro consigo conseguir saber sabe permite".split(
    " ",
  ),
);

// The term of two neighbouring stems in a heading.
const pairOf = (one, other) => [fileKey(one), fileKey(other)].sort().join(" ");

// What a query asks for. A part is a term that adds to the score; a soft one adds only where others do, as do the
// pairs of neighbours, which are found in headings alone, unless a pair stands for another phrase («fuga de memoria»).
const partsOf = (query) => {
  const text = query.slice(0, MOST_LETTERS);
  const all = tokensOf(text).slice(0, MOST_WORDS);
  const telling = all.filter((token) => !isStopWord(token));
  const asked = telling.length ? telling : all;
  const parts = [];
  const add = (term, word, weight, more) => {
    if (!parts.some((part) => part.term === term)) parts.push({ term, word, weight, ...more });
  };
  const isWeak = (token) => WEAK_WORDS.has(fold(token));
  const isAllWeak = asked.every(isWeak);
  asked.forEach((token, number) => {
    const [first, ...others] = termsOf(token);
    const isLast = number === asked.length - 1 && token === all.at(-1) && /[\p{L}\p{N}_]$/u.test(text);
    const weight = isWeak(token) && !isAllWeak ? WEAK : 1;
    if (first) add(first, token, weight, { typed: plain(fold(token)), isLast, among: asked.length });
    // Where a name of the code is found whole, its parts are not looked for.
    for (const term of others) add(term, token, 0.3, { whole: /[-.]/.test(term) || token.includes("-") ? undefined : first });
  });
  asked.slice(1).forEach((token, number) => add(pairOf(...[asked[number], token].map((word) => stem(fold(word)))), "", PAIR, { isSoft: true, of: [asked[number], token].map((word) => termsOf(word)[0]) }));
  const first = all[0] && fold(all[0]);
  if (telling.length && (/[¿?]/.test(text) || QUESTION_WORDS.has(first))) {
    add("¿", "", 0.5, { isSoft: true });
    for (const token of all)
      if (QUESTION_WORDS.has(fold(token))) add(stem(fold(token)), token, 0.5, { isSoft: true });
  }
  return parts;
};

// Fills a part with what it may stand for, as files arrive: [entries, factor, how it is related].
const read = async (index, part, arrived) => {
  const key = fileKey(part.term);
  const typed = part.typed ?? key;
  const near = await index.near(key, part.isLast);
  const { readings } = part;
  const add = (entries, factor, kind) => {
    if (entries.every((entry) => entry?.postings)) readings.push({ entries, factor, kind });
  };
  for (const entry of near)
    if (entry.key === key) {
      // Who writes «ano» may have no ñ; who writes «año» has one.
      const isExact = entry.term === part.term;
      if (entry.plain !== plain(part.term)) add([entry], KIN, "-");
      else add([entry], isExact ? 1 : part.term === entry.plain ? 0.6 : 0.2, isExact ? "" : "ñ");
      // Among several words, one that enough pages have needs no other that means the same.
      const isCommon = part.among > FEW && entry.postings.length > ENOUGH;
      const isNew = (phrase) => part.among < FEW || phrase.split(" ").every((term) => index.commonness(term) < 0);
      if (isExact && !isCommon) part.same = entry.same.filter(isNew);
    }
  readings.sort((one, other) => other.factor - one.factor);
  if (part.isLast && typed.length > 1) {
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
  return Promise.all(
    phrases.slice(0, most).map(async ([{ readings }, phrase]) => {
      const words = phrase.split(" ");
      const entries = await Promise.all(words.map(find)).catch(() => []);
      const add = (some) => some.length && some.every((entry) => entry?.postings) && readings.push({ entries: some, factor: SYNONYM, kind: "=" });
      add(entries);
      // A heading that has the whole phrase is filed with one of its words.
      if (words.length > 1) add([await find(pairOf(...words)).catch(() => {})]);
    }),
  );
};

// Promises { count, pages: [{ url, title, trail, anchors, score, … }], corrected: [[typed, meant]], … }. Once `late` has
// come true, shows meanwhile what the files say that have arrived, and of the answer the first pages as their cards arrive.
// Promises nothing once it is not wanted any more.
const find = async (index, query, limit = 10, show = () => {}, late, isWanted = () => true) => {
  const failures = index.failures();
  let parts = partsOf(query);
  for (const part of parts) part.readings = [];
  // Beside two others, a word that is everywhere decides nothing, and its file is among the largest.
  const commonness = ({ term }) => index.commonness(term);
  const asked = parts.filter(({ isSoft }) => !isSoft).sort((one, other) => commonness(one) - commonness(other));
  const worth = asked.filter((part, place) => place < FEW || commonness(part) < 0);
  // What only adds to others is worth no such file; a pair lies in that of its first word.
  const isFree = ({ term: whole }) => {
    const [term] = whole.split(" ");
    return commonness({ term }) < 0 || worth.some((part) => part.term === term);
  };
  parts = parts.filter((part) => (part.isSoft ? isFree(part) : worth.includes(part)));
  const corrected = [];
  const hard = () => parts.filter(({ isSoft, readings }) => !isSoft && readings.length);

  let isLate = false;
  let isOver = false;
  let listed;
  const showListed = () => isLate && listed?.pages.length && show({ ...listed, isPartial: true });
  const list = async () => {
    const ranked = hard().length ? score(parts, index, limit) : { count: 0, pages: [] };
    const terms = [...new Set(hard().flatMap(({ readings }) => readings.flatMap(({ entries }) => entries.map(({ term }) => term))))];
    const found = { count: ranked.count, pages: [], corrected, terms };
    listed = found;
    const cards = ranked.pages.map(({ number }) => index.card(number).catch(() => undefined));
    for (const [number, page] of ranked.pages.entries()) {
      const card = await cards[number];
      if (!card) continue;
      const sections = page.best.map(([section, points]) => {
        const [anchor, text] = card.anchors[section] ?? card.anchors[0];
        return { anchor, text, number: section, points };
      });
      found.pages.push({ ...page, ...card, sections });
      if (found === listed) showListed();
    }
    return { ...found, isMissing: index.failures() > failures };
  };
  const arrived = () => isLate && isWanted() && hard().length && list();
  late?.then(() => {
    isLate = !isOver;
    if (listed) showListed();
    else arrived();
  });

  const readAll = (some) => Promise.all(some.map((part) => read(index, part, arrived).catch(() => (part.isLost = true))));
  await readAll(parts.filter(({ whole }) => !whole));
  if (!isWanted()) return;
  const isFound = (term) => parts.some((part) => part.term === term && part.readings.some(({ kind }) => !kind));
  parts = parts.filter(({ whole }) => !whole || !isFound(whole));
  await readAll(parts.filter(({ whole }) => whole));
  if (!isWanted()) return;
  await widen(index, parts);
  const mend = async (limitOf) => {
    for (const part of parts)
      if (part.typed && !part.isLost && !part.readings.length) {
        part.readings = await meant(index, part, limitOf(part.typed)).catch(() => []);
        if (part.readings.length) corrected.push([part.word, part.readings[0].word]);
      }
  };
  if (!isWanted()) return;
  await mend((typed) => (typed.length < 8 ? 1 : 2));
  // A word that hardly occurs may be a slip of an author's: «plantilas».
  for (const part of parts)
    if (part.typed?.length > 5 && part.readings.length === 1 && part.readings[0].entries[0].postings.length <= RARE) {
      const better = await meant(index, part, 1, COMMON).catch(() => []);
      if (!better.length) continue;
      corrected.push([part.word, better[0].word]);
      part.readings = [...better, { ...part.readings[0], factor: 0.3, kind: "~" }];
    }
  if (!isWanted()) return;
  // Rather something than nothing.
  if (!hard().length) await mend((typed) => Math.ceil(typed.length / 3));
  const found = await list();
  isOver = true;
  if (found.isMissing && !found.pages.length) throw new Error("nothing has arrived");
  return found;
};
