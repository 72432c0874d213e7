#include "compact/foster_network.h"
#include "compact/network_records.h"
#include "example_model.h"
#include "exchange/spice_netlist.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::SizeIs;

bool has_ngspice()
{
  return std::system("ngspice --version >/dev/null 2>&1") == 0;
}

/// Runs the circuit in ngspice and returns the columns asked for at even times.
std::vector<std::vector<double>> simulated(const std::string &circuit,
                                           const std::string &transient,
                                           const std::string &columns)
{
  const test::ScratchDirectory directory;
  const std::string table = directory.file("table.txt");
  std::ofstream(directory.file("circuit.cir"))
      << "* test\n"
      << circuit << ".options reltol=1e-5\n.control\nset noaskquit\nset wr_singlescale\n"
      << "set numdgt=12\ntran " << transient << "\nlinearize " << columns << "\nwrdata "
      << table << " " << columns << "\nquit\n.endc\n.end\n";
  const std::string command = "ngspice -b " + directory.file("circuit.cir") + " >" +
                              directory.file("log") + " 2>&1";
  if (std::system(command.c_str()) != 0)
  {
    std::ifstream log(directory.file("log"));
    ADD_FAILURE() << std::string(std::istreambuf_iterator<char>(log), {});
  }
  std::ifstream stream(table);
  std::vector<std::vector<double>> rows;
  for (std::string line; std::getline(stream, line);)
  {
    std::istringstream words(line);
    rows.emplace_back();
    for (double value = 0.; words >> value;)
      rows.back().push_back(value);
  }
  return rows;
}

/// Rise at the time, of a train of pulses from 0 on.
double
train(const ModalModel &model, std::size_t output, double time, double width, double period)
{
  double rise = 0.;
  for (double start = 0.; start <= time; start += period)
    rise +=
        step_response(model, 0, output, time - start) -
        (time > start + width ? step_response(model, 0, output, time - start - width) : 0.);
  return rise;
}

// 100 W for 1 ms of every 10 ms: the subcircuit in ngspice against the exact exponentials,
// own, mutual and hottest temperature, and the ladder, within 0.1 % of the peak.
TEST(SpiceNetlist, ReplaysAPulseTrainInNgspice)
{
  if (!has_ngspice())
    GTEST_SKIP() << "ngspice is not installed";
  ModalModel model = test::example_model(false);
  model.outputs[2].gain = {model.outputs[2].gain[1]}; // circuits keep one place
  const auto rows =
      simulated(spice_netlist(model, "pkg") + "Vamb amb 0 25\n"
                                              "I1 0 die pulse(0 100 0 1n 1n 1m 10m)\n"
                                              "I2 0 alone pulse(0 100 0 1n 1n 1m 10m)\n"
                                              "X1 die second amb hottest lead pkg\n"
                                              "X2 alone amb pkg_die_cauer\n",
                "5u 32m 0 5u",
                "v(die) v(second) v(hottest) v(alone)");
  ASSERT_THAT(rows, SizeIs(testing::Gt(1000)));
  const double peak = 100. * train(model, 0, 1e-3, 1e-3, 1e-2);
  for (std::size_t k = 1; k < rows.size(); k += 50)
  {
    ASSERT_THAT(rows[k], SizeIs(5));
    const double time = rows[k][0];
    for (const auto &[column, output] :
         std::vector<std::pair<std::size_t, std::size_t>>{{1, 0}, {2, 1}, {3, 2}, {4, 0}})
      EXPECT_NEAR(
          rows[k][column], 25. + 100. * train(model, output, time, 1e-3, 1e-2), 1e-3 * peak)
          << "column " << column << " at " << time;
  }
}

// Ambients of their own: steps of both, each by its own share, in degC.
TEST(SpiceNetlist, FollowsItsAmbientsInNgspice)
{
  if (!has_ngspice())
    GTEST_SKIP() << "ngspice is not installed";
  const ModalModel model = test::example_model(true);
  const auto rows =
      simulated(spice_netlist(model, "pkg") +
                    "Vtop top 0 pulse(25 35 0 1u 1u 1000 2000)\n"
                    "Vbottom bottom 0 36.85\n"
                    "I1 0 die 0\nI2 0 second 0\n"
                    "X1 die second top bottom hottest lead pkg tzero=273.15\n",
                "10m 20 0 10m",
                "v(die) v(lead)");
  ASSERT_THAT(rows, SizeIs(testing::Gt(1000)));
  for (std::size_t k = 10; k < rows.size(); k += 100)
  {
    EXPECT_NEAR(rows[k][1], 26.85 + 10. * step_response(model, 2, 0, rows[k][0]), 1e-3);
    EXPECT_NEAR(rows[k][2], 26.85 + 10. * step_response(model, 2, 3, rows[k][0]), 1e-3);
  }
}

// What a reader has to know stands at the head; names become nodes.
TEST(SpiceNetlist, SaysWhatItIs)
{
  const std::string text = spice_netlist(test::example_model(true), "my pkg");
  EXPECT_THAT(text, HasSubstr("\n* Operating point: start, 25 degC\n"));
  EXPECT_THAT(text, HasSubstr("* Error: at most 0.5 %"));
  EXPECT_THAT(text,
              HasSubstr("\n.subckt my_pkg die t_2nd_die lid_top base_bottom die_max "
                        "lead_point params: tzero=0\n"));
  EXPECT_THAT(text, HasSubstr("\n.subckt my_pkg_t_2nd_die_cauer t_2nd_die ambient\n"));
}

} // namespace
} // namespace kelvolt
