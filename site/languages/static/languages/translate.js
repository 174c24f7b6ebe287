// Keeps what is typed on a sheet on this device until it is saved; saves it once the line is back.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const AGAIN = 30e3, place = form.dataset.draft + ":", mark = form.elements.form_key;
  const all = what => [...form.querySelectorAll(what)];
  const restored = form.querySelector("[data-restored]"), line = form.querySelector("[data-line]");
  const typed = all("textarea, input:not([type=hidden])");
  const versionOf = field => form.elements[field.name.replace(/^./, "v")];
  const words = text => text.replace(/\r?\n/g, " ").trim();
  const isBox = field => field.type === "checkbox";
  const isChanged = field => "unsaved" in field.dataset || (isBox(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
  const hide = (name, value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: value ?? "" }));
  let orphans = {}, wanted = "", isBusy = false, isDone = false, timer;

  function keep() {
    if (isDone) return;
    const fields = { ...orphans };
    for (const field of typed.filter(isChanged)) fields[field.name] = { value: isBox(field) || field.value, version: versionOf(field).value };
    const isEmpty = !Object.keys(fields).length;
    if (isEmpty) drafts.forget(place + mark.value);
    else drafts.keep(place + mark.value, { at: Date.now(), fields, wanted });
    return !isEmpty;
  }

  function bringBack() {
    const found = drafts.names(place).map(name => [name, drafts.read(name)]).sort(([, one], [, other]) => one.at - other.at);
    for (const [name, draft] of found) {
      for (const [key, { value, version }] of Object.entries(draft.fields)) {
        const field = typed.find(one => one.name === key);
        if (!field) {
          // Its paragraph is gone: it goes along, and the answer gives it back.
          if (!key.startsWith("t-") || !value) continue;
          orphans[key] = { value, version };
          hide(key, value);
          hide(key.replace(/^./, "v"), version);
        } else if (isBox(field)) field.checked = true;
        else if (words(field.value) !== words(value)) {
          field.value = value;
          versionOf(field).value = version;
        }
      }
      wanted = draft.wanted;
      // What was sent and not answered is known by its key, should it have arrived.
      if (found.length === 1) mark.value = name.slice(place.length);
      else drafts.forget(name);
    }
    restored.hidden = !keep();
    if (wanted && !restored.hidden) send();
  }

  function later() {
    line.textContent = form.dataset.offline;
    line.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(send, AGAIN);
  }
  async function send() {
    if (isBusy || !wanted) return;
    isBusy = true;
    clearTimeout(timer);
    const body = new FormData(form);
    body.set("act", wanted);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
      if (answer.ok) {
        const { address } = await answer.json();
        isDone = true;
        drafts.forget(place + mark.value);
        location.assign(address);
      } else if (answer.status >= 500) throw answer;
      else {
        // Refused, changed meanwhile, or signed out: the answer is a page that says so.
        hide("act", wanted);
        wanted = "";
        keep();
        form.submit();
      }
    } catch {
      isBusy = false;
      later();
    }
  }

  bringBack();
  form.addEventListener("submit", event => {
    event.preventDefault();
    wanted = event.submitter?.value || "save";
    keep();
    send();
  });
  addEventListener("online", send);
  form.addEventListener("input", keep);
  addEventListener("pagehide", keep);
  // Gone back to a page that was sent: what is typed now is another form.
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  form.addEventListener("reset", () => {
    for (const name of drafts.names(place)) drafts.forget(name);
    isDone = true;
    setTimeout(() => location.assign(form.action));
  });

  // One tap puts a suggestion into the field, or an agreed term where one writes.
  for (const part of all("[data-whole], [data-term]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: part.textContent, lang: part.lang, dir: part.dir });
    part.replaceWith(button);
    button.addEventListener("click", () => {
      const field = button.closest("li").querySelector("textarea");
      if ("whole" in part.dataset) field.value = part.textContent;
      else field.setRangeText(part.textContent, field.selectionStart, field.selectionEnd, "end");
      field.focus();
      keep();
    });
  }
}
