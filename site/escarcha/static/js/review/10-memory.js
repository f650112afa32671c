// What this device knows of how well each question was known: a Map from the id of a question to its card, as the
// scheduler has it. What is read from elsewhere is checked to the last number.
const FORM = "escarcha-repaso";
const FORM_VERSION = 1;
const LONGEST_DAYS = 36500;
const STATES = { learning: 1, review: 2, relearning: 3 };

const isWithin = (value, least, most) => typeof value === "number" && value >= least && value <= most;
const isCount = (value, least = 0, most = LONGEST_DAYS) => Number.isInteger(value) && isWithin(value, least, most);
const isTime = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));

// Returns a card without whatever else may be in it, or nothing if it is none.
const readCard = (card) => {
  if (card === null || typeof card !== "object") return undefined;
  const { due, last_review, stability, difficulty, scheduled_days, learning_steps, reps, lapses, state } = card;
  const isSound =
    isTime(due) &&
    isTime(last_review) &&
    isWithin(stability, 0.001, LONGEST_DAYS) &&
    isWithin(difficulty, 1, 10) &&
    isCount(scheduled_days) &&
    isCount(learning_steps, 0, 10) &&
    isCount(reps, 1, 1e6) &&
    isCount(lapses, 0, 1e6) &&
    isCount(state, 1, 3);
  return isSound
    ? { due, last_review, stability, difficulty, scheduled_days, learning_steps, reps, lapses, state }
    : undefined;
};

// Reads what `packMemory` has written; nothing if it is something else, or a part of it.
const readMemory = (text) => {
  let written;
  try {
    written = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isOurs = written?.form === FORM && written.version === FORM_VERSION;
  if (!isOurs || written.cards === null || typeof written.cards !== "object") return undefined;
  const memory = new Map(Object.entries(written.cards).map(([id, card]) => [id, readCard(card)]));
  return [...memory.values()].includes(undefined) ? undefined : memory;
};
const packMemory = (memory) =>
  JSON.stringify({ form: FORM, version: FORM_VERSION, cards: Object.fromEntries(memory) });

// Of two devices, the one that has asked last knows better.
const joinMemories = (one, other) => {
  const joined = new Map(one);
  for (const [id, card] of other)
    if (!joined.has(id) || joined.get(id).last_review < card.last_review) joined.set(id, card);
  return joined;
};

// A question that has moved is known by what it was called before.
const recall = (memory, { id, former }) => [id, ...former].map((name) => memory.get(name)).find(Boolean);
const remember = (memory, { id, former }, card) => {
  for (const name of former) memory.delete(name);
  const plain = { ...card, due: card.due.toJSON(), last_review: card.last_review.toJSON() };
  memory.set(id, readCard(plain));
};
