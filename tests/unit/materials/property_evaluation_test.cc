#include "materials/property_evaluation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// The derivative by a central difference.
double difference(const PropertyLaw &law, double T)
{
  const double h = 1e-3;
  return (evaluate(law, T + h).value - evaluate(law, T - h).value) / (2. * h);
}

MaterialProperty property(const PropertyLaw &law)
{
  return {law, {}, "", true, {}};
}

// Closed forms: 148 (T/300)^-1.3 is 148 at 300 K and 148 2^-1.3 at 600 K.
TEST(PropertyEvaluation, PowerLaw)
{
  const PropertyLaw silicon = PowerLaw{148., 300., -1.3};
  EXPECT_DOUBLE_EQ(evaluate(silicon, 300.).value, 148.);
  EXPECT_NEAR(evaluate(silicon, 600.).value, 148. * std::pow(2., -1.3), 1e-12);
  EXPECT_NEAR(evaluate(silicon, 300.).derivative, -1.3 * 148. / 300., 1e-12);
  EXPECT_TRUE(depends_on_temperature(silicon));
  EXPECT_FALSE(depends_on_temperature(PropertyLaw{PowerLaw{148., 300., 0.}}));
}

// Copper: 1.72e-8 (1 + 0.00393 (T - 293.15)) at 393.15 K is 1.72e-8 times 1.393.
TEST(PropertyEvaluation, LinearLaw)
{
  const PropertyLaw copper = LinearLaw{1.72e-8, 293.15, 0.00393};
  EXPECT_NEAR(evaluate(copper, 393.15).value, 1.72e-8 * 1.393, 1e-22);
  EXPECT_NEAR(evaluate(copper, 100.).derivative, 1.72e-8 * 0.00393, 1e-24);
}

// Every law's derivative is that of its values.
TEST(PropertyEvaluation, DerivativesAgreeWithDifferences)
{
  const std::vector<PropertyLaw> laws{
      ConstantLaw{390.},
      PowerLaw{148., 300., -1.3},
      LinearLaw{1.72, 293.15, 0.00393},
      TableLaw{{250., 300., 400., 420., 600.}, {200., 150., 110., 109., 60.}},
      TableLaw{{250., 600.}, {1., 2.}}};
  for (const PropertyLaw &law : laws)
  {
    for (const double T : {255., 299.5, 300.5, 333., 399.5, 410., 500., 599.})
      EXPECT_NEAR(evaluate(law, T).derivative, difference(law, T), 1e-6) << law.index();
  }
}

// A table passes through its pairs, is a straight line where the pairs are, and is constant
// beyond its ends.
TEST(PropertyEvaluation, TablePassesThroughItsPairs)
{
  const TableLaw table{{300., 350., 500., 600.}, {160., 130., 90., 85.}};
  for (std::size_t i = 0; i < table.value.size(); ++i)
    EXPECT_NEAR(evaluate(table, table.temperature[i]).value, table.value[i], 1e-12);
  EXPECT_DOUBLE_EQ(evaluate(table, 200.).value, 160.);
  EXPECT_DOUBLE_EQ(evaluate(table, 700.).value, 85.);
  EXPECT_DOUBLE_EQ(evaluate(table, 700.).derivative, 0.);

  const TableLaw line{{300., 350., 500., 600.}, {1., 2., 5., 7.}};
  for (const double T : {310., 349., 420., 599.})
  {
    EXPECT_NEAR(evaluate(line, T).value, 1. + (T - 300.) / 50., 1e-12);
    EXPECT_NEAR(evaluate(line, T).derivative, 1. / 50., 1e-12);
  }
  EXPECT_DOUBLE_EQ(evaluate(TableLaw{{300.}, {5.}}, 400.).value, 5.);
}

// Slopes by hand for the pairs (0, 0), (1, 1), (3, 7): secants 1 and 3 on intervals h of 1
// and 2. Inner slope, the weighted harmonic mean: weights 2 h1 + h0 = 5 and h1 + 2 h0 = 4,
// hence 9 / (5/1 + 4/3). End slope: ((2 h0 + h1) 1 - h0 3) / (h0 + h1) = 1/3.
TEST(PropertyEvaluation, TableSlopesOfAKnownExample)
{
  const TableLaw table{{0., 1., 3.}, {0., 1., 7.}};
  const double inner = (5. + 4.) / (5. / 1. + 4. / 3.);
  EXPECT_NEAR(evaluate(table, 1.).derivative, inner, 1e-12);
  // Hermite at u = 1/2: (y0 + y1)/2 + h (m0 - m1)/8.
  EXPECT_NEAR(evaluate(table, 0.5).value, 0.5 + (1. / 3. - inner) / 8., 1e-12);
}

// Monotone pairs give a monotone curve, and no curve leaves the range of its pairs' values:
// random tables, sampled densely.
TEST(PropertyEvaluation, TablesAreMonotoneAndDoNotOvershoot)
{
  std::mt19937 random(3);
  std::uniform_real_distribution<double> step(0.01, 10.);
  for (int n = 0; n < 200; ++n)
  {
    TableLaw table{{300.}, {100.}};
    for (int i = 0; i < 8; ++i)
    {
      table.temperature.push_back(table.temperature.back() + step(random));
      table.value.push_back(table.value.back() - step(random) * (i % 3 == 0 ? 0.001 : 1.));
    }
    double before = table.value.front();
    for (double T = 300.; T < table.temperature.back(); T += 0.01)
    {
      const PropertyValue p = evaluate(table, T);
      EXPECT_LE(p.value, before + 1e-10);
      EXPECT_LE(p.derivative, 1e-9);
      before = p.value;
    }
  }
}

// Values and slopes join at the pairs: the curve is once continuously differentiable.
TEST(PropertyEvaluation, TablesAreSmoothAtTheirPairs)
{
  const TableLaw table{{250., 300., 400., 420., 600.}, {200., 150., 170., 109., 60.}};
  for (const double T : {300., 400., 420.})
  {
    EXPECT_NEAR(
        evaluate(table, T - 1e-9).derivative, evaluate(table, T + 1e-9).derivative, 1e-7);
  }
}

// The same conductor stated as conductivity or resistivity.
TEST(PropertyEvaluation, ConductivityFromEitherForm)
{
  Material copper;
  copper.name = "copper";
  copper.conductivity = {property(ConstantLaw{390.})};
  EXPECT_EQ(electrical_conductivity(copper, 300.).value, 0.);
  copper.electrical_resistivity = property(LinearLaw{1.72e-8, 293.15, 0.00393});
  const PropertyValue sigma = electrical_conductivity(copper, 400.);
  const double rho = 1.72e-8 * (1. + 0.00393 * (400. - 293.15));
  EXPECT_NEAR(sigma.value, 1. / rho, 1e-6);
  const double h = 1e-3;
  const double slope = (electrical_conductivity(copper, 400. + h).value -
                        electrical_conductivity(copper, 400. - h).value) /
                       (2. * h);
  EXPECT_NEAR(sigma.derivative, slope, 1e-4 * std::abs(slope));
  // The law of copper meets zero 254 K below its reference: no number is given there.
  EXPECT_THROW(electrical_conductivity(copper, 30.), std::runtime_error);

  copper.electrical_resistivity.reset();
  copper.electrical_conductivity = property(ConstantLaw{5.8e7});
  EXPECT_DOUBLE_EQ(electrical_conductivity(copper, 400.).value, 5.8e7);
}

TEST(PropertyEvaluation, AnisotropicConductivity)
{
  Material board;
  board.conductivity = {property(ConstantLaw{1.059}),
                        property(ConstantLaw{1.059}),
                        property(LinearLaw{0.343, 300., 1e-3})};
  EXPECT_FALSE(is_isotropic(board));
  EXPECT_TRUE(depends_on_temperature(board));
  EXPECT_DOUBLE_EQ(thermal_conductivity(board, 0, 300.).value, 1.059);
  EXPECT_DOUBLE_EQ(thermal_conductivity(board, 2, 300.).value, 0.343);
  board.conductivity.resize(1);
  EXPECT_TRUE(is_isotropic(board));
  EXPECT_DOUBLE_EQ(thermal_conductivity(board, 2, 300.).value, 1.059);
}

// rho cp from the product rule, or as stated by volume.
TEST(PropertyEvaluation, HeatCapacity)
{
  Material silicon;
  EXPECT_FALSE(volumetric_heat_capacity(silicon, 300.).has_value());
  silicon.density = property(ConstantLaw{2330.});
  EXPECT_FALSE(volumetric_heat_capacity(silicon, 300.).has_value());
  silicon.specific_heat = property(LinearLaw{700., 300., 1e-3});
  const auto c = volumetric_heat_capacity(silicon, 310.);
  EXPECT_NEAR(c->value, 2330. * 700. * 1.01, 1e-6);
  EXPECT_NEAR(c->derivative, 2330. * 0.7, 1e-9);
  silicon.volumetric_heat_capacity = property(ConstantLaw{1.65e6});
  EXPECT_DOUBLE_EQ(volumetric_heat_capacity(silicon, 310.)->value, 1.65e6);
}

// The stated range comes first, then the table's ends.
TEST(PropertyEvaluation, ValidRange)
{
  MaterialProperty p = property(ConstantLaw{1.});
  EXPECT_FALSE(valid_range(p).has_value());
  p.law = TableLaw{{300., 400.}, {1., 2.}};
  EXPECT_DOUBLE_EQ(valid_range(p)->upper, 400.);
  p.valid_range = Interval{310., 350.};
  EXPECT_DOUBLE_EQ(valid_range(p)->upper, 350.);
}

// A power law whose scale begins at 0.15 K takes degrees Celsius plus 273: at 85 degC the
// base is 358/298. A sum adds values and derivatives, and scaling is exact.
TEST(PropertyEvaluation, SumWithAnOffset)
{
  const SumLaw sum{{LinearLaw{1.6, 298.15, 0.004}, PowerLaw{45.8, 298.15, 2.8, 0.15}}};
  const double power = 45.8 * std::pow(358. / 298., 2.8);
  const PropertyValue value = evaluate(PropertyLaw(sum), 358.15);
  EXPECT_NEAR(value.value, 1.6 * 1.24 + power, 1e-12);
  EXPECT_NEAR(value.derivative, 1.6 * 0.004 + 2.8 * power / 358., 1e-12);
  EXPECT_TRUE(depends_on_temperature(PropertyLaw(sum)));
  EXPECT_FALSE(depends_on_temperature(PropertyLaw(SumLaw{{ConstantLaw{1.}}})));
  for (const PropertyLaw &law : {PropertyLaw(sum),
                                 PropertyLaw(ConstantLaw{3.}),
                                 PropertyLaw(TableLaw{{300., 350., 400.}, {1., 2., 2.5}})})
  {
    const PropertyValue whole = evaluate(law, 360.),
                        half = evaluate(scaled(law, 0.5), 360.);
    EXPECT_DOUBLE_EQ(half.value, 0.5 * whole.value);
    EXPECT_DOUBLE_EQ(half.derivative, 0.5 * whole.derivative);
  }
}

// Of a sum the tables' common range is what may be used.
TEST(PropertyEvaluation, ValidRangeOfASum)
{
  MaterialProperty property;
  property.law = SumLaw{{TableLaw{{200., 400.}, {1., 2.}}, ConstantLaw{1.}}};
  EXPECT_EQ(valid_range(property)->upper, 400.);
  property.law =
      SumLaw{{TableLaw{{200., 400.}, {1., 2.}}, TableLaw{{250., 500.}, {1., 2.}}}};
  EXPECT_EQ(valid_range(property)->lower, 250.);
  EXPECT_EQ(valid_range(property)->upper, 400.);
}

/// int of the law by the rule of midpoints.
double summed(const PropertyLaw &law, double from, double to)
{
  constexpr int n = 20000;
  const double step = (to - from) / n;
  double sum = 0.;
  for (int i = 0; i < n; ++i)
    sum += evaluate(law, from + (i + 0.5) * step).value * step;
  return sum;
}

// The integral of every law is that of its values, up and down, within tables and beyond
// their ends; over a hair's breadth it keeps its digits.
TEST(PropertyEvaluation, IntegratesEveryLaw)
{
  const TableLaw table{{300., 350., 400., 480.}, {1., 2., 2.5, 2.2}};
  for (const PropertyLaw &law : {PropertyLaw(ConstantLaw{3.}),
                                 PropertyLaw(LinearLaw{2., 300., 4e-3}),
                                 PropertyLaw(PowerLaw{45., 300., 2.8, 0.15}),
                                 PropertyLaw(PowerLaw{45., 300., -1., 0.}),
                                 PropertyLaw(table),
                                 PropertyLaw(SumLaw{{table, ConstantLaw{2.}}})})
  {
    const double up = integral(law, 280., 510.);
    EXPECT_NEAR(up, summed(law, 280., 510.), 1e-8 * std::abs(up)) << law.index();
    EXPECT_NEAR(integral(law, 510., 280.), -up, 1e-14 * std::abs(up)) << law.index();
    const double value = evaluate(law, 360.).value, width = 0x1p-20;
    EXPECT_NEAR(integral(law, 360., 360. + width), value * width, 1e-7 * value * width)
        << law.index();
    EXPECT_EQ(integral(law, 360., 360.), 0.) << law.index();
  }
}

// What a material takes up: from rho cp, or from rho and cp, whichever of them varies.
TEST(PropertyEvaluation, HeatBetweenTemperatures)
{
  Material material;
  EXPECT_FALSE(has_heat_capacity(material));
  material.density = property(ConstantLaw{2330.});
  material.specific_heat = property(LinearLaw{700., 300., 1e-3});
  EXPECT_TRUE(has_heat_capacity(material));
  const double heat = 2330. * 700. * (100. + 0.5e-3 * 100. * 100.);
  EXPECT_NEAR(heat_between(material, 300., 400.), heat, 1e-12 * heat);
  std::swap(material.density, material.specific_heat);
  EXPECT_NEAR(heat_between(material, 300., 400.), heat, 1e-12 * heat);
  material.density = property(LinearLaw{2330., 300., -1e-4});
  material.specific_heat = property(LinearLaw{700., 300., 1e-3});
  // (1 - b t) (1 + a t) over t from 0 to 100
  const double of_both = 2330. * 700. * (100. + 0.5 * 9e-4 * 1e4 - 1e-3 * 1e-4 * 1e6 / 3.);
  EXPECT_NEAR(heat_between(material, 300., 400.), of_both, 1e-12 * of_both);
  material.volumetric_heat_capacity = property(ConstantLaw{1.65e6});
  EXPECT_NEAR(heat_between(material, 300., 400.), 1.65e8, 1e-6);
}

} // namespace
} // namespace kelvolt
