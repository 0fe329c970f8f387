"""Quality over speed, as a picture and a table: `python -m bench.plot bench/results/readers.json docs/images`.

Reads what `bench.readers` wrote; writes readers.svg (those readers that have a relation F1) and readers.csv (all of them).
"""

from __future__ import annotations

import csv
import json
import math
import sys
from html import escape
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 36, 52
TARGETS = {"careful": (6.0, 0.80), "quick": (30.0, 0.77)}
COLUMNS = ("articles a second", "start-up, s", "peak memory, MB", "relation F1")
STYLE = """
text { font: 13px sans-serif; fill: #33373d } .axis { stroke: #8b9099 } .grid { stroke: #d9dce1 } .name { font-weight: 600 }
.point { fill: #1f5f8b } .target { fill: none; stroke: #8b9099; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
text { fill: #d5d8dd } .axis { stroke: #8b9099 } .grid { stroke: #3a3f47 } .point { fill: #7db8e0 } }
"""


def main(results: Path, folder: Path) -> None:
    readers: dict[str, dict[str, Any]] = json.loads(results.read_text("utf8"))["readers"]
    with (folder / "readers.csv").open("w", encoding="utf8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["reader", *COLUMNS])
        for name, figures in readers.items():
            table.writerow([name, *("–" if figures[column] is None else figures[column] for column in COLUMNS)])
    points = [(name, f["articles a second"], f["relation F1"]) for name, f in readers.items() if f["relation F1"] is not None]
    (folder / "readers.svg").write_text(picture(points), "utf8")


def picture(points: list[tuple[str, float, float]]) -> str:
    """An SVG: articles a second to the right on a logarithmic scale, relation F1 upwards."""
    low = math.floor(10 * min(f for *_, f in points)) / 10
    top = 0.9

    def place(speed: float, figure: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - RIGHT) * math.log(speed / 3) / math.log(60 / 3)
        return x, HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (figure - low) / (top - low)

    parts = [f"<style>{STYLE}</style>", f"<title>Relation F1 over articles a second: {_told(points)}</title>"]
    for figure in (low + n / 10 for n in range(round((top - low) * 10) + 1)):
        _, y = place(3, figure)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{figure:.1f}</text>')
    for speed in (3, 6, 10, 20, 30, 60):
        x, _ = place(speed, low)
        parts.append(f'<line class="axis" x1="{x:.1f}" y1="{HEIGHT - BOTTOM}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM + 5}"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{speed}</text>')
    parts.append(f'<line class="axis" x1="{LEFT}" y1="{HEIGHT - BOTTOM}" x2="{WIDTH - RIGHT}" y2="{HEIGHT - BOTTOM}"/>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">articles of 750 words a second, one core</text>')
    parts.append('<text x="12" y="16">relation F1, PolNeAR development set</text>')
    for name, (speed, figure) in TARGETS.items():
        x, y = place(speed, figure)
        parts.append(f'<circle class="target" cx="{x:.1f}" cy="{y:.1f}" r="7"><title>target of {name}</title></circle>')
    for name, speed, figure in points:
        x, y = place(speed, figure)
        label = f"{escape(name)} {figure:.3f}"
        side = ("end", -10) if x > WIDTH - 200 else ("start", 10)
        parts.append(f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        parts.append(f'<text class="name" x="{x + side[1]:.1f}" y="{y - 8:.1f}" text-anchor="{side[0]}">{label}</text>')
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n{body}\n</svg>\n'


def _told(points: list[tuple[str, float, float]]) -> str:
    return "; ".join(f"{escape(name)} {figure:.3f} at {speed:g}" for name, speed, figure in points)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
