/* Only the questions that concern the event, and the result while one types. Without this file the page is one form
   with a button, and works. What is asked is answered by the same address; nothing is kept. */

const form = document.querySelector("[data-event-form]");
const answer = document.querySelector("[data-answer]");
const spoken = document.querySelector("[data-spoken]");
const bar = document.querySelector("[data-bar]");
const PAUSE = 300;
let timer = 0;
let running = null;
let inView = false;

/* --- which questions concern this event -------------------------------------------------------------------- */

function matches(asked, event) {
  return asked.split(/\s+/).some((token) => token.split(".").every((part, index) => part === "*" || part === event[index]));
}

function chooseRoles(format) {
  const roles = form.elements.ruolo;
  for (const option of roles.options) {
    const formats = option.dataset.formats;
    option.hidden = option.disabled = formats !== "" && !formats.split(" ").includes(format);
  }
  if (roles.selectedOptions[0].disabled) {
    roles.value = "P";
  }
}

function concern() {
  const [format, type] = form.elements.evento.value.split(":");
  chooseRoles(format);
  const event = [format, type, form.elements.ruolo.value];
  for (const question of form.querySelectorAll("[data-asked]")) {
    const visible = matches(question.dataset.asked, event);
    question.hidden = !visible;
    question.querySelector("input, select").disabled = !visible;
  }
}

/* --- the result, live ------------------------------------------------------------------------------------- */

function opened() {
  return [...answer.querySelectorAll("details[open]")].map((step) => step.dataset.step);
}

function put(html) {
  const open = opened();
  answer.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  for (const step of answer.querySelectorAll("details")) {
    step.open = open.includes(step.dataset.step);
  }
  spoken.textContent = answer.querySelector("[data-says]").dataset.says;
  summarise();
}

/* On a narrow screen the result is far below: a line at the foot says the number and leads there. */
function summarise() {
  bar.textContent = spoken.textContent;
  bar.hidden = inView || spoken.textContent === "";
}

async function ask() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Event-Fragment": "1" },
      signal: mine.signal,
    });
    if (response.ok || response.status === 422) {
      put(await response.text());
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      form.classList.remove("evt-live"); // no line: the button is there again
    }
  }
}

function later() {
  concern();
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

/* A fault written by the server is about what was sent: it goes when the question is answered anew. */
function forget(event) {
  const question = event.target.closest(".evt-question-wrong");
  if (question) {
    question.classList.remove("evt-question-wrong");
    question.querySelector(".evt-fault").remove();
    event.target.removeAttribute("aria-invalid");
  }
  form.querySelector("[data-faults]")?.remove();
}

document.documentElement.classList.add("evt-scripted");
form.classList.add("evt-live");
form.addEventListener("input", (event) => {
  forget(event);
  later();
});
form.addEventListener("submit", (event) => {
  if (form.classList.contains("evt-live")) {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  }
});
new IntersectionObserver((entries) => {
  inView = entries.at(-1).isIntersecting;
  summarise();
}).observe(answer);
concern();
form.querySelector("[data-faults]")?.focus();
