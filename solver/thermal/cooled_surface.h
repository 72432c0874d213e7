#pragma once

#include "discretization/surface_integral.h"
#include "thermal/convection_correlation.h"
#include "thermal/cooling_law.h"
#include "thermal/surface_loss.h"

#include <vector>

namespace kelvolt
{

/// A surface with the law that cools it.
class CooledSurface
{
public:
  /// Collective. @param field of the temperature; outlives this
  CooledSurface(const ScalarField &field, SurfaceId surface, const CoolingLaw &law);

  /// Takes other values of the same law.
  /// @throws std::invalid_argument if it is a law of another kind
  void take(const CoolingLaw &law);

  const CoolingLaw &law() const
  {
    return law_;
  }
  SurfaceId surface() const
  {
    return surface_;
  }
  /// Where the law acts.
  const SurfaceIntegral &integral() const
  {
    return integral_;
  }
  /// Where the law acts, over all ranks [m2].
  double area() const
  {
    return area_;
  }
  /// Owned unknowns that the law holds, each rising and once.
  const std::vector<unsigned int> &held_unknowns() const
  {
    return held_unknowns_;
  }
  /// The faces that it holds.
  const std::vector<SurfaceFace> &held_faces() const
  {
    return held_faces_;
  }
  /// Of the last update_film(); only for convection.
  const Film &film() const
  {
    return film_;
  }

  /// Leaves unknowns that another surface holds to that one. @param taken rising; the own
  /// ones join them
  void leave_to_others(std::vector<unsigned int> &taken);

  /// Takes the film that belongs to the temperatures T. Collective.
  void update_film(const Vector &T);

  /// With the film of the last update_film(); none where a temperature is held.
  SurfaceLosses losses(const Vector &T) const;

  /// What a model of convection sees at T; only for convection. Collective.
  SurfaceState state(const Vector &T) const;

  /// y_i += sum over the points of weight d(loss)/dT_i, with films that follow the mean
  /// temperature. @param weight at the points. The caller compresses y. Collective.
  void add_loss_slope(const Vector &T, const std::vector<double> &weight, Vector &y) const;

  /// [W] over all ranks; only for convection. Collective.
  double radiated_heat(const Vector &T) const;

  /// Heat that would leave at 0 K [W]; 0 where the temperature is held.
  double loss_at_absolute_zero() const;

private:
  void add_convection_slope(const Convection &convection,
                            const Vector &T,
                            const std::vector<double> &weight,
                            Vector &y) const;
  double sum(double of_this_rank) const;

  const ScalarField *field_;
  SurfaceId surface_;
  CoolingLaw law_;
  SurfaceIntegral integral_;
  double area_;
  std::vector<unsigned int> held_unknowns_;
  std::vector<SurfaceFace> held_faces_;
  Film film_;
  double tangent_h_ = 0.; ///< that increments are solved with
};

} // namespace kelvolt
