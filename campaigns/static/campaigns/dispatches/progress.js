// Brings the progress of a dispatch up to date while it is drawn, and the whole page once it is.
const EVERY_MS = 2000;

async function refresh() {
  const shown = document.querySelector("[data-dispatch-working]");
  if (!shown) return;
  const answer = await fetch(window.location.href, { credentials: "same-origin" }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-dispatch-working]");
    if (!fresh) return window.location.reload();
    for (const part of ["label", "progress"]) {
      shown.querySelector(part).replaceWith(fresh.querySelector(part));
    }
  }
  setTimeout(refresh, EVERY_MS);
}

setTimeout(refresh, EVERY_MS);
