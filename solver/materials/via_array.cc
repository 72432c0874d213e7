#include "via_array.h"

#include "effective_law.h"
#include "property_evaluation.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace kelvolt
{

namespace
{

constexpr double pi = 3.14159265358979323846;

/// What a cylinder of one conductivity answers to a field in the other, -1 to 1.
double reflection(double inside, double outside)
{
  return std::isinf(inside) ? 1. : (inside - outside) / (inside + outside);
}

/// The same of the whole via to a field of order n.
double reflection(const ViaArray &array, int n)
{
  const double of_wall = reflection(array.wall, array.matrix);
  if (array.inner <= 0. || std::isinf(array.wall))
    return of_wall;
  if (array.wall == 0.)
    return -1.;
  const double of_fill =
      reflection(array.fill, array.wall) * std::pow(array.inner / array.outer, 2. * n);
  return (of_wall + of_fill) / (1. + of_wall * of_fill);
}

/// Sums of z^-l over all points z of the square lattice of pitch 1 but the origin, for
/// l = 4, 8 ... up to `highest`; the others are zero. Those above 4 follow from it as the
/// coefficients of Weierstrass' function do.
std::vector<double> lattice_sums(int highest)
{
  std::vector<double> coefficient(highest / 2 + 1, 0.), sum(highest + 1, 0.);
  // Gamma(1/4)^8 / (960 pi^2)
  sum[4] = std::pow(std::tgamma(0.25), 8.) / (960. * pi * pi);
  for (int k = 2; 2 * k <= highest; ++k)
  {
    if (k == 2)
      coefficient[k] = 3. * sum[4];
    for (int m = 2; m + 2 <= k; ++m)
      coefficient[k] += coefficient[m] * coefficient[k - m];
    if (k > 3)
      coefficient[k] *= 3. / ((2. * k + 1.) * (k - 3.));
    if (k == 3)
      coefficient[k] = 0.;
    const int power = 2 * k;
    sum[power] = coefficient[k] / (2. * k - 1.);
  }
  // Summed in the shape that makes the mean field the given one.
  sum[2] = pi;
  return sum;
}

/// Solves A x = b by elimination with pivots.
std::vector<double> solved(std::vector<std::vector<double>> A, std::vector<double> b)
{
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i)
  {
    std::size_t pivot = i;
    for (std::size_t r = i + 1; r < n; ++r)
      if (std::abs(A[r][i]) > std::abs(A[pivot][i]))
        pivot = r;
    std::swap(A[i], A[pivot]);
    std::swap(b[i], b[pivot]);
    for (std::size_t r = i + 1; r < n; ++r)
    {
      const double factor = A[r][i] / A[i][i];
      for (std::size_t c = i; c < n; ++c)
        A[r][c] -= factor * A[i][c];
      b[r] -= factor * b[i];
    }
  }
  for (std::size_t i = n; i-- > 0;)
  {
    for (std::size_t c = i + 1; c < n; ++c)
      b[i] -= A[i][c] * b[c];
    b[i] /= A[i][i];
  }
  return b;
}

/// The conductivity over that of the matrix with the odd orders n = 1, 3 ... of the
/// potential A_n r^n + B_n r^-n around each via,
///
///     B_n = -c_n r_o^2n A_n,   A_n = E [n = 1] - sum_m C(n + m - 1, n) S_(n+m) B_m
///
/// in the unknowns x_n = B_n / r_o^n. A dipole B_1 adds -2 pi B_1 / E.
double with_orders(const ViaArray &array, int n_orders)
{
  const std::vector<double> S = lattice_sums(4 * n_orders);
  std::vector<std::vector<double>> A(n_orders, std::vector<double>(n_orders, 0.));
  std::vector<double> b(n_orders, 0.);
  b[0] = -reflection(array, 1) * array.outer;
  for (int i = 0; i < n_orders; ++i)
    for (int j = 0; j < n_orders; ++j)
    {
      const int n = 2 * i + 1, m = 2 * j + 1;
      const double binomial =
          std::exp(std::lgamma(n + m) - std::lgamma(n + 1.) - std::lgamma(m));
      A[i][j] = (i == j ? 1. : 0.) -
                reflection(array, n) * binomial * S[n + m] * std::pow(array.outer, n + m);
    }
  return 1. - 2. * pi * array.outer * solved(std::move(A), std::move(b))[0];
}

ViaArray at_temperature(const ViaField &field,
                        const Material &matrix,
                        const Material &wall,
                        const Material *fill,
                        int axis,
                        double T)
{
  ViaArray array;
  array.outer = 0.5 * field.drill / field.pitch;
  array.inner = std::max(0., 0.5 * field.drill - field.wall) / field.pitch;
  array.matrix = thermal_conductivity(matrix, axis, T).value;
  array.wall = thermal_conductivity(wall, axis, T).value;
  array.fill = fill == nullptr ? 0. : thermal_conductivity(*fill, axis, T).value;
  return array;
}

const MaterialProperty &property_along(const Material &material, int axis)
{
  return material.conductivity[is_isotropic(material) ? 0 : axis];
}

std::string description(const ViaField &field, const Material &matrix)
{
  constexpr double um = 1e6;
  return fmt::format(
      "Field of vias in {}: a hole of {:.6g} um every {:.6g} um, {:.6g} um of "
      "{} on its wall, {} inside. Along z by area; in the plane by "
      "Rayleigh's sums for the infinite square array.",
      matrix.name,
      um * field.drill,
      um * field.pitch,
      um * field.wall,
      field.wall_material,
      field.fill_material.empty() ? "nothing" : field.fill_material);
}

/// The mean of the heat capacities by volume, where all of them are known.
void set_heat_capacity(Material &result,
                       const ViaField &field,
                       const std::vector<const Material *> &materials)
{
  ViaArray area; // shares of the area, by asking for the conductivity of one alone
  area.outer = 0.5 * field.drill / field.pitch;
  area.inner = std::max(0., 0.5 * field.drill - field.wall) / field.pitch;
  for (const Material *const material : materials)
    if (material != nullptr &&
        !volumetric_heat_capacity(*material, effective::room_temperature))
      return;
  const auto capacity = [=](double T) mutable
  {
    const auto of = [T](const Material *material)
    {
      return material == nullptr ? 0. : volumetric_heat_capacity(*material, T)->value;
    };
    area.matrix = of(materials[0]);
    area.wall = of(materials[1]);
    area.fill = of(materials[2]);
    return conductivity_along(area);
  };
  auto varying = capacity;
  MaterialProperty property;
  const double cold = varying(effective::tabulated.lower),
               hot = varying(effective::tabulated.upper),
               room = varying(effective::room_temperature);
  property.law =
      effective::law_of(capacity, cold != hot || room != hot, effective::tabulated);
  property.source = "mean by volume";
  property.where = result.where;
  result.volumetric_heat_capacity = property;
}

} // namespace

double conductivity_along(const ViaArray &array)
{
  const double hole = pi * array.outer * array.outer, fill = pi * array.inner * array.inner;
  return (1. - hole) * array.matrix + (hole - fill) * array.wall +
         (fill > 0. ? fill * array.fill : 0.);
}

double conductivity_across(const ViaArray &array)
{
  constexpr double converged = 1e-12;
  constexpr int fewest_orders = 4, most_orders = 256;
  double before = with_orders(array, fewest_orders);
  for (int n = 2 * fewest_orders; n <= most_orders; n *= 2)
  {
    const double value = with_orders(array, n);
    if (std::abs(value - before) <= converged * std::abs(value))
      return array.matrix * value;
    before = value;
  }
  throw std::domain_error("The vias are so close to each other that their conductivity in "
                          "the plane cannot be computed.");
}

Material effective_via_field(const std::string &name,
                             const ViaField &field,
                             const Material &matrix,
                             const Material &wall,
                             const Material *fill)
{
  Material result;
  result.name = name;
  result.where = matrix.where;
  result.description = description(field, matrix);
  std::vector<const Material *> materials{&matrix, &wall};
  if (fill != nullptr)
    materials.push_back(fill);
  for (int axis = 0; axis < 3; ++axis)
  {
    const int of = axis == 1 ? 0 : axis;
    bool varies = false;
    MaterialProperty property;
    for (const Material *const material : materials)
    {
      varies = varies || depends_on_temperature(property_along(*material, of).law);
      property.verified = property.verified && property_along(*material, of).verified;
    }
    property.valid_range = effective::common_range(materials, of);
    property.law = effective::law_of(
        [&](double T)
        {
          const ViaArray array = at_temperature(field, matrix, wall, fill, of, T);
          return axis == 2 ? conductivity_along(array) : conductivity_across(array);
        },
        varies,
        property.valid_range.value_or(effective::tabulated));
    property.source = axis == 2 ? "mean by area" : "square array of vias, multipole sums";
    property.where = matrix.where;
    result.conductivity.push_back(std::move(property));
  }
  set_heat_capacity(result, field, {&matrix, &wall, fill});
  return result;
}

} // namespace kelvolt
