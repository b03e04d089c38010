// Somebody who types is there: tell the desk now and then, so that a long review is not signed out half-way.
(function () {
  "use strict";
  var address = document.currentScript.getAttribute("data-address"), told = Date.now(), EVERY = 5 * 60 * 1000;
  document.addEventListener("input", function () {
    if (Date.now() - told < EVERY) return;
    told = Date.now();
    fetch(address, { credentials: "same-origin" }).catch(function () { /* next time */ });
  });
})();
