/* Lines of names become lines of initials before anything is sent, as on the letter form.
 *
 * A line of which no initials can be made stays, and the server says what is wrong with it.
 * Without this script the server does the same with every line at once.
 */
(function () {
  "use strict";

  function initialsOf(line) {
    var result = window.campaignsInitials.of(line);
    return result.ok ? result.initials : line;
  }

  function turn(field) {
    /* Asked for only now: the script that knows initials may come after this one. */
    if (!window.campaignsInitials || !window.campaignsInitials.of("A").ok) return;
    field.value = field.value
      .split("\n")
      .filter(function (line) {
        return line.trim() !== "";
      })
      .map(initialsOf)
      .join("\n");
  }

  document.querySelectorAll("[data-pack-form]").forEach(function (form) {
    var field = form.querySelector("[data-pack-names]");
    if (!field) return;
    field.addEventListener("change", turn.bind(null, field));
    form.addEventListener("submit", turn.bind(null, field));
    /* On a shared computer nobody finds initials by going back. */
    window.addEventListener("pagehide", function () {
      field.value = "";
    });
  });
})();
