#include "error_bar_packages.h"

#include "verify/package_family.h"

#include <iterator>

namespace kelvolt
{
namespace
{

/// One strip in or beside the middle of an anisotropic board, as a sheet at its surface.
std::string one_strip(PackageNumbers &n, PackageDraft &d, double middle)
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

std::string centred_strip(PackageNumbers &n, PackageDraft &d)
{
  return one_strip(n, d, 0.5);
}

std::string strip_off_centre(PackageNumbers &n, PackageDraft &d)
{
  return one_strip(n, d, n.between(0.2, 0.4));
}

std::string die_on_ceramic(PackageNumbers &n, PackageDraft &d)
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
unsigned int
strips(PackageNumbers &n, PackageDraft &d, unsigned int count, double width, double pitch)
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

std::string equal_fingers(PackageNumbers &n, PackageDraft &d)
{
  const unsigned int count =
      strips(n, d, 3 + n.below(4), n.between(0.2, 0.6), n.between(0.2, 0.6));
  return n.one_of({"max_temperature",
                   "f0.mean_temperature",
                   "f1.max_temperature",
                   "f0|f1.thermal_resistance",
                   fmt::format("f{}.mean_temperature", count / 2)});
}

std::string gap_between_strips(PackageNumbers &n, PackageDraft &d)
{
  strips(n, d, 2, n.between(0.3, 0.6), n.between(1., 3.));
  return "c.temperature";
}

std::string narrow_strips(PackageNumbers &n, PackageDraft &d)
{
  strips(n, d, 3, n.between(0.02, 0.06), n.between(1., 3.));
  return n.one_of({"max_temperature", "f1.mean_temperature", "f0|f1.thermal_resistance"});
}

std::string thin_layers(PackageNumbers &n, PackageDraft &d)
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

std::string periodic_dies(PackageNumbers &n, PackageDraft &d)
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
std::string quarter_turns(PackageNumbers &n, PackageDraft &d)
{
  const double length = n.between(16., 24.), a = n.between(0.1, 0.2) * length,
               wide = n.between(0.2, 0.3) * length, slim = 0.5 * wide;
  d.part("plate", "metal", {0., length}, {0., length}, {0., 2.});
  const auto die = [&](int i, PackageDraft::Span x, PackageDraft::Span y)
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
std::string two_ways_out(PackageNumbers &n, PackageDraft &d)
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
std::string necked_foil(PackageNumbers &n, PackageDraft &d)
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
std::string post_between_bars(PackageNumbers &n, PackageDraft &d)
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

constexpr PackageFamily families[] = {{"centred_strip", centred_strip, true},
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
  return generate(families, number);
}

} // namespace kelvolt
