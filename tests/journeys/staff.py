"""People of a journey's node: made on the command line, with a second factor set up on the real page."""

import json
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.codes import Authenticator
from tests.journeys.keyboard import Keyboard
from tests.journeys.node import RunningNode
from tests.journeys.reporter import Look, nothing

PASSWORD = "seven paper boats at noon"
# What the command line does, for whole agencies in one go.
TOGETHER = """
import json, sys
from django.db import transaction
from seawall.core.actors import Actor, Duty
from seawall.people import actions
from seawall.people.states import AgencyKind

told = json.load(sys.stdin)
with transaction.atomic():
    for name, country, people in told["agencies"]:
        agency = actions.add_agency(name, AgencyKind.POLICE, country=country, actor=Actor.system(""))
        node = Actor.system(agency.id)
        for email, duty in people.items():
            staff = actions.add_staff(agency, email, name=email.partition("@")[0].capitalize(), duties=[Duty(duty)], actor=node)
            actions.set_password(staff, told["password"], actor=node)
"""


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


def add_police(node: RunningNode, *agencies: tuple[str, str, dict[str, str]]) -> dict[str, Colleague]:
    """Each by name, country, and its people with their duties; by the first part of their e-mail address."""
    node.run(code=TOGETHER, told=json.dumps({"agencies": agencies, "password": PASSWORD}))
    emails = [email for _name, _country, people in agencies for email in people]
    return {email.partition("@")[0]: Colleague(email) for email in emails}
