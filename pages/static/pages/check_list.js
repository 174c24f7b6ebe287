// The check-list of the editing screen: lines lead to their block, and follow what is saved.
(function () {
  "use strict";

  let said = "";

  function open(block) {
    for (let part = block; part; part = part.parentElement) {
      if (part.hidden) part.dispatchEvent(new Event("beforematch", { bubbles: true }));
    }
  }

  function lead(event) {
    const link = event.target.closest("[data-check-list-target]");
    const block = link && document.querySelector(link.dataset.checkListTarget);
    if (!block) return;
    event.preventDefault();
    open(block);
    if (block.tabIndex < 0) block.tabIndex = -1;
    block.scrollIntoView({ block: "start" });
    block.focus({ preventScroll: true });
  }

  async function renew(event) {
    const panel = document.querySelector("[data-check-list]");
    const saved = event.detail && event.detail.response;
    if (!panel || !saved) return;
    const address = panel.dataset.checkList.replace("/0/", `/${saved.pk}/`);
    const answer = await fetch(address, { credentials: "same-origin" });
    const lines = answer.ok ? await answer.text() : said;
    if (lines === said) return; // a list that stays is not read aloud again
    said = lines;
    panel.querySelector("[data-check-list-lines]").innerHTML = lines;
  }

  // Saves what is not saved yet, upon which the list follows: see the script of writing.
  function again(event) {
    if (event.target.closest("[data-check-again]")) document.dispatchEvent(new Event("save-now"));
  }

  function offer() {
    for (const button of document.querySelectorAll("[data-check-again]")) button.hidden = false;
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offer);
  else offer();
  document.addEventListener("click", again);
  document.addEventListener("click", lead);
  document.addEventListener("w-autosave:success", renew);
})();
