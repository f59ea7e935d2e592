/* The draft saves itself, only the questions that concern the answers are shown, texts are copied.
   Without this file every question is there and the buttons save. */

const form = document.querySelector("[data-draft]");
const WAIT = 700;
let timer = 0;
let running = Promise.resolve();

function answered(name) {
  const fields = [...form.elements].filter((field) => field.name === name);
  const chosen = fields.find((field) => field.type !== "radio" || field.checked);
  return chosen && chosen.type === "radio" && !chosen.checked ? "" : (chosen?.value ?? "");
}

function concern() {
  for (const question of form.querySelectorAll("[data-when]")) {
    question.hidden = !question.dataset.values.split(" ").includes(answered(question.dataset.when));
  }
}

async function save() {
  const status = form.querySelector("[data-saved-at]");
  try {
    const response = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const effect = document.querySelector("[data-effect]");
    effect.innerHTML = await response.text();
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    status.textContent = form.dataset.saved.replace("{time}", time);
    status.classList.remove("req-saved-not");
  } catch {
    status.textContent = form.dataset.lost;
    status.classList.add("req-saved-not");
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => { running = running.then(save); }, WAIT);
}

if (form) {
  document.documentElement.classList.add("req-scripted");
  concern();
  form.addEventListener("change", () => { concern(); soon(); });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.querySelector("[data-faults]")?.focus();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    button.parentElement.querySelector("[data-copied]").textContent = button.dataset.done;
  });
}
