// Searches a copy that has no server. WORDS, from words/index.js, says in which file each word is; the files are loaded as they are
// needed, as scripts, because a page opened from a disk may load nothing else. Every group has a number, its place by name.
(function () {
  "use strict";

  var MOST = 100;
  // How well a group answers: 0 by its names, 1 by what it is about, 2 by anything else.
  var NOT = 3;
  var form = document.querySelector("[data-search]");
  var told = document.querySelector("[data-found]");
  var list = document.querySelector("[data-results]");
  if (!form || typeof questionOf === "undefined") return;

  var total = Number(form.getAttribute("data-total"));
  var atOnce = Number(form.getAttribute("data-at-once"));
  var mostRanked = Number(form.getAttribute("data-most-ranked"));
  var words = document.querySelector("script[src$='words/index.js']").getAttribute("src").replace("index.js", "");
  var choices = Array.from(form.querySelectorAll("select"));
  var pieces = {}, shown = {}, asked = 0;

  WORDS.take = function (number, said) { pieces[number] = said; };
  WORDS.show = function (number, groups) { shown[number] = groups; };

  // Loads the files that are not there yet, one after the other, and goes on when all are.
  function load(folder, kept, numbers, then) {
    var missing = numbers.filter(function (number) { return !kept[number]; });
    if (!missing.length) return then();
    var script = document.createElement("script");
    script.src = folder + missing[0] + ".js";
    script.onload = function () { load(folder, kept, missing.slice(1), then); };
    script.onerror = function () { told.textContent = told.getAttribute("data-missing"); };
    document.head.appendChild(script);
  }

  function unique(numbers) {
    return numbers.filter(function (number, at) { return numbers.indexOf(number) === at; });
  }

  function isOf(word, way) {
    return way.isBegun ? word.indexOf(way.words[0]) === 0 : word === way.words[0];
  }

  // In which files a word is, or those that begin with it: each begins with the word in `starts`.
  function filesOf(word, isBegun) {
    var found = [];
    WORDS.starts.forEach(function (start, number) {
      var next = WORDS.starts[number + 1];
      var ends = next === undefined || next > word;
      if (ends && (start <= word || (isBegun && start.indexOf(word) === 0))) found.push(number);
    });
    return found;
  }

  function filesOfWay(way) {
    return [].concat.apply([], way.words.map(function (word) { return filesOf(word, way.isBegun); }));
  }

  function nobody() {
    return new Uint8Array(total).fill(NOT);
  }

  // Says of every group how well it answers to one word.
  function havingWord(word, isBegun) {
    var having = nobody();
    filesOf(word, isBegun).forEach(function (file) {
      Object.keys(pieces[file]).forEach(function (said) {
        if (!isOf(said, { words: [word], isBegun: isBegun })) return;
        pieces[file][said].forEach(function (steps, tier) {
          var number = 0;
          steps.forEach(function (step) {
            number += step;
            having[number] = Math.min(having[number], tier);
          });
        });
      });
    });
    return having;
  }

  function worst(one, other) {
    return one.map(function (tier, number) { return Math.max(tier, other[number]); });
  }

  function best(one, other) {
    return one.map(function (tier, number) { return Math.min(tier, other[number]); });
  }

  function havingWay(way) {
    return way.words.map(function (word) { return havingWord(word, way.isBegun); }).reduce(worst);
  }

  function answering(wanted) {
    var having = wanted.map(function (ways) { return ways.map(havingWay).reduce(best, nobody()); }).reduce(worst);
    var found = [];
    having.forEach(function (tier, number) { if (tier < NOT) found.push(number); });
    if (found.length > mostRanked) return found;
    return found.sort(function (one, other) { return having[one] - having[other] || one - other; });
  }

  function add(parent, kind, text) {
    var element = document.createElement(kind);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function line(group) {
    var item = document.createElement("li");
    add(item, "a", group[0]).href = group[1] + "/index.html";
    add(item, "span", [group[2], group[3]].filter(Boolean).join(" · ")).className = "soft";
    return item;
  }

  function show(found) {
    while (list.firstChild) list.removeChild(list.firstChild);
    found.slice(0, MOST).forEach(function (number) {
      var group = shown[Math.floor(number / atOnce)][number % atOnce];
      if (group) list.appendChild(line(group));
    });
    var count = told.getAttribute("data-some") + " " + found.length + ".";
    told.textContent = !found.length ? told.getAttribute("data-none")
      : found.length > MOST ? count + " " + told.getAttribute("data-more") : count;
  }

  function search() {
    var turn = asked += 1;
    var wanted = questionOf(form.elements.q.value);
    choices.forEach(function (choice) {
      if (choice.value) wanted.push([{ words: ["=" + choice.name + "=" + choice.value] }]);
    });
    if (!wanted.length) {
      while (list.firstChild) list.removeChild(list.firstChild);
      told.textContent = "";
      return;
    }
    var needed = [].concat.apply([], [].concat.apply([], wanted).map(filesOfWay));
    load(words, pieces, unique(needed), function () {
      var found = answering(wanted);
      var places = found.slice(0, MOST).map(function (number) { return Math.floor(number / atOnce); });
      load("../found/", shown, unique(places), function () { if (turn === asked) show(found); });
    });
  }

  form.hidden = false;
  document.querySelector("[data-without]").hidden = true;
  // The words stay in the page: no address and no history gets them from here.
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  var given = new URLSearchParams(window.location.search);
  Array.from(form.elements).forEach(function (field) {
    if (field.name && given.has(field.name)) field.value = given.get(field.name);
  });
  // What was chosen in an address can be seen.
  document.querySelector("[data-narrow]").open = choices.some(function (choice) { return choice.value; });
  search();
})();
