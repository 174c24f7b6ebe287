// Lists what is kept on this device: pages to read, forms to be sent.
(async () => {
  if (!navigator.serviceWorker || !window.caches) return;
  const { locale } = document.currentScript.dataset, part = name => document.querySelector(name);
  const known = await caches.match("/reader", { cacheName: "offline" }), reader = known ? await known.text() : "";
  const isHers = one => !(one.reader ?? one.person) || (one.reader ?? one.person) === reader;

  function row(list, one, words, isNoted) {
    const line = document.importNode(part("template").content, true).firstChild, [title, text, facts, actions] = line.children;
    Object.assign(title.firstChild, { href: one.path, textContent: one.title });
    text.textContent = words;
    text.hidden = !words;
    facts.firstChild.textContent = list.dataset.on + " " + new Date(one.at).toLocaleDateString(locale, { dateStyle: "long" });
    facts.lastChild.textContent = isNoted ? list.dataset.note : "";
    actions.firstChild.setAttribute("aria-label", actions.textContent + ": " + one.title);
    actions.firstChild.onclick = async () => {
      await caches.delete(JSON.stringify(one));
      show();
    };
    list.append(line);
  }

  async function show() {
    const all = (await caches.keys()).filter(name => name[0] === "{").map(name => JSON.parse(name)).filter(isHers).sort((one, other) => other.at - one.at);
    const pages = all.filter(one => one.kind === "page"), forms = all.filter(one => one.kind === "form");
    for (const one of all.filter(one => one.kind === "sent")) {
      part("[data-told]").append(" ", Object.assign(document.createElement("a"), { href: one.address, textContent: one.title }));
      part("[data-told]").hidden = false;
      await caches.delete(JSON.stringify(one));
    }
    const fields = await Promise.all(forms.map(async one => (await caches.match("/form", { cacheName: JSON.stringify(one) })).formData()));
    const lists = [part("[data-pages]"), part("[data-forms]")];
    for (const list of lists) list.textContent = "";
    for (const one of pages) row(lists[0], one, "", one.reader);
    forms.forEach((one, index) => row(lists[1], one, fields[index].get("text") || fields[index].get("message") || "", one.refused));
    part("[data-none]").hidden = pages.length;
    lists[1].parentElement.hidden = !forms.length;
  }

  part("[data-cannot]").hidden = true;
  part("[data-away]").hidden = /\/offline\/$/.test(location.pathname);
  navigator.serviceWorker.addEventListener("message", show);
  show();
})();
