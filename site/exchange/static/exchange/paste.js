// Keeps the form of a text that is pasted from a text program: the box itself shows its words only.
(function () {
  "use strict";
  var box = document.querySelector("[data-paste]");
  var kept = box && document.getElementById(box.getAttribute("data-paste"));
  if (!kept) {
    return;
  }
  var words = "";
  box.addEventListener("paste", function (event) {
    var html = event.clipboardData && event.clipboardData.getData("text/html");
    var isWhole = !box.value || (box.selectionStart === 0 && box.selectionEnd === box.value.length);
    kept.value = "";
    if (html && isWhole) {
      setTimeout(function () {
        kept.value = html;
        words = box.value;
      }, 0);
    }
  });
  // What was changed by hand afterwards counts as it stands.
  box.addEventListener("input", function () {
    if (kept.value && box.value !== words) {
      kept.value = "";
    }
  });
})();
