/* Going from finding to finding, copying, and all that listens. */

const visible = (finding) => finding.shown && finding.block.shown && finding.article.shown;
const current = () => stops.findIndex((stop) => stop.element === document.activeElement);
const step = (by) => {
  const from = current();
  let at = from < 0 ? (by > 0 ? -1 : stops.length) : from;
  const sequence = sorted ? [...stops].sort((a, b) => (a.element.compareDocumentPosition(b.element) & 4 ? -1 : 1)) : stops;
  if (sorted && from >= 0) at = sequence.indexOf(stops[from]);
  do at += by; while (sequence[at] && !visible(sequence[at]));
  if (!sequence[at]) return;
  sequence[at].element.focus({ preventScroll: true });
  sequence[at].element.scrollIntoView({ block: "center" });
};

const write = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};
const tell = (button, word) => {
  const before = button.dataset.word || (button.dataset.word = button.textContent);
  button.textContent = word;
  setTimeout(() => { button.textContent = before; }, 1500);
};
const codeOf = (block) => all(".code > pre .l", block).map((line) => line.textContent.replace(/\n$/, "")).join("\n") + "\n";
const note = (finding) => {
  const words = (selector, root) => (one(selector, root) || { textContent: "" }).textContent.replace(/\s+/g, " ").trim();
  const { element, block, article } = finding;
  const line = element.dataset.line ? `, line ${element.dataset.line}` : "";
  const link = one("a.open", block.element);
  const where = `${words("h2", article.element)}, ${words("h3", block.element)}${line}`;
  return [where, words(".said", element), words(".fix", element), link ? link.href : ""].filter(Boolean).join("\n");
};

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", apply);
let waiting;
search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 60); });
one("#clear").addEventListener("click", clear);
one("#none-clear").addEventListener("click", clear);
one("#keys-open").addEventListener("click", () => one("#keys").showModal());
window.addEventListener("hashchange", recall);
document.addEventListener("click", (event) => {
  const copy = event.target.closest(".copy");
  if (copy) write(codeOf(copy.closest(".block"))).then(() => tell(copy, "Copied"));
});
/* Before a link to another page is followed, in whatever way. */
const leave = (event) => {
  const link = event.target.closest(".entry h2 a, .turn a");
  if (link) carry(link);
};
for (const kind of ["pointerdown", "click"]) document.addEventListener(kind, leave, true);

const theme = () => {
  const root = document.documentElement.style;
  const dark = root.colorScheme ? root.colorScheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.colorScheme = dark ? "light" : "dark";
  try { localStorage.setItem("harvest-theme", root.colorScheme); } catch { /* a page from a file may have no storage */ }
};
try {
  const kept = localStorage.getItem("harvest-theme");
  if (kept === "light" || kept === "dark") document.documentElement.style.colorScheme = kept;
} catch { /* as above */ }
one("#theme").addEventListener("click", theme);

const follow = (link) => { if (link) link.click(); };
const KEYS = {
  "/": () => { const fold = one("details", form); fold.open = true; search.focus(); search.select(); },
  j: () => step(1),
  k: () => step(-1),
  o: () => { const stop = stops[current()]; follow(stop && (stop.block.element ? one("a.open", stop.block.element) : stop.element)); },
  c: () => { const stop = stops[current()]; if (stop && stop.block.element) write(note(stop)).then(() => { status.textContent = "Note copied"; }); },
  n: () => follow(one(".turn [rel=next]")),
  p: () => follow(one(".turn [rel=prev]")),
  u: () => follow(one(".turn .up")),
  x: clear,
  t: theme,
  "?": () => one("#keys").showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
  if (event.target === search && event.key === "Escape") { search.value = ""; apply(); search.blur(); return; }
  if (event.target.closest("input[type=search], select, textarea")) return;
  const action = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (action) { event.preventDefault(); action(); }
});

form.hidden = articles.length === 0;
form.parentElement.classList.toggle("filtered", !form.hidden);
if (matchMedia("(max-width: 60rem)").matches) one("details", form).open = false;
/* The texts that a search looks into are gathered while nobody waits. */
const blocks = articles.flatMap((article) => article.blocks);
const gather = (deadline) => {
  while (blocks.length && deadline.timeRemaining() > 2) textOf(blocks.pop());
  if (blocks.length) requestIdleCallback(gather);
};
if ("requestIdleCallback" in window) requestIdleCallback(gather);

count();
if (!location.hash.includes("=")) apply();
recall();
