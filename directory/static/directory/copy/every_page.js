// On every page of a copy: shows the fields that lead to the search, which needs scripts, and says how old the copy is.
(function () {
  "use strict";

  document.querySelectorAll("form[data-needs-scripts]").forEach(function (form) { form.hidden = false; });
  var day = document.querySelector("[data-day]");
  if (day && window.COPY_DAY) day.textContent = window.COPY_DAY;
})();
