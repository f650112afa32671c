// From what a reader types to pages in the order in which they are likely to be meant; see docs/design.
const RARE = 14; // characters of the postings of a term that one or two pages have
const COMMON = 4; // how common a word is that at least eight have
const ANY = 1; // and one that any has, as long as it is at hand

// Promises { count, whole, pages: [{ url, title, trail, anchors, score, … }], corrected: [[typed, meant]], offers, … }: how
// many pages there are, how many have every word, what words that are in no note are taken for, and what words that are
// may have been meant to be. `filters` are terms that pages must have. Once `late` has come true, shows meanwhile what the
// files say that have arrived, and of the answer the first pages as their cards arrive. Promises nothing once it is not
// wanted any more.
const findPages = async (index, query, { limit = 10, filters = [], show = () => {}, late, isWanted = () => true } = {}) => {
  const failures = index.failures();
  const asking = partsOf(query);
  let { parts } = asking;
  for (const part of parts) part.readings = [];
  // Beside two others, a word that is everywhere decides nothing, and its file is among the largest.
  const commonness = ({ term }) => index.commonness(term);
  const ordered = parts.filter(({ isSoft }) => !isSoft).sort((one, other) => commonness(one) - commonness(other));
  const worth = ordered.filter((part, place) => place < FEW || part.phrase || commonness(part) < 0);
  // What only adds to others is worth no such file; a pair lies in that of its first word.
  const isFree = ({ term: whole }) => {
    const [term] = whole.split(" ");
    return commonness({ term }) < 0 || worth.some((part) => part.term === term);
  };
  parts = parts.filter((part) => (part.isSoft ? isFree(part) : worth.includes(part)));
  const [corrected, offers] = [[], []];
  // Two words that are in no note may be known together, as «front matter» is.
  const known = () => parts.filter(({ readings }) => readings.some(({ kind }) => kind === "="));
  const isKnown = ({ term }) => known().some(({ of }) => of?.includes(term));
  const hard = () => {
    const words = parts.filter(({ isSoft, readings }) => !isSoft && readings.length);
    return words.length ? words : known();
  };

  let limits;
  let isLate = false;
  let isOver = false;
  let listed;
  const showListed = () => isLate && listed?.pages.length && show({ ...listed, isPartial: true });
  const list = async () => {
    const isAnswer = hard().length && parts.every(({ phrase, readings }) => !phrase || readings.length);
    const ranked = isAnswer ? score(parts, index, limit, limits) : { count: 0, whole: 0, pages: [] };
    const terms = [...new Set(hard().flatMap(({ readings }) => readings.flatMap(({ entries }) => entries.map(({ term }) => term))))];
    const words = parts.filter(({ counts }) => counts).length;
    const found = { count: ranked.count, whole: ranked.whole, words, pages: [], corrected, offers, terms };
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
  const arrived = () => isLate && limits && isWanted() && hard().length && list();
  late?.then(() => {
    isLate = !isOver;
    if (listed) showListed();
    else arrived();
  });

  const readAll = (some) => Promise.all(some.map((part) => read(index, part, arrived).catch(() => (part.isLost = true))));
  const limiting = limitsOf(index, filters, asking.out).then((found) => {
    limits = found;
    arrived();
  });
  await readAll(parts.filter(({ whole }) => !whole));
  await limiting;
  if (!isWanted()) return;
  const isFound = (term) => parts.some((part) => part.term === term && part.readings.some(({ kind }) => !kind));
  parts = parts.filter(({ whole }) => !whole || !isFound(whole));
  await readAll(parts.filter(({ whole }) => whole));
  if (!isWanted()) return;
  await widen(index, parts);
  const mend = async (limitOf) => {
    for (const part of parts)
      if (part.typed && !part.phrase && !part.isLost && !part.readings.length && !isKnown(part)) {
        part.readings = await meant(index, part, limitOf(part.typed)).catch(() => []);
        if (part.readings.length) corrected.push([part.word, part.readings[0].word]);
      }
  };
  if (!isWanted()) return;
  await mend((typed) => (typed.length < 8 ? 1 : 2));
  // What hardly occurs may be a slip. A word that is there wins, and the other is offered; of one that only has kin, it is taken.
  for (const part of parts) {
    const [reading] = part.readings;
    const isKin = reading?.kind === "-";
    const isRare = part.readings.every(({ kind, entries }, at) => (!at || kind === "…") && entries[0].postings.length <= RARE);
    if (!(part.typed?.length > 4) || part.isLost || isKnown(part) || reading?.kind === "~" || !(isRare || isKin)) continue;
    const better = await meant(index, part, 1, !reading ? 0 : isKin ? ANY : COMMON).catch(() => []);
    if (!better.length) continue;
    const isThere = part.phrase || reading?.kind === "";
    (isThere ? offers : corrected).push([part.word, better[0].word]);
    if (!isThere) part.readings = [...better, { ...reading, factor: 0.3, kind: "~" }];
  }
  if (!isWanted()) return;
  // Rather something than nothing.
  if (!hard().length) await mend((typed) => Math.ceil(typed.length / 3));
  const found = await list();
  isOver = true;
  if (found.isMissing && !found.pages.length) throw new Error("nothing has arrived");
  return found;
};
