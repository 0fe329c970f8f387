// Small comforts on pages that work without it: a mark and its note light up together; notes fold on narrow screens.

const lit = new Set();

function light(name) {
  for (const element of lit) element.classList.remove("is-lit");
  lit.clear();
  if (!name) return;
  const found = [document.getElementById(name), document.getElementById(`note-${name}`)];
  for (const piece of document.querySelectorAll("mark[data-of]")) if (piece.dataset.of === name) found.push(piece);
  for (const element of found) {
    if (!element) continue;
    element.classList.add("is-lit");
    lit.add(element);
  }
}

function nameOf(target) {
  const mark = target.closest?.("mark");
  if (mark) return mark.id || mark.dataset.of;
  return target.closest?.(".note")?.dataset.for;
}

for (const event of ["pointerover", "focusin"]) {
  document.querySelector(".rows")?.addEventListener(event, (e) => light(nameOf(e.target)));
}
document.querySelector(".rows")?.addEventListener("pointerleave", () => light(null));

// On a narrow screen the notes wait behind their summary, so that the text can be read through.
if (matchMedia("(max-width: 62rem)").matches) {
  for (const notes of document.querySelectorAll("details.notes")) {
    if (!notes.querySelector(":target")) notes.open = false;
  }
}
addEventListener("hashchange", () => {
  const details = document.querySelector(":target")?.closest("details");
  if (details) details.open = true;
});
addEventListener("beforeprint", () => document.querySelectorAll("details.notes").forEach((d) => { d.open = true; }));
