"""Opens a result of Kelvolt in ParaView 5.11 or later.

As a macro (Macros > Import new macro) it asks for the directory; as a program:

    pvpython kelvolt_result.py DIR                     # or pvbatch
    pvbatch kelvolt_result.py DIR --picture cut.png --state result.pvsm
    pvbatch kelvolt_result.py DIR --surfaces heat.png  # the cooled surfaces by their heat flux
    pvbatch kelvolt_result.py DIR --check              # volumes and flows by ParaView against summary.json

Every part is a named block (Multiblock Inspector: switch it off, show it alone). The cells are
plain hexahedra between the nodes of the elements, which Integrate Variables understands; in round
parts closer together, and such that their volumes are those of the elements. There is a field
`temperature [degC]`. A cut through the hottest point and a ball at that point are added. Cooled surfaces and terminals are named blocks, too, of a source of their own, `surfaces`, with
`heat_flux_out [W m-2]` and `current_density_in [A m-2]`; show it by its eye in the Pipeline Browser.
"""

import argparse
import builtins
import json
import os
import sys
import xml.etree.ElementTree

from paraview import simple
from paraview import servermanager

# ParaView runs scripts of filters among the names of this file, and gives max and abs another
# meaning there: hence builtins.

# Runs within ParaView's Programmable Filter: splits by part, plain cells, degrees Celsius.
SPLIT = '''
import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy

names = {names!r}
finer = 2  # times as many chords along curved edges as the degree

def only_grid(data):
    while not data.IsA("vtkUnstructuredGrid"):
        data = data.GetBlock(0)
    return data

def node_of(degree):
    """Number within an element of the node (i, j, k)."""
    order = (degree, degree, degree)
    n = range(degree + 1)
    return np.array([[[vtk.vtkHigherOrderHexahedron.PointIndexFromIJK(i, j, k, order)
                       for k in n] for j in n] for i in n])

def basis(degree, pieces):
    """Lagrange polynomials of the equidistant nodes of [0, 1] at the ends of so many pieces."""
    nodes = np.arange(degree + 1) / degree
    x = np.arange(pieces + 1) / pieces
    return np.array([[np.prod([(at - nodes[m]) / (nodes[i] - nodes[m])
                               for m in range(degree + 1) if m != i])
                      for i in range(degree + 1)] for at in x])

def pieces_along(place, degree):
    """Pieces of all elements of a part along their axes: more where an edge is curved, and as
    many in all elements, so that neighbours have the same points on the sides they share."""
    size = np.sqrt(((place[:, -1, -1, -1] - place[:, 0, 0, 0]) ** 2).sum(-1))
    share = (np.arange(degree + 1) / degree)[:, None, None, None]
    result = []
    for axis in (1, 2, 3):
        along = np.moveaxis(place, axis, 1)
        chord = along[:, :1] * (1.0 - share) + along[:, -1:] * share
        off = np.sqrt(((along - chord) ** 2).sum(-1)).max(axis=(1, 2, 3))
        result.append(finer * degree if (off > 1e-7 * size).any() else degree)
    return np.array(result)

def keep_areas(place, fine, degree):
    """Moves the points between the ends of curved sides, along x and y, outwards until the chords
    between them enclose what the polynomial does: the volumes of plain cells are then those of
    the elements. `place` are nodes and `fine` points, [cell][x][y][z][axis]."""
    lagrange = [np.poly1d(np.poly(np.delete(np.arange(degree + 1), i))) for i in range(degree + 1)]
    lagrange = [one / one(i) for i, one in enumerate(lagrange)]
    # int L_i dL_j over the side
    weight = np.array([[np.diff((one * other.deriv()).integ()([0, degree]))[0]
                        for other in lagrange] for one in lagrange])
    cross = lambda a, b: a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    basis_z = basis(degree, fine.shape[3] - 1)
    for axis, across in ((1, 2), (2, 1)):
        for end in (0, -1):
            nodes = np.moveaxis(place, (axis, across), (0, 1))[:, end]  # [node][cell][z][axis]
            nodes = np.einsum("zk,nck...->ncz...", basis_z, nodes)
            points = np.moveaxis(fine, (axis, across), (0, 1))[:, end]
            start, chord = nodes[:1], nodes[-1] - nodes[0]
            right = np.stack([chord[..., 1], -chord[..., 0], 0.0 * chord[..., 0]], axis=-1)
            due = np.einsum("ij,ij...->...", weight,
                            cross((nodes - start)[:, None], (nodes - start)[None, :]))
            area = cross((points - start)[:-1], (points - start)[1:]).sum(0)
            growth = cross(right[None], points[2:] - points[:-2]).sum(0)
            shift = np.divide(due - area, growth, out=np.zeros_like(area), where=growth != 0.0)
            points[1:-1] += shift[..., None] * right

def corners(pieces):
    """Plain hexahedra of a block of (pieces + 1) points along each axis, x slowest."""
    number = np.arange(np.prod(pieces + 1)).reshape(pieces + 1)
    steps = ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0),
             (0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1))
    n = pieces
    return np.stack([number[a:a + n[0], b:b + n[1], c:c + n[2]].reshape(-1)
                     for a, b, c in steps], axis=1)

def merged(place, size):
    """Numbers of the first of all points at one place, and for each point which of these."""
    _, first, own = np.unique(np.round(place / size * 1e9).astype(np.int64), axis=0,
                              return_index=True, return_inverse=True)
    return first, own.reshape(-1)

def plain(nodes, wanted, source):
    """The cells of those numbers as plain hexahedra with their own points."""
    degree = int(round(nodes.shape[1] ** (1.0 / 3.0))) - 1
    place = vtk_to_numpy(source.GetPoints().GetData()).astype(float)
    lexicographic = nodes[wanted][:, node_of(degree)]
    pieces = pieces_along(place[lexicographic], degree)
    arrays = [source.GetPointData().GetArray(i)
              for i in range(source.GetPointData().GetNumberOfArrays())]
    bases = [basis(degree, n) for n in pieces]
    values = [np.einsum("xi,yj,zk,cijk...->cxyz...", *bases, column[lexicographic], optimize=True)
              .reshape((-1,) + column.shape[1:])
              for column in [place] + [vtk_to_numpy(array) for array in arrays]]
    keep_areas(place[lexicographic],
               values[0].reshape((len(wanted),) + tuple(pieces + 1) + (3,)), degree)
    cells = (np.prod(pieces + 1) * np.arange(len(wanted))[:, None, None]
             + corners(pieces)[None]).reshape(-1, 8)
    size = np.ptp(values[0], axis=0).max()
    first, own = merged(values[0], size)
    grid = vtk.vtkUnstructuredGrid()
    points = vtk.vtkPoints()
    points.SetData(numpy_to_vtk(values[0][first], deep=1))
    grid.SetPoints(points)
    cell_array = vtk.vtkCellArray()
    cell_array.SetData(8, numpy_to_vtkIdTypeArray(
        own[cells].reshape(-1).astype(np.int64), deep=1))
    grid.SetCells(vtk.VTK_HEXAHEDRON, cell_array)
    for array, of_points in zip(arrays, values[1:]):
        add(grid.GetPointData(), array.GetName(), of_points[first])
    rows = np.repeat(wanted, np.prod(pieces))
    for i in range(source.GetCellData().GetNumberOfArrays()):
        array = source.GetCellData().GetArray(i)
        add(grid.GetCellData(), array.GetName(), vtk_to_numpy(array)[rows])
    kelvin = grid.GetPointData().GetArray("temperature [K]")
    if kelvin is not None:
        add(grid.GetPointData(), "temperature [degC]", vtk_to_numpy(kelvin) - 273.15)
    return grid

def add(data, name, values):
    array = numpy_to_vtk(values, deep=1)
    array.SetName(name)
    data.AddArray(array)

source = only_grid(self.GetInputDataObject(0, 0))
part = vtk_to_numpy(source.GetCellData().GetArray("part"))
connectivity = vtk_to_numpy(source.GetCells().GetConnectivityArray())
nodes = connectivity.reshape(source.GetNumberOfCells(), -1)
output = self.GetOutputDataObject(0)
for number, name in enumerate(names):
    output.SetBlock(number, plain(nodes, np.nonzero(part == number)[0], source))
    output.GetMetaData(number).Set(vtk.vtkCompositeDataSet.NAME(), name)
'''

# The same for the file of surfaces: its quadrilaterals by surface.
SPLIT_SURFACES = '''
import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

names = {names!r}

def only_grid(data):
    while not data.IsA("vtkUnstructuredGrid"):
        data = data.GetBlock(0)
    return data

source = only_grid(self.GetInputDataObject(0, 0))
output = self.GetOutputDataObject(0)
for number, name in enumerate(names):
    threshold = vtk.vtkThreshold()
    threshold.SetInputData(source)
    threshold.SetInputArrayToProcess(0, 0, 0, 1, "surface")
    threshold.SetThresholdFunction(vtk.vtkThreshold.THRESHOLD_BETWEEN)
    threshold.SetLowerThreshold(number)
    threshold.SetUpperThreshold(number)
    threshold.Update()
    block = vtk.vtkUnstructuredGrid()
    block.ShallowCopy(threshold.GetOutput())
    celsius = numpy_to_vtk(
        vtk_to_numpy(block.GetPointData().GetArray("temperature [K]")) - 273.15, deep=1)
    celsius.SetName("temperature [degC]")
    block.GetPointData().AddArray(celsius)
    output.SetBlock(number, block)
    output.GetMetaData(number).Set(vtk.vtkCompositeDataSet.NAME(), name)
'''


# Of a volume by Integrate Variables from the summary.
allowed_difference = 1e-6


def read_summary(directory):
    with open(os.path.join(directory, "summary.json"), encoding="utf-8") as file:
        return json.load(file)


def has_plain_cells(directory, stem):
    """Whether the index for older readers has elements as plain cells between their nodes, as it
    does of degree 3 and more: chords of arcs."""
    index = xml.etree.ElementTree.parse(os.path.join(directory, stem + ".xdmf"))
    return index.find(".//Topology").get("TopologyType") == "Hexahedron"


def open_result(directory, stem="fields"):
    version = servermanager.vtkSMProxyManager.GetVersionMajor() * 100 + \
        servermanager.vtkSMProxyManager.GetVersionMinor()
    path = os.path.abspath(os.path.join(directory, stem))
    if version >= 512:
        reader = simple.OpenDataFile(path + ".vtkhdf")
    elif version == 511 and has_plain_cells(directory, stem) \
            and "times" not in read_summary(directory):
        # 5.11 knows the format, but its first instant only, and not its ending.
        reader = simple.VTKHDFReader(FileName=path + ".vtkhdf")
    else:
        reader = simple.OpenDataFile(path + ".xdmf")
    simple.RenameSource(stem, reader)
    return reader


def surface_names(directory):
    """In the order of their numbers. The index names them in words, which the readers skip."""
    index = xml.etree.ElementTree.parse(os.path.join(directory, "surfaces.xdmf"))
    words = index.find(".//Information[@Name='surface_names']").get("Value")
    return [word.split(" ", 1)[1] for word in words.split("; ")]


def surfaces_of(directory):
    """One block for each cooled surface and terminal; nothing in results of before there was a
    file of them."""
    if not os.path.exists(os.path.join(directory, "surfaces.vtkhdf")):
        return None
    surfaces = simple.ProgrammableFilter(
        Input=open_result(directory, "surfaces"), OutputDataSetType="vtkMultiblockDataSet",
        Script=SPLIT_SURFACES.format(names=surface_names(directory)))
    simple.RenameSource("cooled surfaces and terminals", surfaces)
    return surfaces


def parts_of(reader, summary):
    """One block for each part."""
    parts = simple.ProgrammableFilter(Input=reader, OutputDataSetType="vtkMultiblockDataSet",
                                      Script=SPLIT.format(names=list(summary["parts"])))
    simple.RenameSource("parts", parts)
    return parts


def hottest(summary):
    """Place, text and, of a study in time, the time."""
    spot = summary.get("worst", summary["max_temperature"])
    kelvin = spot["value"]
    text = f"{kelvin:.2f} K" if summary.get("temperature_unit") == "K" \
        else f"{kelvin - 273.15:.2f} degC"
    return spot["position"], f"{text} in {spot['part']}", spot.get("time")


def colour(representation, view, name, where="POINTS", digits="%.1f"):
    simple.ColorBy(representation, (where, name))
    representation.RescaleTransferFunctionToDataRange(True)
    table = simple.GetColorTransferFunction(name)
    table.ApplyPreset("Plasma (matplotlib)", True)
    representation.SetScalarBarVisibility(view, True)
    bar = simple.GetScalarBar(table, view)
    bar.RangeLabelFormat = bar.LabelFormat = digits
    bar.TitleColor = bar.LabelColor = [0.0, 0.0, 0.0]
    # Without lights the colours are those of the bar.
    representation.Ambient, representation.Diffuse = 1.0, 0.0


def look(view, bounds, from_below=False):
    """From the front, above or below."""
    view.UseColorPaletteForBackground = 0
    view.Background = [1.0, 1.0, 1.0]
    view.CameraParallelProjection = 1
    size = builtins.max(bounds[1] - bounds[0], bounds[3] - bounds[2], bounds[5] - bounds[4])
    middle = [0.5 * (bounds[i] + bounds[i + 1]) for i in (0, 2, 4)]
    view.CameraFocalPoint = middle
    view.CameraPosition = [middle[0] - 0.5 * size, middle[1] - 1.2 * size,
                           middle[2] + (-size if from_below else size)]
    view.CameraViewUp = [0.0, 0.0, 1.0]
    view.ResetCamera(True)


def show_surfaces(surfaces, names, parts, summary):
    """In a view of their own, from the side where most heat leaves, in the outlines of all."""
    view = simple.CreateRenderView()
    time = hottest(summary)[2]
    if time is not None:
        view.ViewTime = time
    parts.UpdatePipeline(view.ViewTime)
    shown = simple.Show(surfaces, view)
    cooled = {name: summary["surfaces"][name] for name in names
              if not name.startswith("terminal ")}
    if builtins.all("convection_heat" in one for one in cooled.values()):
        colour(shown, view, "film_heat_flux [W m-2]", digits="%.3g")
    else:
        colour(shown, view, "heat_flux_out [W m-2]", "CELLS", "%.3g")
    edges = simple.Show(simple.FeatureEdges(Input=simple.ExtractSurface(Input=parts)), view)
    edges.ColorArrayName = [None, ""]
    edges.AmbientColor = edges.DiffuseColor = [0.6, 0.6, 0.6]
    most = builtins.max(cooled, key=lambda name: cooled[name]["heat_flow"], default="")
    look(view, parts.GetDataInformation().GetBounds(), most.endswith(".bottom"))
    return view


def show(parts, summary):
    """The half behind the hottest point, cut open there, and that point."""
    view = simple.GetActiveViewOrCreate("RenderView")
    place, text, time = hottest(summary)
    if time is not None:
        view.ViewTime = time
    parts.UpdatePipeline(view.ViewTime)
    bounds = parts.GetDataInformation().GetBounds()
    size = builtins.max(bounds[1] - bounds[0], bounds[3] - bounds[2], bounds[5] - bounds[4])
    # Off the faces between cells, where a plane cuts both neighbours or neither.
    cut = simple.Clip(Input=parts, ClipType="Plane", Invert=0)
    cut.ClipType.Origin = [place[0], place[1] + 1.7e-5 * size, place[2]]
    cut.ClipType.Normal = [0.0, 1.0, 0.0]
    simple.RenameSource("cut through the hottest point", cut)
    shown = simple.Show(cut, view)
    field = "temperature [K]" if summary.get("temperature_unit") == "K" \
        else "temperature [degC]"
    colour(shown, view, field)
    edges = simple.FeatureEdges(Input=simple.ExtractSurface(Input=cut))
    simple.RenameSource("outlines", edges)
    lines = simple.Show(edges, view)
    lines.ColorArrayName = [None, ""]
    lines.AmbientColor = lines.DiffuseColor = [0.1, 0.1, 0.1]
    ball = simple.Sphere(Center=place, Radius=0.008 * size)
    simple.RenameSource("hottest point", ball)
    simple.Show(ball, view).AmbientColor = [1.0, 1.0, 1.0]
    words = simple.Text(Text="hottest: " + text)
    simple.RenameSource("hottest, in words", words)
    simple.Show(words, view).Color = [0.0, 0.0, 0.0]
    look(view, bounds)
    return view


def check(reader, summary):
    """The largest difference of a block's volume by Integrate Variables from the summary,
    relative to what is allowed."""
    time = builtins.max(summary.get("times", [0.0]))
    parts = parts_of(reader, summary)
    parts.UpdatePipeline(time)
    worst = 0.0
    for number, (name, due) in builtins.enumerate(summary["parts"].items()):
        # A block is taken out on this side: the selectors of 5.11 differ from those of later.
        block = simple.ProgrammableFilter(
            Input=parts, OutputDataSetType="vtkUnstructuredGrid",
            Script="self.GetOutputDataObject(0).ShallowCopy("
                   f"self.GetInputDataObject(0, 0).GetBlock({number}))")
        total = simple.IntegrateVariables(Input=block)
        total.UpdatePipeline(time)
        data = servermanager.Fetch(total)
        volume = data.GetCellData().GetArray("Volume").GetValue(0)
        mean = data.GetPointData().GetArray("temperature [K]").GetValue(0) / volume
        difference = builtins.abs(volume / due["volume"] - 1.0)
        worst = builtins.max(worst, difference / allowed_difference)
        print(f"{name}: volume {volume:.9g} m3, off by {difference:.1e}; "
              f"mean {mean:.4f} K, summary {due['mean_temperature']:.4f} K")
    print(f"largest difference of a volume {worst * allowed_difference:.1e}")
    return worst


def save_picture(view, picture):
    view.ViewSize = [1600, 1000]
    simple.Render(view)
    simple.SaveScreenshot(picture, view)


def on_mesh(numbers, key):
    return numbers.get("on_mesh", {}).get(key, numbers[key])


def check_surfaces(surfaces, names, summary):
    """The largest difference of a flow from the summary, relative to what is allowed: the sum
    of the flows of the quadrilaterals, and the integral of the flux over them, which in round
    outlines lacks what lies between chords and arcs. 1e-9 of the heat or current are zero."""
    time = builtins.max(summary.get("times", [0.0]))
    surfaces.UpdatePipeline(time)
    worst = 0.0
    for number, name in builtins.enumerate(names):
        is_terminal = name.startswith("terminal ")
        group, key, flow, flux = \
            ("terminals", "current", "current_in [A]", "current_density_in [A m-2]") \
            if is_terminal else \
            ("surfaces", "heat_flow", "heat_flow_out [W]", "heat_flux_out [W m-2]")
        short = name[len("terminal "):] if is_terminal else name
        due = on_mesh(summary[group][short], key)
        block = simple.ProgrammableFilter(
            Input=surfaces, OutputDataSetType="vtkUnstructuredGrid",
            Script="self.GetOutputDataObject(0).ShallowCopy("
                   f"self.GetInputDataObject(0, 0).GetBlock({number}))")
        block.UpdatePipeline(time)
        cells = servermanager.Fetch(block).GetCellData()
        total = builtins.sum(cells.GetArray(flow).GetValue(i)
                             for i in range(cells.GetNumberOfTuples()))
        integral = simple.IntegrateVariables(Input=block)
        integral.UpdatePipeline(time)
        integrated = servermanager.Fetch(integral).GetCellData().GetArray(flux).GetValue(0)
        scale = builtins.max([builtins.abs(on_mesh(one, key)) for one in summary[group].values()
                              if one.get(key) is not None] + [1e-300])
        off, lacking = builtins.abs(total - due) / scale, builtins.abs(integrated - due) / scale
        worst = builtins.max(worst, off / 1e-9, lacking / 1e-3)
        print(f"{name}: {key} {total:.9g}, off by {off:.1e}; integral of the flux off by "
              f"{lacking:.1e}")
    return worst


def main(arguments):
    parser = argparse.ArgumentParser(description="Opens a result of Kelvolt in ParaView.")
    parser.add_argument("directory", help="that 'kelvolt solve' wrote")
    parser.add_argument("--picture", help="PNG of the cut")
    parser.add_argument("--surfaces", help="PNG of the cooled surfaces by their heat flux")
    parser.add_argument("--state", help="state of ParaView (.pvsm)")
    parser.add_argument("--check", action="store_true",
                        help="volumes against summary.json; status 1 beyond 1e-6; flows "
                             "through surfaces, beyond 1e-9, and their fluxes, beyond 1e-3")
    options = parser.parse_args(arguments)
    summary = read_summary(options.directory)
    reader = open_result(options.directory)
    surfaces = surfaces_of(options.directory)
    if options.check:
        worst = check(reader, summary)
        if surfaces:
            worst = builtins.max(worst, check_surfaces(
                surfaces, surface_names(options.directory), summary))
        return 0 if worst <= 1.0 else 1
    parts = parts_of(reader, summary)
    view = show(parts, summary)
    if options.picture:
        save_picture(view, options.picture)
    if options.surfaces and surfaces:
        names = surface_names(options.directory)
        save_picture(show_surfaces(surfaces, names, parts, summary), options.surfaces)
    if options.state:
        simple.SaveState(options.state)
    return 0


def macro():
    """Asks for the directory of a result."""
    try:
        from PySide2.QtWidgets import QFileDialog
        directory = QFileDialog.getExistingDirectory(None, "Result of Kelvolt")
    except ImportError:
        directory = os.environ.get("KELVOLT_RESULT", os.getcwd())
    if directory:
        summary = read_summary(directory)
        surfaces_of(directory)
        show(parts_of(open_result(directory), summary), summary)
        simple.RenderAllViews()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1:]))
    macro()
