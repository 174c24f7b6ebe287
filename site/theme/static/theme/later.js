// Saves a page, with its photos, to be read without a line.
(() => {
  const { serviceWorker } = navigator, { reader: me, locale } = document.currentScript.dataset;
  if (!serviceWorker || !window.caches) return;
  const path = location.pathname, part = document.querySelector("[data-later]"), [button, line] = part.children;

  // A cache for each page, named in JSON.
  const drop = one => caches.delete(JSON.stringify(one));
  const here = async () => (await caches.keys()).filter(name => name[0] === "{").map(name => JSON.parse(name)).filter(one => one.kind === "page" && one.path === path);
  const when = one => `${part.dataset.saved} ${new Date(one.at).toLocaleDateString(locale, { dateStyle: "long" })}. ${one.reader && part.dataset.private} `;
  const say = text => {
    line.firstChild.data = text;
    line.hidden = false;
  };

  async function keepSmallest(image, cache) {
    if (image.closest("details") || image.src.startsWith("data:")) return;
    const whole = image.closest("picture") || image, drawn = document.importNode(whole, true);
    for (const source of drawn.querySelectorAll("source")) {
      source.srcset = source.srcset.split(" ")[0];
      source.removeAttribute("sizes");
    }
    const own = drawn.matches("img") ? drawn : drawn.querySelector("img");
    own.loading = "eager";
    await own.decode().catch(() => 0);
    image.src = own.currentSrc || own.src;
    image.removeAttribute("loading");
    whole.replaceWith(image);
    await cache.add(image.src).catch(() => 0);
  }

  async function save() {
    let answer = me && await fetch(path, { credentials: "omit", headers: { "Save-Data": part.dataset.light } });
    if (!answer.ok) answer = await fetch(path);
    if (!answer.ok) throw answer;
    const reader = /public/.test(answer.headers.get("Cache-Control")) ? "" : answer.headers.get("Reader") || "";
    const one = { kind: "page", path, title: document.querySelector("h1").textContent, at: Date.now(), reader };
    const cache = await caches.open(JSON.stringify(one));
    try {
      const copy = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const gone of copy.querySelectorAll("script, [data-later], [data-keep]")) gone.remove();
      await Promise.all([...copy.images].map(image => keepSmallest(image, cache)));
      const note = Object.assign(copy.createElement("p"), { className: "note", textContent: when(one) });
      copy.querySelector("main").prepend(note);
      const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") };
      await cache.put(path, new Response("<!doctype html>" + copy.documentElement.outerHTML, { headers }));
    } catch (fault) {
      await drop(one);
      throw fault;
    }
    for (const other of await here()) if (other.at !== one.at) await drop(other);
    if (reader) await (await caches.open("offline")).put("/reader", new Response(reader));
    return one;
  }

  // The worker keeps the list of all that is saved.
  async function keepList() {
    const { port1, port2 } = new MessageChannel(), told = new Promise(done => { port1.onmessage = done; });
    await serviceWorker.register("/sw.js");
    (await serviceWorker.ready).active.postMessage(line.lastChild.pathname, [port2]);
    return told;
  }

  button.onclick = async () => {
    button.disabled = true;
    try {
      const [one] = await Promise.all([save(), keepList()]);
      say(when(one));
    } catch {
      say(part.dataset.failed + " ");
    }
    button.disabled = false;
  };
  here().then(([one]) => {
    if (one && (!one.reader || one.reader === me)) say(when(one));
    part.hidden = false;
  });
})();
