#pragma once

#include "mesh/cell_indicators.h"
#include "reduction/face_rises.h"
#include "reduction/shifted_problem.h"

#include <memory>
#include <vector>

namespace kelvolt
{

/// What a mesh of degree p leaves open of impedances at real shifts: by the solutions of
/// one or two degrees more on the same mesh.
///
/// At a real shift the discrete self impedance Z_h(s) lies below the exact one, and one of
/// more degrees in between:
///
///     Z_+(s) - Z_h(s) = r^T (K_+ + s M_+)^-1 r  >= 0,    r the residual of x_h up there
class ShiftedEnrichment
{
public:
  /// At the state and with the loads of the problem of degree p. Collective.
  ShiftedEnrichment(const Grid &grid,
                    const Case &input,
                    const MaterialTable &materials,
                    const ThermalProblem &coarse,
                    unsigned int added);

  struct Change
  {
    double impedance = 0.; ///< Z_+ - Z_h of the load itself [K/W]
    /// Of the cooled faces, without sign; only in the steady state.
    std::vector<FaceRise> faces;
    CellIndicators indicators; ///< of the impedance
  };
  /// @param part that holds 1 W @param solution of degree p for it at the shift s, with
  /// ghosts and constrained entries. Collective.
  Change change(double s, unsigned int part, const Vector &solution);

private:
  Vector improve(double s, unsigned int part, Vector raised, double &impedance);

  Case input_;
  const ThermalProblem &coarse_;
  ThermalProblem thermal_;
  std::unique_ptr<ShiftedProblem> problem_;
};

} // namespace kelvolt
