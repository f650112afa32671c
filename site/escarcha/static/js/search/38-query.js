// What a query asks for: words and names, those in quotation marks that must be there, those to be left out.
const MOST_LETTERS = 200;
const MOST_WORDS = 12;
const WEAK = 0.35;
const TASK = 0.6; // the verb of a task, «leer cookies»: a page about cookies is meant, however it says that they are read
const PAIR = 2; // neighbours that a heading has
// What questions are made of, and where things stand to each other: it says little of what they are about.
const WEAK_WORDS = new Set(
  "algo alguna algunas alguno algunos antes aparte conviene crea creamos crear creas creo cosa cosas debajo delante dentro deseo despues detras durante encima forma frente fuera luego manera mediante meter meto misma mismas mismo mismos modo nunca pasa pasar siempre varias varios hago haces hacemos haz hecho haciendo hacerlo hacerse quiero quieres queremos quisiera necesito necesitas necesita funciona funcionan sirve sirven usa usan usar uso usas usando utilizar utilizo pongo poner pones debo debe deberia logro consigo conseguir saber sabe permite".split(
    " ",
  ),
);
const INFINITIVE = /^[a-zñ]{2,}[aei]r(?:se|l[aeo]s?)?$/;
const QUOTED = /(?<!\S)(?:«([^«»]+)»|"([^"]+)"|“([^“”]+)”)/g;
const LEFT_OUT = /(?<!\S)(?:(«[^«»]+»|"[^"]+"|“[^“”]+”)|-(?=[\p{L}\p{N}_])(\S+))/gu;

// The term of two neighbouring stems in a heading.
const pairOf = (one, other) => [fileKey(one), fileKey(other)].sort().join(" ");

// A query without the words that it leaves out, and these; one that has no others leaves none out.
const divided = (query) => {
  const out = [];
  const text = query.replace(LEFT_OUT, (whole, quoted, word) => {
    if (word) out.push(...tokensOf(word));
    return quoted ?? " ";
  });
  return tokensOf(text).length ? [text, out] : [query, []];
};

// The tokens of a query; those in quotation marks with the number of their phrase, from 1.
const placedTokens = (text) => {
  const phrases = [...text.matchAll(QUOTED)];
  const placed = [...text.matchAll(TOKEN)].map(({ 0: token, index }) => {
    const phrase = phrases.findIndex((found) => found.index <= index && index < found.index + found[0].length) + 1;
    return { token, phrase, isTelling: !isStopWord(token) };
  });
  const isEmpty = (phrase) => !placed.some((each) => each.phrase === phrase && each.isTelling);
  // What says nothing is asked for where there is nothing else.
  return placed.slice(0, MOST_WORDS).map((each) => ({ ...each, isTelling: each.isTelling || (each.phrase > 0 && isEmpty(each.phrase)) }));
};

// The terms of what is written without spaces: the last letter alone says nothing that the pair before it does not.
const runTermsOf = (token) => {
  const found = termsOf(token);
  return found.length > 1 ? found.filter((term) => [...term].length > 1) : found;
};

// Returns { parts, out }. A part is a term that adds to the score; a soft one adds only where others do, as do the pairs of
// neighbours, which are found in headings alone, unless a pair stands for another phrase («fuga de memoria»). What
// `counts` is a word of the query, and what is of a `phrase` must be where all of that is.
const partsOf = (query) => {
  const [rest, out] = divided(query.slice(0, MOST_LETTERS));
  const text = rest.normalize("NFC");
  const placed = placedTokens(text);
  const telling = placed.filter(({ isTelling }) => isTelling);
  const asked = telling.length ? telling : placed;
  const parts = [];
  const add = (term, word, weight, more) => {
    const known = parts.find((part) => part.term === term);
    if (known) known.phrase ||= more.phrase;
    else parts.push({ term, word, weight, ...more });
  };
  const isWeak = ({ token, phrase }) => !phrase && WEAK_WORDS.has(fold(token));
  const isAllWeak = asked.every(isWeak);
  asked.forEach((each, number) => {
    const { token, phrase } = each;
    const isRun = UNSPACED.test(token);
    const [first, ...others] = isRun ? runTermsOf(token) : termsOf(token);
    const isLast = !phrase && number === asked.length - 1 && each === placed.at(-1) && /[\p{L}\p{N}_]$/u.test(text);
    const counts = !isWeak(each) || isAllWeak;
    const more = { among: asked.length, phrase, counts, isWeak: !counts };
    const typed = isRun ? first : plain(fold(token));
    const isTask = !phrase && number === 0 && asked.length > 1 && INFINITIVE.test(fold(token));
    if (first) add(first, token, counts ? (isTask ? TASK : 1) : WEAK, { ...more, typed, isLast, isTask });
    // A run has all its terms; where a name of the code is found whole, its parts are not looked for.
    const isMarked = token.replace(MARK_OF_NAME, "") !== token;
    const isJoined = (term) => !isMarked && (/[-.]/.test(term) || token.includes("-"));
    if (isRun) for (const term of others) add(term, token, 1, { ...more, typed: term, isLast });
    else if (!phrase) for (const term of others) add(term, token, 0.3, { whole: isJoined(term) ? undefined : first });
  });
  asked.slice(1).forEach(({ token }, number) => add(pairOf(...[asked[number].token, token].map((word) => stem(fold(word)))), "", PAIR, { isSoft: true, of: [asked[number].token, token].map((word) => termsOf(word)[0]) }));
  const first = placed[0] && fold(placed[0].token);
  if (telling.length && (/¿|[\p{L}\p{N}]\s*\?(?!\S)/u.test(text) || QUESTION_WORDS.has(first))) {
    add("¿", "", 0.4, { isSoft: true });
    for (const { token } of placed) if (QUESTION_WORDS.has(fold(token))) add(stem(fold(token)), token, 0.5, { isSoft: true });
  }
  return { parts, out: out.flatMap((token) => termsOf(token).slice(0, 1)) };
};
