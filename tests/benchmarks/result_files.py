"""What a Kelvolt result directory says of the problem that was solved. SI units and kelvin."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

try:
    import h5py
    import numpy as np
    import yaml
except ImportError as missing:
    sys.exit(f"{missing}: install the Debian packages python3-h5py and python3-yaml, and call "
             "Debian's own /usr/bin/python3.")

VTK_TO_TENSOR = [0, 1, 3, 2, 4, 5, 7, 6]
"""Corners of a hexahedron: the place in VTK's order of each in tensor order (x runs fastest)."""


@dataclass
class PowerLaw:
    """k(T) = value * (T / at)^exponent; value in W/m/K, at in K. Exponent 0: a constant."""

    value: float
    at: float = 1.0
    exponent: float = 0.0


@dataclass
class LinearLaw:
    """rho(T) = reference * (1 + coefficient * (T - at)); ohm m, 1/K, K."""

    reference: float
    coefficient: float = 0.0
    at: float = 0.0


@dataclass
class Film:
    """Heat flux coefficient * (T - ambient) out of a surface; W/m2/K and K."""

    coefficient: float
    ambient: float


@dataclass
class Terminal:
    """An equipotential surface; V."""

    surface: str
    voltage: float


class ResolvedCase:
    """The laws of a `case.resolved.yaml`, of the kinds above; anything else is refused."""

    def __init__(self, file: Path) -> None:
        tree = yaml.safe_load(file.read_text())
        refused = [key for key in ("contacts", "heat", "devices") if tree.get(key)]
        if refused:
            raise ValueError(f"{file} has {', '.join(refused)}, which the peer does not know.")
        parts = tree["package"].values()
        self.degree: int = tree["mesh"]["degree"]
        self.materials: list[dict[str, Any]] = [tree["materials"][p["material"]] for p in parts]
        self.part_names: list[str] = list(tree["package"])
        self.films = {surface: _film(law) for surface, law in tree["cooling"].items()}
        # PyYAML reads YAML 1.1, to which the key `on` is true.
        self.terminals = {name: Terminal(t[True], _number(t["voltage"]))
                          for name, t in tree["terminals"].items()}

    def conductivity(self, part: int) -> PowerLaw:
        """Thermal conductivity of the part."""
        law = self.materials[part]["conductivity"]
        if "power_law" in law:
            return PowerLaw(_number(law["power_law"]), _number(law["at"]), float(law["exponent"]))
        return PowerLaw(_number(law["value"]))

    def resistivity(self, part: int) -> LinearLaw | None:
        """Electrical resistivity of the part; None for an insulator."""
        material = self.materials[part]
        if "electrical_conductivity" in material:
            return LinearLaw(1.0 / _number(material["electrical_conductivity"]["value"]))
        if "electrical_resistivity" not in material:
            return None
        law = material["electrical_resistivity"]
        if "value" in law:
            return LinearLaw(_number(law["value"]))
        return LinearLaw(_number(law["reference"]), _number(law["coefficient"]), _number(law["at"]))


def _number(quantity: str | float) -> float:
    """390 of `390 W/m/K`; resolved cases are in SI units."""
    return float(str(quantity).split()[0])


def _film(law: dict[str, Any]) -> Film:
    if "convection" not in law or law.get("emissivity"):
        raise ValueError(f"The peer knows cooling by a constant film coefficient only, not {law}.")
    return Film(_number(law["convection"]), _number(law["ambient"]))


@dataclass
class ResultFields:
    """Mesh and temperature of a `fields.vtkhdf`."""

    corners: np.ndarray  # [cell][8]: rows of corner_points, in tensor order
    corner_points: np.ndarray  # [corner][3] in m
    part: np.ndarray  # [cell]
    nodes: np.ndarray  # [node][3] in m, of the elements of full degree
    temperature: np.ndarray  # [node] in K


def read_fields(file: Path) -> ResultFields:
    """Reads Lagrange hexahedra in VTKHDF layout, where the corners come first in each cell."""
    with h5py.File(file) as stream:
        group = stream["VTKHDF"]
        nodes, part = group["Points"][:], group["CellData/part"][:]
        cells = group["Connectivity"][:].reshape(len(part), -1)[:, VTK_TO_TENSOR]
        used, corners = np.unique(cells, return_inverse=True)
        return ResultFields(corners.reshape(cells.shape), nodes[used], part, nodes,
                            group["PointData/temperature [K]"][:])
