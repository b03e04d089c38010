// Reads what somebody typed as directory/search does, by the tables in WORDS, from words/index.js, and the stems of stems.js.
// A question is a list of what is wanted; each can be found in several ways, and a way is a list of words that all have to be there.
var questionOf = (function () {
  "use strict";

  var english = new EnglishStemmer();
  var spanish = new SpanishStemmer();
  var marks = new RegExp("[" + WORDS.marks + "]", "gu");
  var others = new RegExp("[^\\p{L}\\p{N}]+", "gu");
  var letters = new RegExp("^\\p{L}+$", "u");
  var unspaced = new RegExp("^[" + WORDS.unspaced + "]", "u");
  var chunks = new RegExp("[" + WORDS.unspaced + "]+|[^" + WORDS.unspaced + "\\s]+", "gu");
  var spellings = [];
  WORDS.spellings.forEach(function (one) {
    // Some browsers cannot look behind; they miss British spelling, and nothing else.
    try { spellings.push([new RegExp(one[0]), one[1]]); } catch (unknown) { return; }
  });

  function fold(text) {
    var plain = text.replace(/\0/g, " ").normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
    return plain.replace(marks, "").replace(/['’`]/g, "").replace(others, " ").trim();
  }

  // What has to stand together: a word, or the letters of a run without spaces.
  function runs(text) {
    return (fold(text).match(chunks) || []).map(function (chunk) {
      var signs = Array.from(chunk);
      return unspaced.test(chunk) ? signs : [signs.slice(0, WORDS.longest).join("")];
    });
  }

  function forms(word) {
    if (!letters.test(word)) return [];
    var american = spellings.reduce(function (said, one) { return said.replace(one[0], one[1]); }, word);
    var found = [american, english.stemWord(american), spanish.stemWord(american)];
    return found.filter(function (form, at) { return form && form !== word && found.indexOf(form) === at; });
  }

  // Letters of writing without spaces are kept two by two.
  function pairs(run) {
    return run.length < 2 ? run : run.slice(1).map(function (letter, at) { return run[at] + " " + letter; });
  }

  function waysOf(run, isLast) {
    if (unspaced.test(run[0])) return [{ words: pairs(run) }];
    var isBegun = isLast && Array.from(run[0]).length >= WORDS.shortest;
    return [{ words: run, isBegun: isBegun }].concat(forms(run[0]).map(function (form) { return { words: [form] }; }));
  }

  function waysOfOther(phrase) {
    return phrase.length > 1 ? [{ words: [phrase.join(" ")] }] : waysOf(phrase, false);
  }

  function synonymsAt(telling, at) {
    for (var length = telling.length - at; length > 0; length -= 1) {
      var phrase = [].concat.apply([], telling.slice(at, at + length)).join(" ");
      if (Object.prototype.hasOwnProperty.call(WORDS.synonyms, phrase)) {
        return { length: length, others: WORDS.synonyms[phrase] };
      }
    }
    return { length: 1, others: [] };
  }

  // What is a condition; nothing, if all are small words.
  function tellingOf(asked) {
    function isPair(at) {
      return at >= 0 && at + 1 < asked.length && WORDS.pairs.indexOf(asked[at][0] + " " + asked[at + 1][0]) >= 0;
    }
    return asked.filter(function (run, at) {
      return WORDS.stop.indexOf(run[0]) < 0 && !isPair(at) && !isPair(at - 1);
    });
  }

  return function (text) {
    var asked = runs(text);
    var told = tellingOf(asked);
    var telling = told.length ? told : asked;
    var wanted = [];
    for (var at = 0; at < telling.length;) {
      var meant = synonymsAt(telling, at);
      var instead = [].concat.apply([], meant.others.map(waysOfOther));
      for (var end = at + meant.length; at < end; at += 1) {
        wanted.push(waysOf(telling[at], at === told.length - 1).concat(instead));
      }
    }
    return wanted.slice(0, WORDS.most);
  };
})();
