"""What holds on every page, whoever opens it: a title, one heading, a language, room on a small screen, axe."""

from playwright.sync_api import Page

from tests.journeys.axe import assert_accessible

# 1280 pixels at 400 %, or 640 at 200 %: WCAG 1.4.10 wants no scrolling sideways.
NARROW = {"width": 320, "height": 640}
FACTS = """() => ({
  title: document.title.trim(),
  headings: document.querySelectorAll("main h1").length,
  lang: document.documentElement.lang,
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})"""
# Names what sticks out, so that the failure says where to look.
STICKS_OUT = """() => {
  const edge = document.documentElement.clientWidth;
  const inScroller = (node) => {
    for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter((node) => node.getBoundingClientRect().right > edge + 1 && !inScroller(node))
    .slice(0, 5).map((node) => node.tagName.toLowerCase() + "." + node.className);
}"""

# A row that became a card: a heading of a cell that says nothing.
HEADS_NOTHING = """() => [...document.querySelectorAll(".table.folds td[data-label]")]
  .filter((cell) => cell.offsetHeight && !cell.innerText.trim() && !cell.querySelector("input, button, img, svg, select"))
  .slice(0, 5).map((cell) => cell.dataset.label)"""


def assert_sound(page: Page, language: str) -> None:
    facts = page.evaluate(FACTS)
    assert facts["title"], f"{page.url}: no title"
    assert facts["headings"] == 1, f"{page.url}: {facts['headings']} h1 in main"
    assert facts["lang"] == language, f"{page.url}: lang={facts['lang']!r}, not {language!r}"
    assert_accessible(page)


def assert_fits(page: Page) -> None:
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    wide = page.evaluate(FACTS)["wide"]
    sticking = page.evaluate(STICKS_OUT) if wide > 0 else []
    nothing = page.evaluate(HEADS_NOTHING)
    if before:
        page.set_viewport_size(before)
    assert wide <= 0, f"{page.url}: {wide} px too wide at 320 px: {sticking}"
    assert not nothing, f"{page.url}: on a phone these headings have nothing under them: {nothing}"
