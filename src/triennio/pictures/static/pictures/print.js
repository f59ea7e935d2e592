/* Print. Without scripts the menu of the browser does the same. */

const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());

/* On paper every explanation is open; on the screen they go back to what they were. */
addEventListener("beforeprint", () => {
  for (const detail of document.querySelectorAll("details:not([open])")) {
    detail.open = true;
    detail.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const detail of document.querySelectorAll("details[data-opened]")) {
    detail.open = false;
    delete detail.dataset.opened;
  }
});
