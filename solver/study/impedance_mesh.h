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

/// What one degree more changes at one real shift (see ShiftedEnrichment), in shares of the
/// self impedance of what is heated.
struct MeshProbe
{
  double shift = 0.;
  std::vector<double> self; ///< of each load; or what that leaves, see leave_after_change()
  /// Of each heated part: the cooled faces, in K and W for 1 W; only at the shift 0.
  std::vector<std::vector<FaceRise>> faces;
};

/// Whose values are stated: those of the degree that a mesh is refined with, or of one
/// more.
enum class StatedDegree
{
  own,
  one_more
};

/// The error of what is stated, in multiples of a probe.
struct MeshSafety
{
  double mean = 0., face = 0.;
};

/// Of the own degree: what one degree more leaves of an error, and what times differ from
/// their real shifts. Covers what was found on exact stacks, strips and rectangles from 1
/// ns on (3.3 at most). Of one degree more, whose probes tell what is left, the latter
/// alone.
constexpr MeshSafety safety_of(StatedDegree stated)
{
  return stated == StatedDegree::own ? MeshSafety{4., 8.} : MeshSafety{1.5, 6.};
}

/// The same over time. The share of the value at a time t is of the size that it has at
/// the real shift 1 / t: it is the largest at 1 / (3 t), 1 / t and 3 / t, with a safety.
class ImpedanceMeshErrors
{
public:
  ImpedanceMeshErrors() = default;
  /// @param probes in rising order of their shifts
  ImpedanceMeshErrors(std::vector<MeshProbe> probes, const MeshSafety &safety)
      : probes_(std::move(probes)), safety_(safety)
  {
  }

  /// Of the mean response of one load to another, from the self impedances of both, which
  /// bound it [K/W].
  double mean(const ReducedModel &model, std::size_t i, std::size_t j, double t) const;
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
  MeshSafety safety_;
};

/// Of the projection at hand, which interpolates at its shifts: what one degree more
/// changes at those. Adds where the mesh should be finer, per load and shift, to
/// `indicators`. Collective.
std::vector<MeshProbe> probe_mesh(const StudyRun &run,
                                  const MeshSolution &solution,
                                  const KrylovBasis &basis,
                                  const ImpedanceParts &parts,
                                  std::vector<CellIndicators> &indicators);

/// What is left of an error after a change by one degree more, from the change by the
/// degree before: where the error falls like (p + 1/2)^(-4 s), s from 1/2 on, it is 2.0
/// to 2.2 times what a geometric series of the two would leave.
double left_after(double before, double change);

/// Puts into probes of what degree p + 1 changes what it leaves of the self impedances,
/// from projections of degree p - 1 and p.
void leave_after_change(const ReducedModel &lower,
                        const ReducedModel &own,
                        std::vector<MeshProbe> &probes);

struct DegreeProjection
{
  const ThermalProblem &thermal;
  const KrylovBasis &basis;
};
/// What three degrees on one mesh, projected with the same shifts, say at these: what the
/// highest leaves of the self impedances, and what it changes of faces.
/// Collective.
std::vector<MeshProbe> probe_degrees(const KrylovBasis &lower,
                                     const DegreeProjection &own,
                                     const DegreeProjection &higher,
                                     const ImpedanceParts &parts);

} // namespace kelvolt
