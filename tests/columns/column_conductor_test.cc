#include "column_package.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846, mm = 1e-3;
constexpr double tolerance = 1e-12;

/// A quarter of a ring between two radii in mm, from +x to +y.
Outline quarter_ring(double inner, double outer)
{
  const double quarter = std::tan(pi / 8.);
  return {{{{{inner, 0.}}, {{outer, 0.}, quarter}, {{0., outer}}, {{0., inner}, -quarter}}},
          {}};
}

bool is_on_x(const PlaneCurve &side)
{
  return side.is_straight() && std::abs(side.from[1]) + std::abs(side.to[1]) < 1e-12;
}

bool is_on_y(const PlaneCurve &side)
{
  return side.is_straight() && std::abs(side.from[0]) + std::abs(side.to[0]) < 1e-12;
}

std::function<bool(const PlaneCurve &)> is_at_radius(double radius)
{
  return [radius](const PlaneCurve &side)
  {
    return !side.is_straight() && std::abs(side.radius() - radius * mm) < 0.01 * mm;
  };
}

/// The potential between two surfaces that are held, and the heat that it makes.
struct Conductor
{
  double current = 0.; ///< [A]
  double power = 0.;   ///< [W]
  PointValues heat;    ///< [W/m3]
};

Conductor conductor(const ColumnLayout &layout,
                    double conductivity,
                    double voltage,
                    const std::vector<ColumnFace> &plus,
                    const std::vector<ColumnFace> &minus,
                    unsigned int degree)
{
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(conductivity)};
  conditions.power = {0.};
  conditions.fixed = {{plus, voltage}, {minus, 0.}};
  ColumnConduction potential(layout, MPI_COMM_WORLD, conditions, degree);
  potential.solve(tolerance);
  const auto gradient = potential.conduction().gradient(potential.temperature());
  Conductor result;
  result.heat = map_points([&](double x, double y, double z)
                           { return conductivity * (x * x + y * y + z * z); },
                           gradient[0],
                           gradient[1],
                           gradient[2]);
  const std::vector<double> current = potential.fixed_heat();
  result.current = -current[0];
  EXPECT_NEAR(current[0] + current[1], 0., 1e-9 * std::abs(current[0]));
  result.power = dealii::Utilities::MPI::sum(potential.conduction().integral(result.heat),
                                             MPI_COMM_WORLD);
  // Power is voltage times current on any mesh, since current comes from the residual.
  EXPECT_NEAR(result.power, voltage * result.current, 1e-9 * result.power);
  return result;
}

// A quarter-turn conductor: r 1 to 2 m, k 377, 4.8e7 S/m, 0.25 V between the two cut faces,
// film 6e4 W/m2/K to 303 K on both radii. T = -a/2 ln^2 r + b ln r + c with a = sigma V^2 /
// (k theta^2).
TEST(ColumnConductor, FindsAQuarterTurn)
{
  const ColumnLayout layout =
      layout_of({prism(quarter_ring(1000., 2000.), 0., 1000.)}, 400., 1, 1);
  const Conductor current = conductor(layout,
                                      4.8e7,
                                      0.25,
                                      surface_faces(layout, 0, ColumnSide::side, is_on_x),
                                      surface_faces(layout, 0, ColumnSide::side, is_on_y),
                                      4);
  EXPECT_NEAR(current.current, 5295254.4037, 1e-6 * 5295254.4);
  EXPECT_NEAR(current.power, 1323813.6009, 1e-6 * 1323813.6);
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(377.)};
  conditions.power = {0.};
  for (const double radius : {1000., 2000.})
    conditions.films.push_back(
        {surface_faces(layout, 0, ColumnSide::side, is_at_radius(radius)), 6e4, 303.});
  ColumnConduction heat(layout, MPI_COMM_WORLD, conditions, 4);
  heat.add_source(current.heat);
  heat.solve(tolerance);
  EXPECT_NEAR(
      heat.film_heat()[0] + heat.film_heat()[1], current.power, 1e-8 * current.power);
  const double theta = 0.5 * pi, a = 4.8e7 * 0.0625 / (377. * theta * theta);
  const double T1 = 309.99164456, T2 = 306.52722700, l = std::log(2.);
  const double b = (T2 - T1 + 0.5 * a * l * l) / l;
  EXPECT_LT(node_error(heat,
                       [&](const std::array<double, 3> &x)
                       {
                         const double s = std::log(std::hypot(x[0], x[1]));
                         return T1 + b * s - 0.5 * a * s * s;
                       }),
            2e-3);
  EXPECT_NEAR(heat.max_temperature(), 501.95058213, 0.5);
}

// Radial current: r 0.5 to 2 mm, 90 deg, 0.2 mm thick, 5e-7 ohm m, k 20, 8 A from the inner
// to the outer side, a film of 2000 W/m2/K to 300 K on the outer one: 17.650848012 mV,
// 427.94641021 K inside, 412.36878844 K outside.
TEST(ColumnConductor, FindsRadialCurrent)
{
  const ColumnLayout layout = layout_of({prism(quarter_ring(0.5, 2.), 0., 0.2)}, 0.4, 1, 1);
  const auto inner = surface_faces(layout, 0, ColumnSide::side, is_at_radius(0.5)),
             outer = surface_faces(layout, 0, ColumnSide::side, is_at_radius(2.));
  const double wanted = 17.650848012e-3;
  const Conductor current = conductor(layout, 2e6, wanted, inner, outer, 4);
  EXPECT_NEAR(current.current, 8., 8e-7);
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(20.)};
  conditions.power = {0.};
  conditions.films = {{outer, 2000., 300.}};
  ColumnConduction heat(layout, MPI_COMM_WORLD, conditions, 4);
  heat.add_source(current.heat);
  heat.solve(tolerance);
  EXPECT_NEAR(heat.max_temperature(), 427.94641021, 1e-4);
  EXPECT_NEAR(heat.heat_in(), 0.14120678410, 1e-7);
}

} // namespace
} // namespace kelvolt
