// Words in quotation marks mean the phrase. The index does not know which words are neighbours, but the texts do: those of
// the sections that have all the words are looked through, of the likeliest pages.
const MOST_LOOKED_THROUGH = 20;

// The words of a text, folded, each between spaces.
const runOf = (text) => ` ${tokensOf(text).map(fold).join(" ")} `;

// The phrases of two words and more that a query holds in quotation marks.
const phrasesOf = (query) => [...divided(query)[0].matchAll(QUOTED)].map((found) => runOf(found.slice(1).join(""))).filter((run) => / \S+ \S/.test(run));

// Of what has been found, the pages and sections where the phrases stand.
const withPhrases = async (index, found, phrases) => {
  const pages = await Promise.all(
    found.pages.map(async (page) => {
      const runs = await Promise.all(page.sections.map(async ({ text, number }) => `${runOf(number ? text : page.title)}|${runOf(await textOf(index, page, number))}`));
      const holds = (phrase) => runs.some((run) => run.includes(phrase));
      const sections = page.sections.filter((_, at) => phrases.some((phrase) => runs[at].includes(phrase)));
      return phrases.every(holds) && { ...page, sections };
    }),
  );
  const those = pages.filter(Boolean);
  return { ...found, pages: those, count: those.length, whole: those.length, looked: found.count };
};
