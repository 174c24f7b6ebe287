// What is being written, kept on this device until it was sent or given up; signing out wipes it.
var drafts = {
  names: start => Object.keys(localStorage).filter(name => name.startsWith("draft:" + start)).map(name => name.slice(6)),
  read: name => JSON.parse(localStorage["draft:" + name] || "null"),
  keep(name, what) { localStorage["draft:" + name] = JSON.stringify(what); },
  forget(name) { localStorage.removeItem("draft:" + name); },
  sent(key) { for (const name of drafts.names("")) if ((name + localStorage["draft:" + name]).includes(key)) drafts.forget(name); },
};
(() => {
  // A page says what was saved, or the answer that led to this page did.
  const said = document.cookie.match(/(?:^|; )((?:__Host-)?sent)=([\w-]+)/);
  const keys = [...document.querySelectorAll("[data-sent]")].flatMap(part => part.dataset.sent.split(" "));
  for (const key of said ? [...keys, said[2]] : keys) if (key) drafts.sent(key);
  if (said) document.cookie = said[1] + "=; path=/; max-age=0" + (said[1] == "sent" ? "" : "; secure");
})();
