// Five conveniences; every page works without them.

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

// A slider shows what it does as soon as it is let go: the list is fetched from the address the form would go to.
document.querySelectorAll("form[data-live]").forEach(form => {
  const words = form.dataset.words.split("|");
  const says = document.querySelector("[data-live-says]");
  let waiting, fetching;

  const show = async address => {
    fetching?.abort();
    fetching = new AbortController();

    try {
      const answer = await fetch(address, { signal: fetching.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(form.dataset.live);
      const ticked = [...document.querySelectorAll("input[form]:checked")].map(box => box.value);
      document.getElementById(form.dataset.live).replaceWith(fresh);
      fresh.querySelectorAll("input[form]").forEach(box => { box.checked = ticked.includes(box.value); });
      history.replaceState(null, "", address);
      document.title = page.title;
      says.textContent = fresh.querySelector("[data-says]")?.dataset.says ?? form.dataset.usual;
    } catch (problem) {
      if (problem.name !== "AbortError") location.assign(address);
    }
  };

  form.addEventListener("input", event => {
    const slider = event.target;
    slider.setAttribute("aria-valuetext", words[slider.value]);
    slider.closest(".k-slide").querySelector("output").value = words[slider.value];
    clearTimeout(waiting);
    waiting = setTimeout(() => show(`${form.action}?${new URLSearchParams(new FormData(form))}`), 150);
  });
});

// A page that waits for something on the server looks again by itself.
if (document.querySelector("[data-wait]")) setTimeout(() => location.reload(), 4000);

// Beside a text that is meant to be taken along stands a button that copies it.
document.querySelectorAll("input[data-copied]").forEach(field => {
  if (!navigator.clipboard) return;

  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary", textContent: "Kopiér" });
  const says = Object.assign(document.createElement("span"), { role: "status", className: "k-small" });
  const row = Object.assign(document.createElement("div"), { className: "k-row" });
  row.append(button, says);
  field.after(row);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    says.textContent = field.dataset.copied;
  });
});
