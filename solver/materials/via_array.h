#pragma once

#include "case/case.h"

namespace kelvolt
{

/// A square array of round vias with a wall of metal around a fill, seen along them. Radii
/// are shares of the pitch; conductivities have any unit. A conductor without resistance is
/// an infinity, an insulator a zero; the matrix is neither.
struct ViaArray
{
  double outer = 0.; ///< radius of the drilled hole, below 1/2
  double inner = 0.; ///< radius of the fill; zero without any
  double matrix = 1.;
  double wall = 1.;
  double fill = 1.;
};

/// Along the vias: the mean by area, exact wherever the ends of all are at one temperature.
double conductivity_along(const ViaArray &array);

/// In the plane, the same in all directions: Rayleigh's sums over the multipoles of all
/// vias (Phil. Mag. 34, 1892, 481; Perrins, McKenzie and McPhedran, Proc. R. Soc. A 369,
/// 1979, 207), with the coated cylinder's response of each order. Exact for the infinite
/// array but for the truncation of the sums, whose orders are raised until the value stands
/// to 1e-12. Throws std::domain_error where it does not: vias without resistance that all
/// but touch.
double conductivity_across(const ViaArray &array);

/// The homogeneous material of a field of vias in the matrix. The conductivities in the
/// plane are those of x; the caller has seen that y has the same. `fill` is null where the
/// vias are hollow.
Material effective_via_field(const std::string &name,
                             const ViaField &field,
                             const Material &matrix,
                             const Material &wall,
                             const Material *fill);

} // namespace kelvolt
