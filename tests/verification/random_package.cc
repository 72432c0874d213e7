#include "random_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace kelvolt
{
namespace
{

/// Marsaglia's xorshift: the distributions of the standard library differ from one machine
/// to another.
class Dice
{
public:
  explicit Dice(unsigned int seed) : state_(0x9E3779B97F4A7C15ULL * (seed + 1))
  {
    for (int i = 0; i < 8; ++i)
      next();
  }
  double uniform(double a, double b)
  {
    return a + (b - a) * static_cast<double>(next() >> 11) * 0x1p-53;
  }
  double log_uniform(double a, double b)
  {
    return std::exp(uniform(std::log(a), std::log(b)));
  }
  int whole(int n)
  {
    return static_cast<int>(uniform(0., n));
  }
  bool chance(double p)
  {
    return uniform(0., 1.) < p;
  }

private:
  std::uint64_t next()
  {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  std::uint64_t state_;
};

std::string conductivity(Dice &dice, bool &falls)
{
  const double k = dice.log_uniform(1e-3, 1e3);
  switch (dice.whole(4))
  {
  case 0:
  {
    const double exponent = dice.uniform(-1.6, 0.5);
    falls = falls || exponent < -0.9;
    return fmt::format(
        "{{power_law: {:.4g} W/m/K, at: 300 K, exponent: {:.2f}}}", k, exponent);
  }
  case 1:
    return fmt::format("{{table: [[250 K, {:.4g} W/m/K], [400 K, {:.4g} W/m/K]]}}",
                       k,
                       k * dice.uniform(0.6, 1.3));
  default:
    return fmt::format("{:.4g} W/m/K", k);
  }
}

std::string resistivity(Dice &dice, double rho, bool &varies)
{
  varies = dice.chance(0.6);
  if (!varies)
    return fmt::format("{:.4g} ohm m", rho);
  return fmt::format("{{reference: {:.4g} ohm m, at: 300 K, coefficient: {:.5f} 1/K}}",
                     rho,
                     dice.uniform(0., 0.006));
}

/// What the loads of a package are sized by.
struct Stack
{
  double width = 0., depth = 0.; ///< of the base [m]
  double top_area = 0.;          ///< [m2]
  double resistance = 0.;        ///< of the layers in series, about [K/W]
  std::string top;               ///< name of the last part
};

Stack write_parts(Dice &dice, int n, std::string &text)
{
  Stack stack;
  stack.width = dice.log_uniform(1e-4, 1e-2);
  stack.depth = stack.width * dice.uniform(0.3, 1.);
  text += "package:\n";
  for (int i = 0; i < n; ++i)
  {
    const double thickness = dice.log_uniform(1e-8, 3e-3);
    if (i == 0)
      text += fmt::format("  p0: {{material: m0, x: 0 to {:.6g} um, y: 0 to {:.6g} um, "
                          "z: 0 to {:.6g} um}}\n",
                          1e6 * stack.width,
                          1e6 * stack.depth,
                          1e6 * thickness);
    else
    {
      const double share = dice.chance(0.4) ? 1. : dice.uniform(0.2, 0.9);
      text += fmt::format("  p{}: {{material: m{}, on: p{}, thickness: {:.6g} um",
                          i,
                          i,
                          i - 1,
                          1e6 * thickness);
      if (share < 1.)
      {
        stack.width *= share;
        stack.depth *= share;
        text += fmt::format(
            ", size: [{:.6g} um, {:.6g} um]", 1e6 * stack.width, 1e6 * stack.depth);
      }
      text += "}\n";
    }
  }
  stack.top_area = stack.width * stack.depth;
  stack.top = "p" + std::to_string(n - 1);
  return stack;
}

} // namespace

RandomPackage random_package(unsigned int seed)
{
  Dice dice(seed);
  RandomPackage result;
  std::string &text = result.text;
  const int n = 1 + dice.whole(4);
  text = fmt::format("title: random package {}\n", seed);
  const Stack stack = write_parts(dice, n, text);
  const bool driven = dice.chance(0.6);
  bool varies = false, falls = false;
  text += "materials:\n";
  for (int i = 0; i < n; ++i)
  {
    text += fmt::format("  m{}: {{conductivity: {}", i, conductivity(dice, falls));
    if (driven && i == n - 1)
      text += ", electrical_resistivity: " +
              resistivity(dice, dice.log_uniform(1e-8, 1e-3), varies);
    text += "}\n";
  }
  const double ambient = std::round(dice.uniform(220., 400.)),
               h = dice.log_uniform(1., 1e5);
  result.coldest = ambient;
  text += fmt::format(
      "cooling:\n  p0.bottom: {{convection: {:.4g} W/m2/K, ambient: {:.0f} K", h, ambient);
  text += dice.chance(0.3) ? ", emissivity: 0.8}\n" : "}\n";
  // A load that a film alone would answer with a rise of 0 to 3000 K.
  const double rise = dice.chance(0.15) ? 0. : dice.log_uniform(1e-6, 3e3);
  const double power = rise * h * stack.top_area;
  if (driven)
  {
    result.has_feedback = varies || falls;
    const double bus = dice.chance(0.3) ? dice.log_uniform(10., 1500.) : 0.;
    const double current = dice.log_uniform(1e-6, 1.) * std::sqrt(power) / 1e-2;
    text += fmt::format("terminals:\n  plus: {{on: {0}.left, {1}}}\n"
                        "  minus: {{on: {0}.right, voltage: {2:.6g} V}}\n",
                        stack.top,
                        fmt::format("current: {:.5g} A", current),
                        bus);
  }
  if (!driven || dice.chance(0.3))
    text += fmt::format("heat:\n  p{}: {{power: {:.5g} W}}\n", dice.whole(n), power);
  if (n > 1 && dice.chance(0.4))
    text += fmt::format("contacts:\n  - {{between: [p0, p1], thermal: {:.3g} m2 K/W}}\n",
                        dice.log_uniform(1e-12, 1e-2));
  text += "accuracy: {of: max_temperature, within: 1000 K}\nmesh: {size_factor: 2}\n";
  return result;
}

} // namespace kelvolt
