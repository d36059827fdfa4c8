/* The head of the desk comes anew with each saved segment. Its buttons must not vanish between the
   press and the release of a mouse, nor under the focus. */

let pressed = false;
let waitingHead = null;
const replaceHead = () => {
  if (!waitingHead || pressed) return;
  const head = document.querySelector("[data-head]");
  if (head.contains(document.activeElement)) return;
  head.outerHTML = waitingHead;
  waitingHead = null;
};
document.addEventListener("pointerdown", () => (pressed = true));
document.addEventListener("pointerup", () => {
  pressed = false;
  setTimeout(replaceHead);
});
document.addEventListener("desk:saved", ({ detail }) => {
  waitingHead = detail.head ?? null;
  replaceHead();
});
