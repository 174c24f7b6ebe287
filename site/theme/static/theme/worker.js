// Without a line, answers with what was saved; once it is back, sends the forms that wait.
// Each cache is one thing kept: its name says in JSON what it is.
const MONTH = 30 * 864e5, PATIENCE = 8e3, NOT_OURS = /^\/(admin|api|documents|media)\//;
const open = one => caches.open(JSON.stringify(one));
const drop = one => caches.delete(JSON.stringify(one));
const held = async kind => (await caches.keys()).filter(name => name[0] === "{").map(name => JSON.parse(name)).filter(one => one.kind === kind);

// Private pages are for one account, while it is signed in here, and for a month.
async function tidy(now) {
  const offline = await caches.open("offline"), known = await offline.match("/reader");
  const reader = now ?? (known ? await known.text() : "");
  if (now !== undefined) await offline.put("/reader", new Response(now));
  for (const one of await held("page")) {
    if (one.reader && (one.reader !== reader || one.at < Date.now() - MONTH)) await drop(one);
  }
}

async function saved(path) {
  await tidy();
  return caches.match(path, { ignoreVary: true });
}

async function instead(path) {
  const offline = await caches.open("offline"), pages = (await offline.keys()).filter(({ url }) => url.endsWith("/offline/"));
  const own = pages.find(({ url }) => new URL(url).pathname.startsWith(path.slice(0, path.indexOf("/", 1) + 1)));
  return pages.length ? offline.match(own || pages[0], { ignoreVary: true }) : Response.error();
}

// As everybody sees it: a script fills it in.
async function keepList(path) {
  const offline = await caches.open("offline");
  await offline.add(new Request(path, { credentials: "omit" }));
  const html = await (await offline.match(path)).text();
  await offline.addAll([...html.matchAll(/<script [^>]*src="([^"]+)"/g)].map(found => found[1]));
}

async function page(line, path) {
  const slow = new Promise(done => setTimeout(done, PATIENCE)).then(() => saved(path)).then(copy => copy || line);
  try {
    return await Promise.race([line, slow]);
  } catch {
    return await saved(path) || instead(path);
  }
}

// A page out of the history says nothing of who reads now.
async function arrived(answer, isOld) {
  if (!isOld && answer.ok && /html/.test(answer.headers.get("Content-Type"))) await tidy(answer.headers.get("Reader") || "");
  return send();
}

// One after the other: whoever asks while the line breaks is not lost with the one before.
let sending = Promise.resolve();
const send = () => sending = sending.catch(() => 0).then(sendAll);

async function sendAll() {
  const tried = new Set(), next = async () => (await held("form")).find(one => !one.refused && !tried.has(one.key));
  let one = await next();
  if (!one) return;
  const { person, token } = await (await fetch(one.path.slice(0, one.path.indexOf("/", 1)) + "/offline/token/", { cache: "no-store" })).json();
  for (; one; one = await next()) {
    tried.add(one.key);
    if (one.person && one.person !== person) continue;
    const data = await (await (await open(one)).match("/form")).formData();
    if (data.has("csrfmiddlewaretoken")) data.set("csrfmiddlewaretoken", token);
    const answer = await fetch(one.path, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (answer.status === 429 || answer.status >= 500) continue;
    if (/json/.test(answer.headers.get("Content-Type"))) {
      const { address } = await answer.json();
      await open({ kind: "sent", key: one.key, title: one.title, person: one.person, at: Date.now(), address });
    } else await (await open({ ...one, refused: true })).put("/form", await (await open(one)).match("/form"));
    await drop(one);
    for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage("sent");
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil(clients.claim().then(send).catch(() => 0)));
addEventListener("message", event => event.waitUntil((event.data === "send" ? send() : keepList(event.data)).catch(() => 0).then(() => event.ports.forEach(port => port.postMessage("done")))));
addEventListener("sync", event => event.waitUntil(send()));
addEventListener("fetch", event => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || NOT_OURS.test(pathname)) return;
  if (request.mode === "navigate") {
    const line = fetch(request);
    event.waitUntil(line.then(answer => arrived(answer, request.cache === "force-cache")).catch(() => 0));
    event.respondWith(page(line, pathname));
  } else if (/image|script/.test(request.destination)) {
    event.respondWith(fetch(request).catch(async () => await caches.match(request.url, { ignoreVary: true }) || Response.error()));
  }
});
