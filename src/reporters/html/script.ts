/** Runs in the browser: filters, folding, and pages of rules that open when they are gone to. */
export const SCRIPT = `"use strict";
(() => {
  const form = document.getElementById("filters");
  const files = [...document.querySelectorAll(".file")];
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details.file")) details.open = true;
  });
  if (form === null) return;
  const items = [...document.querySelectorAll(".item")];
  const apply = () => {
    const rule = form.elements.rule.value;
    const state = form.elements.state.value;
    const path = form.elements.path.value.trim().toLowerCase();
    let shown = 0;
    for (const file of files) {
      const inPath = file.dataset.path.toLowerCase().includes(path);
      let left = 0;
      let done = 0;
      for (const item of file.querySelectorAll(".item")) {
        const fits = inPath && (rule === "" || item.dataset.rule === rule) && (state === "" || item.dataset.state === state);
        item.hidden = !fits;
        if (!fits) continue;
        left += 1;
        if (item.dataset.state === "fixed") done += 1;
      }
      const failed = inPath && rule === "" && state === "" && file.querySelector(".failure") !== null;
      file.hidden = left === 0 && !failed;
      const changes = file.querySelector(".changes");
      if (changes !== null) changes.hidden = done === 0;
      shown += left;
    }
    form.querySelector("output").textContent =
      shown === items.length ? items.length + " findings" : shown + " of " + items.length + " findings";
    document.querySelector(".nothing").hidden = files.some((file) => !file.hidden);
  };
  const fold = (open) => () => {
    for (const file of files) file.open = open;
  };
  form.elements.open.addEventListener("click", fold(true));
  form.elements.close.addEventListener("click", fold(false));
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
`;
