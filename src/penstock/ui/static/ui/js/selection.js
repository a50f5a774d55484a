// Choosing several rows: Shift takes everything between, the head takes all, and the bulk bar comes up from below.
class Selection extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("change", () => this.show());
    this.show();
  }

  boxes() { return [...this.querySelectorAll("input[type=checkbox][data-pick]")]; }
  chosen() { return this.boxes().filter((box) => box.checked); }

  onClick(event) {
    if (event.target.closest("[data-bulk-clear]")) this.set(() => false);
    if (event.target.matches("[data-pick-all]")) this.set(() => event.target.checked);
    if (!event.target.matches("[data-pick]")) return;
    if (event.shiftKey && this.last) this.between(this.last, event.target);
    this.last = event.target;
  }

  between(first, second) {
    const boxes = this.boxes();
    const [from, to] = [boxes.indexOf(first), boxes.indexOf(second)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach((box) => { box.checked = second.checked; });
    this.show();
  }

  set(choice) {
    this.boxes().forEach((box) => { box.checked = choice(box); });
    this.show();
  }

  show() {
    const count = this.chosen().length;
    const all = this.querySelector("[data-pick-all]");
    if (all) {
      all.checked = count > 0 && count === this.boxes().length;
      all.indeterminate = count > 0 && count < this.boxes().length;
    }
    const bar = this.querySelector("[data-bulk-bar]");
    if (!bar) return;
    bar.hidden = count === 0;
    bar.querySelector("[data-bulk-count]").textContent = count.toLocaleString(document.documentElement.lang);
  }
}
customElements.define("penstock-selection", Selection);
