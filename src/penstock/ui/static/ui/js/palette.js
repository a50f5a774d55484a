// The command palette: Ctrl-K opens it, words narrow its lines, arrows choose, Enter goes.
class Palette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.closest("dialog");
    this.input = this.querySelector("input");
    this.input.addEventListener("input", () => this.narrow());
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("htmx:afterSwap", () => this.choose(this.shown()[0]));
    this.addEventListener("click", (event) => event.target.closest("[role=option]") && this.dialog.close());
  }

  open() {
    this.dialog.showModal();
    this.input.value = "";
    this.querySelector("#palette-found").replaceChildren();
    this.narrow();
    this.input.focus();
  }

  lines() { return [...this.querySelectorAll("[role=option]")]; }
  shown() { return this.lines().filter((line) => !line.hidden); }

  narrow() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const line of this.lines()) {
      const own = !line.closest("#palette-found");
      line.hidden = own && !words.every((word) => line.textContent.toLowerCase().includes(word));
    }
    for (const group of this.querySelectorAll("[role=group]")) {
      group.hidden = !group.querySelector("[role=option]:not([hidden])");
    }
    this.querySelector(".palette-none").hidden = this.shown().length > 0;
    this.choose(this.shown()[0]);
  }

  choose(line) {
    this.lines().forEach((each) => each.setAttribute("aria-selected", String(each === line)));
    line?.scrollIntoView({ block: "nearest" });
    if (line) {
      line.id ||= `palette-line-${this.lines().indexOf(line)}`;
      this.input.setAttribute("aria-activedescendant", line.id);
    }
    this.querySelector(".palette-none").hidden = Boolean(line);
  }

  onKey(event) {
    const shown = this.shown();
    const at = shown.findIndex((line) => line.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.choose(shown[(at + step + shown.length) % shown.length]);
    }
    if (event.key === "Enter" && shown[at]) {
      event.preventDefault();
      shown[at].click();
    }
  }
}
customElements.define("penstock-palette", Palette);

const palette = document.querySelector("penstock-palette");
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k" || !palette) return;
  event.preventDefault();
  if (palette.dialog.open) palette.dialog.close();
  else palette.open();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-palette]")) palette?.open();
});
