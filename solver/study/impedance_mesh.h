#pragma once

#include "mesh/cell_indicators.h"
#include "reduction/face_rises.h"
#include "reduction/krylov_basis.h"
#include "study/impedance_parts.h"

#include <functional>
#include <utility>
#include <vector>

namespace kelvolt
{

/// What the mesh leaves open at one real shift, by solutions of more degrees (see
/// ShiftedEnrichment), in shares of the self impedance of what is heated.
struct MeshProbe
{
  double shift = 0.;
  std::vector<double> self; ///< of each load
  /// Of each heated part: the maxima of the observed parts, and the points.
  std::vector<std::vector<double>> maxima, points;
  /// Of each heated part: the cooled faces, in K and W for 1 W; only at the shift 0.
  std::vector<std::vector<FaceRise>> faces;
};

/// What one degree more leaves of an error, and what times differ from their real shifts:
/// covers what was found on exact stacks, strips and rectangles from 1 ns on (3.3 at most).
constexpr double impedance_mesh_safety = 4.;
/// The same of maxima and points, where a field converges more slowly than a mean (4.9 at
/// most were found, on the top of a thin layer).
constexpr double impedance_place_safety = 8.;

/// The same over time. The share of the value at a time t is of the size that it has at
/// the real shift 1 / t: it is the largest at 1 / (3 t), 1 / t and 3 / t, with a safety.
class ImpedanceMeshErrors
{
public:
  ImpedanceMeshErrors() = default;
  /// @param probes in rising order of their shifts
  explicit ImpedanceMeshErrors(std::vector<MeshProbe> probes) : probes_(std::move(probes))
  {
  }

  /// Of the mean response of one load to another, from the self impedances of both, which
  /// bound it [K/W].
  double mean(const ReducedModel &model, std::size_t i, std::size_t j, double t) const;
  double maximum(const ReducedModel &model,
                 std::size_t heated,
                 std::size_t observed,
                 double t) const;
  double
  point(const ReducedModel &model, std::size_t heated, std::size_t which, double t) const;
  /// Of a cooled face in the steady state of 1 W in a heated part, which there must be.
  FaceRise face(std::size_t heated, std::size_t cooling) const;
  double lowest_shift() const
  {
    return probes_.front().shift;
  }

private:
  using Share = std::function<double(const MeshProbe &)>;
  double
  largest(const ReducedModel &model, std::size_t load, double t, const Share &share) const;
  double share_at(double s, const Share &share) const;

  std::vector<MeshProbe> probes_;
};

/// Of the projection at hand, which interpolates at its shifts: what `added` degrees more
/// change at those. Adds where the mesh should be finer, per load and shift, to
/// `indicators` unless that is null. Collective.
std::vector<MeshProbe> probe_mesh(const StudyRun &run,
                                  const MeshSolution &solution,
                                  const KrylovBasis &basis,
                                  const ImpedanceParts &parts,
                                  unsigned int added,
                                  std::vector<CellIndicators> *indicators);

} // namespace kelvolt
