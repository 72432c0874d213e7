// `kelvolt zth --check-nonlinear`: the step of a case's own powers from cold, and how far
// the linearized curves are from it.

#include "checks/check_input.h"
#include "results/result_schema.h"
#include "study/impedance.h"
#include "verification_case.h"

#include <utility>

namespace kelvolt
{
namespace
{

Impedance checked_impedance(const std::string &name,
                            double first,
                            double last,
                            const std::vector<std::string> &overrides = {})
{
  JudgedCase judged = read_and_judge(verification_cases + name + ".yaml", overrides);
  RunLog log(RunLog::Console::silent);
  StudyRun run(MPI_COMM_WORLD, std::move(judged.input), std::move(judged.library), log);
  ImpedanceRequest request;
  request.first = first;
  request.last = last;
  request.check_nonlinear = true;
  return solve_impedance(run, request).impedance;
}

/// Rises at the powers of ten that the step was followed over, within their bars; the last
/// digit of the exact value is allowed for.
void expect_rises(const NonlinearStep::Rise &rise,
                  const std::vector<double> &exact,
                  const std::string &what)
{
  ASSERT_EQ(rise.value.size(), exact.size()) << what;
  for (std::size_t k = 0; k < exact.size(); ++k)
  {
    compare(what, rise.value[k], exact[k], rise.error[k] + 2e-6 * exact[k]);
    EXPECT_LE(rise.error[k], 5e-3 * exact[k]) << what;
  }
}

// The top layer of silicon takes up 40 W; its conductivity falls by half. The exact rises
// are those of a finite volume scheme of its own (Kirchhoff's transform between cells,
// SDIRK2 with Newton's method, three meshes and steps of which the order is 2,
// extrapolated); the last ones agree in all digits with the steady state by Kirchhoff's
// transform. The curves differ from the step by what those rises say, and enclose it.
TEST(NonlinearStep, OfAHeatedLayerOfSilicon)
{
  const Impedance impedance = checked_impedance("impedance_hot_chip", 1e-7, 0.1);
  ASSERT_EQ(impedance.sets.size(), 2U);
  ASSERT_TRUE(impedance.nonlinear);
  const NonlinearStep &step = *impedance.nonlinear;
  EXPECT_EQ(step.status, result_schema::ok);
  ASSERT_EQ(step.times.size(), 7U);
  ASSERT_EQ(step.rises.size(), 2U);
  const std::vector<double> mean = {
      0.1143582, 0.9956043, 6.2017312, 26.1265444, 97.5046604, 245.1058651, 253.0441032};
  expect_rises(step.rises[0], mean, "mean of the layer");
  expect_rises(
      step.rises[1],
      {0.1212121, 1.1551927, 6.7867405, 26.9983355, 98.7362562, 247.0521566, 255.0316520},
      "top of the layer");
  const NonlinearStep::Rise &rise = step.rises[0];
  ASSERT_EQ(rise.differences.size(), 2U);
  // Without load 1 / (h A) + L / (k A) with a third of the layer, as at all times that
  // last, of 40 W.
  EXPECT_NEAR(*rise.differences[0].share.back(), 40. * 4.26199 / mean.back() - 1., 1e-4);
  EXPECT_NEAR(*rise.differences[1].share.back(), 0., 1e-4);
  for (std::size_t k = 0; k < mean.size(); ++k)
  {
    EXPECT_LE(*rise.differences[0].share[k], *rise.differences[0].error[k]);
    EXPECT_GE(*rise.differences[1].share[k], -*rise.differences[1].error[k]);
  }
}

/// What a share at a time says: that the curves enclose the step.
void expect_enclosed(const NonlinearStep::Rise &rise, double sign)
{
  ASSERT_EQ(rise.differences.size(), 2U);
  for (std::size_t k = 0; k < rise.value.size(); ++k)
  {
    EXPECT_LE(sign * *rise.differences[0].share[k], *rise.differences[0].error[k]);
    EXPECT_GE(sign * *rise.differences[1].share[k], -*rise.differences[1].error[k]);
  }
}

// The same with a conductivity that rises, where the curve without load is too high in the
// end, and with 120 W, which make 2500 K of it: the rises are those of a second finite
// volume scheme of its own (harmonic conductances, implicit Euler, steps halved and
// extrapolated, 480 cells), which differs from the first by 2e-5 at most where both were
// made.
TEST(NonlinearStep, OfARisingConductivityAndOfALargeRise)
{
  const Impedance rising = checked_impedance(
      "impedance_hot_chip", 1e-6, 0.1, {"materials.si.conductivity.exponent=0.8"});
  ASSERT_TRUE(rising.nonlinear);
  expect_rises(rising.nonlinear->rises[0],
               {0.99669757, 6.1821837, 25.12249, 83.015441, 146.21101, 146.3882},
               "mean, rising conductivity");
  expect_enclosed(rising.nonlinear->rises[0], -1.);
  const Impedance large =
      checked_impedance("impedance_hot_chip", 1e-6, 0.1, {"heat.source.power=120 W"});
  ASSERT_TRUE(large.nonlinear);
  expect_rises(large.nonlinear->rises[0],
               {2.988049, 18.769348, 82.750486, 358.30246, 1572.3772, 2520.743},
               "mean, large rise");
  expect_enclosed(large.nonlinear->rises[0], 1.);
}

// A stack that does not depend on temperature (D1): one operating point, nothing to
// bracket, and no difference beyond the bars. Its rises are known from a series.
TEST(NonlinearStep, OfALinearStackIsItsCurve)
{
  const Impedance impedance = checked_impedance("transient_stack", 1e-7, 10.);
  ASSERT_EQ(impedance.sets.size(), 1U);
  ASSERT_TRUE(impedance.nonlinear);
  const NonlinearStep &step = *impedance.nonlinear;
  ASSERT_EQ(step.rises.size(), 2U);
  expect_rises(step.rises[0],
               {0.00643411907,
                0.0250932843,
                0.0680715826,
                0.229598859,
                0.802969751,
                2.14844994,
                13.0745011,
                100.293155,
                263.719683},
               "mean of the layer");
  for (const NonlinearStep::Rise &rise : step.rises)
  {
    ASSERT_EQ(rise.differences.size(), 1U);
    for (std::size_t k = 0; k < step.times.size(); ++k)
      EXPECT_LE(std::abs(*rise.differences[0].share[k]), *rise.differences[0].error[k])
          << rise.of << " at " << step.times[k] << " s";
  }
}

} // namespace
} // namespace kelvolt
