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

// The known words that a mistyped one is nearest to: those that begin alike, else with an initial that it may have had.
const corrections = async (index, typed, limit, least = 0) => {
  if (typed.length < 4) return [];
  const near = [];
  const look = async (start, more) => {
    for (const known of await index.words(start)) {
      if (!known.folded.startsWith(start) || known.count < least || known.folded === typed) continue;
      const far = distance(typed, known.folded, limit);
      if (far <= limit) near.push({ ...known, far: far + more });
    }
  };
  // Few slips are among the first two letters, and an initial has many files.
  await look(typed.slice(0, 2), 0);
  if (!near.length && !least) await look(typed[0], 0);
  if (!near.length && !least) {
    const [first, second] = typed;
    const others = [...ALIKE.filter((alike) => alike.includes(first)).join(""), ...beside(first)].filter((letter) => letter && letter !== first);
    // The initial may also be one too many, have lost its h, or stand behind the second letter.
    const starts = new Set([typed.slice(1, 3), `h${first}`, second + first, ...others.map((letter) => letter + second)]);
    await Promise.all([...starts].map((start) => look(start, 0.5)));
  }
  near.sort((one, other) => one.far - other.far || other.count - one.count || (one.word < other.word ? -1 : 1));
  return near.filter(({ far }) => far === near[0].far).slice(0, 3);
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
