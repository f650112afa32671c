// Which question comes next.
const NEW_AT_ONCE = 20;
const AHEAD = 20 * 60 * 1000;

// What is known for days comes on its day, whatever the hour; what is being learnt, in its minute.
const isDue = (card, now) => {
  const end = new Date(now);
  end.setHours(24, 0, 0, 0);
  return Date.parse(card.due) < (card.state === STATES.review ? end : now.getTime() + 1);
};
const byDue = ([, one], [, other]) => Date.parse(one.due) - Date.parse(other.due);

// Says of some questions which are due, which are new, and which will be due in a moment.
const sortOut = (questions, memory, now) => {
  const known = questions.map((question) => [question, recall(memory, question)]);
  const asked = known.filter(([, card]) => card).sort(byDue);
  const soon = ([, card]) => card.state !== STATES.review && Date.parse(card.due) < now.getTime() + AHEAD;
  const plain = (pairs) => pairs.map(([question]) => question);
  return {
    due: plain(asked.filter(([, card]) => isDue(card, now))),
    fresh: plain(known.filter(([, card]) => !card)),
    soon: plain(asked.filter((pair) => !isDue(pair[1], now) && soon(pair))),
    next: asked.find(([, card]) => !isDue(card, now))?.[1].due,
  };
};

// Returns the next question: what is due, then what is new, as far as it is not too much; then what is due in a moment.
const nextQuestion = (questions, memory, now, begun) => {
  const { due, fresh, soon } = sortOut(questions, memory, now);
  return due[0] ?? (begun < NEW_AT_ONCE ? fresh[0] : undefined) ?? soon[0];
};
