/* What is shown of it, and the address that says so. */

const chosen = () => {
  const wanted = { q: search.value.trim().toLowerCase() };
  for (const facet of FACETS) {
    const fields = all(`[name="${facet}"]`, form);
    wanted[facet] = new Set(fields.filter((field) => field.type === "checkbox" ? field.checked : field.value).map((field) => field.value));
  }
  const sort = one('[name="sort"]', form);
  const sound = one('[name="sound"]', form);
  return Object.assign(wanted, { sort: sort.value, sound: sound !== null && sound.checked });
};

const show = (item, shown) => {
  if (item.shown !== shown) {
    item.shown = shown;
    if (item.element) item.element.hidden = !shown;
  }
};

const weigh = (some) => some.reduce((sum, finding) => sum + finding.weight, 0);

/* Within the articles that stay: the first at once, the rest when they have been drawn. */
let refining;
const refine = (waiting, narrowed) => {
  for (const [article, kept] of waiting.splice(0, 120)) {
    article.blocks.forEach((block, at) => {
      show(block, kept[at].length > 0);
      if (block.shown) for (const finding of block.findings) show(finding, kept[at].includes(finding));
    });
    for (const quiet of article.quiet) if (quiet.hidden !== (narrowed && !article.sound)) quiet.hidden = !quiet.hidden;
  }
  if (waiting.length) refining = setTimeout(refine, 0, waiting, narrowed);
};

/* Parts of what is hidden are left as they are: the fewer elements change, the sooner the page is drawn. */
const apply = () => {
  const wanted = chosen();
  const facets = FACETS.filter((facet) => wanted[facet].size);
  const narrowed = facets.length > 0 || wanted.q !== "";
  const fits = (finding) => facets.every((facet) => wanted[facet].has(finding[facet]));
  let count = 0;
  let places = 0;
  const waiting = [];
  for (const article of articles) {
    const kept = article.blocks.map((block) => (wanted.q === "" || textOf(block).includes(wanted.q) ? block.findings.filter(fits) : []));
    const number = kept.reduce((sum, some) => sum + weigh(some), 0);
    count += number;
    places += number > 0;
    show(article, number > 0 || (article.sound && wanted.sound && silent(article, wanted, facets)));
    if (article.shown) waiting.push([article, kept]);
  }
  clearTimeout(refining);
  refine(waiting, narrowed);
  order(wanted.sort);
  const total = weigh(findings);
  const where = `${places.toLocaleString("en")} ${places === 1 ? "article" : "articles"}`;
  const all = `${total.toLocaleString("en")} ${total === 1 ? "finding" : "findings"}`;
  status.textContent = total === 0 ? "" : narrowed ? `${count.toLocaleString("en")} of ${all}, in ${where}` : `${all} in ${where}`;
  one("#none").hidden = articles.some((article) => article.shown) || articles.length === 0;
  remember(wanted);
};

/* An article without findings stays unless what is wanted speaks against it. */
const silent = (article, wanted, facets) =>
  facets.every((facet) => facet === "source" && wanted.source.has(article.element.dataset.source))
  && (wanted.q === "" || article.element.textContent.toLowerCase().includes(wanted.q));

const ORDERS = {
  "": (a, b) => a.order - b.order,
  grave: (a, b) => a.worst - b.worst || b.count - a.count || a.order - b.order,
  many: (a, b) => b.count - a.count || a.order - b.order,
  title: (a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.order - b.order),
};
let sorted = "";
const order = (by) => {
  if (by === sorted) return;
  sorted = by;
  const list = document.createDocumentFragment();
  for (const article of [...articles].sort(ORDERS[by] || ORDERS[""])) list.append(article.element);
  status.after(list);
};

/* The filters live in the address, so that a view can be sent to somebody and go along to another page. */
const words = (wanted) => {
  const said = new URLSearchParams();
  if (wanted.q) said.set("q", search.value.trim());
  for (const facet of FACETS) for (const value of wanted[facet]) said.append(facet, value);
  if (wanted.sort) said.set("sort", wanted.sort);
  if (wanted.sound) said.set("sound", "1");
  return said;
};
const remember = (wanted) => {
  const hash = words(wanted).toString();
  if (hash || location.hash.includes("=")) history.replaceState(null, "", `#${hash}`);
};

const recall = () => {
  const hash = location.hash.slice(1);
  if (!hash.includes("=")) return reveal(hash);
  const said = new URLSearchParams(hash);
  search.value = said.get("q") || "";
  for (const field of all("input[type=checkbox]", form)) field.checked = said.getAll(field.name).includes(field.value);
  for (const field of all("select", form)) field.value = said.get(field.name) || "";
  apply();
  reveal(said.get("at"));
};
const carry = (link) => {
  const [page, hash] = link.getAttribute("href").split("#");
  const id = hash && hash.includes("=") ? new URLSearchParams(hash).get("at") : hash;
  const said = words(chosen());
  said.delete("q"); // the index searches titles, a page its code: what is found here may not be found there
  const narrowed = said.toString() !== "";
  if (narrowed && id) said.set("at", id);
  link.setAttribute("href", narrowed ? `${page}#${said}` : id ? `${page}#${id}` : page);
};

/* What is not here any more may be on another page; the index knows them all. */
const { index } = document.body.dataset;
const elsewhere = (id) => {
  if (!/^[abf]-[0-9a-f]{8}/.test(id || "")) return;
  const known = articles.find((article) => (article.element.dataset.ids || "").split(" ").includes(id.slice(2, 10)));
  if (known) location.replace(`${one("a", known.element).getAttribute("href").split("#")[0]}?moved#${id}`);
  else if (index && !location.search) location.replace(`${index}#${id}`);
  else status.textContent = "What this link led to is not in this report any more.";
};

/* A link to something folded or filtered away opens the way to it. */
const reveal = (id) => {
  const target = id && document.getElementById(id);
  if (!target) return elsewhere(id);
  const article = target.closest("article");
  if (article && (article.hidden || target.closest("[hidden]"))) {
    clear();
    const sound = one('[name="sound"]', form);
    if (article.hidden && sound) { sound.checked = true; apply(); history.replaceState(null, "", `#${id}`); }
  }
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  target.scrollIntoView({ block: "start" });
};

const clear = () => {
  form.reset();
  search.value = "";
  apply();
};

const count = () => {
  const numbers = new Map();
  for (const finding of findings) {
    for (const facet of FACETS) {
      const key = `${facet}=${finding[facet]}`;
      numbers.set(key, (numbers.get(key) || 0) + finding.weight);
    }
  }
  for (const field of all("input[type=checkbox]", form)) {
    const output = one("output", field.parentElement);
    if (!output) continue;
    const number = numbers.get(`${field.name}=${field.value}`) || 0;
    output.textContent = number.toLocaleString("en");
    if (!number) field.parentElement.hidden = true;
  }
  for (const fieldset of all("fieldset", form)) fieldset.hidden = !all("label:not([hidden])", fieldset).length;
};
