// What is drawn anew: once for each change, and as the reader left it.

// A part says in data-drawn-at up to which position of the journal it is drawn. The live stream tells of one's own
// changes too; what the part holds already is not fetched a second time.
document.addEventListener("htmx:confirm", (event) => {
  const { target, triggeringEvent } = event.detail;
  const told = triggeringEvent?.detail?.position;
  if (told && told <= Number(target.dataset?.drawnAt)) event.preventDefault();
});

// What the reader has opened stays open when the part around it is exchanged: the n-th <details> within an id.
const opened = new Map();

function note(event) {
  for (const each of event.detail.target.querySelectorAll?.("details[open]") ?? []) {
    const around = each.closest("[id]");
    if (around) opened.set(`${around.id} ${place(around, each)}`, [around.id, place(around, each)]);
  }
}

const place = (around, each) => [...around.querySelectorAll("details")].indexOf(each);

function reopen() {
  for (const [id, number] of opened.values()) {
    const found = document.getElementById(id)?.querySelectorAll("details")[number];
    if (found) found.open = true;
  }
}

document.addEventListener("htmx:beforeSwap", (event) => {
  opened.clear();
  note(event);
});
document.addEventListener("htmx:oobBeforeSwap", note);
document.addEventListener("htmx:oobAfterSwap", reopen);
document.addEventListener("htmx:afterSwap", reopen);
