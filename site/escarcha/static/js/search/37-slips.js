// What a word that is not in the notes may have meant.

// Optimal string alignment, up to a limit: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance
const distance = (one, other, limit) => {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let value = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        value = Math.min(value, before[column - 2] + 1);
      current.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    [before, last] = [last, current];
  }
  return last[other.length];
};

// Initials that are taken for one another by ear, and the rows of a keyboard, where a finger lands beside its letter.
const ALIKE = ["bv", "ckqsz", "gj", "iy"];
const ROWS = ["qwertyuiop", "asdfghjklñ", "zxcvbnm"];
const beside = (letter) => {
  const row = ROWS.findIndex((keys) => keys.includes(letter));
  const at = ROWS[row]?.indexOf(letter);
  return row < 0 ? [] : [[0, -1], [0, 1], [-1, 0], [-1, 1], [1, 0], [1, -1]].map(([down, right]) => ROWS[row + down]?.[at + right]);
};

const SHORTEST = 4;
const NEAR = 1; // how much commoner, in doublings, a word may be than another that is meant as well

// The known words that a mistyped one is nearest to: the commonest of the site, wherever the slip is, and those that begin
// alike, or so with two letters swapped; else those with an initial that it may have had. Of those as near, the commonest.
const corrections = async (index, typed, limit, least = 0) => {
  if (typed.length < SHORTEST) return [];
  const near = new Map();
  const look = async (start, more = 0) => {
    for (const known of await index.words(start)) {
      if (!known.folded.startsWith(start.trim()) || known.count < least || known.folded === typed) continue;
      const far = distance(typed, known.folded, limit) + more;
      if (far <= limit + more && !(near.get(known.word)?.far <= far)) near.set(known.word, { ...known, far });
    }
  };
  const [first, second, third] = typed;
  await Promise.all([...new Set([FREQUENT, first + second, first + third])].map((start) => look(start)));
  // An initial has many files.
  if (!near.size && !least) await look(first);
  if (!near.size && !least) {
    const others = [...ALIKE.filter((alike) => alike.includes(first)).join(""), ...beside(first)].filter((letter) => letter && letter !== first);
    // The initial may also be one too many, have lost its h, or stand behind the second letter.
    const starts = new Set([typed.slice(1, 3), `h${first}`, second + first, ...others.map((letter) => letter + second)]);
    await Promise.all([...starts].map((start) => look(start, 0.5)));
  }
  const found = [...near.values()].sort((one, other) => one.far - other.far || other.count - one.count || (one.word < other.word ? -1 : 1));
  return found.filter(({ far, count }) => far === found[0].far && count >= found[0].count - NEAR).slice(0, 3);
};

// The readings of a mistyped word.
const meant = async (index, part, limit, least) => {
  const found = await corrections(index, part.typed, limit, least);
  const readings = [];
  for (const { word } of found) {
    const key = stem(fold(word));
    const entry = (await index.near(fileKey(key))).find(({ term }) => term === key);
    if (entry?.postings) readings.push({ entries: [entry], factor: 0.8, kind: "~", word });
  }
  return readings;
};
