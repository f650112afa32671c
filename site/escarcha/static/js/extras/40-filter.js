// What is typed into the box leaves of a long list the lines that have it in their title, whatever their accents.
const folded = (text) => text.normalize("NFD").replace(/(?<!n)\u0303|[\u0300-\u0302\u0304-\u036f]/gi, "").toLowerCase();

export const letFilter = (box) => {
  const groups = [...document.querySelectorAll(".group")].map((group) => [
    group,
    [...group.querySelectorAll("li")].map((line) => [line, folded(line.querySelector("a").textContent)]),
  ]);
  const act = () => {
    const words = folded(box.value).split(/\s+/);
    let count = 0;
    for (const [group, lines] of groups) {
      for (const [line, title] of lines) line.hidden = !words.every((word) => title.includes(word));
      const left = lines.filter(([line]) => !line.hidden).length;
      group.hidden = !left;
      count += left;
    }
    document.dispatchEvent(new CustomEvent("announce", { detail: _("%s en la lista").replace("%s", count) }));
  };
  box.addEventListener("input", act);
  if (box.value) act();
};
