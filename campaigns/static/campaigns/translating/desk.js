/* The desk with a script: saves by itself, says so, outlives lost connections, obeys keys.
   Without it every segment is a form of its own. */

import { drafts } from "./desk_drafts.js";
import "./desk_head.js";
import { watch } from "./desk_preview.js";
import { token } from "./desk_token.js";

const desk = document.querySelector("[data-desk]");
const says = desk.dataset;
const kept = drafts.of(says.account, says.desk);
const PAUSE = 1500;
const ANSWER = 20000; // after that a request counts as lost
const LONGEST_WAIT = 30000;
const segments = [];
let leaving = false;

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

class Segment {
  constructor(section) {
    this.section = section;
    this.form = section.querySelector(".desk-form");
    this.field = this.form.elements.text;
    this.status = section.querySelector("[data-status]");
    this.pk = section.dataset.segment;
    this.stored = this.field.defaultValue;
    this.wait = 2000;
    this.restore();
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => this.dirty && this.save());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    for (const button of section.querySelectorAll("[data-before]"))
      button.addEventListener("click", () => this.wrap(button.dataset));
    section.querySelector("[data-use-earlier]")?.addEventListener("click", () => {
      this.put(section.querySelector("[data-earlier]").textContent);
    });
    this.grow();
  }

  get dirty() {
    return this.field.value !== this.stored;
  }

  get open() {
    return this.section.dataset.state !== "done" || this.dirty;
  }

  /** What an earlier life of this tab had typed; under the source of then if that has changed. */
  restore() {
    const draft = kept.at(this.section.dataset.place);
    if (!draft || draft.text === this.stored) return;
    if (draft.string === this.section.dataset.string) {
      this.field.value = draft.text;
      this.say(says.saysRestored);
      this.later(PAUSE);
      return;
    }
    const old = document.createElement("p");
    old.append(`${says.saysOlder} `, Object.assign(document.createElement("q"), { textContent: draft.text }));
    this.form.append(old);
  }

  put(text) {
    this.field.value = text;
    this.typed();
    this.field.focus();
  }

  typed() {
    this.touched = true;
    this.grow();
    const { place, string } = this.section.dataset;
    if (this.dirty) kept.keep(place, string, this.field.value);
    else kept.drop(place);
    this.say(this.dirty ? says.saysUnsaved : "");
    tell("desk:typed");
    this.later(PAUSE);
  }

  later(time) {
    clearTimeout(this.timer);
    if (this.dirty || this.owed) this.timer = setTimeout(() => this.save(), time);
  }

  grow() {
    this.field.style.blockSize = "auto";
    this.field.style.blockSize = `${this.field.scrollHeight + 2}px`;
  }

  /** Around the selected words, or in their place. */
  wrap({ before, after }, instead = false) {
    const { selectionStart: from, selectionEnd: to, value } = this.field;
    const words = instead ? "" : value.slice(from, to);
    this.field.focus();
    this.field.setRangeText(before + words + after, from, to, "end");
    if (!words) this.field.selectionEnd = from + before.length;
    this.typed();
  }

  submitted(event) {
    event.preventDefault();
    this.save(event.submitter?.value ?? "save");
  }

  /** One request at a time; what is typed meanwhile goes with the next one. */
  save(action = "save") {
    clearTimeout(this.timer);
    const before = this.running ?? Promise.resolve();
    this.running = before.then(() => this.send(action)).catch(() => this.lost(says.saysOffline));
    return this.running;
  }

  async send(action) {
    if (!this.dirty && !this.owed && action !== "confirm") return;
    if (action === "confirm") this.owed = action;
    const text = this.field.value;
    const body = new FormData(this.form);
    body.set("action", this.owed ?? action);
    if (this.unanswered !== undefined) body.set("attempted", this.unanswered);
    this.say(says.saysSaving);
    let answer;
    try {
      body.set("csrfmiddlewaretoken", token());
      const headers = { Accept: "application/json" };
      const signal = AbortSignal.timeout(ANSWER);
      const sent = { method: "POST", body, headers, signal, keepalive: true };
      answer = await fetch(this.form.getAttribute("action"), sent);
    } catch {
      this.unanswered = text;
      this.lost(says.saysOffline);
      return;
    }
    await this.answered(answer, text);
  }

  async answered(answer, text) {
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    if (!isJson) {
      this.lost(answer.redirected || answer.status === 403 ? says.saysStranger : says.saysOffline);
      return;
    }
    const told = await answer.json();
    this.wait = 2000;
    if (answer.ok) this.saved(told, text);
    else if (answer.status === 409) this.disputed(told);
    else this.refused(told.messages);
  }

  /** Tries again, less and less often, and at once when the connection returns. */
  lost(words) {
    this.say(words);
    this.waiting = true;
    this.later(this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  saved(told, text) {
    this.waiting = false;
    this.owed = undefined;
    this.unanswered = undefined;
    this.stored = text;
    this.form.elements.seen.value = told.changed;
    this.section.dataset.state = told.state;
    this.section.querySelector("[data-pill]").innerHTML = told.pill;
    if (told.state !== "machine") this.form.querySelector("[data-confirm]")?.remove();
    this.show([]);
    this.form.querySelector("[data-conflict-place]").replaceChildren();
    if (this.dirty) this.later(PAUSE);
    else kept.drop(this.section.dataset.place);
    this.say(this.dirty ? says.saysUnsaved : says.saysSaved);
    tell("desk:saved", told);
  }

  refused(messages) {
    this.owed = undefined;
    this.say(says.saysRefused);
    this.show(messages);
  }

  /** Shows what stands there now beside what was typed; the person decides. */
  disputed(told) {
    this.say(says.saysConflict);
    const place = this.form.querySelector("[data-conflict-place]");
    place.replaceChildren(this.form.querySelector("[data-conflict]").content.cloneNode(true));
    place.querySelector("[data-theirs]").textContent = told.text;
    this.form.elements.seen.value = told.changed;
    place.querySelector("[data-keep-mine]").onclick = () => this.save();
    place.querySelector("[data-take-theirs]").onclick = () => {
      this.field.value = told.text;
      this.grow();
      this.saved(told, told.text);
    };
  }

  say(words) {
    this.status.textContent = words;
  }

  /** The messages of the last answer, or of the gates, at this field. */
  show(messages) {
    const list = this.section.querySelector("[data-faults]");
    list.replaceChildren(
      ...messages.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
    );
    if (messages.length) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
  }

  enter() {
    this.field.focus({ preventScroll: true });
    this.section.scrollIntoView({ block: "center" });
  }
}

const current = () => segments.findIndex((each) => each.section.contains(document.activeElement));

function next(from) {
  const order = [...segments.slice(from + 1), ...segments.slice(0, from + 1)];
  (order.find((each) => each.open) ?? order[0])?.enter();
}

document.addEventListener("keydown", (event) => {
  const at = current();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at >= 0) {
    event.preventDefault();
    const here = segments[at];
    here.save(here.section.dataset.state === "machine" ? "confirm" : "save").then(() => {
      if (!here.dirty && current() === at) next(at);
    });
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && event.altKey && segments.length) {
    event.preventDefault();
    segments[(at + step + segments.length) % segments.length].enter();
  }
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-next]")) return;
  event.preventDefault();
  next(current());
});

/** Terms and earlier translations, beside a segment: into its field, and saved from there. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  const segment = segments.find((each) => each.pk === button?.dataset.for);
  if (!segment) return;
  event.preventDefault();
  const { insert, insertAt } = button.dataset;
  if (insertAt === "cursor") segment.wrap({ before: insert, after: "" }, true);
  else segment.put(insert);
});

const renew = ({ target }) => {
  const field = target.elements.csrfmiddlewaretoken;
  if (field) field.value = token();
};
document.addEventListener("submit", renew, true);

/** Handing in, publishing, files: first everything that is typed. */
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-finish]") || !segments.some((each) => each.dirty)) return;
  event.preventDefault();
  await Promise.all(segments.filter((each) => each.dirty).map((each) => each.save()));
  const left = segments.find((each) => each.dirty);
  if (left) return left.enter();
  leaving = true;
  event.target.submit();
});

window.addEventListener("online", () => segments.forEach((each) => each.waiting && each.save()));
document.addEventListener("visibilitychange", () => {
  // A telephone may never come back to this tab.
  if (document.hidden) segments.forEach((each) => each.dirty && each.save());
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && segments.some((each) => each.dirty)) event.preventDefault();
});

for (const section of desk.querySelectorAll("[data-segment]")) segments.push(new Segment(section));
desk.dataset.ready = "";
watch(desk, segments);
