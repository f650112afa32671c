// The head of a column sorts its table by what is in that column; a second time the other way round.
const SIGNS = /[\s€$%]/g;
const NUMBER = /^[+\-−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/;
const { lang } = document.documentElement;
const collator = new Intl.Collator(lang, { numeric: true });

// A number as it is written in Spanish, with a comma before its decimals; of a date the digits in their order do.
const numberIn = (text) => {
  const bare = text.replace(SIGNS, "");
  return NUMBER.test(bare) ? Number(bare.replaceAll(".", "").replace(",", ".").replace("−", "-")) : NaN;
};
const compare = (one, other) => {
  const [a, b] = [numberIn(one), numberIn(other)];
  return Number.isNaN(a) || Number.isNaN(b) ? collator.compare(one, other) : a - b;
};

const letSort = (head) => {
  const button = make("button", { type: "button", class: "sort" });
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const table = head.closest("table");
    const isUp = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const textOf = (row) => row.cells[head.cellIndex]?.textContent.trim() ?? "";
    const rows = [...table.tBodies[0].rows].sort((one, other) => compare(textOf(one), textOf(other)) * (isUp ? 1 : -1));
    table.tBodies[0].append(...rows);
    const said = isUp ? _("Ordenada por %s") : _("Ordenada por %s, al revés");
    document.dispatchEvent(new CustomEvent("announce", { detail: said.replace("%s", () => button.textContent.trim()) }));
  });
};

export const sortTables = () => document.querySelectorAll(".ordenable thead th:not(:has(> .sort))").forEach(letSort);
