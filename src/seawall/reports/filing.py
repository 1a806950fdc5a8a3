"""What the public door or a colleague at the telephone hands over, and everything about it that can be worked out before a transaction opens."""

import json
from dataclasses import asdict, dataclass, replace

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Sentence
from seawall.core.keys import digest, seal
from seawall.reports import receipts, scoring, words
from seawall.reports.reading import Found, Place, Thing, read_place, whole_text
from seawall.reports.receipts import ReceiptCode
from seawall.reports.states import Channel, Danger, ScoreKind, Seen

LONGEST = {
    "text": 20_000,
    "place": 20_000,
    "app": 200,
    "account": 500,
    "phone": 100,
    "contact": 300,
    # Of a provider's machine: some hundred pages.
    "details": 500_000,
}
# Left out of the digest where they are empty, so that a form from before they were is still the same form.
OF_MACHINES = ("things", "details", "given")
CHOOSE = _("Please choose one of the answers.")


@dataclass(frozen=True, slots=True)
class Filing:
    """One form as filled in. `token` is the form's own random text: the same token is the same report."""

    token: str
    channel: str = Channel.PUBLIC
    language: str = "en"
    seen: str = Seen.OTHER
    text: str = ""
    # Addresses, accounts, numbers or fingerprints, one a line.
    place: str = ""
    app: str = ""
    account: str = ""
    phone: str = ""
    danger: str = Danger.NO
    contact: str = ""
    # ISO 3166-1, to read phone numbers written the way they are at home.
    country: str = ""
    # What a provider's machine tells besides: things that it names, all facts as text, and which sorts of facts are among them.
    things: tuple[Thing, ...] = ()
    details: str = ""
    given: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Filing(channel={self.channel}, …)"


@dataclass(frozen=True, slots=True)
class Filed:
    report_id: str
    bundle_id: str
    code: ReceiptCode
    # True when the same form had arrived before.
    again: bool = False

    @property
    def code_shown(self) -> str:
        return receipts.grouped(self.code)


class Prepared:
    """A checked form with its subjects, scores, code, digests and sealed words: whatever needs no lock is done here."""

    def __init__(self, filing: Filing) -> None:
        check(filing)
        self.filing = filing = replace(filing, country=filing.country.upper())
        place = Place(filing.place, filing.app, filing.account, filing.phone, filing.country, filing.things)
        read_place(place, filing.text)
        self.found: dict[tuple[str, str], Found] = place.found
        if not self.found and filing.details:
            # Nothing is named: a person has to read it.
            place.add(whole_text(filing.details), "")
        self.unread = len(place.unread)
        self.points = self._points()
        self.words_digest = words.words_digest("\n".join([filing.text, *place.unread]))
        self.code, self.receipt_hash = self._receipt()
        self.token_digest = receipts.token_digest(filing.token)
        self.content_digest = digest("reports.content", _written(filing))
        self.sealed_text = seal("reports.text", filing.text)
        self.sealed_place = seal("reports.place", self.place_typed)
        self.sealed_details = seal("reports.details", filing.details) if filing.details else ""
        self.sealed_contact = seal("reports.contact", filing.contact) if filing.contact.strip() else ""

    def _receipt(self) -> tuple[ReceiptCode, str]:
        code = receipts.code_of(self.filing.token)
        return code, receipts.slow_hash(code)

    def _points(self) -> dict[ScoreKind, scoring.Points]:
        filing, kinds = self.filing, frozenset(subject.kind.value for subject in self.found.values())
        told = scoring.Told(
            filing.channel,
            filing.seen,
            filing.danger,
            filing.text,
            filing.app,
            filing.contact,
            kinds,
            frozenset(filing.given),
        )
        return {points.kind: points for points in scoring.score(told)}

    @property
    def place_typed(self) -> str:
        """The whole place as typed, to be sealed: nothing that could not be read is lost."""
        filing = self.filing
        named = map(str, filing.things)
        return "\n".join(filter(None, [filing.place, filing.app, filing.account, filing.phone, *named]))


class PreparedOfMachine(Prepared):
    """A machine hears the id of its report and never a code, so there is none: no code leads to what stands in place of its hash, and the slow
    hash, a fifth of the work of a report, is spared."""

    def _receipt(self) -> tuple[ReceiptCode, str]:
        return ReceiptCode(""), digest("reports.no-receipt", self.filing.token)


def _written(filing: Filing) -> str:
    told = {name: value for name, value in asdict(filing).items() if value or name not in OF_MACHINES}
    return json.dumps(told, sort_keys=True)


def check(filing: Filing) -> None:
    wrong: dict[str, Sentence] = {}
    for name, longest in LONGEST.items():
        if len(getattr(filing, name)) > longest:
            wrong[name] = _("This is too long. Please shorten it.")
    for name, choices in (("channel", Channel), ("seen", Seen), ("danger", Danger)):
        if getattr(filing, name) not in choices.values:
            wrong[name] = CHOOSE
    if len(filing.token) < receipts.TOKEN_SHORTEST or len(filing.language) > 8:
        wrong["token"] = _("This form is incomplete. Please open it anew.")
    if not filing.things and not any(
        getattr(filing, name).strip() for name in ("text", "place", "account", "phone", "details")
    ):
        wrong["text"] = _("Please tell us what you saw or where you saw it.")
    if wrong:
        raise Invalid(wrong)
