/* A link with answers: they come after «#», which browsers never send, and are asked about as if typed. */

const page = document.querySelector("[data-lawyers]");
const KNOWN = /^(?:periodo|iscrizione|nascita|esonero_da|esonero_a|[obda]_20\d\d)$/;

/* The years of the link need not be those of this page: its answers go in a form of their own. */
function fromLink() {
  if (!location.hash.includes("=")) return;
  const told = new URLSearchParams(location.hash.slice(1));
  if (!told.has("iscrizione")) return;
  history.replaceState(null, "", location.pathname);
  const asked = document.createElement("form");
  asked.method = "post";
  asked.action = page.action;
  asked.hidden = true;
  for (const [name, value] of told) {
    if (!KNOWN.test(name)) continue;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    asked.append(field);
  }
  document.body.append(asked);
  asked.submit();
}

fromLink();
addEventListener("hashchange", fromLink); /* a link pasted over this very page */
