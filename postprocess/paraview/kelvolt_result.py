"""Opens a result of Kelvolt in ParaView 5.11 or later.

As a macro (Macros > Import new macro) it asks for the directory; as a program:

    pvpython kelvolt_result.py DIR                     # or pvbatch
    pvbatch kelvolt_result.py DIR --picture cut.png --state result.pvsm
    pvbatch kelvolt_result.py DIR --check              # volumes by ParaView against summary.json

Every part is a named block (Multiblock Inspector: switch it off, show it alone). The cells are
plain hexahedra between the nodes of the elements, which Integrate Variables understands, and
there is a field `temperature [degC]`. A cut through the hottest point and a ball at that point
are added.
"""

import argparse
import builtins
import json
import os
import sys

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

def sub_cells(degree):
    """Corners of the plain hexahedra of an element, by its node numbers."""
    order = (degree, degree, degree)
    corner = ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0),
              (0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1))
    return np.array([[vtk.vtkHigherOrderHexahedron.PointIndexFromIJK(
                          i + a, j + b, k + c, order) for a, b, c in corner]
                     for k in range(degree) for j in range(degree) for i in range(degree)])

def only_grid(data):
    while not data.IsA("vtkUnstructuredGrid"):
        data = data.GetBlock(0)
    return data

def plain(nodes, wanted, source):
    """The cells of those numbers as plain hexahedra with their own points."""
    n_nodes = nodes.shape[1]
    degree = int(round(n_nodes ** (1.0 / 3.0))) - 1
    pattern = sub_cells(degree)
    corners = nodes[wanted][:, pattern].reshape(-1, 8)
    used, own = np.unique(corners, return_inverse=True)
    grid = vtk.vtkUnstructuredGrid()
    points = vtk.vtkPoints()
    points.SetData(numpy_to_vtk(
        vtk_to_numpy(source.GetPoints().GetData())[used].astype(float), deep=1))
    grid.SetPoints(points)
    cells = vtk.vtkCellArray()
    cells.SetData(8, numpy_to_vtkIdTypeArray(own.reshape(-1).astype(np.int64), deep=1))
    grid.SetCells(vtk.VTK_HEXAHEDRON, cells)
    rows = np.repeat(wanted, len(pattern))
    for data, target, take in ((source.GetPointData(), grid.GetPointData(), used),
                               (source.GetCellData(), grid.GetCellData(), rows)):
        for i in range(data.GetNumberOfArrays()):
            array = numpy_to_vtk(vtk_to_numpy(data.GetArray(i))[take], deep=1)
            array.SetName(data.GetArrayName(i))
            target.AddArray(array)
    kelvin = grid.GetPointData().GetArray("temperature [K]")
    if kelvin is not None:
        celsius = numpy_to_vtk(vtk_to_numpy(kelvin) - 273.15, deep=1)
        celsius.SetName("temperature [degC]")
        grid.GetPointData().AddArray(celsius)
    return grid

source = only_grid(self.GetInputDataObject(0, 0))
part = vtk_to_numpy(source.GetCellData().GetArray("part"))
connectivity = vtk_to_numpy(source.GetCells().GetConnectivityArray())
nodes = connectivity.reshape(source.GetNumberOfCells(), -1)
output = self.GetOutputDataObject(0)
for number, name in enumerate(names):
    output.SetBlock(number, plain(nodes, np.nonzero(part == number)[0], source))
    output.GetMetaData(number).Set(vtk.vtkCompositeDataSet.NAME(), name)
'''


def read_summary(directory):
    with open(os.path.join(directory, "summary.json"), encoding="utf-8") as file:
        return json.load(file)


def open_parts(directory, summary):
    """The result as one block for each part."""
    version = servermanager.vtkSMProxyManager.GetVersionMajor() * 100 + \
        servermanager.vtkSMProxyManager.GetVersionMinor()
    # The reader of 5.11 knows the first instant of fields.vtkhdf only.
    name = "fields.vtkhdf" if version >= 512 else "fields.xdmf"
    reader = simple.OpenDataFile(os.path.abspath(os.path.join(directory, name)))
    simple.RenameSource("fields", reader)
    parts = simple.ProgrammableFilter(Input=reader, OutputDataSetType="vtkMultiblockDataSet",
                                      Script=SPLIT.format(names=list(summary["parts"])))
    simple.RenameSource("parts", parts)
    return reader, parts


def hottest(summary):
    """Place, text and, of a study in time, the time."""
    spot = summary.get("worst", summary["max_temperature"])
    kelvin = spot["value"]
    text = f"{kelvin:.2f} K" if summary.get("temperature_unit") == "K" \
        else f"{kelvin - 273.15:.2f} degC"
    return spot["position"], f"{text} in {spot['part']}", spot.get("time")


def colour(representation, view, name):
    simple.ColorBy(representation, ("POINTS", name))
    representation.RescaleTransferFunctionToDataRange(True)
    table = simple.GetColorTransferFunction(name)
    table.ApplyPreset("Plasma (matplotlib)", True)
    representation.SetScalarBarVisibility(view, True)
    bar = simple.GetScalarBar(table, view)
    bar.RangeLabelFormat = bar.LabelFormat = "%.1f"
    bar.TitleColor = bar.LabelColor = [0.0, 0.0, 0.0]
    # Without lights the colours are those of the bar.
    representation.Ambient, representation.Diffuse = 1.0, 0.0


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
    view.UseColorPaletteForBackground = 0
    view.Background = [1.0, 1.0, 1.0]
    view.CameraParallelProjection = 1
    middle = [0.5 * (bounds[i] + bounds[i + 1]) for i in (0, 2, 4)]
    view.CameraFocalPoint = middle
    view.CameraPosition = [middle[0] - 0.5 * size, middle[1] - 1.2 * size, middle[2] + size]
    view.CameraViewUp = [0.0, 0.0, 1.0]
    view.ResetCamera(True)
    return view


def check(parts, summary):
    """Volumes and mean temperatures of all blocks by Integrate Variables; the largest
    difference from the summary, relative."""
    parts.UpdatePipeline(builtins.max(summary.get("times", [0.0])))
    worst = 0.0
    for number, (name, due) in enumerate(summary["parts"].items()):
        # A block is taken out on this side: the selectors of 5.11 differ from those of later.
        block = simple.ProgrammableFilter(
            Input=parts, OutputDataSetType="vtkUnstructuredGrid",
            Script="self.GetOutputDataObject(0).ShallowCopy("
                   f"self.GetInputDataObject(0, 0).GetBlock({number}))")
        total = simple.IntegrateVariables(Input=block)
        total.UpdatePipeline(builtins.max(summary.get("times", [0.0])))
        data = servermanager.Fetch(total)
        volume = data.GetCellData().GetArray("Volume").GetValue(0)
        mean = data.GetPointData().GetArray("temperature [K]").GetValue(0) / volume
        difference = builtins.abs(volume / due["volume"] - 1.0)
        worst = builtins.max(worst, difference)
        print(f"{name}: volume {volume:.9g} m3, off by {difference:.1e}; mean {mean:.4f} K, "
              f"summary {due['mean_temperature']:.4f} K")
    print(f"largest difference {worst:.1e}")
    return worst


def main(arguments):
    parser = argparse.ArgumentParser(description="Opens a result of Kelvolt in ParaView.")
    parser.add_argument("directory", help="that 'kelvolt solve' wrote")
    parser.add_argument("--picture", help="PNG of the cut")
    parser.add_argument("--state", help="state of ParaView (.pvsm)")
    parser.add_argument("--check", action="store_true",
                        help="volumes against summary.json; status 1 beyond 1e-6")
    options = parser.parse_args(arguments)
    summary = read_summary(options.directory)
    _, parts = open_parts(options.directory, summary)
    if options.check:
        return 0 if check(parts, summary) <= 1e-6 else 1
    view = show(parts, summary)
    if options.picture:
        view.ViewSize = [1600, 1000]
        simple.Render(view)
        simple.SaveScreenshot(options.picture, view)
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
        show(open_parts(directory, summary)[1], summary)
        simple.RenderAllViews()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1:]))
    macro()
