// What stands around the words that were found: taken from the page itself, which the reader may be about to open.
const AROUND = 180;
const BEFORE = 40;
const LONGEST_TEXT = 20_000;

// The terms of each token, none of a stop word; kept, as the same words stand in text after text.
const analysed = new Map();
const isHit = (token, terms) => {
  if (!analysed.has(token)) analysed.set(token, isStopWord(token) ? [] : termsOf(token));
  return analysed.get(token).some((term) => terms.has(term));
};

// Calls back with where each token that was looked for begins and ends.
const hitsIn = (text, terms) => {
  const hits = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) if (isHit(token, terms)) hits.push([index, index + token.length]);
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

// The text of a page by the anchors of its headings.
const textsOf = (html) => {
  const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
  const texts = new Map([["", ""]]);
  if (!article) return texts;
  let anchor = "";
  const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const heading = nodes.currentNode.parentElement.closest("h1, h2, h3, h4, h5, h6, .code > figcaption");
    if (heading?.tagName === "FIGCAPTION") continue;
    if (heading) {
      if (heading.tagName !== "H1") anchor = heading.id;
    } else texts.set(anchor, `${texts.get(anchor) ?? ""}${nodes.currentNode.data}`);
  }
  return texts;
};

const pages = new Map();
const textsAt = (url) => {
  if (!pages.has(url)) pages.set(url, fetch(url).then(async (answer) => textsOf(answer.ok ? await answer.text() : "")));
  return pages.get(url);
};

// The part of a text with the most of what was looked for.
const excerptOf = (whole, terms) => {
  const text = whole.slice(0, LONGEST_TEXT).replace(/\s+/g, " ").trim().normalize("NFC");
  const hits = hitsIn(text, terms);
  let [best, most] = [0, 0];
  for (const [from] of hits) {
    const words = new Set(hits.filter(([at]) => at >= from && at < from + AROUND - BEFORE).map(([at, to]) => fold(text.slice(at, to))));
    if (words.size > most) [best, most] = [from, words.size];
  }
  const start = best > BEFORE ? text.indexOf(" ", best - BEFORE) + 1 : 0;
  const end = start + AROUND < text.length ? text.lastIndexOf(" ", start + AROUND) : text.length;
  return `${start ? "… " : ""}${text.slice(start, Math.max(end, start))}${end < text.length ? " …" : ""}`;
};
