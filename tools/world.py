"""Make the outlines of the countries for maps: `src/seawall/core/world.json`.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tools.world package

The source is Natural Earth (1:110 million; 1:50 million for where the smallest are), which is in the public domain, as TopoJSON by world-atlas
2.0.2 (ISC). The boundaries are those that Natural Earth draws, and say nothing of anybody's claims. The projection is Equal Earth (Šavrič,
Patterson and Jenny, 2018): a country looks as large as it is, so that colour is not taken for more than the number.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from seawall.core.codes import codes_by_name

OUT = Path(__file__).parents[1] / "src" / "seawall" / "core" / "world.json"
WIDTH = 4000
# The map ends in the Bering Strait, so that no country lies at both of its ends.
MIDDLE = 10.4
EDGE = MIDDLE - 180
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
# Smaller islands beside a larger one are left out, in square units of the map.
SMALLEST = 12
# How Natural Earth calls them, where it is not how we do. Without a code of ISO 3166-1 an outline is land and no country of our list.
CALLED = {
    "Antigua and Barb.": "AG",
    "Bosnia and Herz.": "BA",
    "British Virgin Is.": "VG",
    "Br. Indian Ocean Ter.": "IO",
    "Cabo Verde": "CV",
    "Cayman Is.": "KY",
    "Central African Rep.": "CF",
    "Congo": "CG",
    "Cook Is.": "CK",
    "Côte d'Ivoire": "CI",
    "Dem. Rep. Congo": "CD",
    "Dominican Rep.": "DO",
    "Eq. Guinea": "GQ",
    "Faeroe Is.": "FO",
    "Falkland Is.": "FK",
    "Fr. Polynesia": "PF",
    "Fr. S. Antarctic Lands": "TF",
    "Heard I. and McDonald Is.": "HM",
    "Hong Kong": "HK",
    "Macao": "MO",
    "Macedonia": "MK",
    "Marshall Is.": "MH",
    "Myanmar": "MM",
    "N. Mariana Is.": "MP",
    "Palestine": "PS",
    "Pitcairn Is.": "PN",
    "S. Geo. and the Is.": "GS",
    "S. Sudan": "SS",
    "Saint Helena": "SH",
    "Saint Lucia": "LC",
    "Solomon Is.": "SB",
    "St-Barthélemy": "BL",
    "St-Martin": "MF",
    "St. Kitts and Nevis": "KN",
    "St. Pierre and Miquelon": "PM",
    "St. Vin. and Gren.": "VC",
    "São Tomé and Principe": "ST",
    "Trinidad and Tobago": "TT",
    "Turkey": "TR",
    "Turks and Caicos Is.": "TC",
    "U.S. Virgin Is.": "VI",
    "United States of America": "US",
    "Vatican": "VA",
    "W. Sahara": "EH",
    "Wallis and Futuna Is.": "WF",
    "Åland": "AX",
}
Point = tuple[int, int]
Ring = list[Point]


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = angle * angle
    power = square**3
    across = 9 * A4 * power * square + 7 * A3 * power + 3 * A2 * square + A1
    x = 2 * sqrt(3) * radians(longitude) * cos(angle) / (3 * across)
    return x, angle * (A4 * power * square + A3 * power + A2 * square + A1)


SCALE = WIDTH / (2 * projected(180, 0)[0])
TOP = projected(0, 84)[1]


def on_map(longitude: float, latitude: float) -> Point:
    """West of the edge is the far east again."""
    east = longitude if longitude > EDGE else longitude + 360
    x, y = projected(east - MIDDLE, latitude)
    return round(x * SCALE + WIDTH / 2), round((TOP - y) * SCALE)


def arcs_of(topology: Any) -> list[Ring]:
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            ring.append(on_map(x * wide + left, y * high + low))
        arcs.append(ring)
    return arcs


def rings_of(geometry: Any, arcs: Sequence[Ring]) -> Iterator[Ring]:
    """The outer rings; holes are other countries, which are drawn above."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: Ring = []
        for number in polygon[0]:
            ring += arcs[number] if number >= 0 else reversed(arcs[~number])
        yield [point for place, point in enumerate(ring) if place == 0 or point != ring[place - 1]]


def area_of(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def at_both_ends(ring: Ring) -> bool:
    """One island in the Bering Strait."""
    return max(x for x, _ in ring) - min(x for x, _ in ring) > WIDTH / 2


def path_of(rings: Sequence[Ring]) -> str:
    """Relative steps, which are short."""
    parts = []
    for ring in rings:
        steps = zip(ring, ring[1:], strict=False)
        parts.append(
            f"M{ring[0][0]} {ring[0][1]}l" + " ".join(f"{u - x} {v - y}" for (x, y), (u, v) in steps) + "z"
        )
    return "".join(parts).replace(" -", "-")


def outline_of(geometry: Any, arcs: Sequence[Ring], *, drawn: bool) -> list[Any]:
    """Path, box of the largest part, and its middle; without a path where it is too small to be drawn."""
    rings = sorted(rings_of(geometry, arcs), key=area_of, reverse=True)
    main = rings[0]
    box = [min(x for x, _ in main), min(y for _, y in main), max(x for x, _ in main), max(y for _, y in main)]
    kept = [ring for ring in rings if ring is main or (area_of(ring) >= SMALLEST and not at_both_ends(ring))]
    return [path_of(kept) if drawn else "", box, [(box[0] + box[2]) // 2, (box[1] + box[3]) // 2]]


def code_of(name: str) -> str:
    return CALLED.get(name) or codes_by_name().get(name.casefold(), "")


def main(folder: Path) -> None:
    countries: dict[str, list[Any]] = {}
    land: list[str] = []
    for scale, drawn in (("110m", True), ("50m", False)):
        topology = json.loads((folder / f"countries-{scale}.json").read_text(encoding="utf-8"))
        arcs = arcs_of(topology)
        for geometry in topology["objects"]["countries"]["geometries"]:
            code, outline = code_of(geometry["properties"]["name"]), outline_of(geometry, arcs, drawn=drawn)
            if code == "AQ" or code in countries:
                continue
            if code:
                countries[code] = outline
            elif drawn:
                land.append(outline[0])
    height = on_map(MIDDLE, -57)[1]
    world = {"width": WIDTH, "height": height, "land": land, "countries": dict(sorted(countries.items()))}
    OUT.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(countries)} countries, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
