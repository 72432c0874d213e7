#include "verification_case.h"

namespace kelvolt
{
namespace
{

class Manifest : public testing::TestWithParam<VerificationProblem>
{
};

std::string name_of(const testing::TestParamInfo<VerificationProblem> &info)
{
  return info.param.name;
}

// Every problem of expectations.yaml, as `kelvolt verify` runs it.
TEST_P(Manifest, IsMet)
{
  const VerificationOutcome outcome = verify(MPI_COMM_WORLD, GetParam());
  EXPECT_EQ(outcome.failure, "");
  for (const Comparison &row : outcome.comparisons)
  {
    compare(row.expected.quantity + " [" + row.expected.unit + "]",
            row.computed,
            row.expected.value,
            row.expected.allowed);
    EXPECT_TRUE(row.met) << row.expected.quantity << " is off by " << row.error
                         << ", its bar is " << row.bar.value_or(-1.);
  }
  EXPECT_LT(outcome.imbalance, VerificationOutcome::largest_imbalance);
}

INSTANTIATE_TEST_SUITE_P(Shipped,
                         Manifest,
                         testing::ValuesIn(read_expectations(shipped_expectations())),
                         name_of);

// A wrong expectation is a miss, and so is a quantity that the result does not have.
TEST(Verify, SeesAMiss)
{
  VerificationProblem problem =
      select_problems(read_expectations(shipped_expectations()), "layers").at(0);
  EXPECT_TRUE(verify(MPI_COMM_WORLD, problem).met());
  problem.values[0].value += 2. * problem.values[0].allowed;
  VerificationOutcome outcome = verify(MPI_COMM_WORLD, problem);
  EXPECT_FALSE(outcome.met());
  EXPECT_FALSE(outcome.comparisons[0].met);
  EXPECT_TRUE(outcome.comparisons[1].met);
  problem.values[0].quantity = "parts.lid.max_temperature";
  EXPECT_FALSE(verify(MPI_COMM_WORLD, problem).met());
}

} // namespace
} // namespace kelvolt
