// The page that asks. Its questions stand in it as they do without a script; one after the other is shown.
const decks = document.querySelector(".decks");
const KEPT = `escarcha-review:${new URL(document.querySelector(".brand").href).pathname}`;
const LARGEST_FILE = 5e6;
const { lang } = document.documentElement;

const questions = [...document.querySelectorAll(".deck > .flashcard")].map((box) => ({
  box,
  id: box.dataset.card,
  former: box.dataset.former?.split(" ") ?? [],
}));
const sections = [...document.querySelectorAll(".deck")].map((section) => ({
  title: section.querySelector("h2").textContent,
  questions: questions.filter(({ box }) => section.contains(box)),
}));

let memory = new Map();
const load = () => {
  try {
    memory = readMemory(localStorage.getItem(KEPT)) ?? new Map();
  } catch {
    // Storage is forbidden: it is remembered until the page is left.
  }
};
const keep = () => {
  try {
    localStorage.setItem(KEPT, packMemory(memory));
  } catch {
    tell(_("Este navegador no deja guardarlo: descarga tu progreso antes de salir."));
  }
};

const message = make("p", { class: "review-message", role: "status" });
const tell = (text) => (message.textContent = text);
const button = (text, act, kind = "close") => {
  const made = make("button", { type: "button", class: kind }, text);
  made.addEventListener("click", act);
  return made;
};

const choice = make("select", { id: "pagina:mazo" });
for (const [number, { title, questions: own }] of [{ title: _("Todas"), questions }, ...sections].entries())
  choice.append(make("option", { value: number }, `${title} (${own.length})`));
const chosen = () => (Number(choice.value) ? sections[choice.value - 1].questions : questions);

// Without an hour: what is due on a day is due all day long.
const writeDay = (time) => new Date(time).toLocaleDateString(lang, { weekday: "long", day: "numeric", month: "long" });
const UNITS = [["day", 864e5], ["hour", 36e5], ["minute", 6e4]];
const writeSpan = (time) => {
  const [unit, length] = UNITS.find(([, size]) => time >= size) ?? UNITS.at(-1);
  const form = { style: "unit", unit, unitDisplay: "short" };
  return new Intl.NumberFormat(lang, form).format(Math.max(1, Math.round(time / length)));
};

let scheduler;
let session;

const about = make("p", { class: "review-count" });
const showCount = () => {
  const { due, fresh, next } = sortOut(chosen(), memory, new Date());
  const waits = due.length || fresh.length;
  about.textContent = waits
    ? _("Para hoy: %s. Nuevas: %s.").replace("%s", due.length).replace("%s", fresh.length)
    : next && Date.parse(next) > Date.now() + AHEAD
      ? _("Por hoy has terminado. La próxima, el %s.").replace("%s", writeDay(next))
      : _("Por hoy has terminado.");
  start.hidden = !waits;
};

const GRADES = [_("Otra vez"), _("Difícil"), _("Bien"), _("Fácil")];
const grades = make("div", { class: "grades", role: "group", "aria-label": _("Cómo la sabías") });
GRADES.forEach((name, at) =>
  grades.append(
    button("", () => grade(at + 1), "grade"),
  ),
);

const cardOf = (question) => recall(memory, question) ?? scheduler.createEmptyCard();
const offerGrades = () => {
  const { box } = session.current;
  grades.hidden = !box.open;
  if (!box.open) return;
  const now = new Date();
  const turns = session.plan.repeat(cardOf(session.current), now);
  [...grades.children].forEach((each, at) =>
    each.replaceChildren(
      make("kbd", { "aria-hidden": "true" }, at + 1),
      make("span", {}, GRADES[at]),
      make("small", {}, writeSpan(turns[at + 1].card.due - now)),
    ),
  );
  box.after(grades);
};

const ask = () => {
  const question = nextQuestion(session.questions, memory, new Date(), session.begun);
  session.current?.box.classList.remove("current");
  session.current = question;
  grades.hidden = true;
  if (!question) {
    finish();
    return;
  }
  question.box.open = false;
  question.box.classList.add("current");
  question.box.querySelector("summary").focus();
  const { due, fresh, soon } = sortOut(session.questions, memory, new Date());
  const left = due.length + soon.length + Math.min(fresh.length, NEW_AT_ONCE - session.begun);
  about.textContent = _("Quedan %s").replace("%s", left);
};

const grade = (value) => {
  const question = session.current;
  load(); // Another tab may have asked meanwhile.
  session.begun += recall(memory, question) ? 0 : 1;
  remember(memory, question, session.plan.next(cardOf(question), new Date(), value).card);
  keep();
  question.box.open = false;
  ask();
};

const begin = async () => {
  try {
    scheduler ??= await import("./fsrs.js");
  } catch {
    tell(_("No se pudo cargar. Prueba otra vez."));
    return;
  }
  tell("");
  session = { questions: chosen(), begun: 0, plan: scheduler.fsrs({}) };
  for (const { box } of questions) box.open = false;
  document.body.classList.add("reviewing");
  ask();
};

const finish = () => {
  session.current?.box.classList.remove("current");
  session = undefined;
  grades.hidden = true;
  document.body.classList.remove("reviewing");
  showCount();
  (start.hidden ? choice : start).focus();
  document.dispatchEvent(new CustomEvent("announce", { detail: about.textContent }));
};

const save = () => {
  const url = URL.createObjectURL(new Blob([packMemory(memory)], { type: "application/json" }));
  make("a", { href: url, download: "repaso.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};

// A file of another site, or of another program, changes nothing.
const bring = async (file) => {
  const found = file.size > LARGEST_FILE ? undefined : readMemory(await file.text());
  const isOfHere = found && questions.some((question) => recall(found, question));
  if (!isOfHere) {
    tell(
      found
        ? _("«%s» no tiene ninguna pregunta de este sitio. No se ha cambiado nada.").replace("%s", file.name)
        : _("«%s» no es un archivo de repaso, o está dañado. No se ha cambiado nada.").replace("%s", file.name),
    );
    return;
  }
  load();
  memory = joinMemories(memory, found);
  tell(_("Progreso traído de «%s».").replace("%s", file.name));
  keep();
  showCount();
};

const start = button(_("Empezar"), begin, "close review-start");
const leave = button(_("Dejarlo por hoy"), finish, "close review-leave");
const file = make("input", { type: "file", accept: ".json,application/json", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
file.addEventListener("change", () => {
  if (file.files[0]) bring(file.files[0]);
  file.value = "";
});

if (questions.length) {
  load();
  const label = make("label", { for: "pagina:mazo" }, _("Sección"));
  const progress = make(
    "p",
    { class: "review-progress" },
    button(_("Descargar mi progreso"), save),
    button(_("Traer un progreso"), () => file.click()),
    file,
  );
  const desk = make("section", { class: "review-desk", "aria-label": _("Repaso") });
  const row = make("p", { class: "review-row" }, label, choice, start, leave);
  desk.append(about, row, progress, message);
  decks.before(desk);
  grades.hidden = true;
  decks.append(grades);
  showCount();
  choice.addEventListener("change", showCount);
  for (const { box } of questions)
    box.addEventListener("toggle", () => {
      if (session?.current?.box === box) offerGrades();
    });
  addEventListener("storage", ({ key }) => {
    if (key !== KEPT || session) return;
    load();
    showCount();
  });
  addEventListener("keydown", (event) => {
    const isBusy = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    const { keys } = document.documentElement.dataset;
    if (!session?.current || isBusy || event.target.closest("a, button, input, select, textarea, dialog, .answer summary")) {
      const isGrade = session?.current && !isBusy && event.target.closest?.(".grade") && /^[1-4]$/.test(event.key);
      if (!isGrade) return;
    }
    const { box } = session.current;
    if (event.key === " " && !box.open) {
      event.preventDefault();
      box.open = true;
    } else if (/^[1-4]$/.test(event.key) && box.open && keys !== "off") {
      event.preventDefault();
      grade(Number(event.key));
    }
  });
}
