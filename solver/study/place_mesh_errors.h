#pragma once

#include "reduction/krylov_basis.h"
#include "study/impedance_parts.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace kelvolt
{

/// What the mesh leaves open of the rises of places after a step of 1 W, by what one degree
/// more changes of them in time, on the same mesh and projected with the same shifts.
///
/// The largest rise of a part may lie elsewhere with every degree: early fields swing over
/// at the edges of what is heated. The difference of the largest rises has zeros then where
/// the error has none, and the largest rise of all is that of the worst swing. So changes
/// are taken cell by cell, the largest at their nodes, with a safety. The largest rise is
/// not below that of any cell less what is left there; where that is highest is taken for
/// the hottest cell. It is not above that of all cells plus what is left there.
class PlaceMeshErrors
{
public:
  PlaceMeshErrors() = default;
  /// @param own one degree below `higher` @param times [s], rising. Collective.
  PlaceMeshErrors(const KrylovBasis &own,
                  const KrylovBasis &higher,
                  const ImpedanceParts &parts,
                  std::vector<double> times);

  struct Highest
  {
    /// The hottest cell, see PartNodes, on the rank that has it.
    std::optional<std::size_t> cell;
    /// How far below and above the largest rise of that cell the true one may be [K].
    double below = 0., above = 0.;
  };
  /// Of a part of the problem with the higher degree.
  /// @param time index of it; one past the last is the steady state
  const Highest &highest(std::size_t heated, std::size_t observed, std::size_t time) const
  {
    return highest_[heated][observed][time];
  }
  double point(std::size_t heated, std::size_t which, std::size_t time) const
  {
    return points_[heated][which][time];
  }

private:
  /// [heated], of the parts or points, and times with the steady state.
  std::vector<std::vector<std::vector<Highest>>> highest_;
  std::vector<std::vector<std::vector<double>>> points_;
};

} // namespace kelvolt
