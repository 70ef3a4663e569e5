/* What the page holds: articles, their blocks, their findings. */

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
