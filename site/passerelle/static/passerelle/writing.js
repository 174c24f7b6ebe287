// Keeps what is written on the editing screens on this device until it is saved; saves seldom.
(() => {
  const form = document.querySelector("form[data-edit-form]"), box = document.querySelector("[data-kept]");
  if (!form || !box) return;
  const SECOND = 1e3, LONGEST = 30 * 24 * 3600 * SECOND, OFTENEST = 30 * SECOND;
  // What an hour of saving may weigh, in bytes a second: about 0.65 MB.
  const BUDGET = 180;
  const UNKEPT = /^(csrfmiddlewaretoken|next|draft_key|overwrite_revision_id)$/;
  const UNCOMPARED = /^(comments-.*|loaded_.*|show-again|action-.*)$|-(id|INITIAL_FORMS)$/;
  const key = box.dataset.again || Date.now().toString(36) + Math.random().toString(36).slice(2, 12);
  const place = () => `${box.dataset.person}:${new URL(form.action).pathname}:`;
  const offer = box.querySelector("[data-offer]"), paused = box.querySelector("[data-paused]");
  form.before(box);

  const pairs = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !UNKEPT.test(name));
  // The text editor gives each block a new key whenever it begins: only the words and their form count.
  function words(value) {
    if (!value.startsWith("{")) return value;
    try {
      const { blocks, entityMap } = JSON.parse(value);
      return blocks.map(block => [block.type, block.text, block.depth, block.inlineStyleRanges.map(range => [range.offset, range.length, range.style]),
        block.entityRanges.map(range => [range.offset, range.length, entityMap[range.key].data])]);
    } catch { return value; }
  }
  const compared = list => JSON.stringify(list.filter(([name]) => !UNCOMPARED.test(name)).map(([name, value]) => [name, words(value)]));

  const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.append(hidden("draft_key", key));

  let isTouched = "again" in box.dataset, saved = null, last = null, kept = null;
  const forget = () => { if (kept) drafts.forget(kept); kept = last = null; };
  function keep() {
    if (!isTouched) return;
    const now = pairs(), said = compared(now);
    if (said === saved) return forget();
    if (said === last) return;
    forget();
    last = said;
    kept = place() + key;
    try { drafts.keep(kept, { at: Date.now(), pairs: now }); } catch { paused.hidden = box.hidden = false; }
  }
  const touch = () => {
    if (!isTouched) saved = compared(pairs());
    isTouched = true;
  };
  for (const kind of ["keydown", "pointerdown", "beforeinput", "paste", "drop"]) form.addEventListener(kind, touch, true);
  // Typed before this script came.
  if ([...form.querySelectorAll("input[type=text], textarea")].some(field => field.value !== field.defaultValue)) isTouched = true;
  setInterval(keep, SECOND);
  addEventListener("pagehide", keep);

  // Wagtail takes what is there after two seconds for what the server has.
  let isWatched = false;
  document.addEventListener("w-unsaved:watch-edits", () => { isWatched = true; });
  const force = () => { if (!isWatched) form.dataset.wUnsavedForceValue = "true"; };
  form.addEventListener("input", force);
  if (isTouched) force();

  // Saving: after half a minute, later for heavy pages, or when she looks elsewhere.
  let timer = null, isDue = false, saves = "again" in box.dataset ? 0 : Date.now(), weight = 0, sent = null;
  const wait = () => saves + Math.max(OFTENEST, weight / BUDGET * SECOND) - Date.now();
  function save() {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    isDue = true;
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  }
  document.addEventListener("w-autosave:save", event => {
    if (event.target !== form) return;
    if (!isDue && wait() > 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      timer ??= setTimeout(save, wait());
      document.getElementById("w-autosave-indicator")?.setAttribute("data-w-autosave-state-value", "idle");
      return;
    }
    const list = [...event.detail.formData].filter(([, value]) => typeof value === "string");
    isDue = false;
    saves = Date.now();
    weight = list.reduce((sum, [name, value]) => sum + name.length + value.length + 150, 3000);
    sent = compared(list.filter(([name]) => !UNKEPT.test(name)));
  }, true);
  const leave = () => { if (Date.now() - saves > OFTENEST) save(); };
  addEventListener("blur", leave);
  document.addEventListener("save-now", save);
  document.addEventListener("visibilitychange", () => { keep(); if (document.hidden) leave(); });
  form.addEventListener("submit", () => { keep(); clearTimeout(timer); timer = null; });
  form.addEventListener("w-autosave:success", event => {
    const { revision_id, revision_created_at } = event.detail.response;
    for (const [name, value] of [["loaded_revision_id", revision_id], ["loaded_revision_created_at", revision_created_at]]) {
      if (!form.elements.namedItem(name)) form.append(hidden(name, value));
      form.elements.namedItem(name).value = value;
    }
    weight += performance.getEntriesByName(form.action).pop()?.transferSize || JSON.stringify(event.detail.response).length;
    saved = sent;
    paused.hidden = true;
    keep();
  });
  form.addEventListener("w-autosave:error", event => {
    paused.hidden = !/network|server/.test(event.detail.type);
    box.hidden = paused.hidden && offer.hidden;
    if (!paused.hidden) timer ??= setTimeout(save, OFTENEST);
  });
  for (const link of document.querySelectorAll("[data-give-up]")) link.addEventListener("click", () => {
    isTouched = false;
    forget();
    window.addEventListener("w-unsaved:confirm", event => event.preventDefault(), { once: true });
  });

  function bringBack(draft, name) {
    const back = Object.assign(document.createElement("form"), { method: "post", action: form.action });
    const marks = [["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ["draft_key", name.split(":").pop()], ["show-again", "1"]];
    for (const [field, value] of [...draft.pairs, ...marks]) back.append(hidden(field, value));
    document.body.append(back);
    back.submit();
  }
  function show() {
    const here = compared(pairs()), list = offer.querySelector("ul");
    for (const name of drafts.names(place())) {
      const draft = drafts.read(name);
      if (name.endsWith(":" + key)) continue;
      if (Date.now() - draft.at > LONGEST || compared(draft.pairs) === here) { drafts.forget(name); continue; }
      const row = box.querySelector("template").content.cloneNode(true).firstElementChild;
      row.querySelector("time").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang);
      row.querySelector("[data-bring-back]").addEventListener("click", () => bringBack(draft, name));
      row.querySelector("[data-forget]").addEventListener("click", () => {
        drafts.forget(name);
        row.remove();
        offer.hidden = !list.children.length;
        box.hidden = offer.hidden && paused.hidden;
      });
      list.append(row);
    }
    offer.hidden = !list.children.length;
    if (!offer.hidden) box.hidden = false;
  }
  // The fields are built by scripts that come before and after this one.
  addEventListener("load", () => setTimeout(show, 400));
})();
