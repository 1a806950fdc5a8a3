"""The provider's key: a signed link that names one notice, ends by itself and can be made worthless."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from seawall.core import clock
from seawall.core.errors import NotFound
from seawall.takedown.models import Notice
from seawall.takedown.states import NoticeState

SALT = "seawall.takedown.notice"
# Long enough for an appeal, short enough that an old mailbox is not a key for ever.
LASTS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Link:
    token: str
    ends_at: datetime

    @property
    def page(self) -> str:
        return f"{settings.NODE_URL}/notices/{self.token}/"

    @property
    def interface(self) -> str:
        return f"{settings.NODE_URL}/api/v1/notices/{self.token}"


def link_for(notice: Notice, *, ends_at: datetime | None = None) -> Link:
    ends_at = ends_at or clock.now() + LASTS
    value = [notice.id, notice.link_version, int(ends_at.timestamp())]
    return Link(signing.dumps(value, salt=SALT), ends_at)


def notice_of(token: str) -> Notice:
    """NotFound for a wrong, ended or revoked link alike: the answer tells nobody which."""
    try:
        notice_id, version, ends = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None
    if ends < clock.now().timestamp():
        raise NotFound
    found = Notice.objects.filter(
        pk=notice_id, link_version=version, state=NoticeState.SENT, link_closed_at=None
    )
    notice = found.select_related("owner").first()
    if notice is None:
        raise NotFound
    return notice
