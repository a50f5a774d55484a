// The board: cards are dragged by mouse and finger, moved by keys, and every move is told and true within one request.
const PRESS_AND_HOLD = 180;
const LOOK_AGAIN = 1500;
const FLIGHT = 140;

class Board extends HTMLElement {
  connectedCallback() {
    this.mine = new Map();
    if (!this.hasAttribute("read-only")) {
      this.columns().forEach((column) => this.makeSortable(column));
      this.addEventListener("keydown", (event) => this.onKey(event));
    }
    this.addEventListener("click", (event) => this.swallowClick(event), true);
    this.addEventListener("htmx:afterSettle", () => this.settle());
    // Sortable leaves style="" behind, and htmx would copy it, which the Content-Security-Policy refuses.
    this.addEventListener("htmx:beforeSwap", (event) => event.target.removeAttribute("style"));
    // An answer to something elsewhere on the page, such as the undo of a toast, comes right behind one's own move.
    this.onChange = ({ detail }) => this.refetch(detail?.id, Boolean(detail?.elt) && !this.contains(detail.elt));
    document.body.addEventListener("deal-changed", this.onChange);
  }

  disconnectedCallback() { document.body.removeEventListener("deal-changed", this.onChange); }

  columns() { return [...this.querySelectorAll("[data-column]")]; }
  list(column) { return column.querySelector("[data-cards]"); }
  cards(column) { return [...column.querySelectorAll("[data-card]")]; }
  columnOf(card) { return card.closest("[data-column]"); }
  // In lanes a column is a cell: a stage within a lane.
  lane(column) { return this.columns().filter((each) => each.dataset.lane === column.dataset.lane); }
  beside(column, across) { return this.lane(column)[this.lane(column).indexOf(column) + across]; }
  below(column, down) {
    const rows = this.columns().filter((each) => each.dataset.column === column.dataset.column);
    return column.dataset.lane === undefined ? undefined : rows[rows.indexOf(column) + down];
  }
  link(card) { return card.querySelector("a"); }

  say(sentence, words = {}) {
    const text = (this.getAttribute(`say-${sentence}`) ?? "").replace(/\{(\w+)\}/g, (_, key) => words[key] ?? "");
    document.dispatchEvent(new CustomEvent("penstock:say", { detail: text }));
  }

  where(card) {
    const column = this.columnOf(card);
    const cards = this.cards(column);
    return { name: card.dataset.name, stage: column.dataset.name, place: cards.indexOf(card) + 1, count: cards.length };
  }

  /* Mouse and finger */

  makeSortable(column) {
    new Sortable(this.list(column), {
      group: "deals", draggable: "[data-card]", animation: FLIGHT, delay: PRESS_AND_HOLD, delayOnTouchOnly: true,
      touchStartThreshold: 6, forceFallback: true, fallbackOnBody: true, fallbackTolerance: 4, scrollSensitivity: 80,
      bubbleScroll: true, filter: ".plan, button", preventOnFilter: false,
      ghostClass: "is-ghost", dragClass: "is-dragged", chosenClass: "is-chosen",
      onStart: ({ item }) => this.take(item),
      onChange: ({ to }) => this.columns().forEach((each) => each.classList.toggle("is-over", each.contains(to))),
      onEnd: ({ item }) => this.drop(item),
    });
  }

  swallowClick(event) {
    if (performance.now() - (this.droppedAt ?? -LOOK_AGAIN) < 250) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /* Taking and putting down, by whatever means */

  take(card) {
    this.classList.add("is-dragging");
    this.origin = { card, column: this.columnOf(card), next: card.nextElementSibling };
    this.showRefusals(card);
  }

  showRefusals(card) {
    const refused = JSON.parse(card.dataset.refuses || "{}");
    const home = this.columnOf(card).dataset.lane;
    for (const column of this.columns()) {
      const strange = column.dataset.lane !== home && this.getAttribute("lanes-refuse");
      const reason = refused[column.dataset.column] || strange;
      column.classList.toggle("is-refusing", Boolean(reason));
      column.querySelector(".column-refusal").textContent = reason || "";
    }
  }

  letGo() {
    this.classList.remove("is-dragging");
    this.columns().forEach((column) => column.classList.remove("is-over", "is-refusing"));
    this.droppedAt = performance.now();
  }

  drop(card) {
    const origin = this.origin;
    this.letGo();
    if (!origin) return;
    this.origin = null;
    if (this.columnOf(card) === origin.column && card.nextElementSibling === origin.next) return;
    this.say("dropped", this.where(card));
    this.send(card, origin);
  }

  putBack(card, { column, next }) {
    const list = this.list(column);
    list.insertBefore(card, next?.parentNode === list ? next : null);
    this.say("back", this.where(card));
  }

  async send(card, origin) {
    const below = card.nextElementSibling?.dataset?.card ?? "";
    const { column: stage, lane } = this.columnOf(card).dataset;
    const values = { stage, from_stage: origin.column.dataset.column, before: below };
    if (lane !== undefined) Object.assign(values, { lane, from_lane: origin.column.dataset.lane });
    this.mine.set(card.dataset.card, performance.now());
    card.classList.add("is-waiting");
    let status = 0;
    const note = (event) => { if (event.detail.requestConfig?.elt === card) status = event.detail.xhr.status; };
    document.addEventListener("htmx:afterRequest", note);
    try {
      await htmx.ajax("POST", card.dataset.move, { source: card, target: card, swap: "outerHTML", values });
    } catch { /* the toast tells */ } finally {
      document.removeEventListener("htmx:afterRequest", note);
    }
    card.classList.remove("is-waiting");
    if (status < 200 || status > 299) this.putBack(card, origin);
    if (status === 409) this.refetch(card.dataset.card, true);
  }

  /* What the server draws anew is put where it belongs */

  settle() {
    const homes = new Map(this.columns().map((column) => [`${column.dataset.column} ${column.dataset.lane}`, column]));
    for (const card of this.querySelectorAll("[data-card]")) {
      const home = homes.get(`${card.dataset.stage} ${card.dataset.lane}`);
      if (home && home !== this.columnOf(card)) this.list(home).prepend(card);
      else if (!home) this.leave(card);
    }
  }

  // The card's lane is not on the page: it comes with the lane, and a lane that is new comes with the whole board.
  leave(card) {
    if (card.dataset.lane === undefined) return;
    const isWaiting = this.querySelector(`[data-lane-row="${CSS.escape(card.dataset.lane)}"]`);
    card.remove();
    if (!isWaiting) document.body.dispatchEvent(new CustomEvent("board-changed"));
  }

  async refetch(id, evenMine = false) {
    const source = this.getAttribute("card-src");
    const justMine = performance.now() - (this.mine.get(String(id)) ?? -LOOK_AGAIN) < LOOK_AGAIN;
    if (!source || id === undefined || (justMine && !evenMine)) return;
    const card = this.querySelector(`[data-card="${CSS.escape(id)}"]`);
    const target = card ?? this.list(this.columns()[0]);
    await htmx.ajax("GET", source.replace("0", id), { source: this, target, swap: card ? "outerHTML" : "afterbegin" });
    this.settle();
    this.querySelector(`[data-card="${CSS.escape(id)}"]`)?.classList.add("is-changed");
  }

  /* Keys */

  onKey(event) {
    const card = event.target.closest("[data-card]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, button")) return;
    if (this.choosing) return this.onNumber(event, card);
    const arrow = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    const lifted = this.lifted === card;
    if (arrow) lifted ? this.carry(card, ...arrow) : this.go(card, ...arrow);
    else if (event.key === " ") lifted ? this.putDown(card) : this.lift(card);
    else if (event.key === "Enter" && lifted) this.putDown(card);
    else if (event.key === "Escape" && lifted) this.giveUp(card);
    else if (event.key === "m" && !lifted) this.startChoosing(card);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  go(card, across, down) {
    let column = this.columnOf(card);
    const row = this.cards(column).indexOf(card);
    let next = across ? undefined : this.cards(column)[row + down];
    while (!next && (column = across ? this.beside(column, across) : this.below(column, down))) {
      const cards = this.cards(column);
      next = across ? cards[Math.min(row, cards.length - 1)] : cards.at(down > 0 ? 0 : -1);
    }
    if (!next) return;
    this.link(next).focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  lift(card) {
    this.lifted = card;
    this.take(card);
    card.classList.add("is-lifted");
    this.say("lifted", this.where(card));
    card.addEventListener("focusout", () => setTimeout(() => {
      if (this.lifted === card && !card.contains(document.activeElement)) this.giveUp(card);
    }));
  }

  carry(card, across, down) {
    const isLast = !(down > 0 ? card.nextElementSibling : card.previousElementSibling)?.matches("[data-card]");
    const column = across ? this.beside(this.columnOf(card), across) : (isLast && this.below(this.columnOf(card), down)) || this.columnOf(card);
    if (!column) return;
    if (across) this.list(column).insertBefore(card, this.cards(column)[this.where(card).place - 1] ?? null);
    else if (column !== this.columnOf(card)) this.list(column).insertBefore(card, down > 0 ? this.list(column).firstElementChild : null);
    else if (down > 0) card.nextElementSibling?.matches("[data-card]") && card.nextElementSibling.after(card);
    else card.previousElementSibling?.before(card);
    this.link(card).focus();
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.columns().forEach((each) => each.classList.toggle("is-over", each === column));
    const reason = column.querySelector(".column-refusal").textContent;
    this.say(reason ? "refused" : "over", { ...this.where(card), reason });
  }

  putDown(card) {
    this.lifted = null;
    card.classList.remove("is-lifted");
    this.drop(card);
    this.link(card)?.focus();
  }

  giveUp(card) {
    const origin = this.origin;
    this.lifted = null;
    this.origin = null;
    card.classList.remove("is-lifted");
    this.letGo();
    if (origin) this.putBack(card, origin);
    this.link(card).focus();
  }

  startChoosing(card) {
    this.choosing = true;
    this.classList.add("is-choosing");
    this.say("number", this.where(card));
  }

  onNumber(event, card) {
    this.choosing = false;
    this.classList.remove("is-choosing");
    event.preventDefault();
    event.stopPropagation();
    const column = this.lane(this.columnOf(card))[Number(event.key) - 1];
    if (!column || column === this.columnOf(card)) return;
    this.take(card);
    this.list(column).prepend(card);
    this.drop(card);
    this.link(card).focus();
  }
}
customElements.define("penstock-board", Board);
