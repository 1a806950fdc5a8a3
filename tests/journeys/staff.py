"""People of a journey's node: made on the command line, with a second factor set up on the real page."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.codes import Authenticator
from tests.journeys.keyboard import Keyboard
from tests.journeys.node import RunningNode
from tests.journeys.reporter import Look, nothing

PASSWORD = "seven paper boats at noon"


@dataclass
class Colleague:
    """Somebody of the staff with a telephone."""

    email: str
    telephone: Authenticator | None = None

    def sign_in(self, page: Page, desk: str, look: Look = nothing) -> None:
        """By keyboard. The first time sets up the second factor, which is the way in as well."""
        self._show_password(page, desk, look)
        look(page)
        if self.telephone is None:
            self.telephone = self._set_up(page, look)
            look(page)
            page.goto(f"{desk}/")
            return
        keyboard = Keyboard(page)
        keyboard.type_into("[name=code]", self.telephone.code())
        with page.expect_navigation():
            keyboard.press("Enter")

    def _show_password(self, page: Page, desk: str, look: Look) -> None:
        page.goto(f"{desk}/")
        look(page)
        keyboard = Keyboard(page)
        keyboard.type_into("[name=login]", self.email)
        keyboard.type_into("[name=password]", PASSWORD)
        with page.expect_navigation():
            keyboard.press("Enter")

    def _set_up(self, page: Page, look: Look) -> Authenticator:
        keyboard = Keyboard(page)
        keyboard.follow("main a.button-primary")
        look(page)
        keyboard.go_to("main summary")
        keyboard.press("Enter")
        telephone = Authenticator(page.locator("main details code").inner_text())
        keyboard.type_into("[name=code]", telephone.code())
        with page.expect_navigation():
            keyboard.press("Enter")
        return telephone


def add_agency(node: RunningNode, name: str, *words: str) -> None:
    node.run("agency", "add", name, *words)


def add_colleague(node: RunningNode, email: str, agency: str, duty: str) -> Colleague:
    name = email.partition("@")[0].capitalize()
    words = ["--name", name, "--agency", agency, "--duty", duty, "--password-stdin"]
    node.run("staff", "add", email, *words, told=PASSWORD + "\n")
    return Colleague(email)
