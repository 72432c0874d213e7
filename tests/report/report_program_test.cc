#include "report/heat_path.h"
#include "result_reader.h"
#include "scratch_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <fstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const fs::path root = KELVOLT_SOURCE_DIR;

class Report : public ScratchTest
{
protected:
  void solve(const fs::path &file, const std::string &directory) const
  {
    const ProgramRun solved = run({"solve", file.string(), "-o", directory, "--quiet"});
    ASSERT_TRUE(solved.status == 0 || solved.status == 3) << solved.output << solved.errors;
  }

  /// A case of these lines.
  fs::path written(const std::string &yaml) const
  {
    fs::path file = scratch_.path() / "case.yaml";
    std::ofstream(file) << yaml;
    return file;
  }

  std::string page(const std::string &directory) const
  {
    const ProgramRun reported = run({"report", directory});
    EXPECT_EQ(reported.status, 0) << reported.errors;
    return read_file(scratch_.path() / directory / "report.html");
  }
};

/// Flux of 2e5 W/m2 through a layer of paste, a joint and copper into a film: drops of
/// 2e5 (1e-4 / 2) = 10 K, 2e5 * 5e-5 = 10 K, 2e5 (3e-3 / 390) = 1.53846 K, 2e5 / 4000 = 50
/// K; 3.2 W flow, so that these are 3.125, 3.125, 0.48077 and 15.625 K/W.
constexpr char layers[] = R"(
title: "Layers <script>alert(1)</script> & \"more\""
package:
  base: {material: copper_x, x: 0 to 4 mm, y: 0 to 4 mm, z: 0 to 3 mm}
  film: {material: paste, on: base, thickness: 100 um}
materials:
  copper_x: {conductivity: 390 W/m/K}
  paste:    {conductivity: 2 W/m/K}
contacts:
  - {between: [film, base], thermal: 5e-5 m2 K/W}
cooling:
  film.top:    {heat_flux: 2e5 W/m2}
  base.bottom: {convection: 4000 W/m2/K, ambient: 20 degC}
limits:
  - film.max_temperature <= 95 degC
mesh: {size_factor: 4}
)";

// By hand, see `layers`. A given flux through a surface heats without any part: there the
// solver states no resistance to the ambient, so the way is looked at by itself.
TEST_F(Report, FollowsTheHeatThroughTheLayers)
{
  solve(written(layers), "results");
  const StoredResult stored =
      read_stored_result((scratch_.path() / "results").string(), std::nullopt, true);
  const report::HeatPath path = report::heat_path(drawable_result(stored));
  ASSERT_EQ(path.layers.size(), 2U);
  // The line is followed from place to place; the last digits are those of its length.
  EXPECT_NEAR(path.layers[0].from - path.layers[0].to, 10., 1e-5);
  EXPECT_NEAR(path.layers[0].to - path.layers[1].from, 10., 1e-5);
  EXPECT_NEAR(path.layers[1].from - path.layers[1].to, 2e5 * 3e-3 / 390., 1e-6);
  EXPECT_NEAR(path.layers[1].to, 70., 1e-6);
  EXPECT_NEAR(path.layers[0].length, 0.1, 1e-6);
  EXPECT_NEAR(path.layers[1].length, 3., 1e-5);
  EXPECT_NEAR(path.direction[2], -1., 1e-9);
  EXPECT_NEAR(path.end[2], 0., 1e-5);
}

// The same package heated in the paste's top layer of 1 um, so that there is a resistance.
TEST_F(Report, TellsWhereTheKelvinsGo)
{
  std::string heated = layers;
  heated.replace(heated.find("  film.top:    {heat_flux: 2e5 W/m2}\n"), 38, "");
  heated.replace(heated.find("materials:"),
                 0,
                 "  source: {material: copper_x, on: film, thickness: 1 um}\n");
  heated += "heat:\n  source: {power: 3.2 W}\n";
  solve(written(heated), "results");
  const std::string html = page("results");
  EXPECT_THAT(html, HasSubstr(">joint film | base</th>"));
  EXPECT_THAT(html, HasSubstr(">film at base.bottom</th>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"n\">10.00</td>")); // the paste, and the joint
  EXPECT_THAT(html, HasSubstr("<td class=\"n\">1.54</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"n\">50.00</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"n\">15.62"));
  EXPECT_THAT(html, HasSubstr("<td class=\"n\">3.12"));
  EXPECT_THAT(html, HasSubstr("Margin"));
}

// One file that asks for nothing from anywhere, with what the order of the page promises;
// the user's title is text; nothing but the report is left behind.
TEST_F(Report, IsOneFileWithoutRequests)
{
  solve(written(layers), "results");
  const std::string html = page("results");
  for (const char *what : {"http://", "https://", "<link", "src=\"/", "@import", "url("})
    EXPECT_THAT(html, Not(HasSubstr(what))) << what;
  EXPECT_THAT(html,
              HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"));
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  std::size_t at = 0;
  for (const char *id : {"verdict",
                         "hottest",
                         "view",
                         "kelvins",
                         "parts",
                         "surfaces",
                         "joints",
                         "balances",
                         "convergence",
                         "improve",
                         "materials",
                         "case"})
  {
    const std::size_t next = html.find("<section id=\"" + std::string(id) + "\"");
    ASSERT_NE(next, std::string::npos) << id;
    EXPECT_GT(next, at) << id;
    at = next;
  }
  EXPECT_THAT(html, HasSubstr("download=\"case.resolved.yaml\""));
  const ProgramRun other = run({"report", "results", "-o", "elsewhere.html"});
  EXPECT_EQ(other.status, 0) << other.errors;
  EXPECT_EQ(read_file(scratch_.path() / "elsewhere.html"), html);
  EXPECT_THAT(scratch_.entries(), ElementsAre("case.yaml", "elsewhere.html", "results"));
}

// A new run under the same name does not keep the report of the one before.
TEST_F(Report, GoesWithItsResult)
{
  solve(root / "tests/cases/heated_bar.yaml", "results");
  page("results");
  solve(root / "tests/cases/heated_bar.yaml", "results");
  EXPECT_FALSE(fs::exists(scratch_.path() / "results/report.html"));
  EXPECT_FALSE(fs::exists(scratch_.path() / "results/report.html.kept"));
  EXPECT_FALSE(fs::exists(scratch_.path() / "results/parts.csv.kept"));
}

// Of every file that is missing or torn the report says which, writes nothing and ends
// with 2.
TEST_F(Report, RefusesWhatIsNoResult)
{
  solve(root / "tests/cases/heated_bar.yaml", "good");
  for (const auto &arguments : {std::vector<std::string>{"report", "nowhere"},
                                {"report", "."},
                                {"report"},
                                {"report", "good", "--compare", "nowhere"},
                                {"report", "good", "--colour", "red"}})
  {
    const ProgramRun refused = run(arguments);
    EXPECT_EQ(refused.status, 2) << refused.output;
    EXPECT_FALSE(refused.errors.empty());
  }
  for (const char *file :
       {"summary.json", "fields.vtkhdf", "history.csv", "case.resolved.yaml"})
    for (const bool torn : {false, true})
    {
      fs::remove_all(scratch_.path() / "bad");
      fs::copy(scratch_.path() / "good", scratch_.path() / "bad");
      const fs::path damaged = scratch_.path() / "bad" / file;
      if (!torn)
        fs::remove(damaged);
      else if (std::string(file) == "case.resolved.yaml")
        std::ofstream(damaged) << "materials: {copper: [";
      else
        fs::resize_file(damaged, fs::file_size(damaged) - 20);
      const ProgramRun refused = run({"report", "bad"});
      EXPECT_EQ(refused.status, 2) << file << torn << refused.output;
      EXPECT_THAT(refused.errors, HasSubstr(file));
      EXPECT_FALSE(fs::exists(scratch_.path() / "bad/report.html"));
    }
}

// A number that is none, in a file of the right shape.
TEST_F(Report, RefusesWordsForNumbers)
{
  solve(root / "tests/cases/heated_bar.yaml", "results");
  std::string history = read_file(scratch_.path() / "results/history.csv");
  const std::size_t row = history.find("\n1,") + 3;
  history.replace(row, history.find(',', row) - row, "many");
  std::ofstream(scratch_.path() / "results/history.csv") << history;
  const ProgramRun refused = run({"report", "results"});
  EXPECT_EQ(refused.status, 2) << refused.errors;
  EXPECT_THAT(refused.errors, HasSubstr("history.csv"));
  EXPECT_THAT(refused.errors, HasSubstr("many"));
}

// A place that cannot be written to is told; an earlier report there stays.
TEST_F(Report, IsWholeOrAbsent)
{
  solve(root / "tests/cases/heated_bar.yaml", "results");
  const ProgramRun refused = run({"report", "results", "-o", "no/such/place.html"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.errors, HasSubstr("cannot be written"));
  const std::string before = page("results");
  const ProgramRun full =
      run_shell("ulimit -f 8; trap '' XFSZ; $kelvolt report results", scratch_.path());
  EXPECT_EQ(full.status, 1) << full.output << full.errors;
  EXPECT_EQ(read_file(scratch_.path() / "results/report.html"), before);
  for (const auto &entry : fs::directory_iterator(scratch_.path() / "results"))
    EXPECT_NE(entry.path().filename().string().front(), '.') << entry.path();
}

// Two runs of one case agree; with half the current the numbers differ, and the page and
// the command say so. 2 where there is nothing to compare.
TEST_F(Report, ComparesTwoResults)
{
  const fs::path bar = root / "tests/cases/heated_bar.yaml";
  solve(bar, "a");
  solve(bar, "b");
  ASSERT_EQ(run({"solve", bar, "--set", "terminals.plus.current=10 A", "-o", "c"}).status,
            0);
  const ProgramRun same = run({"compare", "a", "b"});
  EXPECT_EQ(same.status, 0) << same.output << same.errors;
  EXPECT_THAT(same.output, HasSubstr("The same: all"));
  const ProgramRun other = run({"compare", "a", "c", "--differing"});
  EXPECT_EQ(other.status, 1) << other.output << other.errors;
  EXPECT_THAT(other.output, HasSubstr("terminals.plus.current"));
  EXPECT_THAT(other.output, HasSubstr("Not the same"));
  EXPECT_THAT(other.output, Not(HasSubstr("surfaces.bar.top.area")));
  const ProgramRun nothing = run({"compare", "a", "nowhere"});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_THAT(nothing.errors, HasSubstr("nowhere"));
  ASSERT_EQ(run({"report", "a", "--compare", "c", "-o", "both.html"}).status, 0);
  const std::string html = read_file(scratch_.path() / "both.html");
  EXPECT_THAT(html, HasSubstr("data-surface=\"surface1\""));
  EXPECT_THAT(html, HasSubstr("B − A [K]"));
  EXPECT_THAT(html, HasSubstr("All differences"));
}

/// zth.json as small as it may be: 1 K/W that is reached with a time constant of 1 s.
constexpr char impedance[] = R"({"format": 1, "kelvolt": "0.1.0", "case": "One <element>",
  "times": [0.1, 1, 10],
  "impedance": {"die": {"die": {"mean": [0.095, 0.632, 1.0], "max": [0.1, 0.64, 1.01],
                                "mean_error": [0.001, 0.001, 0.001]}}},
  "steady": {"die": {"die": {"mean": 1, "max": 1.01, "mean_error": 0.01}}},
  "foster": {"die": {"die": {"resistance": [1.0], "time_constant": [1.0], "error": 0}}},
  "cauer": {"die": {"resistance": [1.0], "capacity": [1.0], "error": 0}}})";

// An impedance alone has a report, too, and beside a result its section; one that is
// damaged is refused.
TEST_F(Report, ShowsThermalImpedances)
{
  solve(root / "tests/cases/heated_bar.yaml", "results");
  fs::create_directory(scratch_.path() / "alone");
  fs::copy(scratch_.path() / "results/case.resolved.yaml", scratch_.path() / "alone");
  for (const char *directory : {"results", "alone"})
  {
    std::ofstream(scratch_.path() / directory / "zth.json") << impedance;
    const std::string html = page(directory);
    EXPECT_THAT(html, HasSubstr("<section id=\"impedance\""));
    EXPECT_THAT(html, HasSubstr("Foster elements"));
    EXPECT_EQ(html.find("<section id=\"balances\"") != std::string::npos,
              std::string(directory) == "results");
  }
  EXPECT_THAT(page("alone"), HasSubstr("<h1>One &lt;element&gt;</h1>"));
  for (const auto &[from, to] : {std::pair("0.632, ", ""),
                                 std::pair("\"times\"", "\"time\""),
                                 std::pair("[1.0]", "\"one\""),
                                 std::pair("}}})", "")})
  {
    std::string damaged = impedance;
    const std::size_t at = damaged.find(from);
    if (at == std::string::npos)
      damaged.resize(damaged.size() - 20);
    else
      damaged.replace(at, std::string(from).size(), to);
    std::ofstream(scratch_.path() / "alone/zth.json") << damaged;
    const ProgramRun refused = run({"report", "alone"});
    EXPECT_EQ(refused.status, 2) << damaged;
    EXPECT_THAT(refused.errors, HasSubstr("zth.json"));
  }
}

// The tables that solve writes: a row for each, with the numbers of the summary in both
// units.
TEST_F(Report, TablesRepeatTheSummary)
{
  solve(root / "tests/cases/heated_bar.yaml", "results");
  const auto summary =
      nlohmann::json::parse(read_file(scratch_.path() / "results/summary.json"));
  std::istringstream parts(read_file(scratch_.path() / "results/parts.csv"));
  std::string head, row;
  std::getline(parts, head);
  std::getline(parts, row);
  EXPECT_THAT(
      head,
      testing::StartsWith("part,min_temperature [K],min_temperature [degC],error of "
                          "min_temperature [K],"));
  EXPECT_EQ(std::count(head.begin(), head.end(), ','),
            std::count(row.begin(), row.end(), ','));
  std::istringstream entries(row);
  std::string name, kelvin, celsius;
  std::getline(entries, name, ',');
  std::getline(entries, kelvin, ',');
  std::getline(entries, celsius, ',');
  EXPECT_EQ(name, "bar");
  EXPECT_NEAR(std::stod(kelvin), summary["parts"]["bar"]["min_temperature"], 1e-8);
  EXPECT_NEAR(std::stod(celsius), std::stod(kelvin) - 273.15, 1e-8);
  EXPECT_THAT(read_file(scratch_.path() / "results/terminals.csv"), HasSubstr("\nplus,"));
  EXPECT_THAT(read_file(scratch_.path() / "results/surfaces.csv"), HasSubstr("\nbar.top,"));
}

} // namespace
} // namespace kelvolt
