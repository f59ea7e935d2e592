/* The three steps one at a time, only the questions that concern the chosen period, and links that carry answers.
   Without this file the page is one long form that works. Nothing here leaves the browser. */

const form = document.querySelector("[data-calculator]");
const steps = [...form.querySelectorAll("[data-step]")];
const back = form.querySelector("[data-back]");
const next = form.querySelector("[data-next]");
const submit = form.querySelector("[data-submit]");
const announce = document.querySelector("[data-announce]");
let current = 1;

/* --- which questions concern this person ------------------------------------------------------------------- */

function firstYear() {
  return Number.parseInt(form.elements.periodo.value, 10);
}

function show(element, visible) {
  element.hidden = !visible;
}

function concern() {
  const year = firstYear();
  for (const question of form.querySelectorAll("[data-periods]")) {
    show(question, question.dataset.periods.split(" ").includes(String(year)));
  }
  for (const group of form.querySelectorAll("[data-profession]")) {
    show(group, form.elements.professione.value === group.dataset.profession);
  }
  for (const group of form.querySelectorAll("[data-months]")) {
    show(group, form.elements[group.dataset.months].value === "suspended_months");
  }
  const late = form.querySelector('[data-question="dossier_tardi"]');
  show(late, !late.hidden && form.elements.dossier.value !== "none");
  const special = form.querySelector("[data-special]");
  show(special, [...special.querySelectorAll("[data-question]")].some((question) => !question.hidden));
  years(year);
}

/* The three absences are of a year each: say which, and leave out the years to come. */
function years(first) {
  const now = Number.parseInt(form.elements.periodo.options[0].value, 10);
  const today = Number.parseInt(form.dataset.year, 10);
  form.querySelector("[data-year-of=precedenti]").textContent = ` (${first - 3}-${first - 1})`;
  for (const place of form.querySelectorAll("[data-year-of]")) {
    const index = /^(?:assenza|mesi)_([123])$/.exec(place.dataset.yearOf);
    if (!index) continue;
    const year = first + Number(index[1]) - 1;
    place.textContent = ` (${year})`;
    const row = place.closest(".calc-absence");
    if (row && index[0].startsWith("assenza")) {
      const chosen = form.elements[index[0]].value !== "none";
      show(row, first !== now || year <= today || chosen);
    }
  }
}

/* --- one step at a time --------------------------------------------------------------------------------------- */

function go(number, { focus = true, remember = true } = {}) {
  current = number;
  for (const step of steps) show(step, Number(step.dataset.step) === number);
  show(back, number > 1);
  show(next, number < steps.length);
  show(submit, number === steps.length);
  for (const item of document.querySelectorAll("[data-progress-step]")) {
    const place = Number(item.dataset.progressStep);
    item.classList.toggle("calc-progress-done", place < number);
    if (place === number) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
  if (remember) history.pushState({ step: number }, "");
  if (focus) {
    announce.textContent = announce.dataset.template.replace("{n}", number);
    const title = steps[number - 1].querySelector("legend");
    title.focus({ preventScroll: true });
    document.querySelector("[data-progress]").scrollIntoView({ block: "start" });
  }
}

/* Only what is certainly missing stops here; the server judges the rest. */
function missing(step) {
  const wrong = [];
  const names = { 1: ["professione", "iscrizione", "lavoro"] }[step] || [];
  for (const name of names) {
    const field = form.elements[name];
    const empty = field.value.trim() === "";
    const question = form.querySelector(`[data-question="${name}"]`);
    mark(question, empty);
    if (empty) wrong.push(question.querySelector("input, select"));
  }
  return wrong;
}

function mark(question, wrong) {
  const control = question.querySelector("input, select");
  let note = question.querySelector("[data-missing]");
  const earlier = (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
  question.classList.toggle("calc-question-wrong", wrong || Boolean(question.querySelector(".calc-fault:not([data-missing])")));
  if (wrong && !note) {
    note = document.createElement("p");
    note.className = "calc-fault";
    note.dataset.missing = "";
    note.id = `${question.dataset.question}_missing`;
    note.textContent = form.dataset.required;
    question.querySelector(".calc-input, .calc-select, .form-check").before(note);
    control.setAttribute("aria-describedby", [...earlier, note.id].join(" "));
    control.setAttribute("aria-invalid", "true");
  } else if (!wrong && note) {
    note.remove();
    control.setAttribute("aria-describedby", earlier.filter((id) => id !== note.id).join(" "));
    control.removeAttribute("aria-invalid");
  }
}

function forward() {
  const wrong = missing(current);
  if (wrong.length) wrong[0].focus();
  else go(current + 1);
}

/* --- a link with answers ---------------------------------------------------------------------------------------- */

function fromLink() {
  if (location.hash.length < 2 || !location.hash.includes("=")) return false;
  const told = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  for (const [name, value] of told) {
    const field = form.elements[name];
    if (!field || field.type === "submit") continue;
    if (field.type === "checkbox") field.checked = value === "on";
    else field.value = value;
  }
  return told.has("professione");
}

/* --- start ------------------------------------------------------------------------------------------------------- */

function ready() {
  show(document.querySelector("[data-progress]"), true);
  document.documentElement.classList.add("calc-scripted");
  form.addEventListener("change", concern);
  next.addEventListener("click", forward);
  back.addEventListener("click", () => go(current - 1));
  form.addEventListener("submit", (event) => {
    if (current === steps.length || event.submitter === null) return;
    event.preventDefault(); /* Enter in a field of an earlier step means «go on» */
    forward();
  });
  addEventListener("popstate", (event) => go(event.state?.step || 1, { remember: false }));
  const faults = document.querySelector("[data-faults]");
  for (const link of document.querySelectorAll("[data-faults] a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const field = document.getElementById(link.hash.slice(1));
      go(Number(field.closest("[data-step]").dataset.step), { focus: false });
      field.focus();
    });
  }
  const told = fromLink();
  concern();
  const start = Number(form.dataset.start);
  history.replaceState({ step: start }, "");
  go(start, { focus: start > 1 && !faults, remember: false });
  if (faults) faults.focus();
  if (told) form.submit();
  addEventListener("hashchange", () => { /* a link pasted over this very page */
    if (!fromLink()) return;
    concern();
    form.submit();
  });
}

ready();
