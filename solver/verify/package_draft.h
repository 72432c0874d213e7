#pragma once

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

/// @file
/// What generated packages are made of.

namespace kelvolt
{

/// Numbers of three digits, the same on every machine.
class PackageNumbers
{
public:
  explicit PackageNumbers(unsigned int seed) : random_(seed * 2654435761U + 1U) {}

  double between(double low, double high)
  {
    const double value = low + (high - low) * static_cast<double>(random_()) / 4294967296.;
    const double unit = std::pow(10., std::floor(std::log10(std::abs(value))) - 2.);
    return std::round(value / unit) * unit;
  }

  unsigned int below(unsigned int n)
  {
    return random_() / 7U % n;
  }

  std::string one_of(const std::vector<std::string> &choices)
  {
    return choices[below(choices.size())];
  }

private:
  std::mt19937 random_;
};

/// A case as it grows. Lengths in mm.
class PackageDraft
{
public:
  using Span = std::array<double, 2>;

  void part(const std::string &name, const std::string &material, Span x, Span y, Span z)
  {
    package_ += fmt::format("  {}: {{material: {}, x: {:.9g} to {:.9g} mm, y: {:.9g} to "
                            "{:.9g} mm, z: {:.9g} to {:.9g} mm}}\n",
                            name,
                            material,
                            x[0],
                            x[1],
                            y[0],
                            y[1],
                            z[0],
                            z[1]);
  }

  /// @param outline in millimetres, as a case has it
  void prism(const std::string &name,
             const std::string &material,
             const std::string &outline,
             Span z)
  {
    package_ +=
        fmt::format("  {}: {{material: {}, z: {:.9g} to {:.9g} mm, outline: {{{}}}}}\n",
                    name,
                    material,
                    z[0],
                    z[1],
                    outline);
  }

  void material(const std::string &name, double k, double k_z = 0.)
  {
    materials_ += k_z > 0.
                      ? fmt::format("  {0}: {{conductivity: [{1:.4g} W/m/K, {1:.4g} W/m/K, "
                                    "{2:.4g} W/m/K]}}\n",
                                    name,
                                    k,
                                    k_z)
                      : fmt::format("  {}: {{conductivity: {:.4g} W/m/K}}\n", name, k);
  }

  void conductor(const std::string &name, double k, double resistivity)
  {
    materials_ += fmt::format("  {}: {{conductivity: {:.4g} W/m/K, electrical_resistivity: "
                              "{{reference: {:.4g} ohm m, at: 300 K, coefficient: 0.0039 "
                              "1/K}}}}\n",
                              name,
                              k,
                              resistivity);
  }

  void film(const std::string &surface, double h)
  {
    cooling_ +=
        fmt::format("  {}: {{convection: {:.4g} W/m2/K, ambient: 25 degC}}\n", surface, h);
  }

  void held(const std::string &surface)
  {
    cooling_ += fmt::format("  {}: {{temperature: 25 degC}}\n", surface);
  }

  void power(const std::string &part, double watts)
  {
    heat_ += fmt::format("  {}: {{power: {:.4g} W}}\n", part, watts);
  }

  void terminals(double volts, const std::string &plus, const std::string &minus)
  {
    terminals_ = fmt::format("terminals:\n  plus: {{on: {}, voltage: {:.4g} V}}\n  minus: "
                             "{{on: {}, voltage: 0 V}}\n",
                             plus,
                             volts,
                             minus);
  }

  void point(double x, double y, double z)
  {
    points_ = fmt::format("points: {{c: [{:.9g} mm, {:.9g} mm, {:.9g} mm]}}\n", x, y, z);
  }

  std::string text(const std::string &name, const std::string &goal) const
  {
    return "title: " + name + "\npackage:\n" + package_ + "materials:\n" + materials_ +
           "cooling:\n" + cooling_ + (heat_.empty() ? "" : "heat:\n" + heat_) + terminals_ +
           points_ + "accuracy: {of: " + goal + "}\n";
  }

private:
  std::string package_, materials_, cooling_, heat_, terminals_, points_;
};

} // namespace kelvolt
