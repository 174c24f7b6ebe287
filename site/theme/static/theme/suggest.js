// Completes what is typed; without it the form is whole.
const part = document.querySelector("[data-suggest]"), [field, list, said] = part.children;
let timer, sent;

const stop = () => { clearTimeout(timer); sent?.abort() };

const show = html => {
  stop();
  list.innerHTML = html;
  said.textContent = html && list.firstChild.dataset.said;
};

const ask = () => fetch(part.dataset.suggest + encodeURIComponent(field.value), sent = new AbortController())
  .then(got => got.ok ? got.text() : "").then(show, () => 0);

field.oninput = () => {
  stop();
  field.value.trim()[1] ? timer = setTimeout(ask, 250) : show("");
};

part.onkeydown = event => {
  const stops = [field, ...list.querySelectorAll("a")], here = stops.indexOf(event.target);
  const next = { ArrowDown: stops[here + 1], ArrowUp: stops[here - 1], Escape: field }[event.key];
  if (!next || !stops[1]) return;
  event.preventDefault();
  next.focus();
  event.key == "Escape" && show("");
};

list.onmousedown = () => false;
