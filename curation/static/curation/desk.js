// Keys for the questions: 1–4 choose, j and k move, Ctrl+Enter saves. Everything works without them.
(function () {
  "use strict";
  var form = document.querySelector("form[data-keys]");
  if (!form) return;

  // Leaving with answers that are not saved: the browser asks first.
  var isSent = false, isChanged = false;
  form.addEventListener("input", function (event) { if (!event.target.hasAttribute("data-keys-switch")) isChanged = true; });
  form.addEventListener("submit", function () { isSent = true; });
  window.addEventListener("beforeunload", function (event) { if (isChanged && !isSent) event.preventDefault(); });

  var wanted = form.querySelector("[data-keys-switch]");
  if (!wanted) return;
  var NAME = "desk-keys-off";
  var questions = Array.prototype.slice.call(form.querySelectorAll("fieldset.question"));
  var at = -1;
  try { wanted.checked = localStorage.getItem(NAME) !== "1"; } catch (error) { /* no storage: on */ }
  wanted.addEventListener("change", function () {
    try { localStorage.setItem(NAME, wanted.checked ? "0" : "1"); } catch (error) { /* for this page only */ }
  });
  function go(step) {
    at = Math.min(Math.max(at + step, 0), questions.length - 1);
    var radio = questions[at] && (questions[at].querySelector(".grade input:checked") || questions[at].querySelector(".grade input"));
    if (radio) { radio.focus(); questions[at].scrollIntoView({ block: "start" }); }
  }
  function choose(number) {
    var radio = questions[at] && questions[at].querySelectorAll(".grade input")[number - 1];
    if (!radio) return;
    radio.checked = true;
    radio.focus();
    isChanged = true;
  }
  form.addEventListener("focusin", function (event) {
    var inside = questions.indexOf(event.target.closest("fieldset.question"));
    if (inside >= 0) at = inside;
  });
  document.addEventListener("keydown", function (event) {
    var save = form.querySelector("button.default[value=save]");
    if (event.ctrlKey && event.key === "Enter" && save && form.contains(document.activeElement)) {
      event.preventDefault();
      save.click();
      return;
    }
    var target = event.target;
    var typing = /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && target.type !== "radio");
    if (typing || !wanted.checked || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "j") go(1);
    if (event.key === "k") go(-1);
    if (/^[1-4]$/.test(event.key)) choose(Number(event.key));
  });
})();
