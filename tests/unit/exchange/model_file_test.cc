#include "example_model.h"
#include "exchange/matrix_market.h"
#include "exchange/model_file.h"
#include "exchange/network_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

void write(const std::string &path, const std::string &bytes)
{
  std::ofstream(path, std::ios::binary) << bytes;
}

// Both forms of the file give the model again to the last digit.
TEST(ModelFile, IsReadAgain)
{
  const test::ScratchDirectory directory;
  const ModalModel model = test::example_model(true);
  write(directory.file("model.h5"), model_h5(model));
  write(directory.file("model.json"), to_json(model));
  for (const char *name : {"model.h5", "model.json"})
  {
    std::vector<CaseProblem> problems;
    const ModalModel read = read_model_file(directory.file(name), problems);
    ASSERT_THAT(problems, IsEmpty()) << problems.front().text();
    EXPECT_EQ(to_json(read), to_json(model));
  }
}

// What is no model, or only half of one, is a fault with its place.
TEST(ModelFile, RefusesDamagedFiles)
{
  const test::ScratchDirectory directory;
  const std::string whole = model_h5(test::example_model(true));
  write(directory.file("half.h5"), whole.substr(0, whole.size() / 2));
  write(directory.file("head.h5"), whole.substr(0, 100));
  write(directory.file("text.h5"), "time,power\n");
  write(directory.file("empty.h5"), "");
  for (const char *name : {"half.h5", "head.h5", "text.h5", "empty.h5", "none.h5", "."})
  {
    std::vector<CaseProblem> problems;
    EXPECT_THAT(read_model_file(directory.file(name), problems).rate, IsEmpty());
    ASSERT_THAT(problems, SizeIs(1)) << name;
    EXPECT_THAT(problems[0].text(), HasSubstr(name));
  }
}

// The matrices give the steady responses: -C A^-1 B.
TEST(MatrixMarket, HoldsTheStateSpace)
{
  const ModalModel model = test::example_model(true);
  const MatrixMarketTexts texts = matrix_market(model);
  const auto numbers = [](const std::string &text)
  {
    std::istringstream stream(text);
    std::string line;
    std::vector<double> result;
    while (std::getline(stream, line))
      if (!line.empty() && line.front() != '%')
      {
        std::istringstream words(line);
        for (double value = 0.; words >> value;)
          result.push_back(value);
      }
    return result;
  };
  const std::vector<double> a = numbers(texts.a), b = numbers(texts.b),
                            c = numbers(texts.c);
  const std::size_t n = 12, n_inputs = 4, n_rows = 5;
  ASSERT_THAT(a, SizeIs(3 + 3 * n));
  ASSERT_THAT(b, SizeIs(2 + n * n_inputs));
  ASSERT_THAT(c, SizeIs(2 + n * n_rows));
  double steady = 0.; // of the second output for the first input
  for (std::size_t i = 0; i < n; ++i)
    steady -= c[2 + i * n_rows + 1] * b[2 + i] / a[3 + 3 * i + 2];
  EXPECT_NEAR(steady, steady_response(model, 0, 1), 1e-12);
}

// The tables of networks hold every cell, and say what truncation costs.
TEST(NetworkTables, HoldEveryCell)
{
  const ModalModel model = test::example_model(false);
  const auto json = nlohmann::json::parse(networks_json(model));
  EXPECT_EQ(json["foster"]["die"]["2nd die"]["resistance"].size(), 12U);
  EXPECT_EQ(json["cauer"]["2nd die"]["capacity"].size(), 12U);
  EXPECT_GT(json["structure"]["die"]["corner"].get<double>(), 0.);
  EXPECT_NEAR(json["foster"]["die"]["die"]["error"].get<double>(), 5e-3, 1e-15);
  EXPECT_GT(nlohmann::json::parse(networks_json(model, 4))["cauer"]["die"]["error"], 5e-3);
  EXPECT_THAT(networks_csv(model, 4), HasSubstr("\nfoster,die,2nd die,4,"));
}

} // namespace
} // namespace kelvolt
