// The list hears what others do: a row is drawn anew in its place, but not under a hand that edits it; a deal that is
// not on the page yet, and fits, is told in a quiet line.
const row = (part) => part?.closest?.("tr[data-row]");
const isEdited = (part) => Boolean(part?.querySelector("[data-editing]"));
const ROW = "tr[data-row]";
let held = null;

function catchUp(stale) {
  if (!stale?.dataset.stale || isEdited(stale)) return;
  delete stale.dataset.stale;
  htmx.trigger(stale, "catch-up");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (!elt.matches(ROW) || !isEdited(elt)) return;
  elt.dataset.stale = "yes";
  event.preventDefault();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  if (!target?.matches?.(ROW) || event.detail.requestConfig?.elt !== target) return;
  if (isEdited(target)) {
    target.dataset.stale = "yes";
    event.detail.shouldSwap = false;
    return;
  }
  const cell = document.activeElement?.closest("td");
  held = { id: target.id, picked: target.querySelector("[data-pick]")?.checked, at: row(cell) === target ? cell.cellIndex : -1 };
});

document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll(`${ROW}[data-stale]`).forEach(catchUp);
  const fresh = held && document.getElementById(held.id);
  if (!fresh) return;
  const box = fresh.querySelector("[data-pick]");
  if (box) box.checked = Boolean(held.picked);
  if (held.at >= 0) fresh.cells[held.at]?.querySelector("a, input")?.focus();
  held = null;
});

document.addEventListener("penstock:left", (event) => catchUp(row(event.target)));

class Changes extends HTMLElement {
  connectedCallback() {
    this.ids = new Set();
    this.onChange = ({ detail }) => this.hear(detail?.id);
    this.onMuch = () => this.show();
    document.body.addEventListener("deal-changed", this.onChange);
    document.body.addEventListener("board-changed", this.onMuch);
  }

  disconnectedCallback() {
    document.body.removeEventListener("deal-changed", this.onChange);
    document.body.removeEventListener("board-changed", this.onMuch);
  }

  async hear(id) {
    if (id === undefined || this.ids.has(id) || document.getElementById(`row-${id}`)) return;
    const answer = await fetch(this.getAttribute("src").replace("0", id), { headers: { "HX-Request": "true" } });
    if (!answer.ok || !(await answer.text()).trim()) return;
    this.ids.add(id);
    this.show();
  }

  show() {
    const count = this.querySelector("[data-count]");
    count.textContent = this.ids.size ? this.ids.size.toLocaleString(document.documentElement.lang) : "";
    this.hidden = false;
  }
}
customElements.define("penstock-changes", Changes);
