// Searches a copy that has no server: GROUPS, from names.js, holds [name, address, place, words as compared].
(function () {
  "use strict";

  var MOST = 100;
  var form = document.querySelector("[data-search]");
  var found = document.querySelector("[data-found]");
  var list = document.querySelector("[data-results]");

  if (!form || typeof GROUPS === "undefined") return;
  form.hidden = false;
  document.querySelector("[data-without]").hidden = true;

  // As directory/search/folding.py does it, as far as a browser can.
  function fold(text) {
    var plain = text.normalize ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text;
    return plain.toLowerCase().replace(/['’`]/g, "").replace(/[\s!-\/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f]+/g, " ").trim();
  }

  function matching(text) {
    var words = text.split(" ");
    var first = [], others = [];
    GROUPS.forEach(function (group) {
      var said = " " + group[3];
      var hasAll = words.every(function (word) { return said.indexOf(" " + word) >= 0; });
      if (hasAll) (said.indexOf(" " + text) === 0 ? first : others).push(group);
    });
    return first.concat(others);
  }

  function line(group) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    var name = document.createElement("span");
    var place = document.createElement("span");
    link.href = group[1] + "/index.html";
    name.textContent = group[0];
    place.className = "count";
    place.textContent = group[2];
    link.appendChild(name);
    link.appendChild(document.createTextNode(" "));
    link.appendChild(place);
    item.appendChild(link);
    return item;
  }

  function show(typed) {
    var text = fold(typed);
    var groups = text ? matching(text) : [];
    var what = groups.length > MOST ? "more" : groups.length ? "some" : "none";
    while (list.firstChild) list.removeChild(list.firstChild);
    groups.slice(0, MOST).forEach(function (group) { list.appendChild(line(group)); });
    found.textContent = text ? found.getAttribute("data-" + what) : "";
  }

  // The words stay in the page: no address and no history gets them from here.
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    show(form.elements.q.value);
  });

  var given = /[?&]q=([^&]*)/.exec(window.location.search);
  if (given) {
    try {
      form.elements.q.value = decodeURIComponent(given[1].replace(/\+/g, " "));
    } catch (malformed) {
      return;
    }
    show(form.elements.q.value);
  }
})();
