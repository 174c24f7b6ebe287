// Keeps a form that could not be sent on this device; the worker sends it once the line is back.
(() => {
  const { serviceWorker } = navigator, { reader, kept, told } = document.currentScript.dataset;
  if (!serviceWorker || !window.caches) return;
  const offline = location.pathname.slice(0, location.pathname.indexOf("/", 1)) + "/offline/", JSON_ONLY = { Accept: "application/json" };
  const forms = [...document.querySelectorAll("form[data-keep]")];
  const wake = what => serviceWorker.register("/sw.js").then(() => serviceWorker.ready).then(worker => worker.active.postMessage(what)).catch(() => 0);

  function note(text, address) {
    const line = Object.assign(document.createElement("p"), { className: "note" });
    line.setAttribute("role", "status");
    line.append(Object.assign(document.createElement("a"), { href: address, textContent: text }));
    return line;
  }

  // Each form is a cache of its own, whose name says in JSON what it is.
  async function keep(form, data, key) {
    const one = { kind: "form", key, path: new URL(form.action).pathname, title: document.querySelector("h1").textContent, person: reader, at: Date.now() };
    await (await caches.open(JSON.stringify(one))).put("/form", new Response(data));
    if (reader) await (await caches.open("offline")).put("/reader", new Response(reader));
    const line = note(kept, offline);
    line.dataset.waits = "";
    form.replaceWith(line);
    (await serviceWorker.ready).sync?.register("send").catch(() => 0);
  }

  async function send(form, { name, value }) {
    const data = new FormData(form), key = data.get("form_key") || data.get("once") || crypto.getRandomValues(new Uint32Array(3)).join("-");
    if (name) data.set(name, value);
    if (!data.has("form_key")) data.set("once", key);
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: JSON_ONLY });
      if (answer.status >= 500) throw answer;
      if (/json/.test(answer.headers.get("Content-Type"))) return location.assign((await answer.json()).address);
    } catch {
      return keep(form, data, key);
    }
    // Refused: the answer is a page that says why.
    if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.submit();
  }

  async function tell() {
    for (const name of await caches.keys()) if (name.startsWith('{"kind":"sent"')) {
      const one = JSON.parse(name);
      if ((one.person && one.person !== reader) || !await caches.delete(name)) continue;
      for (const line of document.querySelectorAll("[data-waits]")) line.remove();
      if (window.drafts) drafts.sent(one.key);
      document.querySelector("main").prepend(note(`${told} ${one.title}`, one.address));
    }
  }

  for (const form of forms) {
    let isSent;
    // Whoever begins to write can then see, without a line too, what waits.
    form.addEventListener("input", () => wake(offline), { once: true });
    form.addEventListener("submit", event => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      isSent = isSent || send(form, event.submitter || document.activeElement).catch(() => form.submit());
    });
  }
  serviceWorker.addEventListener("message", tell);
  addEventListener("online", () => wake("send"));
  wake("send");
  tell();
})();
