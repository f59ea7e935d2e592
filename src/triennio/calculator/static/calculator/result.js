/* Share. The link carries the answers after «#», which browsers never send to a server. */

const answers = document.querySelector("[data-answers]");
const panel = document.querySelector("[data-share-panel]");
const share = document.querySelector("[data-share]");
const link = document.querySelector("[data-link]");
const reasons = document.querySelector("[data-reasons]");
const copied = document.querySelector("[data-copied]");

const UNSAID = "unsaid_year";
const WITH_REASON = ["suspended_year", "course_year"];

/* Whole years away are told without saying whether for work or for study, unless the person wants to. */
function fragment(withReasons) {
  const told = new URLSearchParams();
  for (const [name, value] of new FormData(answers)) {
    if (value === "none") continue;
    const hide = !withReasons && name.startsWith("assenza_") && WITH_REASON.includes(value);
    told.append(name, hide ? UNSAID : value);
  }
  return told.toString();
}

function hasReasons() {
  return [...new FormData(answers)].some(([name, value]) => name.startsWith("assenza_") && WITH_REASON.includes(value));
}

function refresh() {
  link.value = `${location.origin}${location.pathname}#${fragment(reasons.checked)}`;
  copied.textContent = "";
}

async function copy() {
  link.select();
  try {
    await navigator.clipboard.writeText(link.value);
  } catch {
    document.execCommand("copy"); /* no clipboard without a secure connection: the old way still works */
  }
  copied.textContent = copied.dataset.message;
}

share.hidden = false;
share.addEventListener("click", () => {
  panel.hidden = !panel.hidden;
  share.setAttribute("aria-expanded", String(!panel.hidden));
  if (panel.hidden) return;
  document.querySelector("[data-reasons-row]").hidden = !hasReasons();
  refresh();
  link.focus();
  link.select();
});
reasons.addEventListener("change", refresh);
document.querySelector("[data-copy]").addEventListener("click", copy);
