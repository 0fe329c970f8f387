"""How long linking takes: `python -m bench.linking SIZE... [--svg FILE] [--out FILE.json] [--casebook FILE]`.

Made-up reports are stored up to each size (statements), then cross-checked; then single reports are added one by one and timed as
`onrecord add` runs after reading: stored, linked, weighed, put together. Memory is the peak of the process. With `--casebook` and
`--out`, a run that was cut off goes on where it stopped; the bulk time of the size at which it was cut off is then too low.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.synthetic import STATEMENTS, reports
from onrecord.flow.crosscheck import Sides, refresh
from onrecord.flow.linking import put_gist
from onrecord.link import sketch, voices
from onrecord.records import Reading
from onrecord.store import Store, open_store

SIDES = Sides({"north": "NO", "south": "SO"}, {}, frozenset({"north", "south"}))
SINGLE = 40
"""Reports added one by one at each size: those of a day and a little more."""

AT_ONCE = 1_000
"""Reports stored in one transaction."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--casebook", type=Path)
    options = parser.parse_args()
    found = json.loads(options.out.read_text("utf8")) if options.casebook and options.out and options.out.exists() else []
    done = {figures["statements"] for figures in found}
    with tempfile.TemporaryDirectory() as folder, open_store(options.casebook or Path(folder) / "bench.db", create=True) as store:
        counts = store.counts()
        stream = islice(reports(2 * max(options.sizes) + 10_000), counts.documents, None)
        for size in sorted(set(options.sizes) - done):
            found.append(measured(store, stream, size, store.counts().statements))
            print(json.dumps(found[-1]), flush=True)
            if options.out:
                options.out.write_text(json.dumps(found, indent=1) + "\n", "utf8")
    if options.svg:
        options.svg.write_text(plot(found), "utf8")


def measured(store: Store, stream: Iterator[Reading], size: int, stored: int) -> dict[str, Any]:
    """Grow the casebook to the size in one go, then by single reports; seconds of the processor and on the clock."""
    cpu, clock = time.process_time(), time.perf_counter()
    while stored < size:
        with store.transaction():
            for reading in islice(stream, min(AT_ONCE, -(-(size - stored) // STATEMENTS))):
                put(store, reading)
                stored += len(reading.statements)
    put_cpu = time.process_time() - cpu
    refresh(store, SIDES)
    bulk = time.process_time() - cpu, time.perf_counter() - clock
    singles = []
    for _ in range(SINGLE):
        reading = next(stream)
        cpu = time.process_time()
        with store.transaction():
            put(store, reading)
        refresh(store, SIDES)
        singles.append(time.process_time() - cpu)
    deciles = quantiles(singles, n=10)
    return {
        "statements": size,
        "stored, s": round(put_cpu, 2),
        "stored and linked, s": round(bulk[0], 2),
        "on the clock, s": round(bulk[1], 2),
        "one more, ms": round(1000 * median(singles), 1),
        "one more, tenth and ninetieth percentile, ms": [round(1000 * at, 1) for at in (deciles[0], deciles[-1])],
        "one more at most, ms": round(1000 * max(singles), 1),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "casebook, MB": round(Path(store.location).stat().st_size / 1e6),
    }


def put(store: Store, reading: Reading) -> None:
    """What `onrecord add` stores of a reading."""
    mark = sketch(reading.document.text)
    spoken = voices(reading, text_sketch=mark, parties=SIDES.parties)
    store.put_reading(reading, spoken, added_at="2022-10-01T00:00:00+00:00", sketch=mark)
    put_gist(store, reading.document, (v.key for v in spoken if v.place))


def plot(found: list[dict[str, Any]]) -> str:
    """Milliseconds of one more report over the size of the casebook, both on logarithmic axes, as an SVG picture."""
    from math import log10

    width, height, left, bottom = 640, 360, 60, 40
    low, high = log10(found[0]["statements"]), max(log10(found[-1]["statements"]), log10(found[0]["statements"]) + 1)

    def across(size: float) -> float:
        return left + (width - left - 20) * (log10(size) - low) / (high - low)

    def up(ms: float) -> float:
        return height - bottom - (height - bottom - 20) * (log10(max(ms, 1)) / 4)

    dots = [(across(f["statements"]), up(f["one more, ms"]), f) for f in found]
    lines = [
        f'<polyline fill="none" stroke="#1f5fa8" stroke-width="2" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in dots)}"/>'
    ]
    for x, y, f in dots:
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f5fa8"/>')
        lines.append(f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{f["one more, ms"]:.0f} ms</text>')
        lines.append(f'<text x="{x:.1f}" y="{height - 18}" text-anchor="middle">{int(f["statements"]):,}</text>')
    for ms in (1, 10, 100, 1000, 10000):
        lines.append(f'<line x1="{left}" x2="{width - 20}" y1="{up(ms):.1f}" y2="{up(ms):.1f}" stroke="#ccc"/>')
        lines.append(f'<text x="{left - 6}" y="{up(ms) + 4:.1f}" text-anchor="end">{ms:,} ms</text>')
    lines.append(
        f'<line x1="{left}" x2="{width - 20}" y1="{up(200):.1f}" y2="{up(200):.1f}" stroke="#b33" stroke-dasharray="4"/>'
    )
    lines.append(f'<text x="{width - 22}" y="{up(200) - 4:.1f}" text-anchor="end" fill="#b33">200 ms</text>')
    lines.append(f'<text x="{width / 2}" y="{height - 2}" text-anchor="middle">statements in the casebook</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11"'
        ' role="img" aria-label="Time to add one report, by size of the casebook">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(lines)}</svg>\n'
    )


if __name__ == "__main__":
    main()
