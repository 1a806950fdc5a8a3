/* Keys for staff. Every key stands in the page as data-key on the link, button or field it moves ("j", "?", or two in a row: "g h");
   tables of rows answer to j and k. Switched off by data-keys="off" on the body. Pages work the same without this script. */
(() => {
  "use strict";
  const TEXT = new Set(["text", "search", "url", "email", "tel", "password", "number", "date", "time", "datetime-local", "month", "week"]);
  const SECOND_KEY_WITHIN = 1200;

  const typing = (element) =>
    element.isContentEditable || element.tagName === "TEXTAREA" || element.tagName === "SELECT" ||
    (element.tagName === "INPUT" && TEXT.has(element.type));
  const shown = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
  // What lies in a menu of the bar has its key whether the menu is open or not.
  const reached = (element) => shown(element) || element.matches("details.me a");
  const wanted = (keys) => [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === keys && reached(element));

  const act = (element) => {
    if (element.matches("input, textarea, select") && typing(element)) {
      element.focus();
      if (element.select) element.select();
    } else {
      if (element.matches("input")) element.focus();
      element.click();
    }
  };

  const step = (by) => {
    const rows = [...document.querySelectorAll("a[data-row]")].filter(shown);
    if (!rows.length) return false;
    const here = rows.indexOf(document.activeElement);
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
    rows[next].focus();
    return true;
  };

  let first = "";
  let firstAt = 0;
  const answer = (event) => {
    const pair = event.timeStamp - firstAt < SECOND_KEY_WITHIN ? `${first} ${event.key}` : "";
    first = event.key;
    firstAt = event.timeStamp;
    const element = (pair && wanted(pair)) || wanted(event.key);
    if (element) {
      first = "";
      act(element);
      return true;
    }
    return (event.key === "j" && step(1)) || (event.key === "k" && step(-1));
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const open = document.querySelector("details.me[open], .masked details[open]");
    if (event.key === "Escape") {
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      } else if (typing(event.target)) {
        event.target.blur();
      }
      return;
    }
    if (typing(event.target) || document.body.dataset.keys === "off") return;
    if (answer(event)) event.preventDefault();
  });

  for (const element of document.querySelectorAll("[data-key]")) {
    if (document.body.dataset.keys !== "off") element.setAttribute("aria-keyshortcuts", element.dataset.key);
  }

  /* How long the session still runs. Said aloud only when it is short, so that it does not interrupt reading. */
  const clock = document.querySelector("[data-session-ends]");
  if (clock) {
    const ends = Date.parse(clock.dataset.sessionEnds);
    clock.setAttribute("aria-live", "off");
    const tell = () => {
      const minutes = Math.ceil((ends - Date.now()) / 60000);
      const near = minutes <= 2;
      clock.toggleAttribute("data-near", near);
      if (near) clock.setAttribute("aria-live", "polite");
      const words = minutes <= 0 ? clock.dataset.over : near ? clock.dataset.nearWords : clock.dataset.left;
      const said = words.replace("{minutes}", minutes);
      if (clock.textContent !== said) clock.textContent = said;
    };
    tell();
    window.setInterval(tell, 10000);
  }
})();
