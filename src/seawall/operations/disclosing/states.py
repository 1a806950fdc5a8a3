from django.db import models
from django.utils.translation import gettext_lazy as _


class DisclosurePurpose(models.TextChoices):
    """For whom a case is opened. The answer stands in the trail beside the name of who asked."""

    COURT = "court", _("for a court")
    PROSECUTION = "prosecution", _("for the prosecution")
    DEFENCE = "defence", _("for the defence, as a court or a prosecutor has ordered")


class LeftOut(models.TextChoices):
    """What is never in it, or not in this one, and why: as a sentence for whoever reads the case."""

    PERSONS = (
        "persons",
        _(
            "Other persons: a case speaks of one. Those merged into this one are in its history by their codes."
        ),
    )
    CHARGES = (
        "charges",
        _(
            "Other charges against this person: this case is about one of them. The trail names the others by their ids."
        ),
    )
    PARTS = (
        "parts",
        _(
            "Accounts and work of other agencies that are in no part of the agency which gives this out: only the lead of the operation or those agencies can give them."
        ),
    )
    WORK = (
        "work",
        _(
            "Requests and measures of other agencies: each agency gives out its own; the lead sees them and does not give them out."
        ),
    )
    CHILDREN = (
        "children",
        _(
            "Children, series and items, and how many a persona reached: they are kept by victim identification under pseudonyms, and are given out by its own agency alone."
        ),
    )
    SITES = "sites", _("Addresses of sites: they are masked here, and are kept with the agency's evidence.")
    PACKAGES = (
        "packages",
        _("What referrals held: their hashes are in this case, the packages were made for their recipients."),
    )
    TRAIL = (
        "trail",
        _("Lines of the trail of other agencies, and lines about records that are not in this case."),
    )
    MEDIA = (
        "media",
        _(
            "Pictures and videos: this node holds none. Exhibits are with the agency that holds them lawfully."
        ),
    )
