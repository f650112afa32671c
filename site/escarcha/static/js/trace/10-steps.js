// One step after the other, by buttons and arrow keys, with its line marked in the code beside it. All is listened
// for at the document, so that what a preview puts into the page later needs nothing more.
const stepsOf = (trace) => [...trace.querySelectorAll(".trace-steps ol > li")];

const show = (trace, number) => {
  const steps = stepsOf(trace);
  const step = steps[Math.max(0, Math.min(steps.length - 1, number))];
  if (!step) return;
  for (const other of steps) other.removeAttribute("aria-current");
  step.setAttribute("aria-current", "step");
  trace.querySelector(".line.marked")?.classList.remove("marked");
  const link = step.querySelector(":scope > a");
  const line = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  line?.classList.add("marked");
  line?.scrollIntoView({ block: "nearest" });
  step.scrollIntoView({ block: "nearest" });
  const name = _("Paso %s").replace("%s", steps.indexOf(step) + 1);
  document.dispatchEvent(new CustomEvent("announce", { detail: `${name}: ${step.innerText}` }));
};

const move = (trace, by) => {
  const steps = stepsOf(trace);
  const at = steps.findIndex((step) => step.hasAttribute("aria-current"));
  show(trace, at < 0 && by < 0 ? steps.length - 1 : at + by);
};

const furnish = (trace) => {
  const steps = trace.querySelector(".trace-steps");
  if (!steps || trace.querySelector(".trace-tools")) return;
  const button = (label, by) => {
    const made = make("button", { type: "button" }, label);
    made.addEventListener("click", () => move(trace, by));
    return made;
  };
  const tools = make("div", { class: "trace-tools" }, button(_("Paso anterior"), -1), button(_("Paso siguiente"), 1));
  // Beside the code they stay in sight while the steps go by.
  (trace.querySelector(".trace-code") ?? steps).prepend(tools);
};

// The event does not bubble: https://html.spec.whatwg.org/multipage/indices.html#event-toggle
document.addEventListener("toggle", ({ target }) => target.matches?.(".trace[open]") && furnish(target), true);
for (const trace of document.querySelectorAll(".trace[open]")) furnish(trace);

document.addEventListener("keydown", (event) => {
  const trace = event.target.closest?.(".trace-steps")?.closest(".trace");
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!trace || !by || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  move(trace, by);
});
document.addEventListener("click", (event) => {
  const step = event.target.closest?.(".trace-steps ol > li");
  if (step && event.target.closest("a")) {
    event.preventDefault();
    const trace = step.closest(".trace");
    show(trace, stepsOf(trace).indexOf(step));
  }
});
