// A list that is put in order by dragging; its form also has a button for each step, so that keys and no script will do.
class Order extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:afterSettle", () => this.sort());
    this.addEventListener("htmx:beforeSwap", () => this.list()?.removeAttribute("style"));
    this.sort();
  }

  list() { return this.querySelector("[data-order-list]"); }

  sort() {
    new Sortable(this.list(), {
      handle: ".grip", draggable: "li", animation: 140, forceFallback: true, ghostClass: "is-lifted",
      onEnd: ({ oldIndex, newIndex }) => { if (oldIndex !== newIndex) this.querySelector("form").requestSubmit(); },
    });
  }
}

customElements.define("penstock-order", Order);
