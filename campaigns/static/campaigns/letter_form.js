/* The letter form, in place: read, sign and receipt without leaving the page.
 *
 * The name a visitor types has no `name` attribute and is read here only to propose initials; it
 * is never part of a request. Each step is fetched from the same address the form posts to, and
 * its element [data-letter-step] takes the place of the one before. Whatever goes wrong, the
 * form is still an ordinary form. ES2018, nothing to build, nothing inline.
 */
(function () {
  "use strict";

  var PATIENCE = 20000; // milliseconds until a request counts as failed
  var ANNOUNCE_AFTER = 800; // milliseconds of rest before a proposal is read aloud

  function step(place) {
    return place.querySelector("[data-letter-step]");
  }

  function status(place) {
    return place.querySelector("[data-letter-status]");
  }

  function say(place, text) {
    status(place).textContent = text || "";
  }

  function message(place, code) {
    return status(place).getAttribute("data-" + code.replace(/_/g, "-")) || "";
  }

  /* Initials ------------------------------------------------------------------------------ */

  function canPropose() {
    return Boolean(window.campaignsInitials) && window.campaignsInitials.of("A").ok;
  }

  function showNameError(field, input, text) {
    var error = field.querySelector("[data-letter-name-error]");
    error.textContent = text;
    error.hidden = !text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  function prepareName(place, form) {
    var field = form.querySelector("[data-letter-name]");
    var initials = form.querySelector("[data-letter-initials]");
    if (!field || !initials || !canPropose()) return;
    var input = field.querySelector("[data-letter-name-input]");
    var proposed = initials.value;
    var timer = 0;

    function propose() {
      var result = window.campaignsInitials.of(input.value);
      var corrected = initials.value !== "" && initials.value !== proposed;
      window.clearTimeout(timer);
      if (corrected) return result;
      proposed = result.ok ? result.initials : "";
      initials.value = proposed;
      if (!result.ok) return result;
      showNameError(field, input, "");
      timer = window.setTimeout(function () {
        say(place, message(place, "proposal") + " " + proposed);
      }, ANNOUNCE_AFTER);
      return result;
    }

    /* Only on submitting: an error that appears on leaving the field moves the button away from
     * under the pointer. */
    function judge() {
      var result = propose();
      var wanting = input.value.trim() !== "" && initials.value.trim() === "";
      showNameError(field, input, wanting && !result.ok ? message(place, result.code) : "");
      return !wanting;
    }

    field.hidden = false;
    input.addEventListener("input", propose);
    form.addEventListener("submit", function (event) {
      if (judge()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
    });
    if (input.value) propose();
  }

  /* Steps --------------------------------------------------------------------------------- */

  /* What a visitor has typed or an editor has worded, kept when a form comes back with errors. */
  function carryOver(from, to) {
    if (from.getAttribute("data-letter-step") !== "form") return;
    if (to.getAttribute("data-letter-step") !== "form") return;
    ["[data-letter-heading]", "[data-letter-submit]"].forEach(function (part) {
      var old = from.querySelector(part);
      var fresh = to.querySelector(part);
      if (old && fresh) fresh.textContent = old.textContent;
    });
    var oldName = from.querySelector("[data-letter-name-input]");
    var freshName = to.querySelector("[data-letter-name-input]");
    if (oldName && freshName) freshName.value = oldName.value;
  }

  function show(place, fresh) {
    var old = step(place);
    carryOver(old, fresh);
    /* The first step is kept for the way back, and forgotten once the letter is signed. */
    var reading = fresh.getAttribute("data-letter-step") === "read";
    place.letterBefore = reading ? old : null;
    old.replaceWith(fresh);
    say(place, "");
    prepare(place);
    var target =
      fresh.querySelector("[data-letter-errors]") || fresh.querySelector("[data-letter-heading]");
    if (target) target.focus();
  }

  function back(place, event) {
    var before = place.letterBefore;
    if (!before) return;
    event.preventDefault();
    step(place).replaceWith(before);
    place.letterBefore = null;
    var field = before.querySelector("[data-letter-initials]");
    if (field) field.focus();
  }

  function stepOf(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    var found = page.querySelector("[data-letter-step]");
    return found && document.importNode(found, true);
  }

  function send(form) {
    var patience = window.AbortController ? new AbortController() : null;
    var timer = patience && window.setTimeout(patience.abort.bind(patience), PATIENCE);
    return window
      .fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        signal: patience ? patience.signal : undefined,
      })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (html) {
        if (timer) window.clearTimeout(timer);
        var fresh = stepOf(html);
        if (!fresh) throw new Error("no step in the answer");
        return fresh;
      });
  }

  function setBusy(place, form, busy) {
    place.letterBusy = busy;
    form.setAttribute("aria-busy", String(busy));
    form.querySelectorAll("button").forEach(function (button) {
      if (busy) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
    if (busy) say(place, message(place, "busy"));
  }

  function showFailure(place, form) {
    var text = message(place, "failed");
    var note = form.querySelector(".c-failure") || document.createElement("p");
    note.className = "c-failure";
    note.textContent = text;
    form.appendChild(note);
    say(place, text);
    /* The next try goes the ordinary way. */
    form.letterPlain = true;
  }

  function submit(place, form, event) {
    if (place.letterBusy) {
      event.preventDefault();
      return;
    }
    if (form.letterPlain || form.letterButton) return;
    event.preventDefault();
    setBusy(place, form, true);
    send(form).then(
      function (fresh) {
        setBusy(place, form, false);
        show(place, fresh);
      },
      function () {
        setBusy(place, form, false);
        showFailure(place, form);
      }
    );
  }

  /* A button that leads elsewhere, to the PDF, is pressed the ordinary way. */
  function watchButtons(form) {
    form.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (button) form.letterButton = button.hasAttribute("data-letter-native");
    });
  }

  function prepare(place) {
    var form = step(place).querySelector("form");
    var link = step(place).querySelector("[data-letter-back]");
    if (link) link.addEventListener("click", back.bind(null, place));
    if (!form || !window.fetch || !window.URLSearchParams) return;
    prepareName(place, form);
    watchButtons(form);
    form.addEventListener("submit", submit.bind(null, place, form));
  }

  document.querySelectorAll("[data-letter-form]").forEach(function (place) {
    if (step(place)) prepare(place);
  });

  /* On a shared computer nobody finds a name by going back. */
  window.addEventListener("pagehide", function () {
    document.querySelectorAll("[data-letter-name-input]").forEach(function (input) {
      input.value = "";
    });
  });
})();
