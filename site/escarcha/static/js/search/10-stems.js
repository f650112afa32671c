// Snowball's Spanish stemmer, https://snowballstem.org/algorithms/spanish/stemmer.html (three-clause BSD), for words
// without accents, and the plurals of short words and of English ones: what search/words.py does with PyStemmer, to the letter.
const AREAS = [
  /^(?:[aeiou](?:[^aeiou]+[aeiou]|[aeiou]+[^aeiou])|[^aeiou](?:[^aeiou]+[aeiou]|[aeiou].))/u,
  /^[^aeiou]*[aeiou]+[^aeiou]/u,
  /^[^aeiou]*[aeiou]+[^aeiou]+[aeiou]+[^aeiou]/u,
];
const PRONOUN = /(?:(?:se)?l[ao]s?|les?|[ms]e|nos)$/;
const BEFORE_PRONOUN = /(?:ando|iendo|yendo|[aei]r)$/;
const SUFFIX =
  /(?:(ic[ao]s?|os[ao]s?|ismos?|istas?|anzas?|[ai]bles?|[ai]mientos?)|(ador(?:es|as?)?|antes?|ancias?|acion(?:es)?)|(ucion(?:es)?)|(encias?)|(amente)|(mente)|(idad(?:es)?)|(iv[ao]s?))$/;
const Y_VERB = /(?:y[ae][ns]?|yeron|yendo|yo|yais|yamos)$/;
const VERB =
  /(?:(en|es|emos)|(?:a[br]|ier)a(?:is|[ns])?|[ai]d[ao]s?|(?:a|ie)se(?:is|[ns])?|[ai]ste(?:is)?|a[ns]|(?:a|ie)(?:ron|ndo)|[aei][dr]|[ai]mos|[aei]remos)$/;

const LOAN_PLURAL = /^(?=.*[aeiou]).{2,}[b-df-hj-np-rtv-z]s$/u;

const stem = (spelled) => {
  const whole = spelled.replace(LOAN_PLURAL, (plural) => plural.slice(0, -1));
  let word = whole;
  const [verbs, r1, r2] = AREAS.map((area) => area.exec(word)?.[0].length ?? word.length);
  const cut = (suffix, from = r2) => {
    const at = word.search(suffix);
    if (at < from) return false;
    word = word.slice(0, at);
    return true;
  };

  const pronoun = word.search(PRONOUN);
  const before = word.slice(0, Math.max(0, pronoun)).search(BEFORE_PRONOUN);
  if (before >= verbs && before >= 0 && (word[before] !== "y" || word[before - 1] === "u")) word = word.slice(0, pronoun);

  const suffix = SUFFIX.exec(word);
  const kind = suffix?.findIndex((part, number) => number && part);
  if (suffix && suffix.index >= (kind === 5 ? r1 : r2)) {
    word = word.slice(0, suffix.index);
    if (kind === 2) cut(/ic$/);
    else if (kind === 3) word += "u";
    else if (kind === 4) word += "ente";
    else if (kind === 5) cut(/(?:ic|ad|os)$/) || (cut(/iv$/) && cut(/at$/));
    else if (kind === 6) cut(/(?:[ai]ble|ante)$/);
    else if (kind === 7) cut(/(?:abil|i[cv])$/);
    else if (kind === 8) cut(/at$/);
  } else {
    const tail = word.slice(verbs);
    const y = verbs + tail.search(Y_VERB);
    const verb = VERB.exec(tail);
    if (y >= verbs && word[y - 1] === "u") word = word.slice(0, y);
    else if (verb) {
      word = word.slice(0, verbs + verb.index);
      if (verb[1] && word.endsWith("gu")) word = word.slice(0, -1);
    }
  }

  const last = word.search(/(?:os?|a|e)$/);
  if (last >= verbs && last >= 0) {
    const isE = word[last] === "e";
    word = word.slice(0, last);
    if (isE && word.endsWith("gu") && last - 1 >= verbs) word = word.slice(0, -1);
  }
  if (/acion(?:es)?$/.test(whole) && whole.startsWith(`${word}acion`)) return `${word}acion`;
  return word === whole && /..[aeiou]s$/u.test(word) ? word.slice(0, -1) : word;
};
