"""What is compared, and what each agreement is worth.

Fellegi and Sunter's model (A theory for record linkage, 1969), as Splink reckons it: `m` is how often accounts of one person agree so, `u` how
often accounts of two people do; an agreement is worth log2(m / u). The numbers are fixed, and not learned from the accounts at hand: an
agency has to be able to say why two accounts were put side by side, and of a small operation nothing can be learned. They were counted on
the invented ring of `seawall.demo.ring` with seed 1 and rounded, threshold, rarity and thirds with seeds 2, 3, 4, 11 and 12 in view;
`make bench ARGS=linking` measures what they find in rings with other seeds.
"""

from dataclasses import dataclass
from math import log2

from seawall.operations.linking.rows import RARE, UNUSUAL

# Suggested from here on: of pairs with just this weight four of five are one person's by the model; most weigh far more.
THRESHOLD = 2.0
# How many accounts of the same person an account has elsewhere, on average.
PARTNERS = 0.5
# Two accounts that are linked so strongly to the same third one are suggested too. In those five rings of 27,000, 527 pairs were found by
# nothing else, and 517 of them were one person's, weak legs or strong: no such pair weighs more than that says, log2(517 / 10).
LEG = 6.0
HELD = 5.7
# A value that more than four have says nothing, so who is linked to more than this has many things, and each of them with others: a seller, a
# machine in a hall, hardly one person. The most in those rings is three; what one account holds together stays below a hundred pairs.
MOST_LEGS = 12


@dataclass(frozen=True, slots=True)
class Level:
    """`m`: of the pairs of one person so many agree so. `strangers`: an account agrees so with so many accounts of other people, however
    many there are; `share`: with so large a share of all accounts."""

    code: str
    sql: str
    m: float
    strangers: float = 0
    share: float = 0

    def u(self, accounts: int) -> float:
        return min(self.share + self.strangers / (accounts - 1), 1)

    def bits(self, accounts: int) -> float:
        return log2(self.m / self.u(accounts))


@dataclass(frozen=True, slots=True)
class Comparison:
    field: str
    missing: str
    levels: tuple[Level, ...]


def _either_empty(column: str) -> str:
    return f"len({column}_l) = 0 or len({column}_r) = 0"


def _shared(column: str) -> str:
    return f"list_has_any({column}_l, {column}_r)"


def _other(m: float, share: float = 1) -> Level:
    return Level("other", "ELSE", m, share=share)


def _same(column: str, m: float, strangers: float) -> Comparison:
    return Comparison(
        column, _either_empty(column), (Level("same", _shared(column), m, strangers), _other(0.30))
    )


NO_BOX = f"not {_shared('email')}"
CROSSED = (
    f"{NO_BOX} and (list_contains(word_r, handle_l) or list_contains(word_l, handle_r) or {_shared('word')})"
)
# The same digits behind nearly the same word; or the same word with digits added to those that were there.
ALIKE = f"""length(tail_l) >= 2 and length(tail_r) >= 2 and least(chance_l, chance_r) < {UNUSUAL} and (
    (tail_l = tail_r and jaro_winkler_similarity(stem_l, stem_r) >= 0.92)
    or (stem_l = stem_r and (starts_with(tail_l, tail_r) or starts_with(tail_r, tail_l))))"""

COMPARISONS = (
    Comparison(
        "email",
        _either_empty("email"),
        (
            Level("same", _shared("address"), 0.70, 0.0005),
            Level("box", _shared("email"), 0.10, 0.001),
            _other(0.30),
        ),
    ),
    Comparison(
        "handle",
        "handle_l = '' or handle_r = ''",
        (
            Level("rare", f"handle_l = handle_r and chance_l < {RARE}", 0.12, 0.001),
            Level("crossed", CROSSED, 0.03, 0.0005),
            Level("unusual", f"handle_l = handle_r and chance_l < {UNUSUAL}", 0.12, 0.03),
            Level("alike", ALIKE, 0.17, 0.1),
            Level("common", "handle_l = handle_r", 0.09, 1.0),
            Level("stem", "stem_l = stem_r", 0.13, share=7e-4),
            _other(0.45),
        ),
    ),
    _same("phone", 0.85, 0.001),
    _same("device", 0.85, 0.0015),
    _same("wallet", 0.85, 0.001),
    Comparison(
        "ip",
        _either_empty("ip"),
        (
            Level("several", "len(list_intersect(ip_l, ip_r)) > 1", 0.05, 0.001),
            Level("same", _shared("ip"), 0.80, 0.02),
            _other(0.30),
        ),
    ),
    Comparison(
        "name",
        "name_l is null or name_r is null",
        (
            Level("same", "name_l = name_r", 0.60, share=0.03),
            Level("alike", "jaro_winkler_similarity(name_l, name_r) >= 0.93", 0.07, share=0.01),
            _other(0.45, 0.96),
        ),
    ),
)
# Pairs that have one of these in common are compared at all. Each is a list of values, or a condition that both fulfil.
LISTS = ("email", "word", "phone", "device", "wallet", "ip")
CONDITIONS = (
    "l.handle = r.handle and l.handle <> ''",
    "l.tail = r.tail and length(l.tail) >= 2 and left(l.stem, 2) = left(r.stem, 2)",
    "l.stem = r.stem and left(l.tail, 2) = left(r.tail, 2) and length(l.tail) >= 2",
)
