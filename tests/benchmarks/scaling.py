#!/usr/bin/python3
"""How much faster are several ranks than one? Runs kelvolt_benchmarks on one and on N ranks in
turn, and prints the ratios of the linear solve beside that of the memory bandwidth."""

import argparse
import os
import pathlib
import re
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def measure(ranks, size_factor):
    """The figures of the one row that the benchmark prints, by the names of its columns."""
    environment = dict(os.environ, OMP_NUM_THREADS="1", OMPI_ALLOW_RUN_AS_ROOT="1",
                       OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    command = ["mpirun", "--bind-to", "core", "-n", str(ranks),
               str(ROOT / "build/bin/kelvolt_benchmarks"), "--unknowns", "0",
               "--baseline-unknowns", "0", "--size-factors", str(size_factor)]
    text = subprocess.run(command, env=environment, check=True, capture_output=True,
                          text=True).stdout
    table = [[cell.strip() for cell in line.split("|")[1:-1]]
             for line in text.splitlines() if line.startswith("|")]
    row = dict(zip(table[0], table[2]))
    row["triad"] = re.search(r"triad: ([\d.]+)", text).group(1)
    return {name: float(row[name])
            for name in ("DoF", "its", "assembly s", "set-up s", "solve s", "triad")}


def total(row):
    return row["assembly s"] + row["set-up s"] + row["solve s"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--size-factor", type=float, default=0.6,
                        help="cell size of REF-1; 0.6: 2 M unknowns")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    pairs = [(measure(1, options.size_factor), measure(options.ranks, options.size_factor))
             for _ in range(options.runs)]
    print(f"REF-1, {pairs[0][0]['DoF']:.0f} unknowns, to 1e-10, 1 and {options.ranks} ranks in "
          f"turn, {options.runs} times\n")
    print("| | 1 rank | " + f"{options.ranks} ranks | ratio: median | least | most |")
    print("|---|---|---|---|---|---|")
    rows = [("cold solve, s", total, False),
            ("assembly, s", lambda row: row["assembly s"], False),
            ("set-up, s", lambda row: row["set-up s"], False),
            ("solve, s", lambda row: row["solve s"], False),
            ("iterations", lambda row: row["its"], False),
            ("triad, GB/s", lambda row: row["triad"], True)]
    for name, value, rises in rows:
        one = [value(a) for a, _ in pairs]
        many = [value(b) for _, b in pairs]
        ratios = [b / a if rises else a / b for a, b in zip(one, many)]
        print(f"| {name} | {statistics.median(one):.3g} | {statistics.median(many):.3g} | "
              f"{statistics.median(ratios):.2f} | {min(ratios):.2f} | {max(ratios):.2f} |")


if __name__ == "__main__":
    main()
