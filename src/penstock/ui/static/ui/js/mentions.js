// A text in which "@" names somebody: names are offered while one types; arrows choose, Enter or Tab takes, Escape leaves.
const NAMED = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_.'’-]*(?: [\p{L}\p{N}_.'’-]+)?)$/u;
let numbered = 0;

class Mentions {
  constructor(area) {
    this.area = area;
    this.list = document.createElement("ul");
    this.list.id = `mentions-${++numbered}`;
    this.list.className = "mentions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", area.dataset.mentionsLabel);
    area.after(this.list);
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("keydown", (event) => this.onKey(event));
    area.addEventListener("blur", () => this.close());
    // Before the text loses the focus, so that a touch takes the name.
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const line = event.target.closest("[role=option]");
      if (line) this.take(line);
    });
  }

  written() { return this.area.value.slice(0, this.area.selectionStart).match(NAMED)?.[1]; }
  lines() { return [...this.list.children]; }

  async offer() {
    const words = this.written();
    this.asked = words;
    if (words === undefined) return this.close();
    const answer = await fetch(`${this.area.dataset.mentions}?q=${encodeURIComponent(words)}`, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || this.asked !== words || document.activeElement !== this.area) return;
    this.list.innerHTML = await answer.text();
    if (!this.lines().length || this.asked !== words) return this.close();
    this.lines().forEach((line, place) => { line.id = `${this.list.id}-${place}`; });
    this.list.hidden = false;
    this.area.setAttribute("role", "combobox");
    this.area.setAttribute("aria-haspopup", "listbox");
    this.area.setAttribute("aria-expanded", "true");
    this.area.setAttribute("aria-controls", this.list.id);
    this.choose(this.lines()[0]);
  }

  choose(line) {
    this.lines().forEach((each) => each.setAttribute("aria-selected", String(each === line)));
    this.area.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  }

  take(line) {
    const start = this.area.selectionStart - this.written().length;
    const after = this.area.value.slice(this.area.selectionStart);
    this.area.setRangeText(line.dataset.name + (/^\s/.test(after) ? "" : " "), start, this.area.selectionStart, "end");
    this.close();
    this.area.focus();
  }

  close() {
    this.asked = undefined;
    this.list.hidden = true;
    this.list.replaceChildren();
    for (const name of ["role", "aria-haspopup", "aria-expanded", "aria-controls", "aria-activedescendant"]) this.area.removeAttribute(name);
  }

  onKey(event) {
    if (this.list.hidden || event.isComposing) return;
    const lines = this.lines();
    const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (step && plain) this.choose(lines[(at + step + lines.length) % lines.length]);
    else if (["Enter", "Tab"].includes(event.key) && plain) this.take(lines[at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function offerIn(area) {
  if (!area?.matches?.("textarea[data-mentions]")) return;
  area.mentions ||= new Mentions(area);
  area.mentions.offer();
}

document.addEventListener("input", (event) => { if (!event.isComposing) offerIn(event.target); });
// Who typed before this file had come.
offerIn(document.activeElement);
