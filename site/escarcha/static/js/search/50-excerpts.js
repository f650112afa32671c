// What stands around the words that were found, taken from the small files that hold the text of a page.
const AROUND = 180;
const BEFORE = 40;
const MOST_FILES = 3; // of a long section, looked through for a word

// The terms of each token, none of a stop word; kept, as the same words stand in text after text.
const analysed = new Map();
const isHit = (token, terms) => {
  if (!analysed.has(token)) analysed.set(token, isStopWord(token) ? [] : termsOf(token));
  return analysed.get(token).some((term) => terms.has(term));
};

// Where each token that was looked for begins and ends; of what is written without spaces, only the letters asked for.
const hitsIn = (text, terms) => {
  const hits = [];
  const add = (from, to) => {
    if (from < hits.at(-1)?.[1]) hits.at(-1)[1] = to;
    else hits.push([from, to]);
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (!isHit(token, terms)) continue;
    if (!UNSPACED.test(token)) add(index, index + token.length);
    else for (let at = 0; at < token.length; at++) if (terms.has(token.slice(at, at + 2))) add(index + at, index + at + 2);
  }
  return hits;
};

// A text in which what was looked for is marked.
const marked = (text, terms) => {
  const nodes = [];
  let end = 0;
  for (const [from, to] of hitsIn(text.normalize("NFC"), terms)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    nodes.push(text.slice(end, from), mark);
    end = to;
  }
  nodes.push(text.slice(end));
  return nodes;
};

// The files that hold the text of a section, as search/texts.py cuts it, and its line in the first of them.
const filesOf = ({ texts }, section) => {
  const [name, ...starts] = texts.split(" ");
  const behind = starts.findIndex((start) => (start[0] === "+" ? +start >= section : +start > section));
  const first = (behind < 0 ? starts.length : behind) - 1;
  const names = starts.map((_, at) => `${name}-${at}`).filter((_, at) => at === first || (at > first && starts[at] === `+${section}`));
  return { names, line: section - starts[first] };
};

// The text of a section, from as many of its files as it takes to have enough.
const textOf = async (index, page, section, isEnough = () => false) => {
  const { names, line } = filesOf(page, section);
  let text = "";
  for (const [at, name] of names.entries()) {
    text += ` ${(await index.lines(name))[at ? 0 : line] ?? ""}`;
    if (isEnough(text, at + 1)) break;
  }
  return text.trim();
};

// The part of a text with the most of what was looked for.
const excerptOf = (whole, terms) => {
  const text = whole.normalize("NFC");
  const hits = hitsIn(text, terms);
  let [best, most] = [0, 0];
  for (const [from] of hits) {
    const words = new Set(hits.filter(([at]) => at >= from && at < from + AROUND - BEFORE).map(([at, to]) => fold(text.slice(at, to))));
    if (words.size > most) [best, most] = [from, words.size];
  }
  // Between words, where there are any.
  const gap = text.indexOf(" ", best - BEFORE) + 1;
  const start = best <= BEFORE ? 0 : gap && gap <= best ? gap : best;
  const last = text.lastIndexOf(" ", start + AROUND);
  const end = start + AROUND < text.length ? (last > start ? last : start + AROUND) : text.length;
  return `${start ? "… " : ""}${text.slice(start, Math.max(end, start))}${end < text.length ? " …" : ""}`;
};
