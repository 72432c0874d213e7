#include "mesh/cell_indicators.h"

#include "layout/part_layout.h"

#include <deal.II/base/mpi.h>

namespace kelvolt
{

PerSlab<double> slab_indicators(MPI_Comm communicator,
                                const CellIndicators &indicators,
                                const PerSlab<double> &planes)
{
  PerSlab<double> slabs;
  for (std::size_t axis = 0; axis < slabs.size(); ++axis)
  {
    std::vector<double> &sums = slabs[axis];
    sums.resize(planes[axis].size() - 1, 0.);
    for (const CellIndicator &cell : indicators)
      sums[nearest_plane(planes[axis], cell.corner[axis])] += cell.along[axis];
    dealii::Utilities::MPI::sum(sums, communicator, sums);
  }
  return slabs;
}

} // namespace kelvolt
