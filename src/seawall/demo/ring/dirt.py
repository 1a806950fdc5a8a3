"""How the same comes to be written in another way: by its owner, who wants to be known again or not to be, or by mistake."""

from random import Random

LEET = {"a": "4", "e": "3", "i": "1", "o": "0"}


def handle_again(random: Random, handle: str) -> str:
    """The owner's own other ways of writing a handle."""
    ways = (
        lambda: handle,
        handle.upper,
        handle.title,
        lambda: handle.replace("_", ".").replace("-", "."),
        lambda: "".join(letter for letter in handle if letter not in "._-"),
        lambda: f"x{handle}x",
        lambda: f"{handle}{random.randrange(1, 100)}",
        lambda: "".join(LEET.get(letter, letter) for letter in handle),
        lambda: slip(random, handle),
    )
    return random.choices(ways, (30, 6, 8, 12, 12, 6, 12, 5, 9))[0]()


def email_again(random: Random, email: str) -> str:
    """Where everything arrives in the same box, or the same name at another provider."""
    local, _, host = email.partition("@")
    ways = (
        f"{local}+{random.choice(('site', 'forum', 'chat', 'x'))}@{host}",
        f"{local.replace('.', '')}@{host}",
        f"{local}@post{random.randrange(12)}.example",
        f"{slip(random, local)}@{host}",
    )
    return random.choices(ways, (4, 2, 3, 1))[0]


def name_again(random: Random, name: tuple[str, str]) -> str:
    ways = (name[0], name[1], name[0].upper(), " ".join(reversed(name[0].split())), slip(random, name[1]))
    return random.choices(ways, (40, 30, 10, 10, 10))[0]


def slip(random: Random, text: str) -> str:
    """One letter left out, doubled, or two changed about."""
    place = random.randrange(1, len(text) - 1)
    return random.choice(
        (
            text[:place] + text[place + 1 :],
            text[:place] + text[place] + text[place:],
            text[:place] + text[place + 1] + text[place] + text[place + 2 :],
        )
    )
