// Shows what needs a passkey where the browser has them, and says so when one was not given.
(function () {
  "use strict";
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-passkey]").forEach(function (part) { part.hidden = false; });
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    document.getElementById("passkey-failed").hidden = false;
  });
})();
