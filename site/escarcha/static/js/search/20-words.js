// Text to tokens to terms: the same as search/words.py, to the letter; see there.
const SIGNS = "!== === ..= != == <= >= => -> := |> <- += -= *= ** && || << >> ?? ?. {{ }} {% %} {# #}".split(" ");
const TOKEN = new RegExp(
  [
    "(?:(?<![^\\n\\t (\\[{\"'`«“‘¿¡=,|\\/])(?:--|[@.!])(?=[\\p{L}_]))?",
    "(?:(?<![\\p{L}\\p{N}_])[A-Za-z](?:#|\\+\\+)(?![\\p{L}\\p{N}_#+])|[\\p{L}\\p{N}_]+(?:(?:[.\\-]|::)[\\p{L}\\p{N}_]+)*)",
    `|${SIGNS.map((signs) => signs.replace(/[.*+?{}|]/g, "\\$&")).join("|")}`,
  ].join(""),
  "gu",
);
const FIRST_SIGNS = new Set(SIGNS.map((signs) => signs[0]));
const MARK_OF_NAME = /^(?:--|[@.!])|(?:#|\+\+)$/g;
const UNSPACED = /([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]+)/u;
const MARK = /(?<!n)\u0303|[\u0300-\u0302\u0304-\u036f]/g;
const HUMP = /_+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const HYPHENATED = /^\p{L}+-\p{L}+$/u;
const LONGEST = 40;
const QUESTION_WORDS = new Set("que como cuando donde cual cuales quien quienes cuanto cuantos porque".split(" "));
const STOP_WORDS = new Set(
  "a al algo ante aquel aquella aquello as asi aun aunque bajo bien cada casi como con contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos de del desde donde dos e el ella ellas ello ellos en entre era eran eres es esa esas ese eso esos esta estaba estan estar estas este esto estos fue fueron ha hace hacer hacia han hasta hay la las le les lo los mas me mi mientras mis mucho muy ni no nos o os otra otras otro otros para pero poco por porque pues que quien quienes se sea segun ser si sido sin sobre solo son soy su sus tal tambien tan tanto te tener tengo ti tiene tienen toda todas todo todos tu tus u un una unas uno unos usted va vez y ya yo puede puedo pueden".split(
    " ",
  ),
);

const tokensOf = (text) => text.normalize("NFC").match(TOKEN) ?? [];
const fold = (word) => word.toLowerCase().normalize("NFD").replace(MARK, "").normalize("NFC");
const plain = (word) => word.replaceAll("ñ", "n");
const FAMILY = [
  /^([a-zñ]+[aeo])(?:yend|er)$/,
  /^([a-zñ]{5,})[aei]r[ist]?$/,
  /^([a-zñ]{4,}?)(?:[aiu]cion|[pc]cion|[sx]ion|i?ent|nci|[aei]?dor|c?tor|sor|[tc]?tur|ct|[ai]?bl|[ai]?bil|[ai]mient|ici|iv)$/,
  /^([a-zñ]{5,}?)(?:[tdgcbsiz]|[gq]u)$/,
];
const SOUNDS = [[/(?:zc|qu|z)$/, "c"], [/(?:gu|j)$/, "g"]];
const familyOf = (word) => FAMILY.reduce((left, ending) => left.replace(ending, "$1"), SOUNDS.reduce((left, [end, letter]) => left.replace(end, letter), word));
const fileKey = (term) => plain(term.replace(/^[^ ]+/, familyOf));
const isStopWord = (token) => STOP_WORDS.has(fold(token));

const namesOf = (token) => {
  const names = token.split(/[.:-]+/).filter(Boolean);
  const found = names.slice(1).map((name, number) => `${names[number]}.${name}`);
  if (HYPHENATED.test(token)) found.push(names.join(""));
  for (const name of names) {
    const parts = name.split(HUMP).filter(Boolean);
    if (parts.length > 1) found.push(name.replace(/^_+|_+$/g, ""));
    found.push(...parts);
  }
  return [...new Set(found.map(fold))].filter((word) => word && [...word].length <= LONGEST);
};
const termsOf = (token) => {
  const name = token.replace(MARK_OF_NAME, "");
  if (name !== token) return [...token].length <= LONGEST ? [fold(token), ...termsOf(name)] : [];
  if (FIRST_SIGNS.has(token[0])) return [token];
  return [...new Set(UNSPACED.test(token) ? token.split(UNSPACED).flatMap(termsOfRun) : namesOf(token).map(stem))];
};
// Of what is all of it written without spaces, or none of it.
const termsOfRun = (text) => {
  const name = text.replace(/^[.:-]+|[.:-]+$/g, "");
  if (!UNSPACED.test(text)) return name ? termsOf(name) : [];
  const letters = [...text];
  return letters.map((letter, at) => letter + (letters[at + 1] ?? ""));
};
