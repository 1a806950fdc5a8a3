"""What the house says when it cannot do a deed. The edge turns each into a page or a status code, in one place.

Every message is a whole sentence for the person at the screen: it says what, and how to mend it, and holds
nothing confidential.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class SeawallError(Exception):
    status = 500
    message: Sentence = _("Something went wrong here. Nothing was changed. Please try again.")

    def __init__(self, message: Sentence | None = None) -> None:
        super().__init__()
        if message is not None:
            self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Refused(SeawallError):
    status = 403
    message = _("Your duties do not allow this. Ask your administrator if you need it.")


class StepUpNeeded(Refused):
    """Allowed, but only after the second factor was shown again within the last five minutes."""

    message = _("Please confirm with your second factor first.")


class NotFound(SeawallError):
    """Unknown and foreign ids alike: the answer must not tell them apart."""

    status = 404
    message = _("There is nothing here under this address.")


class WrongState(SeawallError):
    status = 409
    message = _("This was changed in the meantime, so the step no longer fits. Look at the page again.")


class Invalid(SeawallError):
    """Bad input: `fields` maps each field to the sentence that mends it."""

    status = 422
    message = _("Please correct the marked fields. Nothing you typed is lost.")

    def __init__(self, fields: Mapping[str, Sentence], message: Sentence | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields)

    def __str__(self) -> str:
        return "; ".join(f"{name}: {sentence}" for name, sentence in self.fields.items())


class TrailUnwritable(SeawallError):
    status = 503
    message = _("The audit trail cannot be written at the moment, so nothing was done and nothing is shown.")
