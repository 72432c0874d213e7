#include "compact/modal_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Two modes, of which the slower one cannot lose its heat; a source, an ambient, and a
/// maximum over two places.
ModalModel example_model()
{
  ModalModel model;
  model.title = "a \"die\" on a plate";
  model.operating_point = "start, 25 degC";
  model.rate = {0.5, 1. / 3e-6};
  model.inputs = {{"die", ModalInputKind::power, {0.7, 1e3}},
                  {"plate.bottom", ModalInputKind::ambient, {0.1, 0.}}};
  model.outputs = {{"die", ModalOutputKind::mean, {{0.7, 1e3}}, 298.15},
                   {"die", ModalOutputKind::maximum, {{0.7, 1.1e3}, {0.9, 0.}}, 298.15}};
  model.first_time = 1e-7;
  model.last_time = 1e3;
  model.reduction_bound = 1e-3;
  model.mesh_bound = 2e-3;
  return model;
}

// By hand: each mode answers a step by gain * gain / rate * (1 - exp(-rate t)).
TEST(ModalModel, AnswersAStepModeByMode)
{
  const ModalModel model = example_model();
  for (const double t : {1e-9, 3e-6, 2., 100.})
  {
    const double slow = -std::expm1(-0.5 * t) / 0.5, fast = -std::expm1(-t / 3e-6) * 3e-6;
    EXPECT_DOUBLE_EQ(step_response(model, 0, 0, t), 0.49 * slow + 1e6 * fast);
    EXPECT_DOUBLE_EQ(step_response(model, 0, 1, t),
                     std::max(0.49 * slow + 1.1e6 * fast, 0.63 * slow));
    EXPECT_DOUBLE_EQ(step_response(model, 1, 0, t), 0.07 * slow);
  }
  EXPECT_THAT(step_response(model, 0, 0, std::vector<double>{2.}),
              ElementsAre(step_response(model, 0, 0, 2.)));
  EXPECT_DOUBLE_EQ(steady_response(model, 0, 0), 0.98 + 3.);
  EXPECT_EQ(hottest_row(model, 0, 1), 0U);
}

// Heat that cannot leave heats in proportion to time: C = 1/gain^2. There is no steady
// state.
TEST(ModalModel, KeepsHeatThatCannotLeave)
{
  ModalModel model = example_model();
  model.rate = {0., 1.};
  model.inputs[0].gain = {0.1, 0.};
  model.outputs[0].gain = {{0.1, 0.}};
  EXPECT_DOUBLE_EQ(step_response(model, 0, 0, 1e-9), 1e-11);
  EXPECT_DOUBLE_EQ(step_response(model, 0, 0, 1e3), 10.);
  EXPECT_EQ(steady_response(model, 0, 0), std::numeric_limits<double>::infinity());
  // Next to zero the kernel goes over into its limit without a loss of digits.
  EXPECT_DOUBLE_EQ(step_kernel(1e-20, 1e3), 1e3);
}

// A mode that grows is thermal runaway: no steady state is made up.
TEST(ModalModel, HasNoSteadyStateInRunaway)
{
  ModalModel model = example_model();
  model.rate[0] = -1.;
  EXPECT_THROW(steady_response(model, 0, 0), std::domain_error);
  EXPECT_DOUBLE_EQ(step_kernel(-1., 1.), std::exp(1.) - 1.);
}

// What is written is read again to the last digit.
TEST(ModalModel, SurvivesJson)
{
  const ModalModel model = example_model(), read = modal_model_from_json(to_json(model));
  EXPECT_EQ(read.title, model.title);
  EXPECT_EQ(read.operating_point, model.operating_point);
  EXPECT_EQ(read.rate, model.rate);
  ASSERT_THAT(read.inputs, SizeIs(2));
  EXPECT_EQ(read.inputs[1].kind, ModalInputKind::ambient);
  EXPECT_EQ(read.inputs[0].gain, model.inputs[0].gain);
  ASSERT_THAT(read.outputs, SizeIs(2));
  EXPECT_EQ(read.outputs[1].kind, ModalOutputKind::maximum);
  EXPECT_EQ(read.outputs[1].gain, model.outputs[1].gain);
  EXPECT_EQ(read.outputs[1].base_temperature, 298.15);
  EXPECT_EQ(read.last_time, model.last_time);
  EXPECT_EQ(read.mesh_bound, model.mesh_bound);
}

// Damaged texts and models that contradict themselves are refused with the reason.
TEST(ModalModel, RefusesWhatIsNoModel)
{
  EXPECT_THAT(faults_of(example_model()), IsEmpty());
  ModalModel model = example_model();
  model.rate = {3., 2.};
  model.inputs[0].gain = {1.};
  model.outputs[1].kind = ModalOutputKind::mean;
  EXPECT_THAT(faults_of(model),
              testing::IsSupersetOf({HasSubstr("rates"),
                                     HasSubstr("'die' has 1 gains for 2 modes"),
                                     HasSubstr("'die' (mean) has 2 rows"),
                                     HasSubstr("'die' (mean) is there twice")}));
  EXPECT_THROW(modal_model_from_json(to_json(model)), std::runtime_error);
  EXPECT_THROW(modal_model_from_json("{}"), std::runtime_error);
  EXPECT_THROW(modal_model_from_json(""), std::runtime_error);
}

// Each number that cannot be is told of by itself.
TEST(ModalModel, TellsWhichNumberCannotBe)
{
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const auto fault_after = [](const auto &damage)
  {
    ModalModel model = example_model();
    damage(model);
    const std::vector<std::string> faults = faults_of(model);
    EXPECT_THAT(faults, SizeIs(1));
    return faults.empty() ? "" : faults.front();
  };
  EXPECT_THAT(fault_after([](ModalModel &model) { model.last_time = 0.; }),
              HasSubstr("time range is 1e-07 to 0 s"));
  EXPECT_THAT(fault_after([](ModalModel &model) { model.mesh_bound = none; }),
              HasSubstr("no positive number"));
  EXPECT_THAT(fault_after([](ModalModel &model) { model.inputs.clear(); }),
              HasSubstr("no input"));
  EXPECT_THAT(fault_after([](ModalModel &model) { model.outputs.clear(); }),
              HasSubstr("no output"));
  EXPECT_THAT(fault_after([](ModalModel &model) { model.inputs[1].gain[0] = none; }),
              HasSubstr("'plate.bottom' has a gain that is not finite"));
  EXPECT_THAT(fault_after([](ModalModel &model) { model.inputs[1].base = none; }),
              HasSubstr("'plate.bottom' counts from nan"));
  EXPECT_THAT(fault_after([](ModalModel &model) { model.inputs[1].name = "die"; }),
              HasSubstr("two inputs are called 'die'"));
  EXPECT_THAT(fault_after([](ModalModel &model) { model.outputs[0].gain.clear(); }),
              HasSubstr("'die' (mean) has 0 rows"));
  EXPECT_THAT(
      fault_after([](ModalModel &model) { model.outputs[0].base_temperature = -1.; }),
      HasSubstr("'die' (mean) rises above -1 K"));
  const ModalModel nothing;
  EXPECT_THAT(faults_of(nothing), testing::Contains(HasSubstr("no mode")));
}

// A text of another content, or with a word that no model has.
TEST(ModalModel, RefusesWordsOfNoModel)
{
  const std::string text = to_json(example_model());
  const auto message_with = [&](const std::string &word, const std::string &other)
  {
    std::string changed = text;
    changed.replace(changed.find(word), word.size(), other);
    try
    {
      modal_model_from_json(changed);
    }
    catch (const std::runtime_error &error)
    {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(message_with("modal thermal model", "a song"), HasSubstr("another one"));
  EXPECT_THAT(message_with("\"power\",", "\"wind\","),
              HasSubstr("of the kind 'wind', not power or ambient"));
  EXPECT_THAT(message_with("\"mean\"", "\"median\""), HasSubstr("median"));
}

} // namespace
} // namespace kelvolt
