#include "program_run.h"
#include "summary_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

/// The block of all these cases; the text ends within its sections.
std::string block(const std::string &parts,
                  const std::string &surfaces,
                  const std::string &cooling,
                  const std::string &terminals)
{
  return "title: block\n"
         "package:\n"
         "  base: {material: metal, x: 0 to 4 mm, y: 0 to 3 mm, z: 0 to 1 mm}\n" +
         parts + surfaces +
         "materials: {metal: {conductivity: 100 W/m/K, electrical_resistivity: 1e-6 ohm "
         "m}}\n"
         "cooling:\n  base.bottom: {convection: 5000 W/m2/K, ambient: 25 degC}\n" +
         cooling + terminals + "accuracy: {of: max_temperature, within: 0.05 K}\n";
}

json solve(const fs::path &directory, const std::string &name, const std::string &text)
{
  const fs::path file = directory / (name + ".yaml");
  std::ofstream(file) << text;
  const ProgramRun run = run_kelvolt({"solve", file, "-o", directory / name});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  return json::parse(read_file(directory / name / "summary.json"));
}

/// The summary as it would be if the patches had the names of their sides, and without what
/// it says of the file.
json renamed(json summary, const std::vector<std::pair<std::string, std::string>> &names)
{
  summary.erase("origin");
  std::string text = summary.dump();
  const auto replace = [&text](const std::string &from, const std::string &to)
  {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;
         at += to.size())
      text.replace(at, from.size(), to);
  };
  for (const auto &[from, to] : names)
  {
    replace('"' + from + '"', '"' + to + '"');
    replace("cooling." + from + ".", "cooling." + to + ".");
  }
  return json::parse(text);
}

// Patches that are whole sides give the digits of the sides: the same mesh, faces and
// order. What the cost says of the run itself differs.
TEST(Shapes, WholePatchIsItsSide)
{
  const ScratchDirectory scratch;
  const std::string pad =
      "  pad: {material: metal, on: base, size: [1 mm, 1 mm], thickness: 0.5 mm}\n";
  const json sides = solve(scratch.path(),
                           "sides",
                           block(pad,
                                 "",
                                 "  pad.top: {heat_flux: 1 W/mm2}\n"
                                 "  base.left: {temperature: 30 degC}\n",
                                 "terminals: {plus: {on: pad.right, current: 2 A}, minus: "
                                 "{on: base.right, voltage: 0 V}}\n"));
  const json patches =
      solve(scratch.path(),
            "patches",
            block(pad,
                  "surfaces:\n"
                  "  hot: {on: pad.top, outline: {rectangle: [1 mm, 1 mm]}}\n"
                  "  cold: {on: base.left, y: 0 to 3 mm, z: 0 to 1 mm}\n"
                  "  in: {on: pad.right, y: 1 to 2 mm, z: 1 to 1.5 mm}\n"
                  "  out: {on: base.right, outline: {rectangle: [3 mm, 1 mm]}}\n",
                  "  hot: {heat_flux: 1 W/mm2}\n"
                  "  cold: {temperature: 30 degC}\n",
                  "terminals: {plus: {on: in, current: 2 A}, minus: {on: out, voltage: 0 "
                  "V}}\n"));
  EXPECT_THAT(summary_differences(renamed(sides, {}),
                                  renamed(patches,
                                          {{"hot", "pad.top"},
                                           {"cold", "base.left"},
                                           {"in", "pad.right"},
                                           {"out", "base.right"}}),
                                  1e-14),
              IsEmpty());
}

// The same bumps by `repeat`, by `boxes` and as polygons: one package, one answer.
TEST(Shapes, RepeatedPartIsItsBoxes)
{
  const ScratchDirectory scratch;
  const std::string heat = "heat: {bumps: {power: 3 W}}\n";
  const json repeated =
      solve(scratch.path(),
            "repeated",
            block("  bumps: {material: metal, on: base, size: [0.5 mm, 0.5 mm], thickness: "
                  "0.2 mm, at: [-1 mm, 0 mm], repeat: {count: [3, 1], pitch: [1 mm, 0 "
                  "mm]}}\n",
                  "",
                  "",
                  heat));
  const json boxes = solve(
      scratch.path(),
      "boxes",
      block(
          "  bumps: {material: metal, boxes: [{x: 0.75 to 1.25 mm, y: 1.25 to 1.75 mm, z: "
          "1 to 1.2 mm}, {x: 1.75 to 2.25 mm, y: 1.25 to 1.75 mm, z: 1 to 1.2 mm}, {x: "
          "2.75 to 3.25 mm, y: 1.25 to 1.75 mm, z: 1 to 1.2 mm}]}\n",
          "",
          "",
          heat));
  const json outline = solve(
      scratch.path(),
      "outline",
      block("  bumps: {material: metal, z: 1 to 1.2 mm, outline: {at: [1 mm, 1.5 mm], "
            "rectangle: [0.5 mm, 0.5 mm]}, repeat: {count: [3, 1], pitch: [1 mm, 0 "
            "mm]}}\n",
            "",
            "",
            heat));
  EXPECT_THAT(summary_differences(repeated, boxes, 1e-8), IsEmpty());
  EXPECT_THAT(summary_differences(outline, boxes, 1e-8), IsEmpty());
  EXPECT_NEAR(repeated["parts"]["bumps"]["volume"], 3 * 0.25e-6 * 0.2e-3, 1e-20);
}

// A patch that nothing acts on has its mean temperature, its area and no heat flow; one
// that a heat flux acts on takes flux times area, and the balance closes.
TEST(Shapes, PatchesStandInTheSummary)
{
  const ScratchDirectory scratch;
  const json summary = solve(
      scratch.path(),
      "patch",
      block(
          "",
          "surfaces:\n"
          "  spot: {on: base.top, outline: {rectangle: [1 mm, 1 mm], at: [1 mm, 0.5 mm]}}\n"
          "  rest: {on: base.top, except: [spot]}\n",
          "  spot: {heat_flux: 2 W/mm2}\n",
          ""));
  const json &spot = summary["surfaces"]["spot"], &rest = summary["surfaces"]["rest"];
  EXPECT_NEAR(spot["heat_flow"], -2., 1e-12);
  EXPECT_NEAR(spot["area"], 1e-6, 1e-19);
  EXPECT_NEAR(rest["area"], 11e-6, 1e-18);
  EXPECT_EQ(rest["heat_flow"], 0.);
  EXPECT_GT(spot["mean_temperature"], rest["mean_temperature"]);
  EXPECT_LT(std::abs(double(summary["audit"]["relative_imbalance"])), 1e-9);
  EXPECT_NEAR(summary["surfaces"]["base.bottom"]["heat_flow"], 2., 1e-8);
}

// The drawing shows every part and patch, and is one document of SVG; also of a case with
// faults.
TEST(Shapes, AreDrawn)
{
  const ScratchDirectory scratch;
  const fs::path file = scratch.path() / "case.yaml",
                 picture = scratch.path() / "layers.svg";
  std::ofstream(file) << block(
      "  ring: {material: metal, z: 1 to 1.1 mm, outline: {rectangle: [2 mm, 2 mm], at: [2 "
      "mm, 1.5 mm], holes: [[[-0.5 mm, -0.5 mm], [0.5 mm, -0.5 mm], [0.5 mm, 0.5 mm], "
      "[-0.5 "
      "mm, 0.5 mm]]]}}\n",
      "surfaces: {spot: {on: base.top, x: 0 to 1 mm, y: 0 to 1 mm}}\n",
      "",
      "");
  EXPECT_EQ(run_kelvolt({"check", file, "--draw", picture}).status, 0);
  const std::string text = read_file(picture);
  EXPECT_THAT(text, HasSubstr("<svg xmlns"));
  EXPECT_THAT(text, HasSubstr("z = 1 to 1.1 mm"));
  EXPECT_THAT(text, HasSubstr("> ring"));
  EXPECT_THAT(text, HasSubstr(">spot<"));
  EXPECT_EQ(text.substr(text.size() - 7), "</svg>\n");
  EXPECT_EQ(run_kelvolt({"check", file, "--draw", "/nowhere/layers.svg"}).status, 2);
  EXPECT_EQ(
      run_kelvolt({"check", file, "--set", "heat={bas: {power: 1 W}}", "--draw", picture})
          .status,
      2);
}

} // namespace
} // namespace kelvolt
