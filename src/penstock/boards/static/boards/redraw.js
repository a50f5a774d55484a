// When much has changed at once the whole board is drawn anew: not under a hand that holds a card, and in its place.
const board = () => document.getElementById("board");
let places = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const target = event.detail.target;
  const held = target?.matches("#board.is-dragging, #board.is-choosing") && event.detail.requestConfig.verb === "get";
  if (held && target === board()) event.preventDefault();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== board()) return;
  const columns = [...board().querySelectorAll("[data-column]")];
  const down = columns.map((column) => [column.id, column.querySelector("[data-cards]").scrollTop]);
  places = { across: board().scrollLeft, along: board().scrollTop, down };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!places || !board()) return;
  board().scrollLeft = places.across;
  board().scrollTop = places.along;
  for (const [id, top] of places.down) {
    const list = document.getElementById(id)?.querySelector("[data-cards]");
    if (list) list.scrollTop = top;
  }
  places = null;
});
