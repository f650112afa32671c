// A text of code to change. Whoever only passes by with the keyboard is never caught: Tab indents once something has
// been typed, and after Escape it goes on again.
const INDENT = "    ";

const insert = (area, text) => {
  // The only way that leaves «undo» as it was; where it is gone, so is that.
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
};

const shift = (area, isBack) => {
  const { value } = area;
  const from = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const isOne = !value.slice(area.selectionStart, area.selectionEnd).includes("\n");
  if (isOne && !isBack) return insert(area, INDENT);
  const end = value.indexOf("\n", Math.max(area.selectionStart, area.selectionEnd - 1));
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const shifted = lines.map((line) => (isBack ? line.replace(/^ {1,4}/, "") : line && INDENT + line)).join("\n");
  const place = Math.max(from, area.selectionStart - (lines[0].length - lines[0].replace(/^ {1,4}/, "").length));
  area.setSelectionRange(from, to);
  insert(area, shifted);
  if (isOne) area.setSelectionRange(place, place);
  else area.setSelectionRange(from, from + shifted.length);
};

// A new line begins below the one before, and deeper after a colon.
const breakLine = (area) => {
  const line = area.value.slice(area.value.lastIndexOf("\n", area.selectionStart - 1) + 1, area.selectionStart);
  insert(area, `\n${line.match(/^\s*/)[0]}${/:\s*$/.test(line) ? INDENT : ""}`);
};

const makeEditor = (text, attributes, changed) => {
  const area = make("textarea", { spellcheck: "false", autocapitalize: "off", autocomplete: "off", translate: "no", wrap: "off", ...attributes });
  area.value = text;
  const fit = () => (area.rows = Math.min(30, Math.max(4, area.value.split("\n").length + 1)));
  let isWriting = false;
  area.addEventListener("input", () => {
    isWriting = true;
    fit();
    changed();
  });
  area.addEventListener("blur", () => (isWriting = false));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") isWriting = false;
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      breakLine(area);
    } else if (event.key === "Tab" && isWriting) {
      event.preventDefault();
      shift(area, event.shiftKey);
    }
  });
  fit();
  return { area, fit };
};
