#include "compact/network_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

using testing::SizeIs;

/// Two sources on one plate, with their own and mutual responses, an ambient and a maximum.
ModalModel two_sources()
{
  ModalModel model;
  model.rate = {1., 10., 1e3, 1e5};
  const std::vector<double> a = {1., 3., 30., 200.}, b = {1., -3., 25., -210.};
  model.inputs = {{"a", ModalInputKind::power, a},
                  {"b", ModalInputKind::power, b},
                  {"air", ModalInputKind::ambient, {1., 0., 0., 0.}}};
  model.outputs = {{"a", ModalOutputKind::mean, {a}, 300.},
                   {"a", ModalOutputKind::maximum, {a}, 300.},
                   {"b", ModalOutputKind::mean, {b}, 300.}};
  model.first_time = 1e-6;
  model.last_time = 10.;
  model.reduction_bound = 1e-3;
  model.mesh_bound = 2e-3;
  return model;
}

// Each source with each mean; the ladder only of a source's own, since mutual ones have
// none.
TEST(NetworkRecords, HoldEveryPairAndEveryOwnLadder)
{
  const ModalModel model = two_sources();
  const auto foster = foster_records(model);
  ASSERT_THAT(foster, SizeIs(4));
  EXPECT_EQ(foster[1].heated, "a");
  EXPECT_EQ(foster[1].observed, "b");
  EXPECT_FALSE(is_passive(foster[1].network));
  EXPECT_DOUBLE_EQ(foster[1].error, 3e-3);
  EXPECT_DOUBLE_EQ(step_response(foster[1].network, 0.1), step_response(model, 0, 2, 0.1));
  const auto cauer = cauer_records(model);
  ASSERT_THAT(cauer, SizeIs(2));
  EXPECT_EQ(cauer[1].heated, "b");
  EXPECT_THAT(cauer[1].ladder.resistance, SizeIs(4));
  EXPECT_EQ(own_output(model, 2), 3U);
}

// What truncation costs is in the error, and the steady state stays.
TEST(NetworkRecords, StateWhatTruncationCosts)
{
  const ModalModel model = two_sources();
  for (const FosterRecord &record : foster_records(model, 2))
  {
    EXPECT_THAT(record.network.resistance, SizeIs(2));
    EXPECT_GT(record.error, 4e-3);
  }
  EXPECT_NEAR(total_resistance(foster_records(model, 2)[1].network),
              steady_response(model, 0, 2),
              1e-12);
}

} // namespace
} // namespace kelvolt
