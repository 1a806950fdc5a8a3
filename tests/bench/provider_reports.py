"""Reports from providers' machines in a second, in JSON and in the CyberTipline format, beside forms at the public door in the same run.

Each names a page, an account and a connection; each has its lines in the trail and is on disk when it is answered.
"""

import json
from base64 import b64encode

from tests.bench._nodes import crowded_line, kinds, node_on, nth, say, table
from tests.bench.intake import CONNECTIONS, SECONDS, WARM_UP, Taken, senders
from tests.durability.node import Node

PUSHERS = "tests.bench._pushers"
# As many organisations: one alone may have two calls arriving in a process at once, and is held to its limit a minute.
HOLDERS = [f"Example Host {number}" for number in range(8)]
MOST = 6_000
WORKERS = ("--workers", "2", "--threads", "2")


def keys(node: Node) -> list[tuple[str, str]]:
    lines = node.script("tests.durability.keys", *HOLDERS).splitlines()
    return [(line.split()[0], line.split()[1]) for line in lines]


def in_json(opened: list[tuple[str, str]]) -> list[str]:
    def body(number: int) -> str:
        told = {
            "reference": f"ticket {number}",
            "about": "pictures",
            "urls": [f"https://json-{number}.example/harbour"],
            "accounts": [{"name": f"user-{number}", "service": "Example Chat"}],
            "connections": [{"ip": "192.0.2.7", "port": 4711, "at": "2026-11-20T09:59:00Z"}],
        }
        return json.dumps(told)

    return [f"Bearer {opened[number % len(opened)][1]}\t{body(number)}" for number in range(MOST)]


def in_xml(opened: list[tuple[str, str]]) -> list[str]:
    def body(number: int) -> str:
        page = f"<internetDetails><webPageIncident><url>https://xml-{number}.example/harbour</url></webPageIncident></internetDetails>"
        used = "<ipCaptureEvent><ipAddress>192.0.2.7</ipAddress><dateTime>2026-11-20T09:59:00Z</dateTime><port>4711</port></ipCaptureEvent>"
        account = f"<personOrUserReported><espService>Example Chat</espService><screenName>one-{number}</screenName>{used}</personOrUserReported>"
        incident = "<incidentSummary><incidentType>Child Sex Trafficking</incidentType><incidentDateTime>2026-11-20T09:59:00Z</incidentDateTime></incidentSummary>"
        reporter = (
            "<reporter><reportingPerson><email>reports@esp.example</email></reportingPerson></reporter>"
        )
        return f"<report>{incident}{page}{reporter}{account}</report>"

    basic = [b64encode(f"{name}:{secret}".encode()).decode() for name, secret in opened]
    return [f"Basic {basic[number % len(basic)]}\t{body(number)}" for number in range(MOST)]


def forms_at_the_public_door(node: Node) -> tuple[Taken, float]:
    forms = node.forms(3000)
    node.start("--only", "public", *WORKERS)
    senders(node, forms[:WARM_UP])
    found = measured(node, forms[WARM_UP:])
    node.stop()
    return found


def measured(node: Node, told: list[str], *program: str) -> tuple[Taken, float]:
    """And the seconds of processor that the node's processes spent on each."""
    before = spent(node)
    taken = senders(node, told, *program)
    return taken, (spent(node) - before) / len(taken.waits)


def spent(node: Node) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in node.processes())


def measure(kind: str) -> list[list[str]]:
    with node_on(kind) as node:
        say(f"{kind}: forms at the public door")
        node.prepare()
        forms = forms_at_the_public_door(node)
        opened = keys(node)
        node.start("--only", "node", *WORKERS)
        # The program's own port.
        node.port += 2
        found = {}
        for name, told in (("JSON", in_json(opened)), ("CyberTipline", in_xml(opened))):
            say(f"{kind}: {name}")
            senders(node, told[:WARM_UP], PUSHERS)
            found[name] = measured(node, told[WARM_UP:], PUSHERS)
        handed_in = int(node.rows("SELECT count(*) FROM audit_line WHERE what = 'reports.handed_in'")[0][0])
        assert handed_in == sum(len(taken.waits) + WARM_UP for taken, _busy in found.values()), handed_in
    rows = {"form at the public door": forms, **found}
    return [
        [kind, name, *figures(taken), f"{taken.rate / forms[0].rate:.2f}", f"{busy * 1000:.1f} ms"]
        for name, (taken, busy) in rows.items()
    ]


def figures(taken: Taken) -> list[str]:
    return [
        f"{taken.rate:.0f}",
        f"{nth(taken.waits, 0.5) * 1000:.0f} ms",
        f"{nth(taken.waits, 0.99) * 1000:.0f} ms",
    ]


def main() -> None:
    crowded = crowded_line()
    rows = [row for kind in kinds() for row in measure(kind)]
    print("## Reports from providers' machines\n")
    print("Wanted: no slower than a form at the public door in the same run.\n")
    print(
        table(
            ["database", "how it comes", "reports/s", "median", "p99", "of the form", "processor a report"],
            rows,
        )
    )
    print(
        f"\n{CONNECTIONS} connections of {len(HOLDERS)} organisations, two processes of two threads each, {SECONDS:.0f} s each, senders on "
        "the same machine. A report in the CyberTipline format is three calls: submit, fileinfo with the MD5 of a file, finish. Each is in the trail and on "
        "disk (fsync) before it is answered. `make bench ARGS=provider-reports`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
