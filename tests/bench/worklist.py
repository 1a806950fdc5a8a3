"""The worklist with a hundred thousand reports; beside it, in the same run, the same page with a hundred."""

import json

from tests.bench._nodes import crowded_line, kinds, node_on, nth, say, table

MANY, FEW = 100_000, 100


def measure(kind: str, count: int) -> dict[str, list[float]]:
    say(f"{kind}, {count} reports")
    with node_on(kind) as node:
        node.run("migrate")
        return {
            name: list(took)
            for name, took in json.loads(node.script("tests.bench._worklist", str(count))).items()
        }


def row(kind: str, name: str, many: list[float], few: list[float]) -> list[str]:
    p95, peer = nth(many, 0.95) * 1000, nth(few, 0.95) * 1000
    return [
        kind,
        name,
        f"{nth(many, 0.5) * 1000:.0f} ms",
        f"{p95:.0f} ms",
        f"{peer:.0f} ms",
        f"{p95 / peer:.1f}",
    ]


def main() -> None:
    crowded = crowded_line()
    rows = []
    for kind in kinds():
        many, few = measure(kind, MANY), measure(kind, FEW)
        rows += [row(kind, name, many[name], few[name]) for name in many]
    print(f"## The desk with {MANY:,} reports\n")
    print("Wanted: worklist p95 at most 200 ms.\n")
    print(table(["database", "page", "median", "p95", f"p95 with {FEW} reports", "ratio"], rows))
    print(
        "\nWhole requests through the staff program's middleware, signed in, 60 each. `make bench ARGS=worklist`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
