"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const review = JSON.parse(byId("review").textContent);
  const words = JSON.parse(byId("words").textContent);
  const cards = [...document.querySelectorAll("details.card")];
  const findings = new Map(review.report.findings.map((one) => [one.fingerprint, one]));
  const figures = new Map();
  for (const text of review.texts) for (const figure of text.figures) figures.set(figure.id, { ...figure, text });
  const verdicts = ["supported", "contradicted", "no-source", "not-checkable"];
  const status = document.querySelector(".position");
  const decisions = new Map();
  let current = null;
  let opened = false; // whether the current card was closed before it became that

  /* ---- what is shown, which is also what the address says ---- */

  const stated = () => {
    const hash = location.hash.slice(1); // what stands in it was made here and needs no decoding
    const id = hash.replace(/^m-/, "");
    if (figures.has(id)) return { show: document.body.dataset.show, at: id };
    const given = new URLSearchParams(hash);
    const show = verdicts.includes(given.get("show")) ? given.get("show") : "all";
    return { show, at: figures.has(given.get("at")) ? given.get("at") : null };
  };
  const address = (show, at) => {
    const told = new URLSearchParams();
    if (show !== "all") told.set("show", show);
    if (at) told.set("at", at);
    return `#${told}`;
  };
  const shown = () => {
    const show = document.body.dataset.show;
    return show === "all" ? cards : cards.filter((card) => card.classList.contains(show));
  };
  const say = () => {
    const visible = shown();
    const place = visible.indexOf(current);
    status.textContent = place < 0 ? "" : words.position.replace("{place}", place + 1).replace("{all}", visible.length);
  };
  const filter = (show) => {
    document.body.dataset.show = show;
    const note = document.querySelector(".filtered");
    note.hidden = show === "all";
    note.textContent = note.hidden ? "" : shown().length ? words.hidden : words.none;
    for (const link of document.querySelectorAll(".strip a")) {
      if (link.dataset.show === show) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const markOf = (card) => byId(`m-${card.id}`).closest("mark");

  /* the words that decided what the current figure is of; where the page shows other characters, nothing is claimed */
  const rangeOf = (section, reason) => {
    const before = [...section.querySelectorAll("[data-start]")].filter((one) => Number(one.dataset.start) <= reason.start);
    if (!before.length) return null;
    const passage = before[before.length - 1];
    const range = document.createRange();
    const nodes = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    let place = Number(passage.dataset.start);
    let words = "";
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (node.parentElement.closest(".numbers")) continue;
      let at = 0;
      for (const sign of node.data) {
        if (place === reason.start) range.setStart(node, at);
        at += sign.length;
        if (place >= reason.start && place < reason.end) words += sign;
        place += 1;
        if (place === reason.end) range.setEnd(node, at);
      }
    }
    return words === reason.words ? range : null;
  };
  const explain = (card) => {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("because");
    if (!card) return;
    const section = card.closest("section");
    const reasons = figures.get(card.id).why.filter((reason) => reason.start !== null);
    CSS.highlights.set("because", new Highlight(...reasons.map((one) => rangeOf(section, one)).filter(Boolean)));
  };
  const leave = () => {
    explain(null);
    if (!current) return;
    current.classList.remove("current");
    markOf(current).classList.remove("current");
    if (opened && !decisions.has(current.id)) current.open = false;
    current = null;
  };
  const go = (card, { focus = true } = {}) => {
    if (card !== current) {
      leave();
      opened = !card.open;
    }
    current = card;
    card.open = true;
    card.classList.add("current");
    markOf(card).classList.add("current");
    explain(card);
    const beside = matchMedia("(min-width: 60.01rem)").matches;
    card.scrollIntoView({ block: beside && card.offsetHeight < innerHeight * 0.7 ? "center" : "start" });
    if (focus) card.querySelector("summary").focus({ preventScroll: true });
    say();
  };
  const follow = () => {
    const { show, at } = stated();
    filter(show);
    const card = at && byId(at);
    if (card && (show === "all" || card.classList.contains(show))) go(card);
    else leave();
    history.replaceState(null, "", address(show, current ? current.id : null));
    say();
  };
  const choose = (show) => {
    const keep = current && (show === "all" || current.classList.contains(show)) ? current.id : null;
    history.pushState(null, "", address(show, keep));
    follow();
    if (!keep) scrollTo({ top: document.querySelector(".strip").offsetTop });
  };
  const step = (by) => {
    const visible = shown();
    if (!visible.length) return;
    const place = visible.indexOf(current);
    const next = place < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(visible.length - 1, Math.max(0, place + by));
    go(visible[next]);
    history.replaceState(null, "", address(document.body.dataset.show, visible[next].id));
  };

  /* ---- decisions: kept in the page and, where the browser allows, for the next time it is opened ---- */

  const store = `egovcheck-review:${review.texts.map((text) => text.sha256).join(",")}`;
  const last = { owner: "", expires: "" };
  const remember = () => {
    try { localStorage.setItem(store, JSON.stringify([...decisions])); } catch { /* the page itself still has them */ }
  };
  const recall = () => {
    try {
      for (const [id, told] of JSON.parse(localStorage.getItem(store) || "[]")) if (figures.has(id)) decisions.set(id, told);
    } catch { /* nothing was kept */ }
  };
  const accused = (figure) => figure.findings.map((one) => findings.get(one)).filter((one) => one && one.severity !== "info");

  const badge = (card) => {
    const told = decisions.get(card.id);
    let shownBadge = card.querySelector(".decided");
    if (!told) { if (shownBadge) shownBadge.remove(); return; }
    if (!shownBadge) {
      shownBadge = document.createElement("span");
      shownBadge.className = "decided";
      card.querySelector("summary").append(shownBadge);
    }
    shownBadge.textContent = `→ ${words[told.kind]}${told.reason ? `: ${told.reason}` : ""}`;
  };
  const counted = () => { byId("decided").textContent = String(decisions.size); };
  const day = (ahead) => {
    const date = new Date();
    date.setDate(date.getDate() + ahead);
    const two = (number) => String(number).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };

  const mount = (card) => {
    if (card.querySelector(".decision")) return;
    const figure = figures.get(card.id);
    const form = byId("decision").content.firstElementChild.cloneNode(true);
    const [more, waiver, undo] = [".more", ".waiver", ".undo"].map((name) => form.querySelector(name));
    const radios = [...form.querySelectorAll("[type=radio]")];
    const field = (name) => form.querySelector(`[name=${name}]`);
    for (const radio of radios) {
      radio.name = `decision-${card.id}`;
      if (radio.value === "waive" && !accused(figure).length) radio.closest("label").hidden = true;
    }
    field("expires").min = day(1);
    field("expires").max = day(366);
    const draw = () => {
      const told = decisions.get(card.id);
      for (const radio of radios) radio.checked = Boolean(told) && told.kind === radio.value;
      more.hidden = undo.hidden = !told;
      waiver.hidden = !told || told.kind !== "waive";
      for (const name of ["reason", "owner", "expires"]) field(name).value = told ? told[name] : "";
      badge(card);
      counted();
    };
    form.addEventListener("change", (event) => {
      const told = decisions.get(card.id) || { kind: "", reason: "", ...last };
      if (event.target.type === "radio") told.kind = event.target.value;
      else told[event.target.name] = event.target.value;
      if (told.kind === "waive") Object.assign(last, { owner: told.owner, expires: told.expires });
      decisions.set(card.id, told);
      remember();
      draw();
    });
    undo.addEventListener("click", () => { decisions.delete(card.id); remember(); draw(); });
    card.querySelector(".body").append(form);
    draw();
  };

  /* ---- decisions as TOML ---- */

  const visible = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => {
    const code = sign.codePointAt(0);
    if (code >= 0xd800 && code <= 0xdfff) return "\\ufffd";
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
  const string = (text) => `"${visible(text.replace(/["\\]/g, "\\$&"))}"`;
  const key = (name) => (/^[A-Za-z0-9_-]+$/.test(name) ? name : string(name));
  const complete = (told) => told.reason.trim() && told.owner.trim() && /^\d{4}-\d\d-\d\d$/.test(told.expires)
    && told.expires >= day(1) && told.expires <= day(366);
  const waivers = (figure, told, done) => accused(figure).filter((one) => !done.has(one.fingerprint)).map((one) => {
    done.add(one.fingerprint);
    const where = Object.entries(one.subject).map(([name, value]) => `${key(name)} = ${string(value)}`).join(", ");
    const lines = [
      "[[waivers]]",
      `rule = ${string(one.code)}`,
      `where = { ${where} }`,
      `reason = ${string(told.reason.trim())}`,
      `owner = ${string(told.owner.trim())}`,
      `expires = ${told.expires}`,
    ];
    const evidence = one.actual || figure.value;
    if (evidence) lines.push(`evidence = ${string(evidence)}`);
    return lines.join("\n");
  });
  const remark = (figure, told) => {
    const lines = [`# ${told.kind}: ${visible(figure.text.path)} ${figure.start}-${figure.end} ${string(figure.quote)}`];
    if (told.reason.trim()) lines.push(...told.reason.trim().split("\n").map((line) => `#   ${visible(line)}`));
    if (told.kind === "fix") {
      for (const one of figure.findings.map((id) => findings.get(id)).filter(Boolean)) {
        for (const cause of one.diagnosis) {
          const mend = cause.suggestion;
          if (mend) lines.push(`#   ${visible([mend.field, mend.before, "→", mend.value].filter(Boolean).join(" "))}`);
        }
      }
    }
    return lines.join("\n");
  };
  const decided = () => [...figures.values()].map((figure) => [figure, decisions.get(figure.id)]).filter(([, told]) => told);
  const toml = () => {
    const done = new Set();
    const parts = decided().flatMap(([figure, told]) => {
      if (told.kind !== "waive") return [remark(figure, told)];
      return complete(told) ? waivers(figure, told, done) : [];
    });
    return parts.length ? `${parts.join("\n\n")}\n` : "";
  };

  let blob = null;
  const exportAll = () => {
    const written = toml();
    byId("toml").value = written;
    const open = decided().filter(([, told]) => told.kind === "waive" && !complete(told));
    byId("incomplete").textContent = open.length
      ? [words.incomplete, ...open.map(([figure]) => `${figure.number} ${visible(figure.quote)}`)].join("\n") : "";
    if (blob) URL.revokeObjectURL(blob);
    blob = URL.createObjectURL(new Blob([written], { type: "application/toml" }));
    byId("download").href = blob;
    byId("copy").textContent = words.copy;
    byId("export-dialog").showModal();
  };

  /* ---- what listens ---- */

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    const { show } = link.dataset;
    if (show) { event.preventDefault(); choose(show); return; }
    if (link.matches(".to-card")) {
      event.preventDefault();
      const card = byId(link.hash.slice(1));
      if (!shown().includes(card)) filter("all");
      go(card);
      history.replaceState(null, "", address(document.body.dataset.show, card.id));
    } else if (link.matches(".back a")) {
      event.preventDefault();
      const target = byId(link.hash.slice(1));
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    }
  });
  document.addEventListener("toggle", (event) => { if (event.target.matches("details.card") && event.target.open) mount(event.target); }, true);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("textarea, input, dialog")) return;
    const keys = {
      n: () => step(1),
      p: () => step(-1),
      c: () => choose(document.body.dataset.show === "contradicted" ? "all" : "contradicted"),
      a: () => choose("all"),
      "?": () => byId("help-dialog").showModal(),
    };
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("help").addEventListener("click", () => byId("help-dialog").showModal());
  byId("export").addEventListener("click", exportAll);
  byId("copy").addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(byId("toml").value); } catch {
      byId("toml").select();
      document.execCommand("copy");
    }
    byId("copy").textContent = words.copied;
  });
  byId("clear").addEventListener("click", () => {
    decisions.clear();
    remember();
    for (const form of document.querySelectorAll(".decision")) form.remove();
    for (const card of cards) { badge(card); if (card.open) mount(card); }
    counted();
    byId("export-dialog").close();
  });
  for (const button of document.querySelectorAll("dialog .close")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);

  recall();
  for (const card of cards) { badge(card); if (card.open) mount(card); }
  counted();
  document.querySelector(".tools").hidden = false;
  if (location.hash) follow();
  else filter("all");
})();
