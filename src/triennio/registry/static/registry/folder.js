/* What the folder's pages can do better with a script: copy, print, add up percentages. Without it nothing is lost. */
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    said.textContent = button.dataset.done;
  });
}

for (const form of document.querySelectorAll("[data-plan]")) {
  const inputs = [...form.querySelectorAll("input[data-area]")];
  const value = (input) => Math.max(parseInt(input.value, 10) || 0, 0);
  const add = () => {
    const total = inputs.reduce((sum, input) => sum + value(input), 0);
    form.querySelector("[data-total]").textContent = `${total}%`;
    form.querySelector("[data-count]").textContent = inputs.filter((input) => value(input) > 0).length;
    for (const area of form.querySelectorAll("[data-sum]")) {
      const mine = inputs.filter((input) => input.dataset.area === area.dataset.sum);
      area.textContent = `${mine.reduce((sum, input) => sum + value(input), 0)}%`;
    }
  };
  form.addEventListener("input", add);
  add();
}
