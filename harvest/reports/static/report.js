"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const form = one("#filters");
  const search = one("#q");
  const status = one("#status");
  const FACETS = ["severity", "language", "rule", "source", "state"];

  for (const element of all("[data-live]")) element.hidden = false;

  /* What an index says of an article's findings: how many there are of a kind; they are shown on another page. */
  const entry = (article) => {
    const block = { element: null, article, shown: true, text: null };
    block.findings = article.element.dataset.has.split(";").map((said) => {
      const [severity, language, rule, state, number] = said.split(" ");
      return {
        element: null, block, article, shown: true, weight: Number(number),
        severity, language, rule, state, source: article.element.dataset.source,
      };
    });
    return [block];
  };

  /* What can be filtered: articles, their blocks, their findings, in document order. */
  const articles = all("article").map((element, order) => {
    const article = {
      element, order,
      worst: Number(element.dataset.worst),
      count: Number(element.dataset.findings),
      title: one("h2", element).textContent.trim().toLowerCase(),
      sound: element.classList.contains("sound"),
      quiet: all(".quiet", element),
      shown: true,
    };
    article.blocks = element.dataset.has ? entry(article) : all(".block:not(.quiet)", element).map((part) => {
      const block = { element: part, article, shown: true, text: null };
      block.findings = all(".finding", part).map((finding) => ({
        element: finding, block, article, shown: true, weight: 1,
        language: part.dataset.language,
        source: element.dataset.source,
        severity: finding.dataset.severity,
        rule: finding.dataset.rule,
        state: finding.dataset.state || "",
      }));
      return block;
    });
    return article;
  });
  const findings = articles.flatMap((article) => article.blocks.flatMap((block) => block.findings));
  /* What the keys go to. */
  const stops = articles.flatMap((article) => article.blocks.flatMap((block) => (
    block.element ? block.findings : [{ element: one("a", article.element), block, article, shown: true }])));

  const textOf = (block) => {
    if (block.text === null) block.text = `${block.article.title}\n${(block.element || block.article.element).textContent}`.toLowerCase();
    return block.text;
  };

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

  /* Parts of what is hidden are left as they are: the fewer elements change, the sooner the page is drawn. */
  const apply = () => {
    const wanted = chosen();
    const facets = FACETS.filter((facet) => wanted[facet].size);
    const narrowed = facets.length > 0 || wanted.q !== "";
    const fits = (finding) => facets.every((facet) => wanted[facet].has(finding[facet]));
    let count = 0;
    let places = 0;
    for (const article of articles) {
      const kept = article.blocks.map((block) => (wanted.q === "" || textOf(block).includes(wanted.q) ? block.findings.filter(fits) : []));
      const number = kept.reduce((sum, some) => sum + weigh(some), 0);
      count += number;
      places += number > 0;
      show(article, number > 0 || (article.sound && wanted.sound && silent(article, wanted, facets)));
      if (!article.shown) continue;
      article.blocks.forEach((block, at) => {
        show(block, kept[at].length > 0);
        if (block.shown) for (const finding of block.findings) show(finding, kept[at].includes(finding));
      });
      for (const quiet of article.quiet) if (quiet.hidden !== (narrowed && !article.sound)) quiet.hidden = !quiet.hidden;
    }
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
})();
