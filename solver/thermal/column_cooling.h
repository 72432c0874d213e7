#pragma once

#include "discretization/column_surface.h"
#include "thermal/convection_correlation.h"
#include "thermal/cooling_law.h"
#include "thermal/surface_loss.h"

#include <vector>

namespace kelvolt
{

/// A surface of columns with the law that cools it: the counterpart of CooledSurface.
class ColumnCooling
{
public:
  /// Collective. @param field outlives this @param faces where the law acts
  ColumnCooling(const ColumnField &field,
                const CoolingLaw &law,
                std::vector<ColumnFace> faces);

  const CoolingLaw &law() const
  {
    return law_;
  }
  const ColumnSurface &surface() const
  {
    return surface_;
  }
  const std::vector<ColumnFace> &faces() const
  {
    return faces_;
  }
  double area() const
  {
    return area_;
  }
  /// Number among the field's fixed surfaces; -1 if the law holds nothing.
  int fixed = -1;

  /// Takes the film that belongs to T. Collective.
  void update_film(const Vector &T);

  /// At the points: what leaves [W/m2] and its derivative by T [W/m2/K].
  SurfaceLosses losses(const Vector &T) const;

  const Film &film() const
  {
    return film_;
  }
  /// Collective.
  double mean_temperature(const Vector &T) const;
  double radiated_heat(const Vector &T) const;

private:
  double sum(const std::vector<double> &f) const;

  const ColumnField *field_;
  CoolingLaw law_;
  std::vector<ColumnFace> faces_;
  ColumnSurface surface_;
  double area_;
  Film film_;
  double tangent_h_ = 0.;
};

} // namespace kelvolt
