// Makes the way out quicker: blanks the page at once and answers to Shift, pressed three times in five seconds.
// Not Escape: browsers then stop loading pages. Works on the link that is already there, and stores nothing.
(function () {
  "use strict";

  var root = document.documentElement;
  var link = document.querySelector(".leave-link");
  var status = document.querySelector("[data-leave-status]");
  var keys = document.querySelector("[data-leave-keys]");
  var presses = 0;
  var withOther = false;
  var timer;

  if (!link) return;
  // Said by the script that does it: a text browser shows what is hidden, and knows no keys.
  if (keys) {
    keys.textContent = keys.getAttribute("data-leave-keys");
    keys.hidden = false;
  }

  function isShift(event) {
    return event.key === "Shift" || event.keyCode === 16;
  }

  function say(what) {
    if (status) status.textContent = what ? status.getAttribute("data-" + what) : "";
  }

  function blank() {
    root.className += " leaving";
    document.title = "\u200b";
  }

  function leave(event) {
    if (event) event.preventDefault();
    say("gone");
    blank();
    // Replaces this page in the history of the tab, so that Back does not lead here.
    window.location.replace(link.href);
  }

  function forget() {
    clearTimeout(timer);
    if (presses) say("still");
    presses = 0;
  }

  link.addEventListener("click", leave);

  // Shift held for a capital letter is typing, not leaving.
  document.addEventListener("keydown", function (event) {
    if (!isShift(event)) {
      withOther = event.shiftKey;
      forget();
    } else if (!event.repeat) {
      withOther = false;
    }
  });

  document.addEventListener("keyup", function (event) {
    if (!isShift(event) || withOther) return;
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) {
      leave();
    } else {
      say("more");
      timer = setTimeout(forget, 5000);
    }
  });

  // Coming Back to a page the browser kept whole: show it again, ready for another way out.
  var title = document.title;
  window.addEventListener("pageshow", function () {
    root.className = root.className.replace(/ ?\bleaving\b/g, "");
    document.title = title;
    presses = 0;
    say("");
  });
})();
