"""What the house says when it cannot do a deed. The edge turns each into a page or a status code, in one place.

Every message is a whole sentence for the person at the screen: it says what, and how to mend it, and holds
nothing confidential.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise
# Where the door says in a request why what was sent did not arrive whole: one of `edge.NOT_WHOLE`, or nothing.
NOT_ARRIVED = "seawall.not_arrived"


class SeawallError(Exception):
    status = 500
    # What a machine needs beside the sentence, such as when to come again.
    headers: Mapping[str, str] = {}
    # What an interface says besides: plain values, nothing confidential.
    more: Mapping[str, Any] = {}
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


class NotLetIn(SeawallError):
    """No access key, or one that is unknown, expired or revoked: the answer does not tell them apart."""

    status = 401
    headers = {"WWW-Authenticate": "Bearer"}
    message = _(
        "This door opens with an access key, sent as “Authorization: Bearer …”. The agency that runs this node gives them out."
    )


class NotFound(SeawallError):
    """Unknown and foreign ids alike: the answer must not tell them apart."""

    status = 404
    message = _("The address may be mistyped, or what was here is not yours to see.")


class OnlySent(SeawallError):
    """Typed, or loaded again, where only a button of one of our pages leads: there is nothing to show."""

    status = 405
    message = _("Here only arrives what a button on another page sends. Go back to that page, or begin anew.")


class FormClosed(SeawallError):
    """The form's mark is missing or not this browser's: kept open over a sign-in, or sent from somewhere else."""

    status = 403
    message = _(
        "It was open for too long, or was opened before you signed in. Nothing was changed: open it again and send it once more."
    )


class WrongMethod(SeawallError):
    """An interface that is asked by a method that it does not have; `Allow` says which it has."""

    status = 405
    message = _("This address is not asked by this method; the header `Allow` says by which.")

    def __init__(self, allow: str) -> None:
        super().__init__()
        self.headers = {"Allow": allow}


class NotKnownAnyMore(SeawallError):
    """What a machine goes on from is not in our records, which were put back to an earlier day: it has to begin anew."""

    status = 410
    message = _(
        "The records of this node were put back to an earlier day. Begin anew without a cursor, and drop what is not told again."
    )


class WrongState(SeawallError):
    status = 409
    message = _("This was changed in the meantime, so the step no longer fits. Look at the page again.")


class TooLarge(SeawallError):
    status = 413
    message = _("That was more than this door takes at once. Please send it in several parts.")


class NoLength(SeawallError):
    status = 411
    message = _(
        "What was sent does not say in `Content-Length` how long it is. Please send it again with its length."
    )


class TooSlow(SeawallError):
    status = 408
    message = _(
        "This took too long to arrive. Please try again, with a better connection or in smaller parts."
    )


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


class TooOften(SeawallError):
    """A limit is used up; `seconds` says when it is renewed."""

    status = 429

    def __init__(self, message: Sentence, seconds: int) -> None:
        super().__init__(message)
        self.headers = {"Retry-After": str(seconds)}


class NotReady(SeawallError):
    """A part of the node that this deed needs is still starting, or has fallen behind: no answer is better than a wrong one."""

    status = 503
    headers = {"Retry-After": "2"}
    message = _("This part of the node is not ready yet. Please try again in a moment.")
