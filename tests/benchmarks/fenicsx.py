#!/usr/bin/python3
"""Solves the case and the mesh of a Kelvolt result directory once more, with FEniCSx.

    fenicsx.py RESULT_DIRECTORY

prints one JSON object. The problem is

    div(sigma(T) grad phi) = 0,    - div(k(T) grad T) = sigma(T) |grad phi|^2

with continuous elements of the same degree, integrated at the same Gauss points; phi lives on
the mesh of the conductors alone. SI units and kelvin throughout. One process; one thread with
OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from result_files import LinearLaw, ResolvedCase, ResultFields, read_fields

try:
    import dolfinx
    import numpy as np
    import ufl
    from dolfinx import fem, mesh
    from dolfinx.fem import petsc
    from mpi4py import MPI
    from petsc4py import PETSc
except ImportError as missing:
    sys.exit(f"{missing}: install the Debian package python3-dolfinx, and call Debian's own "
             "/usr/bin/python3.")

JIT = {"cffi_extra_compile_args": ["-O3", "-march=native"]}
"""How the generated kernels are compiled."""

SIDES = {"left": (0, -1), "right": (0, 1), "front": (1, -1), "back": (1, 1),
         "bottom": (2, -1), "top": (2, 1)}
"""Axis and sign of the outward normal, by side of a part."""

AMG_OPTIONS = {
    "default": {},
    "tuned": {
        "strong_threshold": 0.7,
        "coarsen_type": "HMIS",
        "interp_type": "ext+i",
        "P_max": 4,
        "relax_type_down": "SOR/Jacobi",
        "relax_type_up": "backward-SOR/Jacobi",
        "no_CF": True,
    },
}
"""Options of BoomerAMG: all left to PETSc; the fastest of some 20 sets on REF-1."""

CONSTANT, POWER, CONDUCTOR = 1, 2, 3
"""Tags of cells: insulators of constant and of variable conductivity; conductors."""


@dataclasses.dataclass
class Method:
    """How the nonlinear iteration goes."""

    amg: str = "tuned"
    inner: float = 1e-2  # reduction of the residual by each CG solve
    rebuilds: int = 2  # iterations that assemble the matrices and set AMG up; kept from then on
    change: float = 1e-8  # largest |dT| of the last iteration, relative to the rise
    max_iterations: int = 40


class CpuSeconds(defaultdict):
    """Processor seconds of this process by phase."""

    def __init__(self) -> None:
        super().__init__(float)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Adds what passes within the block to the phase."""
        start = time.process_time()
        yield
        self[name] += time.process_time() - start


def make_mesh(fields: ResultFields) -> tuple[mesh.Mesh, np.ndarray]:
    """The mesh of the fields, and the part of each of its cells."""
    element = ufl.VectorElement("Lagrange", ufl.Cell("hexahedron", geometric_dimension=3), 1)
    result = mesh.create_mesh(MPI.COMM_SELF, fields.corners, fields.corner_points,
                              ufl.Mesh(element))
    return result, fields.part[np.array(result.topology.original_cell_index)]


def facets_of(domain: mesh.Mesh, part: np.ndarray, surface: str, names: list[str]) -> np.ndarray:
    """The facets of a surface `PART.side` on the boundary of a mesh of axis-parallel boxes."""
    name, side = surface.rsplit(".", 1)
    axis, sign = SIDES[side]
    topology = domain.topology
    topology.create_connectivity(2, 3)
    facets = mesh.exterior_facet_indices(topology)
    to_cell = topology.connectivity(2, 3)
    cells = np.array([to_cell.links(f)[0] for f in facets], dtype=np.int32)
    outward = mesh.compute_midpoints(domain, 2, facets) - mesh.compute_midpoints(domain, 3, cells)
    wanted = (part[cells] == names.index(name)) & (np.abs(outward).argmax(axis=1) == axis) \
        & (np.sign(outward[:, axis]) == sign)
    if not wanted.any():
        raise ValueError(f"No facet of {surface} lies on the boundary.")
    return facets[wanted]


def tagged(domain: mesh.Mesh, dim: int, groups: dict[int, np.ndarray]) -> Any:
    """Tags of the entities of dimension `dim` from the entities by tag."""
    entities = np.concatenate(list(groups.values())).astype(np.int32)
    tags = np.concatenate([np.full(len(e), tag, np.int32) for tag, e in groups.items()])
    order = np.argsort(entities)
    return mesh.meshtags(domain, dim, entities[order], tags[order])


def per_cell(domain: mesh.Mesh, part: np.ndarray, value: Callable[[int], float]) -> fem.Function:
    """A function that is value(part) in each cell."""
    space = fem.FunctionSpace(domain, ("DG", 0))
    result = fem.Function(space)
    table = np.array([value(p) for p in range(part.max() + 1)])
    result.x.array[space.dofmap.list.array] = table[part]
    return result


def resistivity(domain: mesh.Mesh, part: np.ndarray, case: ResolvedCase, T: fem.Function) -> Any:
    """rho(T) [ohm m] and d rho / dT [ohm m/K] as expressions; of use on conductors only."""
    laws = [case.resistivity(p) or LinearLaw(1.0) for p in range(len(case.materials))]
    reference = per_cell(domain, part, lambda p: laws[p].reference)
    slope = per_cell(domain, part, lambda p: laws[p].reference * laws[p].coefficient)
    at = per_cell(domain, part, lambda p: laws[p].at)
    return reference + slope * (T - at), slope


class LinearStep:
    """Corrections of one field u: solves A du = residual(u) by CG with BoomerAMG."""

    def __init__(self, u: fem.Function, forms: tuple[Any, Any], bcs: list, method: Method,
                 cpu: CpuSeconds) -> None:
        """forms: the linearized operator and the residual, both of UFL."""
        self.u, self._bcs, self._cpu = u, bcs, cpu
        self.iterations = 0
        with cpu.phase("compile"):
            self._operator, self.residual = (fem.form(form, jit_params=JIT) for form in forms)
        with cpu.phase("set_up"):
            self._matrix = petsc.create_matrix(self._operator)
            self._load = petsc.create_vector(self.residual)
            self._du = self._load.duplicate()
            self._fixed = np.concatenate([b.dof_indices()[0] for b in bcs] or [[]]).astype(int)
            self._solver = _make_solver(self._matrix, method)

    def improve(self, rebuild: bool) -> np.ndarray:
        """Adds one correction to u. @return it"""
        with self._cpu.phase("assembly"):
            if rebuild:
                self._matrix.zeroEntries()
                petsc.assemble_matrix(self._matrix, self._operator, bcs=self._bcs)
                self._matrix.assemble()
            self._load.array[:] = assembled(self.residual)
            self._load.array[self._fixed] = 0.0
        with self._cpu.phase("amg"):
            self._solver.getPC().setReusePreconditioner(not rebuild)
            self._solver.getPC().setUp()
        with self._cpu.phase("cg"):
            self._solver.solve(self._load, self._du)
            if self._solver.getConvergedReason() < 0:
                raise RuntimeError("CG did not converge.")
            self.iterations += self._solver.getIterationNumber()
            self.u.x.array[:] += self._du.array
        return self._du.array


def _make_solver(matrix: PETSc.Mat, method: Method) -> PETSc.KSP:
    options = PETSc.Options()
    for name, value in AMG_OPTIONS[method.amg].items():
        options[f"pc_hypre_boomeramg_{name}"] = value
    solver = PETSc.KSP().create(MPI.COMM_SELF)
    solver.setType("cg")
    solver.setOperators(matrix)
    solver.getPC().setType("hypre")
    solver.getPC().setHYPREType("boomeramg")
    solver.setTolerances(rtol=method.inner, max_it=500)
    solver.setFromOptions()
    return solver


def assembled(form: Any) -> np.ndarray:
    """The vector of a linear form."""
    return fem.assemble_vector(form).array


class ElectricProblem:
    """The potential on the conductors, at a temperature known there."""

    def __init__(self, parent: mesh.Mesh, part: np.ndarray, case: ResolvedCase, method: Method,
                 cpu: CpuSeconds) -> None:
        with cpu.phase("set_up"):
            cells = np.flatnonzero([case.resistivity(p) is not None for p in part])
            self.domain, parent_cell, *_ = mesh.create_submesh(parent, 3, cells.astype(np.int32))
            self.parent_cell = np.array(parent_cell)
            part = part[self.parent_cell]
            self.space = fem.FunctionSpace(self.domain, ("Lagrange", case.degree))
            self.potential, self.temperature = fem.Function(self.space), fem.Function(self.space)
            self.terminals = {name: self._terminal_dofs(part, terminal.surface, case)
                              for name, terminal in case.terminals.items()}
            for name, dofs in self.terminals.items():
                self.potential.x.array[dofs] = case.terminals[name].voltage
            bcs = [fem.dirichletbc(self.potential, dofs) for dofs in self.terminals.values()]
            rho, _ = resistivity(self.domain, part, case, self.temperature)
            u, v = ufl.TrialFunction(self.space), ufl.TestFunction(self.space)
            dx = ufl.Measure("dx", self.domain, metadata=_quadrature(case))
            forms = (ufl.dot(ufl.grad(u), ufl.grad(v)) / rho * dx,
                     -ufl.dot(ufl.grad(self.potential), ufl.grad(v)) / rho * dx)
        self.step = LinearStep(self.potential, forms, bcs, method, cpu)

    def _terminal_dofs(self, part: np.ndarray, surface: str, case: ResolvedCase) -> np.ndarray:
        facets = facets_of(self.domain, part, surface, case.part_names)
        return fem.locate_dofs_topological(self.space, 2, facets)

    def currents(self) -> dict[str, float]:
        """Current into the body [A] by terminal, from the residual at the terminal's nodes."""
        residual = assembled(self.step.residual)
        return {name: -float(residual[dofs].sum()) for name, dofs in self.terminals.items()}


class ThermalProblem:
    """The temperature of the package, at a potential known on its conductors."""

    def __init__(self, domain: mesh.Mesh, part: np.ndarray, case: ResolvedCase, method: Method,
                 cpu: CpuSeconds) -> None:
        with cpu.phase("set_up"):
            self.space = fem.FunctionSpace(domain, ("Lagrange", case.degree))
            self.temperature, self.potential = fem.Function(self.space), fem.Function(self.space)
            self.ambient = next(iter(case.films.values())).ambient
            self.temperature.x.array[:] = self.ambient
            forms = self._forms(domain, part, case)
        self.step = LinearStep(self.temperature, forms, [], method, cpu)

    def _forms(self, domain: mesh.Mesh, part: np.ndarray, case: ResolvedCase) -> tuple[Any, Any]:
        """Linearized in T but for k(T); the fall of the Joule heat keeps the operator positive."""
        T, u, v = self.temperature, ufl.TrialFunction(self.space), ufl.TestFunction(self.space)
        dx = ufl.Measure("dx", domain, subdomain_data=_kinds(domain, part, case),
                         metadata=_quadrature(case))
        laws = [case.conductivity(p) for p in range(len(case.materials))]
        constant = per_cell(domain, part, lambda p: laws[p].value)
        power = constant * (T / per_cell(domain, part, lambda p: laws[p].at)) \
            ** per_cell(domain, part, lambda p: laws[p].exponent)
        rho, slope = resistivity(domain, part, case, T)
        square = ufl.dot(ufl.grad(self.potential), ufl.grad(self.potential))
        operator = slope / rho**2 * square * u * v * dx(CONDUCTOR)
        residual = square / rho * v * dx(CONDUCTOR)
        for k, where in ((constant, dx(CONSTANT)), (power, dx((POWER, CONDUCTOR)))):
            operator += k * ufl.dot(ufl.grad(u), ufl.grad(v)) * where
            residual -= k * ufl.dot(ufl.grad(T), ufl.grad(v)) * where
        facets = {i: facets_of(domain, part, surface, case.part_names)
                  for i, surface in enumerate(case.films)}
        ds = ufl.Measure("ds", domain, subdomain_data=tagged(domain, 2, facets),
                         metadata=_quadrature(case))
        for i, film in enumerate(case.films.values()):
            h, ambient = (fem.Constant(domain, PETSc.ScalarType(value))
                          for value in (film.coefficient, film.ambient))
            operator += h * u * v * ds(i)
            residual -= h * (T - ambient) * v * ds(i)
        return operator, residual

    def rise(self) -> float:
        """Largest rise above the ambient [K]."""
        return float(self.temperature.x.array.max() - self.ambient)


def _quadrature(case: ResolvedCase) -> dict[str, int]:
    """degree + 1 Gauss points along each edge."""
    return {"quadrature_degree": 2 * case.degree + 1}


def _kinds(domain: mesh.Mesh, part: np.ndarray, case: ResolvedCase) -> Any:
    """Each cell's CONSTANT, POWER or CONDUCTOR."""
    def kind(p: int) -> int:
        if case.resistivity(p) is not None:
            return CONDUCTOR
        return POWER if case.conductivity(p).exponent else CONSTANT
    kinds = np.array([kind(p) for p in range(len(case.materials))])[part]
    return tagged(domain, 3, {tag: np.flatnonzero(kinds == tag)
                              for tag in (CONSTANT, POWER, CONDUCTOR)})


def shared_dofs(electric: ElectricProblem, thermal: ThermalProblem) -> np.ndarray:
    """The thermal dof of each electric one: the same place in the same cell."""
    result = np.empty(len(electric.potential.x.array), dtype=np.int64)
    of_cell = [space.dofmap.list.array.reshape(-1, space.dofmap.dof_layout.num_dofs)
               for space in (electric.space, thermal.space)]
    result[of_cell[0]] = of_cell[1][electric.parent_cell]
    x, y = (space.tabulate_dof_coordinates() for space in (electric.space, thermal.space))
    if np.abs(x - y[result]).max() > 1e-12:
        raise RuntimeError("The mesh of the conductors numbers its cells' dofs differently.")
    return result


def iterate(electric: ElectricProblem, thermal: ThermalProblem, method: Method) -> int:
    """Corrects the fields in turn until T moves by less than the tolerance. @return iterations"""
    shared = shared_dofs(electric, thermal)
    for iteration in range(1, method.max_iterations + 1):
        rebuild = iteration <= method.rebuilds
        electric.temperature.x.array[:] = thermal.temperature.x.array[shared]
        electric.step.improve(rebuild)
        thermal.potential.x.array[shared] = electric.potential.x.array
        change = np.abs(thermal.step.improve(rebuild)).max()
        print(f"iteration {iteration}: change {change:.3g} K", file=sys.stderr)
        if change <= method.change * thermal.rise():
            return iteration
    raise RuntimeError(f"No convergence in {method.max_iterations} iterations.")


def lattice_order(points: np.ndarray) -> np.ndarray:
    """The order of points by x, y, z, blind to rounding: coordinates closer than a millionth
    of a millimetre count as one."""
    ranks = []
    for x in points.T:
        order = np.argsort(x)
        rank = np.empty(len(x), dtype=np.int64)
        rank[order] = np.concatenate([[0], np.cumsum(np.diff(x[order]) > 1e-9)])
        ranks.append(rank)
    return np.lexsort(ranks)


def largest_difference(thermal: ThermalProblem, fields: ResultFields) -> float:
    """Largest difference of the two temperatures over all nodes [K]."""
    ours, theirs = thermal.space.tabulate_dof_coordinates(), fields.nodes
    i, j = lattice_order(ours), lattice_order(theirs)
    if len(i) != len(j) or np.abs(ours[i] - theirs[j]).max() > 1e-9:
        raise RuntimeError("The nodes of the two codes differ.")
    return float(np.abs(thermal.temperature.x.array[i] - fields.temperature[j]).max())


def solve(directory: Path, method: Method) -> dict[str, Any]:
    """Solves, and compares with the result in the directory."""
    case = ResolvedCase(directory / "case.resolved.yaml")
    fields = read_fields(directory / "fields.vtkhdf")
    cpu = CpuSeconds()
    with cpu.phase("set_up"):
        domain, part = make_mesh(fields)
    electric = ElectricProblem(domain, part, case, method, cpu)
    thermal = ThermalProblem(domain, part, case, method, cpu)
    iterations = iterate(electric, thermal, method)
    steps = (electric.step, thermal.step)
    return {
        "method": dataclasses.asdict(method),
        "versions": {"dolfinx": dolfinx.__version__,
                     "petsc": ".".join(map(str, PETSc.Sys.getVersion()))},
        "cells": len(part),
        "degree": case.degree,
        "dofs": sum(len(step.u.x.array) for step in steps),
        "nonlinear_iterations": iterations,
        "linear_iterations": [step.iterations for step in steps],
        "seconds": dict(cpu),
        "max_temperature": float(thermal.temperature.x.array.max()),
        "max_temperature_of_kelvolt": float(fields.temperature.max()),
        "largest_difference": largest_difference(thermal, fields),
        "currents": electric.currents(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("directory", type=Path, help="result directory of kelvolt solve")
    for option in dataclasses.fields(Method):
        parser.add_argument(f"--{option.name.replace('_', '-')}", type=type(option.default),
                            default=option.default, help=f"default: {option.default}")
    arguments = vars(parser.parse_args())
    print(json.dumps(solve(arguments.pop("directory"), Method(**arguments))))


if __name__ == "__main__":
    main()
