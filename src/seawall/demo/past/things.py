"""What is reported in the invented weeks, by whom, when, and what becomes of it. The same at every start: seeded."""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from seawall.demo.internet.carried import Page
from seawall.demo.internet.world import world
from seawall.demo.places import Places
from seawall.reports.states import Channel, Danger, Seen

ONION = "http://seawall7demo7seawall7demo7seawall7demo7seawall7demo7abcd.onion"


class Fate(Enum):
    """What becomes of one thing."""

    REMOVED = auto()
    QUIETLY_GONE = auto()
    STILL_UP = auto()
    OBJECTION = auto()
    NOT_OURS = auto()
    HELD = auto()
    HOLD_EXPIRED = auto()
    BACK = auto()
    NO_HOST = auto()
    NOT_OUR_MATTER = auto()
    DISPUTED = auto()
    SECOND_OPINION = auto()
    HOLD_ASKED = auto()
    WAITING = auto()


# Of a hundred web addresses. Most are gone in the end, as a hotline's yearly figures tell it.
SHARES = {
    Fate.REMOVED: 44,
    Fate.QUIETLY_GONE: 9,
    Fate.STILL_UP: 6,
    Fate.OBJECTION: 3,
    Fate.NOT_OURS: 3,
    Fate.HELD: 2,
    Fate.HOLD_EXPIRED: 2,
    Fate.BACK: 3,
    Fate.NO_HOST: 2,
    Fate.NOT_OUR_MATTER: 20,
    Fate.DISPUTED: 6,
}


# What waits for somebody on the day the demo is opened, and since how many days.
STAGED = (
    (Fate.DISPUTED, 3.2),
    (Fate.DISPUTED, 1.4),
    (Fate.SECOND_OPINION, 0.9),
    (Fate.SECOND_OPINION, 0.6),
    (Fate.HELD, 2.0),
    (Fate.HOLD_ASKED, 0.8),
    (Fate.HOLD_EXPIRED, 8.0),
    (Fate.OBJECTION, 5.0),
    (Fate.NOT_OURS, 4.0),
    (Fate.BACK, 14.0),
    (Fate.NO_HOST, 2.5),
    (Fate.STILL_UP, 21.0),
)
QUICK_SITES = ("fotobruecke.example", "tassenforum.example")


@dataclass(frozen=True, slots=True)
class Telling:
    """One report of a thing."""

    at: datetime
    channel: Channel
    language: str
    text: str
    seen: Seen
    danger: Danger
    contact: str = ""


@dataclass(slots=True)
class Thing:
    fate: Fate
    tellings: list[Telling]
    page: Page | None = None
    place: str = ""
    account: str = ""
    app: str = ""
    fingerprint: bool = False
    # Stops at its most telling point, so that every queue of the desk has something in it.
    staged: bool = False
    bundle_id: str = ""


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


class Inventor:
    def __init__(self, places: Places, start: datetime, end: datetime, *, reports: int) -> None:
        self._random = Random(20261121)
        self._places, self._start, self._end, self._reports = places, start, end, reports
        self._sites = list(world().sites)

    def things(self) -> list[Thing]:
        found = [self._staged(number, fate, days) for number, (fate, days) in enumerate(STAGED)]
        found.append(self._in_danger())
        told = 0
        while told < self._reports:
            thing = self._thing(len(found), told / self._reports)
            found.append(thing)
            told += len(thing.tellings)
        return found

    def _staged(self, number: int, fate: Fate, days: float) -> Thing:
        at = self._end - timedelta(days=days)
        telling = Telling(at, Channel.PUBLIC, "de", words()["de"][number % 8], Seen.PICTURES, Danger.NO)
        if fate is Fate.NO_HOST:
            return Thing(fate, [telling], place=f"{ONION}/{number}", staged=True)
        page = Page(QUICK_SITES[number % 2], f"/album/{number + 20}", words()["titles"][number % 10])
        return Thing(fate, [telling], page, self._places.url_of(page.site, page.path), staged=True)

    def _in_danger(self) -> Thing:
        """Came in an hour ago: the first thing to do today."""
        at = self._end - timedelta(minutes=50)
        telling = Telling(at, Channel.PUBLIC, "de", words()["live"][0], Seen.LIVE, Danger.NOW)
        page = Page(QUICK_SITES[0], "/live/3", "A ferry at the quay")
        return Thing(Fate.WAITING, [telling], page, self._places.url_of(page.site, page.path))

    def _thing(self, number: int, progress: float) -> Thing:
        first = self._moment(progress)
        kind = self._random.random()
        if kind < 0.07:
            return self._account(first)
        if kind < 0.11:
            return self._words_only(first)
        if kind < 0.16:
            return self._fingerprint(first)
        return self._web_page(number, first)

    def _moment(self, progress: float) -> datetime:
        """More of them lately than at the beginning; times jitter by a day either way."""
        jitter = timedelta(hours=self._random.uniform(-24, 24))
        moment = self._start + (self._end - self._start) * (1 - (1 - progress) ** 2) + jitter
        return min(max(moment, self._start), self._end - timedelta(minutes=self._random.randint(5, 600)))

    def _web_page(self, number: int, first: datetime) -> Thing:
        fate = self._fate(first)
        if fate is Fate.NO_HOST:
            return Thing(fate, self._tellings(first, "de"), place=f"{ONION}/{number}")
        site, word = self._random.choice(self._sites), self._random.choice
        page = Page(site, f"/{word(words()['folders'])}/{number + 100}", word(words()["titles"]))
        group = "nothing" if fate is Fate.NOT_OUR_MATTER else ""
        tellings = self._tellings(first, group or self._language())
        return Thing(fate, tellings, page, self._places.url_of(page.site, page.path))

    def _fate(self, first: datetime) -> Fate:
        """Most of the last two days and some of the last week waits on the worklist; nothing older does."""
        age = self._end - first
        share = 0.75 if age < timedelta(days=2) else 0.3 if age < timedelta(days=7) else 0
        if self._random.random() < share:
            return Fate.WAITING
        return self._random.choices(list(SHARES), list(SHARES.values()))[0]

    def _account(self, first: datetime) -> Thing:
        waiting = self._end - first < timedelta(days=6)
        name = f"{self._random.choice(words()['accounts'])}{self._random.randint(1, 99)}"
        fate = Fate.WAITING if waiting else Fate.NOT_OUR_MATTER
        return Thing(fate, self._tellings(first, "profile", most=2), account=f"@{name}", app="Treffpunkt")

    def _words_only(self, first: datetime) -> Thing:
        waiting = self._end - first < timedelta(days=6)
        fate = Fate.WAITING if waiting else Fate.NOT_OUR_MATTER
        (telling,) = self._tellings(first, "young", most=1)
        # A day of its own, or the same words would be the same matter told again.
        return Thing(fate, [replace(telling, text=f"{telling.text} Das war am {first:%d.%m. um %H:%M}.")])

    def _fingerprint(self, first: datetime) -> Thing:
        """From a partner, without words: known after two opinions, so that later ones need nobody's eyes."""
        moments = [first + timedelta(days=4 * number) for number in range(self._random.randint(2, 5))]
        tellings = [
            Telling(moment, Channel.PARTNER, "en", "", Seen.PICTURES, Danger.NO)
            for moment in moments
            if moment < self._end
        ]
        waiting = self._end - first < timedelta(days=2)
        fate = Fate.WAITING if waiting else Fate.REMOVED
        return Thing(fate, tellings, place=self._random.randbytes(32).hex(), fingerprint=True)

    def _language(self) -> str:
        return self._random.choices(["de", "en", "fr"], [70, 22, 8])[0]

    def _tellings(self, first: datetime, group: str, *, most: int = 6) -> list[Telling]:
        """The first report, and for some things a few more over the next days."""
        count = min(most, self._random.choices([1, 2, 3, 4, 6], [55, 22, 12, 7, 4])[0])
        moments = [first] + [first + timedelta(hours=self._random.uniform(0.5, 96)) for _ in range(count - 1)]
        return [
            self._telling(min(moment, self._end - timedelta(minutes=3)), group) for moment in sorted(moments)
        ]

    def _telling(self, at: datetime, group: str) -> Telling:
        # Danger is never left lying: what says so is older than a week and was seen to at once.
        calm = group in {"nothing", "young"} or self._end - at < timedelta(days=7)
        urgent = not calm and self._random.random() < 0.04
        channel = Channel.YOUNG if group == "young" else Channel.PUBLIC
        if group in {"de", "en"} and self._random.random() < 0.12:
            channel = Channel.PARTNER
        texts = words()["live" if urgent else group]
        # Many name the address and write nothing.
        text = (
            self._random.choice(texts) if urgent or group == "young" or self._random.random() < 0.55 else ""
        )
        return Telling(
            at=at,
            channel=channel,
            language=group if group in {"en", "fr"} else "de",
            text=text,
            seen=self._seen(group, urgent=urgent),
            danger=self._danger(group, urgent=urgent),
            contact=f"melder{self._random.randint(10, 99)}@post.example"
            if self._random.random() < 0.1
            else "",
        )

    def _seen(self, group: str, *, urgent: bool) -> Seen:
        if urgent:
            return Seen.LIVE
        fixed = {"young": Seen.CONTACT, "profile": Seen.PROFILE, "nothing": Seen.OTHER}
        return fixed.get(group, Seen.PICTURES)

    def _danger(self, group: str, *, urgent: bool) -> Danger:
        if urgent:
            return Danger.NOW
        unsure = 0.5 if group in {"young", "profile"} else 0.1
        return Danger.UNSURE if self._random.random() < unsure else Danger.NO
