"""What a page says of a far side that did not do what it should: whole sentences, for whoever mends it. What only one kind of far side
does stands with its domain."""

from django.utils.translation import gettext_lazy as _

NONE = _("No trouble.")
NAME = _(
    "The name of the service leads to no address. Look whether it is spelled right, and whether this node's name server answers."
)
INSIDE = _(
    "The address lies inside of a private network. If that is meant, its network has to stand in SEAWALL_ALLOW_NETWORKS."
)
CERTIFICATE = _("The certificate of the service cannot be trusted. Nothing was sent to it.")
NO_CONNECTION = _("The service cannot be reached. It is tried again by itself.")
TIMED_OUT = _("The service did not answer in time. It is tried again by itself.")
THEIRS = _("The service has a fault of its own. It is tried again by itself.")
REFUSED = _(
    "The service does not let us in. It is not asked again by itself, so that the account is not locked: change the credentials, or ask whether our internet address is registered there."
)
