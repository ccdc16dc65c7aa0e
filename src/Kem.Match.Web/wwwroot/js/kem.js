// Conveniences; every page works without them.

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
  if (form.method !== "post" || event.submitter?.formTarget || event.defaultPrevented) return;

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

// What is written in a mail is shown in the frame beside it when the writer rests.
document.querySelectorAll("[data-live-show]").forEach(button => {
  let waiting;

  button.form.addEventListener("input", event => {
    const isSwitch = event.target.type === "checkbox";
    if (!isSwitch && !("livePart" in event.target.dataset)) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => button.form.requestSubmit(button), isSwitch ? 0 : 700);
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

// A draft is saved by itself while one writes. What has not reached the server yet also lies in the browser, so that a lost
// connection loses nothing.
document.querySelectorAll("form[data-autosave]").forEach(form => {
  const says = form.querySelector("[data-autosave-says]");
  const shelf = `kem-kladde-${form.dataset.draft}`;
  const byHand = new Set(["__RequestVerificationToken", "Form.Seen", "Form.NewParty"]);
  const isByHand = name => byHand.has(name) || name.endsWith(".Leaves");
  const written = () => [...new FormData(form)].filter(([name]) => !isByHand(name));
  const asShown = JSON.stringify(written());
  const wasRefused = document.querySelector(".k-alert") !== null;
  let saved = wasRefused ? "" : asShown, waiting, isSaving = false;

  const say = (state, words) => { says.dataset.state = state; says.replaceChildren(...[].concat(words)); };
  const button = (words, act) => Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary", textContent: words, onclick: act });

  const shelve = () => {
    try { localStorage.setItem(shelf, JSON.stringify({ seen: form.elements["Form.Seen"].value, fields: written() })); } catch { /* A full or closed shelf: the page itself still has the text. */ }
  };
  const clearShelf = () => { try { localStorage.removeItem(shelf); } catch { /* Nothing to clear. */ } };
  const later = pause => { clearTimeout(waiting); waiting = setTimeout(save, pause); };

  const put = (name, values) => form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach(field => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  });

  async function save() {
    if (isSaving) return later(1000);
    const sent = JSON.stringify(written());
    if (sent === saved) return;

    isSaving = true;
    say("saving", "Gemmer…");

    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });

      if (answer.ok && !answer.redirected) {
        saved = sent;
        showWhatIsSaved(await answer.text());
        if (JSON.stringify(written()) === saved) clearShelf();
      } else if (answer.status === 409) {
        const see = button("Se begge tekster", () => form.requestSubmit());
        say("changed", ["Ændret af en anden ", see]);
      } else {
        const why = answer.status === 422 ? ` ${await answer.text()}` : answer.redirected ? " Log ind igen i et andet vindue." : "";
        say("failed", `Kunne ikke gemme – teksten er her endnu.${why}`);
        if (answer.status !== 422) later(15000);
      }
    } catch {
      say("failed", "Kunne ikke gemme – teksten er her endnu.");
      later(15000);
    } finally {
      isSaving = false;
      if (says.dataset.state === "saved" && JSON.stringify(written()) !== saved) later(2000);
    }
  }

  function showWhatIsSaved(html) {
    const beside = document.getElementById("ved-siden-af");
    const open = [...beside.querySelectorAll("details")].map(details => details.open);
    beside.innerHTML = html;
    beside.querySelectorAll("details").forEach((details, place) => { details.open = open[place] ?? details.open; });

    const { seen, savedAt, taken } = beside.querySelector("[data-seen]").dataset;
    const fromOthers = Object.entries(JSON.parse(taken));
    form.elements["Form.Seen"].value = seen;
    fromOthers.forEach(([name, value]) => put(name, name === "Form.OptionalClauses" ? value.split(",") : [value]));
    if (fromOthers.length > 0) saved = JSON.stringify(written());
    say("saved", `Gemt ${savedAt}${fromOthers.length > 0 ? ". Noget er ændret af en anden, og det står her nu." : ""}`);
  }

  form.addEventListener("input", event => {
    if (isByHand(event.target.name)) return;
    shelve();
    if (says.dataset.state !== "changed") later(2000);
  });
  form.addEventListener("submit", () => { shelve(); clearTimeout(waiting); });
  window.addEventListener("online", () => later(0));

  // A text that never reached the server is offered again; one that did is cleared away.
  let left = null;
  try { left = JSON.parse(localStorage.getItem(shelf)); } catch { left = null; }
  if (!left) return;
  if (wasRefused) return;
  if (JSON.stringify(left.fields) === asShown || document.querySelector(".k-receipt")) { clearShelf(); return; }

  say("left", [
    "Her ligger tekst fra sidst, som ikke blev gemt. ",
    button("Sæt den ind", () => {
      const names = new Set(left.fields.map(([name]) => name));
      names.forEach(name => put(name, left.fields.filter(([other]) => other === name).map(([, value]) => value)));
      form.elements["Form.Seen"].value = left.seen;
      says.textContent = "";
      save();
    }),
    " ",
    button("Smid den ud", () => { clearShelf(); say("", "Smidt ud."); }),
  ]);
});
