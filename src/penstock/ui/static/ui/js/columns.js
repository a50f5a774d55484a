// Columns of a table with data-resize="key" are made wider and narrower by mouse and arrow keys, and stay so here.
const NARROWEST = 56;
const STEP = 16;

const nameOf = (head) => head.dataset.column ?? head.textContent.trim();

function kept(table) {
  try {
    return JSON.parse(localStorage.getItem(`columns-${table.dataset.resize}`)) ?? {};
  } catch {
    return {};
  }
}

function heads(table) { return [...table.tHead.rows[0].cells]; }

// Fixed widths need every column's width said once; until somebody resizes, the browser chooses better than we do.
function fix(table) {
  if (table.classList.contains("is-fixed")) return;
  const widths = heads(table).map((head) => head.offsetWidth);
  heads(table).forEach((head, at) => { head.style.width = `${widths[at]}px`; });
  table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
  table.classList.add("is-fixed");
}

function setWidth(table, head, width) {
  fix(table);
  const wanted = Math.max(NARROWEST, Math.round(width));
  table.style.width = `${table.offsetWidth + wanted - head.offsetWidth}px`;
  head.style.width = `${wanted}px`;
  localStorage.setItem(`columns-${table.dataset.resize}`, JSON.stringify({ ...kept(table), [nameOf(head)]: wanted }));
}

function drag(event, table, head) {
  event.preventDefault();
  const from = event.clientX;
  const width = head.offsetWidth;
  const move = (moved) => setWidth(table, head, width + moved.clientX - from);
  const end = () => removeEventListener("pointermove", move);
  addEventListener("pointermove", move);
  addEventListener("pointerup", end, { once: true });
  addEventListener("pointercancel", end, { once: true });
}

function handle(table, head) {
  const grip = head.appendChild(document.createElement("span"));
  grip.className = "column-grip";
  grip.tabIndex = 0;
  grip.setAttribute("role", "separator");
  grip.setAttribute("aria-orientation", "vertical");
  grip.setAttribute("aria-label", `${nameOf(head)} ↔`);
  grip.addEventListener("pointerdown", (event) => drag(event, table, head));
  grip.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    setWidth(table, head, head.offsetWidth + by);
  });
}

function enhance(root) {
  for (const table of root.querySelectorAll("table[data-resize]:not([data-resizes])")) {
    table.dataset.resizes = "";
    const widths = kept(table);
    for (const head of heads(table).filter((each) => !each.matches(".cell-check, .cell-acts"))) {
      const width = widths[nameOf(head)];
      if (width) setWidth(table, head, width);
      handle(table, head);
    }
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt.parentElement ?? document));
