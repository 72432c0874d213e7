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

/// Two states, one film.
FilmModel example_film_model()
{
  FilmModel model;
  model.title = "films";
  model.temperature = 298.15;
  model.lowest_film = 1.;
  model.highest_film = 1e5;
  model.first_time = 1e-6;
  model.last_time = 10.;
  model.reduction_bound = 1. / 3.;
  model.mesh_bound = 0.01;
  model.conduction = {0., 0., 0., 1. / 7.};
  model.uniform = {2., 0.};
  model.films = {{"lid.top", 298.15, {0.1, 0.02, 0.02, 0.3}}};
  model.powers = {{"die", ModalInputKind::power, {1., 0.5}, 0.}};
  model.outputs = {{"die", ModalOutputKind::mean, {{1., 0.5}}, 298.15},
                   {"die", ModalOutputKind::maximum, {{1., 0.6}, {1., 0.7}}, 298.15}};
  return model;
}

// A model with films, too; where one without is asked for, it is a fault.
TEST(ModelFile, WithFilmsIsReadAgain)
{
  const test::ScratchDirectory directory;
  const FilmModel model = example_film_model();
  write(directory.file("model.h5"), model_h5(model));
  write(directory.file("model.json"), to_json(model));
  for (const char *name : {"model.h5", "model.json"})
  {
    std::vector<CaseProblem> problems;
    const ThermalModel read = read_thermal_model(directory.file(name), problems);
    ASSERT_THAT(problems, IsEmpty()) << problems.front().text();
    EXPECT_EQ(to_json(std::get<FilmModel>(read)), to_json(model));
    EXPECT_THAT(read_model_file(directory.file(name), problems).rate, IsEmpty());
    EXPECT_THAT(problems.at(0).text(), HasSubstr("films are open"));
  }
}

// With its film it is a model of two modes: h B e and the powers drive it, and all that is
// steady is that of the matrices.
TEST(FilmModel, WithItsFilmsIsModal)
{
  const ModalModel modal = with_films(example_film_model(), {10.});
  EXPECT_THAT(faults_of(modal), IsEmpty());
  ASSERT_EQ(modal.inputs.size(), 2U);
  // c^T (K + 10 B)^-1 b of [[1, 0.2], [0.2, 3 + 1/7]], c = b = (1, 0.5).
  const double other = 3. + 1. / 7., det = other - 0.04;
  EXPECT_NEAR(steady_response(modal, 0, 0), (other - 2. * 0.2 * 0.5 + 0.25) / det, 1e-13);
  // h B e = 10 (0.2, 0.04).
  EXPECT_NEAR(steady_response(modal, 1, 0),
              (2. * other - 0.2 * 0.4 + 0.5 * (0.4 - 0.2 * 2.)) / det,
              1e-13);
}

// A model with films that lacks numbers is a fault that says which.
TEST(ModelFile, RefusesDamagedFilms)
{
  FilmModel model = example_film_model();
  model.films.front().loss.pop_back();
  EXPECT_THAT(faults_of(model).at(0), HasSubstr("lid.top"));
  EXPECT_THROW(film_model_from_json(to_json(model)), std::runtime_error);
  model = example_film_model();
  model.outputs.front().gain = {{1.}};
  EXPECT_THROW(film_model_from_json(to_json(model)), std::runtime_error);
  EXPECT_THROW(film_model_from_json("{\"content\": 1}"), std::runtime_error);
  const auto fault_after = [](const auto &damage)
  {
    FilmModel damaged = example_film_model();
    damage(damaged);
    const std::vector<std::string> faults = faults_of(damaged);
    return faults.empty() ? "" : faults.front();
  };
  EXPECT_THAT(fault_after([](FilmModel &one) { one.powers.clear(); }),
              HasSubstr("no states, powers, outputs or films"));
  EXPECT_THAT(fault_after([](FilmModel &one) { one.conduction.pop_back(); }),
              HasSubstr("no matrix of its states"));
  EXPECT_THAT(fault_after([](FilmModel &one) { one.powers[0].gain = {1.}; }),
              HasSubstr("the power 'die'"));
  EXPECT_THAT(fault_after([](FilmModel &one) { one.highest_film = 0.5; }),
              HasSubstr("range of films"));
  EXPECT_THROW(with_films(example_film_model(), {1., 2.}), std::invalid_argument);
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
