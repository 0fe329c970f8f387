"""The mean of the weights of several runs that started from one another ("model soup", Wortsman et al. 2022).

    python -m tagger.average --corpora FOLDER --encoder FOLDER --runs runs/careful runs/more --share 0.5 --out runs/mean

Run after run is mixed in: with two runs the second counts `--share`. The development figures of the mean are written beside it.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

from onrecord.model.pieces import PieceReader
from tagger import decode
from tagger.train import Tags, corpora, trained


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--runs", type=Path, nargs="+", required=True)
    parser.add_argument("--share", type=float, default=0.5, help="of each later run in the mean with those before it")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    first, *others = (load_file(run / "best.safetensors") for run in options.runs)
    for other in others:
        first = {name: value.lerp(other[name], options.share).contiguous() for name, value in first.items()}
    save_file(first, options.out / "best.safetensors")
    for name in ("best.json", "tags.json"):
        shutil.copy(options.runs[-1] / name, options.out / name)
    figures = figures_of(options.out, options.corpora, options.encoder)
    best = json.loads((options.out / "best.json").read_text())
    (options.out / "best.json").write_text(json.dumps({"size": best["size"], "figures": figures}))
    print(json.dumps(figures))


def figures_of(run: Path, folder: Path, encoder: Path) -> dict[str, float]:
    """Development figures of a run's best weights."""
    train, dev = corpora(folder)
    return decode.evaluate(trained(run), PieceReader(encoder / "tokenizer.json"), Tags.of(train["gum"]), dev)


if __name__ == "__main__":
    main()
