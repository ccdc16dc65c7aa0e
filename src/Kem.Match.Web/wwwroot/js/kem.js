// Two conveniences; every page works without them.

// "/" moves to the search field, unless one is writing.
document.addEventListener("keydown", event => {
  const search = document.getElementById("q");
  const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting || !search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

// A form that is on its way is not sent again by a second click. The button keeps its focus and its value.
document.addEventListener("submit", event => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;

  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }

  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => letGo(form), 8000);
});

// Coming back with the browser's arrow, or after a download, the form can be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(letGo));

function letGo(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled]").forEach(button => button.removeAttribute("aria-disabled"));
}
