// A fact that is edited where it stands: a click fetches its form, Enter saves, Escape leaves.
class Inline extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("change", (event) => {
      // A date says "change" while its year is still being typed, so only a choice is saved at once.
      if (event.target.matches("select:not([multiple])")) this.form()?.requestSubmit();
    });
  }

  form() { return this.querySelector("form"); }

  onClick(event) {
    if (event.target.closest("[data-leave]")) {
      event.preventDefault();
      return this.leave();
    }
    const value = event.target.closest("a.fact-value");
    if (!value || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.edit();
  }

  async edit() {
    this.shown = [...this.childNodes];
    this.toggleAttribute("data-editing", true);
    await htmx.ajax("GET", this.getAttribute("src"), { source: this, target: this, swap: "innerHTML" });
    const input = this.querySelector("input:not([type=hidden]), select, textarea");
    input?.focus();
    input?.select?.();
  }

  leave() {
    if (!this.shown) return;
    this.removeAttribute("data-editing");
    this.replaceChildren(...this.shown);
    this.querySelector("a.fact-value")?.focus();
    this.dispatchEvent(new CustomEvent("penstock:left", { bubbles: true }));
  }

  onKey(event) {
    if (!this.form()) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) this.form().requestSubmit();
  }
}
customElements.define("penstock-inline", Inline);

// A part in which somebody is writing, or that waits for an answer, is not drawn anew under their hands.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.querySelector("[data-editing], .htmx-request")) event.detail.shouldSwap = false;
});
