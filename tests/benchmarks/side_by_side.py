#!/usr/bin/python3
"""Kelvolt beside FEniCSx: REF-1 with its coupling, on the same meshes; README.md has the details.

    tests/benchmarks/side_by_side.py [--plot FILE]

prints one Markdown table. Seconds are processor seconds on one core.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from error_plot import Curve, draw_errors

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"dolfinx": "python3-dolfinx", "h5py": "python3-h5py", "yaml": "python3-yaml",
            "matplotlib": "python3-matplotlib"}
"""Debian package by Python module."""

ONE_THREAD = {**os.environ, **{f"{library}_NUM_THREADS": "1"
                              for library in ("OMP", "OPENBLAS", "DEAL_II")}}
"""The environment of both codes."""

REFERENCE = 362.6888
"""Largest temperature of REF-1 [K], extrapolated from adaptive meshes of degree 3."""
REFERENCE_ERROR = 0.0015
"""Its uncertainty [K]."""

HEADER = ["size factor", "cells", "DoF", "solver", "outer", "CG", "solve s", "with set-up s",
          "kDoF/s", "max T [K]", "current [A]", "Kelvolt faster: solve", "with set-up",
          "with its estimate"]


@dataclass
class KelvoltRun:
    """One call of `kelvolt solve`."""

    directory: Path
    summary: dict[str, Any]
    cpu: float  # processor seconds of the whole process
    wall: float  # seconds

    def phases(self, *names: str) -> float:
        """Seconds of the phases; by the clock, so never less than the one thread's processor
        seconds."""
        return sum(self.summary["cost"]["seconds"][name] for name in names)


def call_kelvolt(options: argparse.Namespace, directory: Path, settings: dict[str, Any]) \
        -> KelvoltRun:
    """Solves the case on one core."""
    command = [str(options.kelvolt), "solve", str(options.case), "-o", str(directory), "--quiet"]
    for key, value in settings.items():
        command += ["--set", f"{key}={value}"]
    start = time.monotonic()
    process = subprocess.Popen(command, env=ONE_THREAD)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"This call failed: {shlex.join(command)}")
    summary = json.loads((directory / "summary.json").read_text())
    return KelvoltRun(directory, summary, usage.ru_utime + usage.ru_stime, wall)


def call_fenicsx(run: KelvoltRun, amg: str) -> dict[str, Any]:
    """Solves the same mesh with the peer: what fenicsx.py prints."""
    command = [sys.executable, str(Path(__file__).with_name("fenicsx.py")), str(run.directory),
               "--amg", amg]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env=ONE_THREAD)
    if done.returncode != 0:
        sys.exit(f"{done.stderr}\nThis call failed: {shlex.join(command)}")
    return json.loads(done.stdout)


def kelvolt_row(size: float, run: KelvoltRun, peer: dict[str, Any]) -> list[str]:
    """Kelvolt's cells below HEADER."""
    cost = run.summary["cost"]
    solve = run.phases("assembly", "solve")
    current = next(iter(run.summary["terminals"].values()))["current"]
    return [f"{size:g}", f"{cost['cells']}", f"{cost['dofs']}", "Kelvolt",
            f"{cost['nonlinear_iterations']}", f"{cost['linear_iterations']}", f"{solve:.2f}",
            f"{solve + run.phases('mesh'):.2f}", f"{cost['dofs'] / solve / 1e3:.1f}",
            f"{peer['max_temperature_of_kelvolt']:.7f}", f"{current:.7f}", "", "", ""]


def peer_seconds(peer: dict[str, Any]) -> tuple[float, float]:
    """Seconds of the solve without and with the set-up; none to compile kernels."""
    seconds = peer["seconds"]
    solve = seconds["assembly"] + seconds["amg"] + seconds["cg"]
    return solve, solve + seconds["set_up"]


def peer_row(size: float, run: KelvoltRun, peer: dict[str, Any]) -> list[str]:
    """The peer's cells below HEADER."""
    solve, whole = peer_seconds(peer)
    own = run.phases("assembly", "solve")
    own_whole = own + run.phases("mesh")
    ratios = [solve / own, whole / own_whole, whole / (own_whole + run.phases("estimate"))]
    return [f"{size:g}", f"{peer['cells']}", f"{peer['dofs']}",
            f"FEniCSx, AMG {peer['method']['amg']}", f"{peer['nonlinear_iterations']}",
            f"{sum(peer['linear_iterations'])}", f"{solve:.2f}", f"{whole:.2f}",
            f"{peer['dofs'] / solve / 1e3:.1f}", f"{peer['max_temperature']:.7f}",
            f"{next(iter(peer['currents'].values())):.7f}"] + [f"{r:.1f}" for r in ratios]


def print_row(cells: list[str]) -> None:
    """One row of a Markdown table, as soon as it is known."""
    print("| " + " | ".join(cells) + " |", flush=True)


def compare(options: argparse.Namespace, scratch: Path) -> list[Curve]:
    """Prints the table. @return the errors of both codes on the fixed meshes"""
    print_row(HEADER)
    print_row(["---"] * len(HEADER))
    ours = Curve("Kelvolt, fixed meshes", "o--C0", [], [], [])
    theirs = Curve("FEniCSx, the same meshes", "s--C1", [], [], [])
    difference, busy, versions = 0.0, [], {}
    for size in options.size_factors:
        run = call_kelvolt(options, scratch / f"size_{size}",
                           {"mesh.adapt": "false", "mesh.size_factor": size})
        busy.append(run.cpu / run.wall)
        peers = [call_fenicsx(run, "tuned")]
        if run.summary["cost"]["dofs"] <= options.defaults_up_to:
            peers.append(call_fenicsx(run, "default"))
        print_row(kelvolt_row(size, run, peers[0]))
        for peer in peers:
            print_row(peer_row(size, run, peer))
            difference = max(difference, peer["largest_difference"])
            versions = peer["versions"]
        ours.seconds.append(run.phases("mesh", "assembly", "solve"))
        ours.errors.append(abs(peers[0]["max_temperature_of_kelvolt"] - REFERENCE))
        theirs.seconds.append(peer_seconds(peers[0])[1])
        theirs.errors.append(abs(peers[0]["max_temperature"] - REFERENCE))
    print(f"\nThe temperatures of the two codes differ by {difference:.1e} K at most, over all "
          f"nodes and rows. Kelvolt's processes had a core for {min(busy):.0%} of their time or "
          f"more. Versions: " + ", ".join(f"{name} {v}" for name, v in versions.items()) + ".")
    return [ours, theirs]


def adapt(options: argparse.Namespace, scratch: Path) -> Curve:
    """Errors of Kelvolt's adaptive runs; all that they do counts."""
    curve = Curve("Kelvolt, adaptive, with error estimates and output", "D-C2", [], [], [])
    for tolerance in options.tolerances:
        run = call_kelvolt(options, scratch / f"within_{tolerance}",
                           {"accuracy.within": f"{tolerance} K"})
        curve.seconds.append(run.cpu)
        curve.errors.append(abs(run.summary["max_temperature"]["value"] - REFERENCE))
        curve.names.append(f"{tolerance:g} K" + ("" if run.summary["accuracy"]["met"]
                                                 else " (not met)"))
        print(f"- within {tolerance:g} K: {run.summary['cost']['dofs']} DoF, {run.cpu:.1f} s, "
              f"error {curve.errors[-1]:.4f} K, estimated "
              f"{run.summary['accuracy']['estimated']:.4f} K", flush=True)
    return curve


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kelvolt", type=Path, default=ROOT / "build/bin/kelvolt")
    parser.add_argument("--size-factors", type=float, nargs="+", default=[2.5, 1.5, 1.3])
    parser.add_argument("--defaults-up-to", type=int, default=100000, metavar="DOFS",
                        help="largest problem that the peer also solves with BoomerAMG's "
                             "defaults, which are slow")
    parser.add_argument("--plot", type=Path, metavar="FILE",
                        help="also run Kelvolt adaptively and draw errors against seconds")
    parser.add_argument("--tolerances", type=float, nargs="+", default=[1, 0.1, 0.03, 0.01],
                        help="of the adaptive runs, in K")
    options = parser.parse_args()
    options.case = ROOT / "cases/gan_flip_chip/case.yaml"
    return options


def check_requirements(options: argparse.Namespace) -> None:
    """Ends with a sentence if something is missing."""
    missing = [package for module, package in PACKAGES.items()
               if importlib.util.find_spec(module) is None]
    if missing:
        sys.exit(f"{sys.executable} lacks some modules: apt-get install {' '.join(missing)}, "
                 "and call this script with Debian's own /usr/bin/python3.")
    if not options.kelvolt.is_file():
        sys.exit(f"There is no {options.kelvolt}: build Kelvolt first (./kelvolt --version).")


def main() -> None:
    options = parse_options()
    check_requirements(options)
    print("Load of the machine at the start (1, 5, 15 min): "
          + ", ".join(f"{load:.1f}" for load in os.getloadavg()) + "\n")
    with tempfile.TemporaryDirectory(prefix="side_by_side_") as scratch:
        curves = compare(options, Path(scratch))
        if options.plot:
            print()
            curves.append(adapt(options, Path(scratch)))
            draw_errors(options.plot, "REF-1, one core", curves, REFERENCE_ERROR)


if __name__ == "__main__":
    main()
