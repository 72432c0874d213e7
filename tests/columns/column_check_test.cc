#include "checks/check_column_layout.h"
#include "checks/check_input.h"
#include "mesh/column_mesh.h"
#include "mesh/merged_edges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

/// @file What only the mesh of a package shows to be wrong with its case.

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::HasSubstr;

JudgedCase judged(const std::string &text)
{
  const auto file = std::filesystem::temp_directory_path() /
                    ("kelvolt_check_" + std::to_string(getpid()) + ".yaml");
  std::ofstream(file) << text;
  JudgedCase result = read_and_judge(file.string(), {});
  std::filesystem::remove(file);
  return result;
}

/// Of a bar of 20 mm x 10 mm x 5 mm with a round lid of 1 mm.
std::string faults_of(const std::string &rest, const std::string &radius = "2 mm")
{
  const JudgedCase bar =
      judged("title: bar\n"
             "package:\n"
             "  bar: {material: m, x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 5 mm}\n"
             "  lid: {material: m, on: bar, thickness: 1 mm, outline: {circle: " +
             radius +
             "}}\n"
             "materials: {m: {conductivity: 24 W/m/K}, "
             "metal: {conductivity: 390 W/m/K, electrical_resistivity: 1.7e-8 ohm m}}\n"
             "heat: {bar: {power: 2 W}}\n" +
             rest);
  std::string all;
  for (const CaseProblem &fault :
       check_column_layout(bar.input, bar.library, first_columns(bar.input).layout))
    all += fault.text() + "\n";
  return all;
}

/// A strip of 80 um x 0.8 mm on a base of 20 mm, and a cap above it that lies 1.9 um beside
/// it; all turned.
std::string strip_and_cap(const std::string &more)
{
  const auto shape = [](const char *size, const std::string &rest)
  {
    return "outline: {rectangle: " + std::string(size) + ", rotate: 17 deg" + rest + "}}\n";
  };
  return "title: strip\n"
         "package:\n"
         "  base: {material: m, z: 0 to 1 mm, " +
         shape("[20 mm, 20 mm]", "") + "  strip: {material: m, z: 1 to 1.1 mm, " +
         shape("[80 um, 0.8 mm]", "") + "  cap: {material: m, z: 1.1 to 1.2 mm, " +
         shape("[80 um, 0.8 mm]", ", at: [1.9 um, 0 mm]") +
         "materials: {m: {conductivity: 24 W/m/K}}\n"
         "heat: {cap: {power: 1 W}}\n"
         "cooling: {base.bottom: {convection: 1000 W/m2/K, ambient: 300 K}}\n" +
         more;
}

double volume(const ColumnLayout &layout, int part)
{
  double sum = 0.;
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
      if (layout.part_at(c, static_cast<int>(k)) == part)
        sum += layout.volume(c, k);
  return sum;
}

// What the case tells apart stays apart, so that volumes are those of the shapes; what a
// snap length merges is told, with the parts it is of.
TEST(ColumnCheck, MergesNothingUnasked)
{
  constexpr double exact = 80e-6 * 0.8e-3 * 0.1e-3;
  const JudgedCase apart = judged(strip_and_cap(""));
  const ColumnMesh mesh = first_columns(apart.input);
  EXPECT_EQ(merging_warning(apart.input, mesh.shift), "");
  for (const int part : {1, 2})
    EXPECT_NEAR(volume(mesh.layout, part), exact, 1e-9 * exact);
  const JudgedCase asked = judged(strip_and_cap("mesh: {snap: 2 um}\n"));
  const ColumnMesh merged = first_columns(asked.input);
  EXPECT_THAT(merging_warning(asked.input, merged.shift),
              AllOf(HasSubstr("mesh.snap (2 um)"),
                    HasSubstr("by up to 1.9 um"),
                    HasSubstr("the edges of strip, cap run")));
}

// Shapes that were meant to touch and miss it by 30 nm: told before millions of triangles
// are made.
TEST(ColumnCheck, RefusesHairlineGaps)
{
  const auto fault = [](const char *at, const char *more)
  {
    std::string text = strip_and_cap(more);
    text.replace(text.find("1.9 um"), 6, at);
    try
    {
      first_columns(judged(text).input);
    }
    catch (const InputError &error)
    {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(fault("30 nm", "mesh: {max_cells: 10000}\n"),
              AllOf(HasSubstr("the outlines make a mesh of"),
                    HasSubstr("merge them with a larger mesh.snap")));
  EXPECT_EQ(fault("30 nm", "mesh: {max_cells: 10000, snap: 50 nm}\n"), "");
}

TEST(ColumnCheck, AcceptsASoundCase)
{
  EXPECT_EQ(faults_of("cooling: {lid.side: {temperature: 300 K}}\n"
                      "points: {inside: [10 mm, 5 mm, 5.5 mm]}\n"),
            "");
}

TEST(ColumnCheck, FindsWhatTheMeshShows)
{
  EXPECT_THAT(
      faults_of("cooling: {bar.top: {convection: 100 W/m2/K, ambient: 300 K}}\n", "12 mm"),
      HasSubstr(
          "cooling.bar.top: nothing of the surface bar.top is exposed to the outside"));
  EXPECT_THAT(
      faults_of("cooling:\n"
                "  lid.top: {temperature: 290 K}\n"
                "  lid.side: {temperature: 300 K}\n"),
      HasSubstr("the surfaces lid.top and lid.side touch, but are held at different "
                "temperatures (290 K and 300 K)"));
  EXPECT_THAT(faults_of("cooling:\n"
                        "  lid.bottom: {heat_flux: 1 W/m2}\n"
                        "  bar.top: {temperature: 300 K}\n"),
              HasSubstr("cooling.lid.bottom and cooling.bar.top act on the same face"));
  EXPECT_THAT(faults_of("cooling: {lid.top: {temperature: 300 K}}\n"
                        "points: {corner: [1 mm, 1 mm, 5.5 mm]}\n"),
              HasSubstr("points.corner lies outside the package"));
}

// A contact of parts that do not meet, and a point where the temperature jumps.
TEST(ColumnCheck, FindsFaultsOfContacts)
{
  const std::string cooling = "cooling: {bar.bottom: {temperature: 300 K}}\n",
                    contact = "contacts: [{between: [bar, lid], thermal: 1 mm2 K/W}]\n";
  EXPECT_EQ(faults_of(cooling + contact), "");
  EXPECT_THAT(faults_of(cooling + contact + "points: {joint: [10 mm, 5 mm, 5 mm]}\n"),
              HasSubstr("the point 'joint' lies on the contact of 'bar' and 'lid'"));
  EXPECT_THAT(
      faults_of(cooling + "contacts: [{between: [bar, far], thermal: 1 mm2 K/W}]\n",
                "2 mm}}\n  far: {material: m, z: 6 to 9 mm, outline: {circle: 1 mm"),
      HasSubstr("the parts 'bar' and 'far' of a contact do not touch"));
}

// An electrical resistance of an insulator changes nothing, with or without terminals.
TEST(ColumnCheck, RefusesContactsOfInsulators)
{
  EXPECT_THAT(faults_of("cooling: {bar.bottom: {temperature: 300 K}}\n"
                        "contacts: [{between: [bar, lid], electrical: 1e-9 ohm m2}]\n"),
              HasSubstr("'bar' conducts no current"));
}

// Patches on the bar of 20 mm x 10 mm, whose lid covers a disc of 2 mm in its middle.
TEST(ColumnCheck, FindsFaultsOfPatches)
{
  const std::string cooling = "cooling: {bar.bottom: {temperature: 300 K}";
  const auto faults = [&](const std::string &surfaces, const std::string &conditions)
  {
    return faults_of("surfaces: {" + surfaces + "}\n" + cooling + conditions + "}\n");
  };
  const std::string disc = "spot: {on: bar.top, outline: {circle: 1 mm, at: [4 mm, 0 mm]}}",
                    heated = ", spot: {heat_flux: 1 W/cm2}";
  EXPECT_EQ(faults(disc, heated), "");
  EXPECT_EQ(faults(disc, ""), "");
  EXPECT_EQ(faults(disc + ", rest: {on: bar.top, except: [spot]}",
                   heated + ", rest: {convection: 5 W/m2/K, ambient: 300 K}"),
            "");
  EXPECT_EQ(faults("spot: {on: bar.top, x: 0 to 2 mm, y: 0 to 3 mm}", heated), "");
  EXPECT_EQ(faults("spot: {on: lid.top, outline: {circle: 2 mm}}", heated), "");
  // Half of it lies under the edge of a lid that was put in its place.
  EXPECT_THAT(faults("spot: {on: lid.top, x: 8 to 9 mm, y: 3 to 4 mm}", heated),
              HasSubstr("surfaces.spot: of its 1 mm2 only "));
  EXPECT_THAT(
      faults(disc + ", two: {on: bar.top, outline: {circle: 1 mm, at: [5 mm, 0 mm]}}",
             heated + ", two: {heat_flux: 2 W/cm2}"),
      HasSubstr("cooling.spot and cooling.two act on the same spot"));
  EXPECT_THAT(faults(disc, heated + ", bar.top: {heat_flux: 2 W/cm2}"),
              HasSubstr("'rest: {on: bar.top, except: [..]}'"));
  EXPECT_THAT(faults("spot: {on: bar.bottom, outline: {circle: 1 mm}}", ""),
              HasSubstr("surfaces.spot lies where another cooling acts"));
  EXPECT_THAT(faults("spot: {on: bar.top, outline: {circle: 1 mm}}", ""),
              HasSubstr("surfaces.spot lies within the package and nothing acts on it"));
  EXPECT_THAT(faults("spot: {on: bar.top, x: 0 to 20 mm, y: 0 to 10 mm}, rest: {on: "
                     "bar.top, except: [spot]}",
                     heated),
              HasSubstr("the other patches leave nothing of bar.top"));
  EXPECT_THAT(faults(disc + ", two: {on: bar.top, outline: {rectangle: [1 mm, 2 mm], at: "
                            "[5.5 mm, 0 mm]}}",
                     ", spot: {temperature: 310 K}, two: {temperature: 311 K}"),
              HasSubstr("takes an infinite heat flow"));
}

// Two terminals that overlap, also with one voltage.
TEST(ColumnCheck, FindsTerminalsOnOneSpot)
{
  EXPECT_THAT(
      faults_of("surfaces:\n"
                "  a: {on: wire.top, outline: {circle: 0.5 mm}}\n"
                "  b: {on: wire.top, outline: {circle: 0.5 mm, at: [0.2 mm, 0 mm]}}\n"
                "cooling: {bar.bottom: {temperature: 300 K}}\n"
                "terminals:\n"
                "  one: {on: a, voltage: 1 V}\n"
                "  two: {on: b, voltage: 1 V}\n"
                "  three: {on: wire.bottom, voltage: 0 V}\n",
                "2 mm}}\n  wire: {material: metal, on: lid, thickness: 1 mm, outline: "
                "{circle: 1 mm"),
      HasSubstr("terminals.one and terminals.two act on the same spot"));
}

// Terminals that leave no single answer.
TEST(ColumnCheck, FindsFaultsOfTerminals)
{
  const std::string cooling = "cooling: {bar.bottom: {temperature: 300 K}}\n",
                    wire = "2 mm}}\n  wire: {material: metal, on: lid, thickness: 1 mm, "
                           "outline: {circle: 1 mm",
                    far = wire + "}}\n  far: {material: metal, on: bar, at: [5 mm, 2 mm], "
                                 "thickness: 1 mm, outline: {circle: 1 mm";
  const auto faults = [&](const std::string &terminals, const std::string &shape)
  {
    return faults_of(cooling + "terminals:\n" + terminals, shape);
  };
  EXPECT_EQ(faults("  a: {on: wire.top, current: 1 A}\n"
                   "  b: {on: wire.bottom, voltage: 0 V}\n",
                   wire),
            "");
  EXPECT_THAT(faults("  a: {on: wire.top, current: 1 A}\n"
                     "  b: {on: wire.bottom, voltage: 0 V}\n",
                     wire + "}}\n  cap: {material: metal, on: wire, thickness: 1 mm, "
                            "outline: {circle: 0.5 mm"),
              HasSubstr("terminals.a (on wire.top) lies between two conductors: 'wire' on "
                        "one side, 'cap' on the other"));
  EXPECT_THAT(faults("  a: {on: wire.top, current: 1 A}\n"
                     "  b: {on: wire.side, voltage: 0 V}\n",
                     wire),
              HasSubstr("terminals.a (on wire.top) and terminals.b (on wire.side) touch"));
  EXPECT_THAT(faults("  a: {on: wire.top, current: 1 A}\n"
                     "  b: {on: far.top, voltage: 0 V}\n",
                     far),
              HasSubstr("has no other terminal through which the current returns"));
}

// A second body without any cooling, and a part that others cover.
TEST(ColumnCheck, FindsBodiesAndHiddenParts)
{
  const std::string cooling = "cooling: {lid.top: {temperature: 300 K}}\n";
  EXPECT_THAT(
      faults_of(cooling,
                "2 mm}}\n  far: {material: m, z: 8 to 9 mm, outline: {circle: 1 mm"),
      HasSubstr("the body that 'far' is part of has nothing that fixes"));
  EXPECT_THAT(faults_of(cooling,
                        "2 mm}}\n  all: {material: m, on: bar, thickness: 1 mm, outline: "
                        "{circle: 3 mm"),
              HasSubstr("the part 'lid' is hidden completely"));
}

// A patch below the lid is refused, as the heat through it is not computed; as a foot of a
// wire, which takes its mean temperature, it is not. Bodies that a wire joins are one.
TEST(ColumnCheck, KnowsFeetOfWires)
{
  const std::string patches = "surfaces:\n"
                              "  spot: {on: bar.top, outline: {circle: 1 mm}}\n"
                              "  foot: {on: bar.bottom, outline: {circle: 1 mm}}\n",
                    wire = "wires: {w: {material: metal, diameter: 1 mm, from: spot, to: "
                           "foot, length: 9 mm}}\n",
                    cooling = "cooling: {lid.top: {temperature: 300 K}}\n";
  EXPECT_THAT(faults_of(cooling + patches),
              HasSubstr("surfaces.spot lies within the package and nothing acts on it"));
  EXPECT_EQ(faults_of(cooling + patches + wire), "");
}

} // namespace
} // namespace kelvolt
