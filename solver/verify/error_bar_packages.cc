#include "error_bar_packages.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>
#include <random>
#include <vector>

namespace kelvolt
{
namespace
{

/// Numbers of three digits, the same on every machine.
class Numbers
{
public:
  explicit Numbers(unsigned int seed) : random_(seed * 2654435761U + 1U) {}

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
class Draft
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

/// Each fills a draft and returns the goal.
using Family = std::string (*)(Numbers &, Draft &);

/// One strip in or beside the middle of an anisotropic board, as a sheet at its surface.
std::string one_strip(Numbers &n, Draft &d, double middle)
{
  const double length = n.between(20., 80.), height = n.between(0.5, 2.),
               half = length * n.between(0.02, 0.1);
  const double c = middle * length;
  d.part("board", "pcb", {0., length}, {0., 1.}, {0., height});
  d.part("source", "pcb", {c - half, c + half}, {0., 1.}, {0.9 * height, height});
  d.material("pcb", n.between(5., 30.), n.between(0.3, 3.));
  d.film("board.bottom", n.between(20., 200.));
  d.power("source", n.between(0.02, 0.1));
  d.point(c, 0.5, height);
  return n.one_of(
      {"max_temperature", "source.mean_temperature", "c.temperature", "max_temperature"});
}

std::string centred_strip(Numbers &n, Draft &d)
{
  return one_strip(n, d, 0.5);
}

std::string strip_off_centre(Numbers &n, Draft &d)
{
  return one_strip(n, d, n.between(0.2, 0.4));
}

std::string die_on_ceramic(Numbers &n, Draft &d)
{
  const double length = n.between(12., 30.), die = length * n.between(0.2, 0.5),
               low = 0.5 * (length - die), high = low + die;
  d.part("lower", "copper", {0., length}, {0., length}, {0., 0.3});
  d.part("ceramic", "alumina", {0., length}, {0., length}, {0.3, 0.7});
  d.part("upper", "copper", {0., length}, {0., length}, {0.7, 1.});
  d.part("die", "silicon", {low, high}, {low, high}, {1., 1.2});
  d.material("copper", 390.);
  d.material("alumina", n.between(20., 170.));
  d.material("silicon", 130.);
  d.film("lower.bottom", n.between(3e3, 2e4));
  d.power("die", n.between(50., 150.));
  d.point(0.5 * length, 0.5 * length, 0.7);
  return n.one_of({"max_temperature",
                   "die.mean_temperature",
                   "c.temperature",
                   "upper.max_temperature"});
}

/// Equal strips on a substrate; `width` is a share of the pitch.
unsigned int strips(Numbers &n, Draft &d, unsigned int count, double width, double pitch)
{
  const double margin = pitch * n.between(1., 3.), height = n.between(0.2, 0.6);
  const double length = count * pitch + 2. * margin;
  d.part("base", "carrier", {0., length}, {0., 0.5}, {0., height});
  for (unsigned int i = 0; i < count; ++i)
  {
    const double c = margin + (i + 0.5) * pitch, half = 0.5 * width * pitch;
    d.part(fmt::format("f{}", i),
           "carrier",
           {c - half, c + half},
           {0., 0.5},
           {0.97 * height, height});
    d.power(fmt::format("f{}", i), n.between(0.2, 0.2));
  }
  d.material("carrier", n.between(20., 200.));
  d.film("base.bottom", n.between(3e3, 3e4));
  d.point(margin + pitch, 0.25, height); // between the first two
  return count;
}

std::string equal_fingers(Numbers &n, Draft &d)
{
  const unsigned int count =
      strips(n, d, 3 + n.below(4), n.between(0.2, 0.6), n.between(0.2, 0.6));
  return n.one_of({"max_temperature",
                   "f0.mean_temperature",
                   "f1.max_temperature",
                   "f0|f1.thermal_resistance",
                   fmt::format("f{}.mean_temperature", count / 2)});
}

std::string gap_between_strips(Numbers &n, Draft &d)
{
  strips(n, d, 2, n.between(0.3, 0.6), n.between(1., 3.));
  return "c.temperature";
}

std::string narrow_strips(Numbers &n, Draft &d)
{
  strips(n, d, 3, n.between(0.02, 0.06), n.between(1., 3.));
  return n.one_of({"max_temperature", "f1.mean_temperature", "f0|f1.thermal_resistance"});
}

std::string thin_layers(Numbers &n, Draft &d)
{
  const double length = n.between(4., 12.), half = length * n.between(0.1, 0.3),
               c = length * (n.below(2) == 0 ? 0.5 : 0.37);
  d.part("base", "metal", {0., length}, {0., 0.5}, {0., 1.});
  d.part("foil", "paste", {0., length}, {0., 0.5}, {1., 1.03});
  d.part("spreader", "metal", {0., length}, {0., 0.5}, {1.03, 1.3});
  d.part("attach", "paste", {c - half, c + half}, {0., 0.5}, {1.3, 1.32});
  d.part("die", "silicon", {c - half, c + half}, {0., 0.5}, {1.32, 1.5});
  d.material("metal", 390.);
  d.material("paste", n.between(0.8, 5.));
  d.material("silicon", 130.);
  d.film("base.bottom", n.between(1e3, 1e4));
  d.power("die", n.between(0.3, 1.));
  return n.one_of({"max_temperature",
                   "die.mean_temperature",
                   "base.bottom.mean_temperature",
                   "die|base.thermal_resistance"});
}

std::string periodic_dies(Numbers &n, Draft &d)
{
  const double pitch = n.between(6., 10.), die = pitch * n.between(0.4, 0.6);
  const unsigned int count = 2 + n.below(2);
  d.part("plate", "metal", {0., count * pitch}, {0., pitch}, {0., 2.});
  for (unsigned int i = 0; i < count; ++i)
  {
    const double c = (i + 0.5) * pitch;
    d.part(fmt::format("d{}", i),
           "silicon",
           {c - 0.5 * die, c + 0.5 * die},
           {0.5 * (pitch - die), 0.5 * (pitch + die)},
           {2., 2.3});
    d.power(fmt::format("d{}", i), i == 0 ? 40. : 20.);
  }
  d.material("metal", n.between(100., 390.));
  d.material("silicon", 130.);
  d.film("plate.bottom", n.between(3e3, 2e4));
  return n.one_of({"max_temperature", "d1.mean_temperature", "d0|d1.thermal_resistance"});
}

/// Four dies that a quarter turn of the plate takes to each other.
std::string quarter_turns(Numbers &n, Draft &d)
{
  const double length = n.between(16., 24.), a = n.between(0.1, 0.2) * length,
               wide = n.between(0.2, 0.3) * length, slim = 0.5 * wide;
  d.part("plate", "metal", {0., length}, {0., length}, {0., 2.});
  const auto die = [&](int i, Draft::Span x, Draft::Span y)
  {
    d.part(fmt::format("d{}", i), "silicon", x, y, {2., 2.3});
    d.power(fmt::format("d{}", i), 25.);
  };
  die(0, {a, a + wide}, {a, a + slim});
  die(1, {length - a - slim, length - a}, {a, a + wide});
  die(2, {length - a - wide, length - a}, {length - a - slim, length - a});
  die(3, {a, a + slim}, {length - a - wide, length - a});
  d.material("metal", n.between(100., 390.));
  d.material("silicon", 130.);
  d.film("plate.bottom", n.between(3e3, 2e4));
  d.point(0.5 * length, 0.5 * length, 2.);
  return n.one_of({"max_temperature", "d0.mean_temperature", "c.temperature"});
}

/// Heat leaves by a film below and two held sides: flows and means.
std::string two_ways_out(Numbers &n, Draft &d)
{
  const double length = n.between(5., 20.), height = n.between(0.5, 3.),
               half = length * n.between(0.05, 0.2), c = n.between(0.3, 0.7) * length;
  d.part("bar", "metal", {0., length}, {0., 0.5}, {0., height});
  d.part("source", "metal", {c - half, c + half}, {0., 0.5}, {0.8 * height, height});
  d.material("metal", n.between(10., 100.));
  d.film("bar.bottom", n.between(500., 5e3));
  d.held("bar.left");
  d.held("bar.right");
  d.power("source", n.between(0.5, 2.));
  return n.one_of({"bar.left.heat_flow",
                   "bar.bottom.heat_flow",
                   "bar.bottom.mean_temperature",
                   "max_temperature"});
}

/// A foil with a neck, in the middle or not, on an insulating base.
std::string necked_foil(Numbers &n, Draft &d)
{
  const double length = n.between(8., 20.), width = n.between(2., 6.),
               c = length * n.between(0.3, 0.7), half = length * n.between(0.05, 0.15),
               slim = 0.5 * width * n.between(0.3, 0.7);
  d.part("base", "ceramic", {0., length}, {0., width}, {0., 0.6});
  d.part("left", "copper", {0., c - half}, {0., width}, {0.6, 0.7});
  d.part("neck",
         "copper",
         {c - half, c + half},
         {0.5 * width - slim, 0.5 * width + slim},
         {0.6, 0.7});
  d.part("right", "copper", {c + half, length}, {0., width}, {0.6, 0.7});
  d.material("ceramic", n.between(20., 170.));
  d.conductor("copper", 390., 1.72e-8);
  d.film("base.bottom", n.between(5e3, 2e4));
  d.terminals(n.between(0.01, 0.02), "left.left", "right.right");
  return n.one_of({"plus.current",
                   "plus|minus.resistance",
                   "max_temperature",
                   "neck.mean_temperature",
                   "minus.current"});
}

/// Two bars one above the other, joined by a post in the middle or at their ends.
std::string post_between_bars(Numbers &n, Draft &d)
{
  const double length = n.between(3., 6.), post = length * n.between(0.1, 0.2),
               c = n.between(0.4, 0.6) * length;
  d.part("lower", "copper", {0., length}, {0., 0.5}, {0., 0.3});
  d.part("post", "copper", {c - post, c + post}, {0., 0.5}, {0.3, 0.5});
  d.part("upper", "copper", {0., length}, {0., 0.5}, {0.5, 0.8});
  d.conductor("copper", 390., 1.72e-8);
  d.film("lower.bottom", n.between(5e3, 2e4));
  d.terminals(n.between(0.003, 0.006), "lower.left", "upper.right");
  return n.one_of({"plus.current", "plus|minus.resistance", "max_temperature"});
}

struct NamedFamily
{
  const char *name;
  Family fill;
  bool two_dimensional;
};

constexpr NamedFamily families[] = {{"centred_strip", centred_strip, true},
                                    {"strip_off_centre", strip_off_centre, true},
                                    {"die_on_ceramic", die_on_ceramic, false},
                                    {"equal_fingers", equal_fingers, true},
                                    {"gap_between_strips", gap_between_strips, true},
                                    {"narrow_strips", narrow_strips, true},
                                    {"thin_layers", thin_layers, true},
                                    {"periodic_dies", periodic_dies, false},
                                    {"quarter_turns", quarter_turns, false},
                                    {"two_ways_out", two_ways_out, true},
                                    {"necked_foil", necked_foil, false},
                                    {"post_between_bars", post_between_bars, true}};

} // namespace

const unsigned int bar_families = std::size(families);

BarPackage generate_bar_package(unsigned int number)
{
  Numbers numbers(number);
  Draft draft;
  const NamedFamily &family = families[number % bar_families];
  const std::string goal = family.fill(numbers, draft);
  BarPackage package;
  package.name = fmt::format("{}_{}", family.name, number);
  package.text = draft.text(package.name, goal);
  package.two_dimensional = family.two_dimensional;
  return package;
}

} // namespace kelvolt
