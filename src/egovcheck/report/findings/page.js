"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);
  const rows = [...document.querySelectorAll("details.finding")];
  const lists = [...document.querySelectorAll("ol.findings")];
  const form = document.querySelector(".filters");
  if (!form) return; // nothing was found
  const status = document.querySelector(".position");
  const clear = form.querySelector("[type=reset]");
  const fields = ["q", "code", "file", "status", "sort"].filter((name) => form.elements[name]);
  const severities = ["error", "warning", "info"];
  let chosen = {};
  let visible = rows;
  let current = null;
  let opened = false; // whether the current finding was closed before it became that

  /* ---- what the report knows, read once somebody asks ---- */

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  let known = null;
  const facts = () => {
    if (known) return known;
    const report = JSON.parse(byId("report").textContent);
    const appeared = new Set(report.revision ? report.revision.appeared : []);
    known = new Map(rows.map((row) => {
      const finding = report.findings[Number(row.dataset.n)];
      const files = finding.records.map((record) => record.path).filter((path) => path !== null);
      return [row, { finding, files, appeared: appeared.has(finding.fingerprint), words: null }];
    }));
    return known;
  };
  const wordsOf = (fact) => {
    if (fact.words !== null) return fact.words;
    const { finding } = fact;
    const said = [finding.message, finding.code, finding.name, finding.fingerprint, finding.expected, finding.actual,
      ...Object.values(finding.subject), ...finding.evidence];
    for (const record of finding.records) {
      said.push(record.source, record.path, record.place.sheet, record.place.cell, record.printed, record.value,
        record.quote, record.note, ...record.row, ...Object.values(record.key));
    }
    for (const cause of finding.diagnosis) said.push(cause.statement, cause.suggestion && cause.suggestion.value);
    if (finding.waiver) said.push(finding.waiver.reason, finding.waiver.owner);
    fact.words = folded([...new Set(said)].filter(Boolean).join("\n"));
    return fact.words;
  };

  /* ---- what is shown, which is also what the address says ---- */

  const allowed = (name, value) => {
    if (name === "q") return value;
    if (name === "severity") return severities.includes(value) ? value : "";
    return form.elements[name] && [...form.elements[name].options].some((option) => option.value === value) ? value : "";
  };
  const rowOf = (id) => rows.find((row) => row.id === id) || null;
  const stated = () => {
    const hash = location.hash.slice(1);
    const told = new URLSearchParams(rowOf(hash) ? { at: hash } : hash);
    const found = { at: told.get("at") };
    for (const name of ["severity", ...fields]) found[name] = allowed(name, told.get(name) || "");
    return found;
  };
  const address = () => {
    const told = new URLSearchParams();
    for (const name of ["severity", ...fields]) if (chosen[name]) told.set(name, chosen[name]);
    if (current) told.set("at", current.id);
    return `#${told}`;
  };
  const fits = (row, query) => {
    if (chosen.severity && !row.classList.contains(chosen.severity)) return false;
    if (!query.length && !chosen.code && !chosen.file && !chosen.status) return true;
    const fact = facts().get(row);
    if (chosen.code && fact.finding.code !== chosen.code) return false;
    if (chosen.file && !fact.files.includes(chosen.file)) return false;
    if (chosen.status === "appeared" ? !fact.appeared : chosen.status && fact.finding.status !== chosen.status) return false;
    return query.every((word) => wordsOf(fact).includes(word));
  };
  const order = {
    file: (fact) => fact.files[0] || "\uffff",
    code: (fact) => fact.finding.code,
    area: (fact) => fact.finding.subject.area || "\uffff",
  };
  let sorted = "";
  const arrange = () => {
    if (sorted === (chosen.sort || "")) return;
    sorted = chosen.sort || "";
    const key = order[sorted];
    const keys = key ? new Map(rows.map((row) => [row, key(facts().get(row))])) : null;
    const number = (row) => Number(row.dataset.n);
    rows.sort((a, b) => {
      if (!keys || keys.get(a) === keys.get(b)) return number(a) - number(b);
      return keys.get(a) < keys.get(b) ? -1 : 1;
    });
    for (const list of lists) list.append(...rows.filter((row) => row.closest("ol") === list).map((row) => row.parentElement));
    rows.sort((a, b) => (lists.indexOf(a.closest("ol")) - lists.indexOf(b.closest("ol"))));
  };
  const grouped = (count) => count.toLocaleString(document.documentElement.lang);
  const say = () => {
    const place = visible.indexOf(current);
    status.textContent = place < 0 ? "" : words.position.replace("{place}", grouped(place + 1)).replace("{all}", grouped(visible.length));
  };
  const filter = () => {
    const query = folded(chosen.q || "").split(/\s+/).filter(Boolean);
    const narrowed = ["q", "severity", "code", "file", "status"].some((name) => chosen[name]);
    arrange();
    visible = [];
    for (const row of rows) {
      const fit = !narrowed || fits(row, query);
      if (row.parentElement.hidden === fit) row.parentElement.hidden = !fit;
      if (fit) visible.push(row);
    }
    for (const part of document.querySelectorAll(".apart")) {
      const some = visible.some((row) => part.contains(row));
      part.hidden = !some;
      if (some && narrowed && part.classList.contains(chosen.status)) part.open = true;
    }
    form.querySelector(".shown").textContent = narrowed
      ? words.shown.replace("{some}", grouped(visible.length)).replace("{all}", grouped(rows.length)) : "";
    clear.hidden = !narrowed && !chosen.sort;
    for (const name of fields) form.elements[name].classList.toggle("chosen", name !== "q" && Boolean(chosen[name]));
    for (const link of document.querySelectorAll("[data-severity]")) {
      if (link.dataset.severity === (chosen.severity || "all")) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  /* ---- what opens below a finding: it is built when it is asked for ---- */

  const build = (row) => {
    const kept = row.querySelector(":scope > noscript");
    if (kept) {
      const made = document.createElement("template");
      made.innerHTML = kept.textContent; // made and escaped by the program, like the rest of the page
      kept.replaceWith(made.content);
    }
    if (row.classList.contains("built")) return;
    row.classList.add("built");
    for (const button of row.querySelectorAll(".copy")) button.hidden = false;
    const link = row.querySelector(".learn a");
    const advice = link && byId(link.hash.slice(1));
    const told = advice && advice.querySelector(".to-do");
    if (told) link.parentElement.before(told.cloneNode(true));
  };

  /* ---- from finding to finding ---- */

  const leave = () => {
    if (!current) return;
    current.classList.remove("current");
    if (opened) current.open = false;
    current = null;
  };
  const go = (row) => {
    if (row !== current) {
      leave();
      opened = !row.open;
    }
    current = row;
    const apart = row.closest(".apart");
    if (apart) apart.open = true;
    build(row);
    row.open = true;
    row.classList.add("current");
    row.scrollIntoView({ block: "start" });
    row.querySelector("summary").focus({ preventScroll: true });
    say();
  };
  const follow = () => {
    const told = byId(location.hash.slice(1));
    const rule = told && told.closest(".rule");
    if (rule) {
      rule.open = true;
      rule.scrollIntoView({ block: "start" });
      return;
    }
    const { at, ...wanted } = stated();
    chosen = wanted;
    for (const name of fields) form.elements[name].value = chosen[name];
    filter();
    const row = rowOf(at);
    if (row && visible.includes(row)) go(row);
    else leave();
    say();
  };
  const choose = (changes, { keep = false } = {}) => {
    chosen = { ...chosen, ...changes };
    filter();
    if (current && !visible.includes(current)) leave();
    history[keep ? "replaceState" : "pushState"](null, "", address());
    say();
  };
  const step = (by) => {
    const reach = visible.filter((row) => row === current || !row.closest(".apart:not([open])"));
    if (!reach.length) return;
    const place = reach.indexOf(current);
    go(reach[place < 0 ? (by > 0 ? 0 : reach.length - 1) : Math.min(reach.length - 1, Math.max(0, place + by))]);
    history.replaceState(null, "", address());
  };

  /* ---- what listens ---- */

  const copy = async (button) => {
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch {
      const field = document.createElement("textarea");
      field.value = button.dataset.copy;
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-severity]");
    if (link) {
      event.preventDefault();
      choose({ severity: link.dataset.severity === "all" ? "" : link.dataset.severity });
    }
    const button = event.target.closest(".copy");
    if (button) copy(button);
  });
  document.addEventListener("toggle", (event) => { if (event.target.matches("details.finding") && event.target.open) build(event.target); }, true);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("textarea, input, select, dialog")) return;
    const keys = {
      n: () => step(1),
      p: () => step(-1),
      e: () => choose({ severity: chosen.severity === "error" ? "" : "error" }),
      a: () => choose({ severity: "" }),
      "/": () => form.elements.q.focus(),
      "?": () => byId("help-dialog").showModal(),
    };
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  let typing = 0;
  form.elements.q.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => choose({ q: form.elements.q.value }, { keep: true }), 120);
  });
  form.addEventListener("change", (event) => { if (event.target.matches("select")) choose({ [event.target.name]: event.target.value }); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => choose({ q: "", severity: "", code: "", file: "", status: "", sort: "" }));
  byId("next").addEventListener("click", () => step(1));
  byId("back").addEventListener("click", () => step(-1));
  byId("help").addEventListener("click", () => byId("help-dialog").showModal());
  document.querySelector("dialog .close").addEventListener("click", () => byId("help-dialog").close());
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  const toPaper = () => { for (const row of visible) build(row); };
  addEventListener("beforeprint", toPaper);
  matchMedia("print").addEventListener("change", (event) => { if (event.matches) toPaper(); });

  for (const row of rows) if (row.open) build(row);
  if (window.requestIdleCallback) requestIdleCallback(facts); // so that the first question is answered at once
  document.querySelector(".tools").hidden = form.hidden = false;
  if (location.hash) follow();
  else filter();
})();
