#pragma once

#include "discretization/diffusion_kernel.h"
#include "discretization/plane_element.h"
#include "discretization/reference_element.h"

/// @file
/// Maths on a batch of `lanes` wedge-shaped cells: a triangle of the plane times a line
/// along z. No mesh, no vectors: only arrays, the lane fastest. Node arrays are
/// [plane node][z node][lane], point arrays [plane point][z point][lane], aligned to 64
/// bytes. Compiled for the baseline, AVX2 and AVX-512 and chosen at run time.

namespace kelvolt
{

/// Largest number of nodes or points of a wedge times lanes.
constexpr std::size_t max_column_batch =
    lanes * PlaneElement::max_points * (PlaneElement::max_degree + 1);

/// The tables of wedges of one degree.
struct WedgeElement
{
  explicit WedgeElement(unsigned int degree) : plane(degree), line(degree) {}

  unsigned int n_nodes() const
  {
    return plane.n_nodes * line.n;
  }
  unsigned int n_points() const
  {
    return plane.n_points * line.n;
  }

  PlaneElement plane;
  ReferenceElement line;
};

/// Geometry of a batch: l1 and l2 by x and y, [plane point][4][lane] (dl1/dx, dl1/dy,
/// dl2/dx, dl2/dy), the areas of the plane points, [plane point][lane], and h and 1/h along
/// z, [lane].
struct WedgeGeometry
{
  const double *inverse, *area;
  const double *height, *inverse_height;
};

/// What conducts and stores in a batch.
struct WedgeCoefficients
{
  /// k times the volume of each point, [axis][point][lane]; or k itself where no cell has
  /// more than one value along an axis, [axis][lane]
  const double *k;
  std::size_t axis_stride; ///< from one axis to the next, 0 where all are equal
  bool is_constant;        ///< k itself
  const double *mass;      ///< m times the volume, [point][lane], or nullptr
};

/// y_i = sum_q [ k grad u . grad N_i + m u N_i ](q)
void apply_wedge_diffusion(const WedgeElement &element,
                           const WedgeGeometry &geometry,
                           const WedgeCoefficients &coefficients,
                           const double *u,
                           double *y);

/// Values at the points.
void evaluate_wedge_values(const WedgeElement &element, const double *u, double *value);

/// grad u at the points, [axis][point][lane].
void evaluate_wedge_gradients(const WedgeElement &element,
                              const WedgeGeometry &geometry,
                              const double *u,
                              double *gradient);

/// y_i = sum_q N_i(q) f(q), f times the volume of the point.
void integrate_wedge_values(const WedgeElement &element, const double *f, double *y);

} // namespace kelvolt
