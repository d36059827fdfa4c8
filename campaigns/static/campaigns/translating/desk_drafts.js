/* Words that are typed and not stored yet. They live in this tab (sessionStorage): a reload or a
   lost connection does not take them, a closed tab does, and nothing stays on a shared computer.
   They go when they are saved, when somebody logs out, and when another account opens a desk. */

const PREFIX = "desk:";

const room = () => {
  try {
    return window.sessionStorage;
  } catch {
    return null; // forbidden by the browser: what is typed lives in the page alone
  }
};

const keys = () => Object.keys(room() ?? {}).filter((key) => key.startsWith(PREFIX));

/** Takes away what `keeps` does not keep. */
const clear = (keeps = () => false) => {
  for (const key of keys()) if (!keeps(key)) room().removeItem(key);
};

export const drafts = {
  /** Of one translation and account; `place` names the segment, `string` its source. */
  of(account, translation) {
    const mine = `${PREFIX}${account}:`;
    clear((key) => key.startsWith(mine));
    const name = (place) => `${mine}${translation}:${place}`;
    return {
      keep(place, string, text) {
        try {
          room()?.setItem(name(place), JSON.stringify({ string, text }));
        } catch {
          // full: the page still has it and warns before it is left
        }
      },
      drop: (place) => room()?.removeItem(name(place)),
      at(place) {
        const kept = room()?.getItem(name(place));
        return kept ? JSON.parse(kept) : null;
      },
    };
  },
};

document.addEventListener("submit", (event) => {
  if (/\/logout\//.test(event.target.action ?? "")) clear();
});
