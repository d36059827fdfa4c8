/* At a stand: the next person finds an empty form, and nothing by going back.
 *
 * "Next person" puts a fresh page in the place of this one, so that the history has no page with
 * what was entered. What a browser keeps of a page that was left (its back/forward cache) shows
 * no initials either: fields are emptied on leaving, a letter being read is asked for anew.
 */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-letter-next]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    var place = link.href.split("#");
    /* To another fragment of the same page would load nothing. */
    if (place[0] === window.location.href.split("#")[0]) {
      window.history.replaceState(null, "", link.href);
      window.location.reload();
    } else {
      window.location.replace(link.href);
    }
  });

  window.addEventListener("pagehide", function () {
    document.querySelectorAll("[data-letter-step] form").forEach(function (form) {
      form.querySelectorAll("input[type=text]").forEach(function (field) {
        field.value = "";
      });
    });
  });

  window.addEventListener("pageshow", function (event) {
    var link = document.querySelector("[data-letter-step=read] [data-letter-next]");
    if (event.persisted && link) window.location.replace(link.href);
  });

  /* The address names the field of the initials; where there is one for the name, it is first. */
  function begin() {
    var initials = document.getElementById(window.location.hash.slice(1));
    var form = initials && initials.form;
    var name = form && form.querySelector("[data-letter-name]:not([hidden]) input");
    if (initials) (name || initials).focus();
  }

  if (/^#initials-/.test(window.location.hash)) {
    /* After the browser, which goes to the field of the address once the page is there. */
    window.addEventListener("load", function () {
      window.setTimeout(begin, 0);
    });
  }
})();
