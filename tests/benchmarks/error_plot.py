"""Draws errors of the largest temperature against processor seconds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Curve:
    """Runs of one kind."""

    label: str
    marker: str
    seconds: list[float]  # processor seconds
    errors: list[float]  # absolute, in K
    names: list[str]  # of the runs, written beside them; or empty


def draw_errors(file: Path, title: str, curves: list[Curve], reference_error: float) -> None:
    """Writes the picture; its kind follows from the file's name.

    reference_error: uncertainty [K] of the value that the errors are taken from, below which
    they mean nothing.
    """
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "kelvolt"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.6), layout="constrained")
    for curve in curves:
        axes.loglog(curve.seconds, curve.errors, curve.marker, label=curve.label)
        for x, y, name in zip(curve.seconds, curve.errors, curve.names):
            axes.annotate(name, (x, y), xytext=(5, 5), textcoords="offset points", fontsize=8)
    lowest = min(reference_error, *(e for curve in curves for e in curve.errors)) / 2
    axes.axhspan(lowest, reference_error, color="0.9", label="uncertainty of the reference")
    axes.set_ylim(bottom=lowest)
    axes.set_xlabel("processor seconds")
    axes.set_ylabel("|error of the largest temperature| [K]")
    axes.set_title(title, fontsize=10)
    axes.grid(which="both", alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(file, dpi=120, metadata={"Date": None} if file.suffix == ".svg" else None)
