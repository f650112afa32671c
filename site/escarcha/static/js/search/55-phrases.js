// Words in quotation marks mean the phrase. The index does not know which words are neighbours, but the pages do, which
// are fetched for their excerpts anyway: those that are likeliest to have the phrase are looked through for it.
const MOST_LOOKED_THROUGH = 20;

// The words of a text, folded, each between spaces.
const runOf = (text) => ` ${tokensOf(text).map(fold).join(" ")} `;

// The phrases of two words and more that a query holds in quotation marks; those of code have no space in front.
const phrasesOf = (query) =>
  [...query.matchAll(/(?<!\S)(?:«([^«»]+)»|"([^"]+)"|“([^“”]+)”)/g)].map((found) => runOf(found.slice(1).join(""))).filter((run) => / \S+ \S/.test(run));

// Of what has been found, the pages and sections where the phrases stand.
const withPhrases = async (found, phrases) => {
  const pages = await Promise.all(
    found.pages.map(async (page) => {
      const texts = await textsAt(page.url);
      const runs = new Map(page.anchors.map(([anchor, heading]) => [anchor, `${runOf(heading)}|${runOf(texts.get(anchor) ?? "")}`]));
      const all = [...runs.values()].join("|");
      if (!phrases.every((phrase) => all.includes(phrase))) return;
      const sections = page.anchors
        .map(([anchor, text], number) => ({ anchor, text, number, points: 1 }))
        .filter(({ anchor }) => phrases.some((phrase) => runs.get(anchor).includes(phrase)));
      return { ...page, sections };
    }),
  );
  const those = pages.filter(Boolean);
  return { ...found, pages: those, count: those.length, looked: found.count };
};
