// Habits that work on every page, with or without a circuit.

// The search opens with "/" wherever nothing is being typed, and with its button; from its field the down arrow leads to what it found.
const search = () => document.getElementById("search");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.altKey && !event.ctrlKey && !event.metaKey && !event.target.closest?.("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    search()?.showModal();
  } else if (event.key === "ArrowDown" && event.target.matches?.("[data-search]")) {
    event.preventDefault();
    search()?.querySelector("a[data-row]")?.focus();
  } else if (event.key === "Enter" && event.target.matches?.("[data-search]")) {
    search()?.querySelector("a[data-row]")?.click();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-open-search]")) search()?.showModal();
  else if (event.target.closest?.("[data-close-search]") || event.target === search()) search()?.close();
});

// Arrow keys, Home and End move between the links of a table, and of anything marked data-arrow-keys, be it a list or several
// tables. In a table up and down keep to the column and go by cells, left and right keep to the row.
const moving = ":is(td a, th a, a[data-row]):not([role])";

document.addEventListener("keydown", (event) => {
  const here = event.target;
  const area = here.closest?.("[data-arrow-keys]") ?? here.closest?.("table");
  if (!area || !here.matches(moving) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;

  const links = [...area.querySelectorAll(moving)].filter((link) => link.checkVisibility());
  const cell = (link) => link.closest("td, th");
  const first = (link) => cell(link)?.querySelector(moving) ?? link;
  const row = links.filter((link) => link.closest("tr") === here.closest("tr"));
  const column = links.filter((link) => link === here || (link === first(link) && link !== first(here) && cell(link)?.cellIndex === cell(here)?.cellIndex));
  const beside = (line, step) => line[line.indexOf(here) + step];

  const next = { ArrowUp: beside(column, -1), ArrowDown: beside(column, 1), ArrowLeft: beside(row, -1), ArrowRight: beside(row, 1), Home: links[0], End: links.at(-1) }[event.key];
  if (!next) return;

  event.preventDefault();
  next.focus();
});

// A table without links is gone through by its rows: with the down arrow into it, from the region that it scrolls in or from the
// summary that opens it.
document.addEventListener("keydown", (event) => {
  const here = event.target;
  const entry = here.matches?.("[role=region][tabindex]") ? here : here.matches?.("summary") ? here.closest("details") : null;
  const table = entry ? entry.querySelector("table") : here.matches?.("tr") ? here.closest("table") : null;
  if (!table || table.querySelector(moving) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;

  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.checkVisibility());
  const place = rows.indexOf(here);
  const next = place < 0
    ? { ArrowDown: rows[0] }[event.key]
    : { ArrowUp: rows[place - 1] ?? table.closest("[role=region][tabindex]"), ArrowDown: rows[place + 1], Home: rows[0], End: rows.at(-1) }[event.key];
  if (!next) return;

  event.preventDefault();
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus();
});

// A button with data-copy puts that text on the clipboard and says so for two seconds.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;

  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "yes";
  } catch {
    button.dataset.copied = "no"; // not allowed here; the text beside the button selects with one click
  }
  setTimeout(() => delete button.dataset.copied, 2000);
});

// A link to another page of the same list starts it at its head.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("a[data-top]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const head = document.querySelector("h1");
  scrollTo(0, 0);
  if (head) head.tabIndex = -1;
  head?.focus({ preventScroll: true });
});

// What components ask the page: where the clock stands; a form that found mistakes leads to the first; and whoever looks at
// something else is told by the browser, if he allowed it.
window.rocketPage = {
  notifications: () => (window.isSecureContext && window.Notification ? Notification.permission : "missing"),
  askForNotifications: () => (window.isSecureContext && window.Notification ? Notification.requestPermission() : "missing"),
  notify: (title, body, page) => {
    if (window.rocketPage.notifications() !== "granted" || (document.visibilityState === "visible" && document.hasFocus())) return;
    const notification = new Notification(title, { body, icon: "/favicon.svg", tag: page });
    notification.onclick = () => {
      window.focus();
      notification.close();
      Blazor.navigateTo(page);
    };
  },
  save: async (name, content) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await content.arrayBuffer()]));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  },
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  focusMistake: () => document.querySelector("main [aria-invalid='true']")?.focus(),
};

// The skip link moves the focus too; routing on the page itself would only scroll.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("a.skip")) document.getElementById("main")?.focus();
});

// What is being typed into a field marked data-draft outlives the page: a phone may lose it before it is sent. A field of a form is
// sent with the form; whoever goes to another page has given the form up.
const formDrafts = new Set();
let formsPage = location.pathname;
const draftKey = (field) => `rockettrainer.draft.${field.dataset.draft}`;

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-draft]")) return;
  try {
    sessionStorage.setItem(draftKey(field), field.value);
    if (field.form) formDrafts.add(draftKey(field));
  } catch {
    // storage is off or full: the text lives as long as the page
  }
});

// While the line is broken nobody hears of a change, and the dialog that says so ends the typing without one: it is said afterwards.
const reconnecting = () => document.getElementById("components-reconnect-modal");

document.addEventListener("change", ({ target: field }) => {
  if (field.matches?.("[data-draft]") && !field.form && !reconnecting()?.open) sessionStorage.removeItem(draftKey(field));
});

document.addEventListener("submit", ({ target: form }) => {
  if (reconnecting()?.open) return;
  for (const field of form.querySelectorAll("[data-draft]")) sessionStorage.removeItem(draftKey(field));
}, true);

document.addEventListener("close", ({ target }) => {
  if (target !== reconnecting()) return;
  for (const field of document.querySelectorAll("[data-draft]")) {
    if (sessionStorage.getItem(draftKey(field)) !== null) field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}, true);

const restoreDrafts = () => {
  if (location.pathname !== formsPage) {
    for (const draft of formDrafts) sessionStorage.removeItem(draft);
    formDrafts.clear();
    formsPage = location.pathname;
  }

  for (const field of document.querySelectorAll("[data-draft]:enabled:not([data-restored])")) {
    field.dataset.restored = "";
    const draft = sessionStorage.getItem(draftKey(field));
    if (draft === null) continue;
    if (field.form) formDrafts.add(draftKey(field));
    field.value = draft;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true })); // as if it was typed
  }
};

// Where sections are wider than a phone, the one that is open is in view.
let openSection;
const showOpenSection = () => {
  const open = document.querySelector(".sections [aria-current=page]");
  if (open === openSection) return;
  openSection = open;
  const row = open?.closest(".sections");
  if (row) row.scrollLeft = open.offsetLeft - row.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
};

const restore = () => {
  restoreDrafts();
  showOpenSection();
};

new MutationObserver(restore).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["disabled", "aria-current"] });
