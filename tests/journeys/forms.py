"""Forms filled in and sent as a person does it: what is folded away is opened, each field by its name, one button."""

from playwright.sync_api import Locator, Page


def send(page: Page, action: str, fields: dict[str, str] | None = None, *, press: str = "") -> None:
    """The form whose address ends so (empty: the page's own); `press` is on the button, where there are several."""
    where = f"form[action$='{action}']" if action else "form[method=post]:not([action])"
    form = page.locator(f"main {where}").first
    folded = form.locator("xpath=ancestor::details[not(@open)]")
    if folded.count():
        folded.locator("summary").first.click()
    for name, value in (fields or {}).items():
        put(form.locator(f"[name='{name}']"), value)
    buttons = form.get_by_role("button", name=press) if press else form.locator("button")
    with page.expect_navigation():
        buttons.first.click()
    wrong = page.locator("main [role=alert] li, main [data-wrong]")
    assert wrong.count() == 0, f"{page.url}: {page.locator('main').inner_text()}"


def put(field: Locator, value: str) -> None:
    kind = field.first.evaluate("(field) => field.type || field.tagName")
    if kind in ("radio", "checkbox"):
        field.and_(field.page.locator(f"[value='{value}']")).check()
    elif kind.startswith("select"):
        field.select_option(value)
    else:
        field.fill(value)
