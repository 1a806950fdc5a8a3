"""The desk with a hundred thousand reports that wait and half as many decided, over real HTTP; beside it, in the same run, the
same pages with a hundred, and a page of the same program that reads no records."""

import json

from tests.bench._analyst import Analyst, Took, asked
from tests.bench._nodes import crowded_line, kinds, node_on, say, table

MANY, FEW = 100_000, 100
ROUNDS = 60
BARE = "a page without records"


def measure(kind: str, count: int) -> dict[str, Took]:
    say(f"{kind}: preparing")
    with node_on(kind) as node:
        told = json.loads(node.script("tests.bench._worklist", str(count)))
        node.start("--only", "staff")
        say(f"{kind}: asking")
        return asked(Analyst(node, told["cookie"]), told["pages"], ROUNDS)


def row(kind: str, name: str, many: dict[str, Took], few: dict[str, Took]) -> list[str]:
    took, p95 = many[name], many[name].ms(0.95)
    return [
        kind,
        name,
        f"{took.ms(0.5):.0f} ms",
        f"{p95:.0f} ms",
        f"{few[name].ms(0.95):.0f} ms",
        f"{p95 / many[BARE].ms(0.95):.1f}",
        f"{took.cpu_ms:.0f} ms",
    ]


def main() -> None:
    crowded = crowded_line()
    rows = []
    for kind in kinds():
        many, few = measure(kind, MANY), measure(kind, FEW)
        rows += [row(kind, name, many, few) for name in many]
    print(f"## The desk with {MANY:,} reports\n")
    print("Wanted: worklist p95 at most 200 ms.\n")
    head = ["database", "page", "median", "p95", f"p95 with {FEW}", "ratio to the bare page", "processor"]
    print(table(head, rows))
    print(
        f"\n{MANY:,} reports that wait, {MANY // 2:,} decided ones with their locations, all with their lines in the trail; one "
        f"signed-in analyst over HTTP, {ROUNDS} times each page, one after the other. Bare: {BARE}. Processor: of the staff program "
        "and of PostgreSQL's server on the same machine for one answer. `make bench ARGS=worklist`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
