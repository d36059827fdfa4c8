/* What the letter or page looks like, and what is wrong with it, while somebody types. */

import { token } from "./desk_token.js";

const PAUSE = 800;

/** Frames what `segments` make; they say `dirty`, `pk`, `field` and `show(messages)`. */
export function watch(desk, segments) {
  const frame = desk.querySelector("[data-frame]");
  const gates = desk.querySelector("[data-gates]");
  const { pdf, sheet, page, title } = frame.dataset;
  let coming = null;
  let asked = 0;
  let timer;
  let last = "";

  const typed = () => segments.filter((each) => each.dirty).map((each) => [`text-${each.pk}`, each.field.value]);

  const field = (name, value) => Object.assign(document.createElement("textarea"), { name, value });

  /** The new picture is drawn behind the old one and takes its place when it is there. */
  function draw() {
    coming?.remove();
    coming = document.createElement("iframe");
    coming.title = title;
    coming.name = `desk-preview-${(asked += 1)}`;
    coming.dataset.coming = "";
    const own = coming;
    frame.append(own);
    if (page) own.src = page;
    else post(own.name);
    own.addEventListener("load", () => {
      if (own !== coming || own.contentDocument?.URL === "about:blank") return;
      delete own.dataset.coming;
      for (const old of frame.querySelectorAll("iframe")) if (old !== own) old.remove();
      coming = null;
    });
  }

  /** What is typed goes along and is not stored; a form, for an answer that is a file. */
  function post(target) {
    const form = document.createElement("form");
    const action = navigator.pdfViewerEnabled ? `${pdf}#toolbar=0&navpanes=0&view=FitH` : sheet;
    Object.assign(form, { method: "post", action, target, hidden: true });
    for (const [name, value] of [["csrfmiddlewaretoken", token()], ...typed()]) form.append(field(name, value));
    desk.append(form);
    form.submit();
    form.remove();
  }

  async function judge() {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    for (const [name, value] of typed()) body.set(name, value);
    let told;
    try {
      const answer = await fetch(desk.dataset.gatesAt, { method: "POST", body });
      told = await answer.json();
    } catch {
      return; // no connection: the desk says so at the field
    }
    show(told);
  }

  const item = (text) => Object.assign(document.createElement("li"), { textContent: text });

  function show({ faults, missing }) {
    const said = gates.querySelector("[data-missing]");
    said.textContent = missing;
    said.hidden = !missing;
    gates.querySelector("[data-good]").hidden = Boolean(faults.length || missing);
    gates.querySelector("[data-all-faults]").replaceChildren(...faults.map((each) => linked(each)));
    desk.querySelector("[data-fault-count]").textContent = faults[0]?.message ?? missing;
    for (const each of segments) {
      const mine = faults.filter((fault) => String(fault.segment) === each.pk);
      // What the server said of it stands until the person does something about it.
      if (mine.length || each.touched) each.show(mine.map((fault) => fault.message));
    }
  }

  function linked({ segment, message }) {
    if (!segment) return item(message);
    const link = Object.assign(document.createElement("a"), { textContent: message, href: `#text-${segment}` });
    const line = document.createElement("li");
    line.append(link);
    return line;
  }

  function soon(work, pause = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(work, pause);
  }

  /** Saving what was drawn already shows nothing new; a page is drawn from what is stored. */
  const everything = (saved = false) => {
    const now = JSON.stringify(segments.map((each) => each.field.value));
    if (now !== last) judge();
    if (now !== last || (page && saved)) draw();
    last = now;
  };

  document.addEventListener("desk:typed", () => soon(page ? judge : everything));
  document.addEventListener("desk:saved", () => soon(() => everything(true), 100));
  everything();
}
