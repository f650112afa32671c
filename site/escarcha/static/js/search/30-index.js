// The SearchIndex as search/index.py writes it. A file is asked for when a query needs it, and kept.
const FIRST = 33;
const FINAL = 62;
const MORE = 32;
const SHARED = 35;
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

// `fetchText` is given an address, from the folder of the index, and promises the text that is there.
const openIndex = async (fetchText) => {
  const overview = JSON.parse(await fetchText("_search.json"));
  const starts = overview.shards.filter((_, number) => number % 2 === 0);
  const kept = new Map();
  const open = (name, read) => {
    if (!kept.has(name)) {
      const opened = fetchText(`_search/${name}.txt`).then(read);
      // What has failed may work the next time.
      opened.catch(() => kept.delete(name));
      kept.set(name, opened);
    }
    return kept.get(name);
  };
  const place = (key) => {
    let low = 0;
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
  const shard = (number) =>
    open(overview.shards[2 * number + 1], (text) =>
      frontDecoded(text).map(([term, postings, ...same]) => ({ term, key: plain(term), postings, same })),
    );
  return {
    overview,
    // The terms that may begin with a key: those of its file, and of the next if they are cut apart.
    near: async (key, isPrefix) => {
      if (!starts.length) return [];
      const first = place(key);
      const last = isPrefix ? Math.min(first + 1, place(`${key}\uffff`)) : first;
      return (await Promise.all(first === last ? [shard(first)] : [shard(first), shard(last)])).flat();
    },
    words: () =>
      open(overview.words, (text) =>
        text ? frontDecoded(text).map(([word, count]) => ({ word, folded: plain(fold(word)), count: +count })) : [],
      ),
    card: async (page) => {
      const cards = await open(overview.cards[Math.floor(page / overview.step)], JSON.parse);
      const [url, title, trail, ...places] = cards[page % overview.step];
      return { url, title, trail, places: [["", title], ...places.flatMap((part, n) => (n % 2 ? [] : [[part, places[n + 1]]]))] };
    },
  };
};
