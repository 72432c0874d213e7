#include "example_model.h"
#include "exchange/impedance_evaluation.h"
#include "exchange/load_profile.h"
#include "exchange/replay_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

LoadProfile read(const std::string &text, std::vector<CaseProblem> &problems)
{
  return load_profile(parse_columns(text, "p.csv", problems),
                      test::example_model(true),
                      LoadProfileMode::steps,
                      problems);
}

std::string only_fault(const std::string &text)
{
  std::vector<CaseProblem> problems;
  read(text, problems);
  EXPECT_THAT(problems, SizeIs(1)) << text;
  return problems.empty() ? "" : problems.front().text();
}

// Columns in any order, each in its unit; ambients count from the operating point; marks of
// other programs (byte order, line ends, semicolons) are passed over.
TEST(LoadProfile, TakesColumnsByName)
{
  std::vector<CaseProblem> problems;
  const LoadProfile profile = read("\xef\xbb\xbf# a comment\r\n"
                                   "time [ms];lid.top [degC];2nd die [kW]\r\n"
                                   "0;25;0.5\r\n\r\n"
                                   "1.5;35;-1e-3\r\n",
                                   problems);
  ASSERT_THAT(problems, IsEmpty()) << problems.front().text();
  EXPECT_THAT(profile.time, ElementsAre(0., 1.5e-3));
  EXPECT_THAT(profile.value[0], IsEmpty());
  EXPECT_THAT(profile.value[1], ElementsAre(500., -1.));
  EXPECT_NEAR(profile.value[2][0], 0., 1e-12);
  EXPECT_NEAR(profile.value[2][1], 10., 1e-12);
}

// Without a head the powers come in the model's order, in SI units.
TEST(LoadProfile, TakesColumnsByPlace)
{
  std::vector<CaseProblem> problems;
  const LoadProfile profile = read("0,1,2\n1,3,4", problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_THAT(profile.value[1], ElementsAre(2., 4.));
}

// Each fault says where, what and what else; all of them come in one list.
TEST(LoadProfile, ListsAllFaults)
{
  EXPECT_THAT(only_fault("time [s],dei [W]\n0,1\n"),
              HasSubstr("p.csv:1: The column 'dei'"));
  EXPECT_THAT(only_fault("time [s],dei [W]\n0,1\n"), HasSubstr("Did you mean 'die'?"));
  EXPECT_THAT(only_fault("time [s],die [A]\n0,1\n"), HasSubstr("'die [A]'"));
  EXPECT_THAT(only_fault("time [s],die [W],die [W]\n0,1,1\n"), HasSubstr("Two columns"));
  EXPECT_THAT(only_fault("time [s]\n0\n"), HasSubstr("one column"));
  EXPECT_THAT(only_fault("0,1\n1,1\n"), HasSubstr("no head"));
  EXPECT_THAT(only_fault("time [s],die [W]\n0,1\n1,1\n1,2\n"), HasSubstr("1 follows 1"));
  EXPECT_THAT(only_fault("time [s],die [W]\n0,1\n1,1,5\n"),
              HasSubstr("p.csv:3: This row has 3"));
  EXPECT_THAT(only_fault("time [s],die [W]\n0,1\n1,x\n"), HasSubstr("'x' is not a finite"));
  EXPECT_THAT(only_fault("time [s],die [W]\n0,nan\n"), HasSubstr("'nan' is not a finite"));
  EXPECT_THAT(only_fault("time [s],die [W]\n"), HasSubstr("no rows"));
  EXPECT_THAT(only_fault(""), HasSubstr("no rows"));
  std::vector<CaseProblem> problems;
  read("time [V],die [A],lid.top [W]\n0,1,2\n", problems);
  EXPECT_THAT(problems, SizeIs(3));
}

// Peaks, their times and the model's error stand in the summary; reversals that the model
// cannot tell are left out.
TEST(ReplayFiles, SummarizeTheHistories)
{
  const ModalModel model = test::example_model(false);
  const std::vector<double> time = {0., 1., 2., 3., 4.};
  std::vector<OutputHistory> histories =
      replay(model, {time, {{10., 0., 10., 10.01, 0.}, {}}, LoadProfileMode::steps});
  const auto files = replay_files(model, time, histories);
  const auto json = nlohmann::json::parse(files[0].content);
  const auto &peak = json["outputs"]["die"]["mean"]["peak"];
  EXPECT_EQ(peak["time"], 4.);
  EXPECT_NEAR(peak["value"].get<double>(), 300. + histories[0].rise[4], 1e-9);
  EXPECT_NEAR(peak["error"].get<double>(), 5e-3 * histories[0].rise[4], 1e-12);
  EXPECT_THAT(files[1].content, HasSubstr("time [s],die mean [K],2nd die mean [K],"));
  EXPECT_THAT(replay_text(model, time, histories), HasSubstr("2nd die mean"));
}

/// A curve as a file would hold it, one cell.
std::string measured(double resistance)
{
  std::string text = "time [s],impedance [mK/W]\n";
  for (double time = 1e-4; time < 1e3; time *= 1.1)
    text += std::to_string(time * 1e6) + "e-6," +
            std::to_string(
                -1e3 * (std::expm1(-time / 0.1) + resistance * std::expm1(-time / 10.))) +
            "\n";
  return text;
}

// Two measured curves: units are taken from the head; one list of everything that is read
// from them, as text and as files.
TEST(ImpedanceEvaluation, ReadsTwoCurves)
{
  std::vector<CaseProblem> problems;
  std::vector<ResponseCurve> curves;
  for (const double contact : {1., 2.})
    curves.push_back(
        response_curve(parse_columns(measured(contact), "m.csv", problems), "", problems));
  ASSERT_THAT(problems, IsEmpty()) << problems.front().text();
  EXPECT_NEAR(curves[1].impedance.back(), 3., 1e-6);
  const ImpedanceEvaluation evaluation =
      evaluate_impedance({"a.csv", "b.csv"}, curves, IdentificationOptions{100, 200});
  ASSERT_TRUE(evaluation.dual);
  EXPECT_THAT(evaluation_text(evaluation), HasSubstr("Junction to case"));
  const auto json = nlohmann::json::parse(evaluation_files(evaluation)[0].content);
  EXPECT_EQ(json["dual_interface"]["by_share"].size(), 4U);
  EXPECT_EQ(json["method"]["iterations"], 200);
}

// What is no rising curve from zero on is a fault, and a column that is not there.
TEST(ImpedanceEvaluation, RefusesWhatIsNoCurve)
{
  const auto fault = [](const std::string &text, const std::string &column)
  {
    std::vector<CaseProblem> problems;
    response_curve(parse_columns(text, "m.csv", problems), column, problems);
    return problems.empty() ? "" : problems.front().text();
  };
  std::string falling = "time [s],impedance [K/W]\n", early = falling;
  for (int i = 1; i < 20; ++i)
  {
    falling += std::to_string(i) + "," + std::to_string(20 - i) + "\n";
    early += std::to_string(i - 3) + "," + std::to_string(i) + "\n";
  }
  EXPECT_THAT(fault(falling, ""), HasSubstr("rises from its first point"));
  EXPECT_THAT(fault(early, ""), HasSubstr("begins at -2 s"));
  EXPECT_THAT(fault("0,1\n1,2\n", ""), HasSubstr("has 1 points"));
  EXPECT_THAT(fault(falling, "impedanse"), HasSubstr("Did you mean 'impedance'?"));
  EXPECT_THAT(fault("time [s],u [V]\n0,1\n", ""), HasSubstr("'u [V]'"));
}

// What is no table is told with the name of its file, once.
TEST(ColumnTable, RefusesWhatIsNoFile)
{
  const test::ScratchDirectory directory;
  for (const char *name : {"none.csv", "."})
  {
    std::vector<CaseProblem> problems;
    EXPECT_THAT(read_columns(directory.file(name), problems).columns, IsEmpty());
    ASSERT_THAT(problems, SizeIs(1)) << name;
    EXPECT_THAT(problems[0].text(), HasSubstr(name));
  }
  std::ofstream(directory.file("wide.csv")) << std::string(100000, ',') << "\n";
  std::vector<CaseProblem> problems;
  read_columns(directory.file("wide.csv"), problems);
  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(problems[0].text(), HasSubstr("This row has 100001 cells"));
}

TEST(ColumnTable, IsReadFromAFile)
{
  const test::ScratchDirectory directory;
  std::ofstream(directory.file("p.csv")) << "time [s]\tdie [W]\n0\t1\n2\t3\n";
  std::vector<CaseProblem> problems;
  const ColumnTable table = read_columns(directory.file("p.csv"), problems);
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_THAT(table.columns, SizeIs(2));
  EXPECT_EQ(table.columns[1].name, "die");
  EXPECT_EQ(table.columns[1].unit, "W");
  EXPECT_THAT(table.columns[1].values, ElementsAre(1., 3.));
}

} // namespace
} // namespace kelvolt
