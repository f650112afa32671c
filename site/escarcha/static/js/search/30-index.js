// The SearchIndex as search/index.py writes it. A file is asked for when a query needs it, and kept.
const FIRST = 33;
const FINAL = 62;
const MORE = 32;
const SHARED = 35;
const FREQUENT = " "; // what stands before the words that a site has most often
const WEIGHTS = Array.from({ length: 16 }, (_, level) => 0.25 * 1.4 ** level);

// Sorted words, each without what it shares with the one before.
const frontDecoded = (text) => {
  let word = "";
  return text.split("\n").map((line) => {
    const [end, ...rest] = line.slice(1).split("\t");
    word = word.slice(0, line.charCodeAt(0) - SHARED) + end;
    return [word, ...rest];
  });
};

// Calls back with page, section and weight.
const readPostings = (text, found) => {
  let at = 0;
  const number = () => {
    let value = 0;
    for (;;) {
      const digit = text.charCodeAt(at++) - FIRST;
      if (digit < FINAL) return value * FINAL + digit;
      value = value * MORE + digit - FINAL + 1;
    }
  };
  for (let page = -1; at < text.length; ) {
    page += number() + 1;
    for (let section = -1, isLast = 0; !isLast; ) {
      const value = number();
      isLast = value & 1;
      section += (value >> 5) + 1;
      found(page, section, WEIGHTS[(value >> 1) & 15]);
    }
  }
};

const readCard = (text) => {
  const [url, title, trail, texts, tags, ...anchors] = JSON.parse(text);
  const usual = (heading) => plain(fold(heading)).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return { url, title, trail, texts, tags, anchors: [["", title], ...anchors.flatMap((part, n) => (n % 2 ? [] : [[part || usual(anchors[n + 1]), anchors[n + 1]]]))] };
};

// `fetchText` is given an address, from the folder of the index, and promises the text that is there.
const openIndex = async (fetchText) => {
  const overview = JSON.parse(await fetchText("_search.json"));
  const large = new Map(overview.everywhere.map((term, place) => [fileKey(term), place]));
  const kept = new Map();
  let failures = 0;
  const open = (name, read) => {
    if (!kept.has(name)) {
      const opened = fetchText(`_search/${name}.txt`).then(read);
      // What has failed may work the next time.
      opened.catch(() => {
        kept.delete(name);
        failures++;
      });
      kept.set(name, opened);
    }
    return kept.get(name);
  };
  // The name of the file that holds a key, and what the one after it starts from.
  const locate = async (key, [depth, ...listed], next) => {
    let low = 0;
    for (let high = listed.length / 2; low < high; ) {
      const middle = (low + high) >> 1;
      if (listed[2 * middle] <= key) low = middle + 1;
      else high = middle;
    }
    const at = 2 * Math.max(0, low - 1);
    const [name, after] = [listed[at + 1], listed[at + 2] ?? next];
    return depth ? locate(key, [depth - 1, ...(await open(name, JSON.parse))], after) : [name, after];
  };
  // The lines of the file that holds a key, and of those behind it as far as keys may begin with it.
  const linesAt = async (key, tree, read, most = 1) => {
    const files = [];
    for (let start = key; start !== undefined && files.length < most && tree.length > 1; ) {
      const [name, next] = await locate(start, tree);
      files.push(open(name, (text) => frontDecoded(text).map(read)));
      start = next < `${key}\uffff` ? next : undefined;
    }
    // Without the first there is nothing to say; without others, less.
    return (await Promise.all(files.map((file, number) => (number ? file.catch(() => []) : file)))).flat();
  };
  return {
    overview,
    // How common the words are that a term is filed with, if one is everywhere; else -1.
    commonness: (term) => large.get(fileKey(term)) ?? -1,
    known: { ids: new Map(), pages: [], sections: [], slots: 0 },
    failures: () => failures,
    // The terms that may begin with a key: those of its file, and of the next if they are cut apart.
    near: (key, isPrefix) =>
      linesAt(key, overview.terms, ([term, postings, ...same]) => ({ term, key: fileKey(term), plain: plain(term), postings, same }), isPrefix ? 2 : 1),
    // The words of the site with an initial; those that are FREQUENT are filed once more, together.
    words: (initial) =>
      linesAt(initial, overview.words, ([filed, about]) => {
        const folded = filed.trim();
        const letters = [...folded];
        for (const [, at, letter] of about.slice(1).matchAll(/(\d+)(\D)/gu)) letters[at] = letter;
        return { word: letters.join(""), folded, count: parseInt(about[0], 36) };
      }, Infinity),
    // The texts of a file, one for each section, or for a part of one.
    lines: (name) => open(name, (text) => text.split("\n")),
    card: async (page) => {
      const line = (await linesAt(`${page}`, overview.cards, ([key, card]) => ({ key, card }))).find(({ key }) => key === `${page}`);
      if (typeof line.card === "string") line.card = readCard(line.card);
      return line.card;
    },
  };
};
