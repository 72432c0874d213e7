#include "verify/outline_packages.h"

#include "verify/package_family.h"

#include <iterator>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

std::string at(double x, double y)
{
  return fmt::format("at: [{:.6g} mm, {:.6g} mm]", x, y);
}

std::string circle(double radius, double x = 0., double y = 0.)
{
  return fmt::format("circle: {:.6g} mm, ", radius) + at(x, y);
}

std::string
rectangle(double width, double height, double turned_by, double x = 0., double y = 0.)
{
  return fmt::format("rectangle: [{:.6g} mm, {:.6g} mm], rotate: {:.6g} deg, ",
                     width,
                     height,
                     turned_by) +
         at(x, y);
}

/// Corners by turns at two radii.
std::string star(unsigned int corners, double outer, double inner, double turned_by)
{
  std::string text = "polygon: [";
  for (unsigned int i = 0; i < 2 * corners; ++i)
  {
    const double angle = turned_by + pi * i / corners, r = i % 2 == 0 ? outer : inner;
    text += fmt::format("{}[{:.6g} mm, {:.6g} mm]",
                        i > 0 ? ", " : "",
                        r * std::cos(angle),
                        r * std::sin(angle));
  }
  return text + "]";
}

/// Neither corners nor ends of materials: nothing is singular but the rim of the held end.
std::string pin_fin(PackageNumbers &n, PackageDraft &d)
{
  const double radius = n.between(0.5, 3.), height = n.between(3., 12.);
  d.prism("fin", "metal", circle(radius), {0., height});
  d.material("metal", n.between(20., 390.));
  d.held("fin.bottom");
  d.power("fin", n.between(0.5, 2.));
  d.film("fin.side", n.between(200., 5e3));
  d.film("fin.top", n.between(200., 5e3));
  return n.one_of({"max_temperature", "fin.bottom.heat_flow", "fin.side.heat_flow"});
}

/// A heated core in a tube, centred or not.
std::string insulated_wire(PackageNumbers &n, PackageDraft &d)
{
  const double outer = n.between(1., 2.), inner = n.between(0.3, 0.5) * outer,
               off = n.below(2) == 0 ? 0. : n.between(0.1, 0.6) * (outer - inner);
  d.prism("tube", "plastic", circle(outer), {0., 1.});
  d.prism("core", "copper", circle(inner, off, 0.3 * off), {0., 1.});
  d.material("plastic", n.between(0.2, 5.));
  d.material("copper", 390.);
  d.film("tube.side", n.between(50., 2e3));
  d.power("core", n.between(0.1, 0.5));
  return n.one_of({"max_temperature", "core.mean_temperature", "tube.min_temperature"});
}

std::string turned_die(PackageNumbers &n, PackageDraft &d)
{
  const double length = n.between(12., 24.), die = length * n.between(0.2, 0.5),
               off = n.below(2) == 0 ? 0. : n.between(0.1, 0.2) * length;
  d.part("lower",
         "copper",
         {-0.5 * length, 0.5 * length},
         {-0.5 * length, 0.5 * length},
         {0., 0.3});
  d.part("ceramic",
         "alumina",
         {-0.5 * length, 0.5 * length},
         {-0.5 * length, 0.5 * length},
         {0.3, 0.7});
  d.prism("upper", "copper", rectangle(1.4 * die, 1.3 * die, 20., off), {0.7, 1.});
  d.prism("die", "silicon", rectangle(die, 0.8 * die, n.between(5., 40.), off), {1., 1.2});
  d.material("copper", 390.);
  d.material("alumina", n.between(20., 170.));
  d.material("silicon", 130.);
  d.film("lower.bottom", n.between(3e3, 2e4));
  d.power("die", n.between(20., 80.));
  d.point(off, 0., 0.7);
  return n.one_of({"max_temperature",
                   "die.mean_temperature",
                   "c.temperature",
                   "die.min_temperature",
                   "upper.max_temperature"});
}

/// A disc in the middle of a round board or off it.
std::string round_source(PackageNumbers &n, PackageDraft &d)
{
  const double radius = n.between(10., 40.), height = n.between(0.5, 2.),
               hot = radius * n.between(0.05, 0.3),
               off = n.below(2) == 0 ? 0. : n.between(0.1, 0.6) * radius;
  d.prism("board", "pcb", circle(radius), {0., height});
  d.prism("source", "pcb", circle(hot, off), {0.9 * height, height});
  d.material("pcb", n.between(5., 30.), n.between(0.3, 3.));
  d.film("board.bottom", n.between(20., 200.));
  d.power("source", n.between(0.5, 3.));
  d.point(off, 0., height);
  return n.one_of({"max_temperature", "source.mean_temperature", "c.temperature"});
}

std::string vias_below_a_pad(PackageNumbers &n, PackageDraft &d)
{
  const double pitch = n.between(0.6, 1.2), radius = pitch * n.between(0.12, 0.35);
  const unsigned int count = 1 + n.below(2);
  const double length = (count + 2.) * pitch;
  const std::string grid =
      fmt::format("circles: {{radius: {:.6g} mm, inner_radius: {:.6g} "
                  "mm, grid: [{}, {}], pitch: [{:.6g} mm, {:.6g} mm]}}",
                  radius,
                  0.8 * radius,
                  count,
                  count,
                  pitch,
                  pitch);
  d.part("board", "pcb", {-length, length}, {-length, length}, {0., 0.8});
  d.prism("vias", "copper", grid, {0., 0.8});
  d.prism("pad", "copper", rectangle(0.7 * length, 0.7 * length, 30.), {0.8, 0.85});
  d.prism("chip",
          "silicon",
          rectangle(0.4 * length, 0.3 * length, n.between(5., 40.)),
          {0.85, 1.1});
  d.material("pcb", 0.8, 0.3);
  d.material("copper", 390.);
  d.material("silicon", 130.);
  d.film("board.bottom", n.between(500., 5e3));
  d.film("vias.bottom", n.between(500., 5e3));
  d.power("chip", n.between(0.2, 1.));
  return n.one_of({"max_temperature", "chip.mean_temperature", "vias.bottom.heat_flow"});
}

/// Re-entrant and acute corners, upright.
std::string star_of_metal(PackageNumbers &n, PackageDraft &d)
{
  const double outer = n.between(2., 5.), inner = outer * n.between(0.3, 0.6);
  const unsigned int corners = 3 + n.below(3);
  const double width = 1.2 * outer, height = n.between(0.5, 2.);
  d.part("body", "poor", {-width, width}, {-width, width}, {0., height});
  d.prism("star", "good", star(corners, outer, inner, n.between(0.1, 0.9)), {0., height});
  d.prism("hot", "good", circle(0.5 * inner), {0.8 * height, height});
  d.material("poor", n.between(0.5, 20.));
  d.material("good", n.between(50., 390.));
  d.film("body.bottom", n.between(500., 5e3));
  d.power("hot", n.between(0.5, 4.));
  return n.one_of({"max_temperature",
                   "body.max_temperature",
                   "star.mean_temperature",
                   "body.bottom.heat_flow"});
}

/// A free star on a held leg that conducts badly: sharper than r^(1/2).
std::string star_on_a_leg(PackageNumbers &n, PackageDraft &d)
{
  const double outer = n.between(2., 5.), inner = outer * n.between(0.3, 0.6);
  d.prism("leg", "poor", circle(inner * n.between(0.4, 0.8)), {0., 0.5});
  d.prism(
      "star", "good", star(3 + n.below(3), outer, inner, 0.3), {0.5, n.between(0.8, 1.5)});
  d.material("poor", n.between(10., 100.));
  d.material("good", n.between(100., 390.));
  d.held("leg.bottom");
  d.power("star", n.between(0.5, 4.));
  return n.one_of({"max_temperature", "star.mean_temperature", "star.min_temperature"});
}

/// Held and free on one flat side: r^(1/2), round.
std::string held_spot(PackageNumbers &n, PackageDraft &d)
{
  const double radius = n.between(3., 10.), spot = radius * n.between(0.2, 0.5),
               height = n.between(1., 4.);
  d.prism("disc", "metal", circle(radius), {0., height});
  d.prism("spot",
          "metal",
          circle(spot, n.below(2) == 0 ? 0. : 0.3 * radius),
          {0., 0.4 * height});
  d.prism("source", "metal", rectangle(radius, 0.4 * radius, 25.), {0.8 * height, height});
  d.material("metal", n.between(10., 200.));
  d.held("spot.bottom");
  d.power("source", n.between(1., 5.));
  return n.one_of({"max_temperature", "source.mean_temperature", "disc.max_temperature"});
}

std::string two_turned_dies(PackageNumbers &n, PackageDraft &d)
{
  const double pitch = n.between(6., 10.), die = pitch * n.between(0.4, 0.6);
  d.prism("plate",
          "metal",
          fmt::format("slot: [{:.6g} mm, {:.6g} mm]", 2.6 * pitch, 1.2 * pitch),
          {0., 2.});
  d.prism("d0",
          "silicon",
          rectangle(die, 0.7 * die, n.between(5., 80.), -0.5 * pitch),
          {2., 2.3});
  d.prism("d1", "silicon", circle(0.5 * die, 0.5 * pitch), {2., 2.3});
  d.material("metal", n.between(100., 390.));
  d.material("silicon", 130.);
  d.film("plate.bottom", n.between(3e3, 2e4));
  d.power("d0", 30.);
  d.power("d1", 10.);
  return n.one_of({"max_temperature", "d1.mean_temperature", "d0|d1.thermal_resistance"});
}

/// Heat goes from one half of a foil to the other past a hole.
std::string plate_with_a_hole(PackageNumbers &n, PackageDraft &d)
{
  const double length = n.between(8., 16.), width = length * n.between(0.4, 0.7),
               hole = 0.5 * width * n.between(0.3, 0.85);
  d.prism("plate",
          "metal",
          rectangle(length, width, 0.) +
              fmt::format(", holes: [[{{at: [{0:.6g} mm, 0 mm], bulge: 1}}, "
                          "{{at: [-{0:.6g} mm, 0 mm], bulge: 1}}]]",
                          hole),
          {0., 0.6});
  d.prism("source",
          "metal",
          rectangle(0.1 * length, 0.5 * width, 15., -0.4 * length),
          {0.3, 0.6});
  d.prism(
      "sink", "metal", rectangle(0.1 * length, 0.5 * width, 0., 0.4 * length), {0., 0.3});
  d.material("metal", n.between(20., 390.));
  d.film("sink.bottom", n.between(3e3, 2e4));
  d.film("plate.top", n.between(10., 100.));
  d.power("source", n.between(1., 4.));
  return n.one_of({"max_temperature", "sink.bottom.heat_flow", "source.mean_temperature"});
}

constexpr PackageFamily families[] = {{"pin_fin", pin_fin},
                                      {"insulated_wire", insulated_wire},
                                      {"turned_die", turned_die},
                                      {"round_source", round_source},
                                      {"vias_below_a_pad", vias_below_a_pad},
                                      {"star_of_metal", star_of_metal},
                                      {"star_on_a_leg", star_on_a_leg},
                                      {"held_spot", held_spot},
                                      {"two_turned_dies", two_turned_dies},
                                      {"plate_with_a_hole", plate_with_a_hole}};

} // namespace

const unsigned int outline_families = std::size(families);

BarPackage generate_outline_package(unsigned int number)
{
  return generate(families, number);
}

} // namespace kelvolt
