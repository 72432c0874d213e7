#include "compact/film_model.h"

#include "compact/symmetric_eigen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

bool all_finite(const std::vector<double> &values)
{
  return std::all_of(
      values.begin(), values.end(), [](double x) { return std::isfinite(x); });
}

/// The state in the coordinates of the modes.
std::vector<double> in_modes(const EigenPairs &modes, const std::vector<double> &state)
{
  std::vector<double> result;
  for (const std::vector<long double> &mode : modes.vectors)
  {
    long double sum = 0.;
    for (std::size_t i = 0; i < state.size(); ++i)
      sum += mode[i] * state[i];
    result.push_back(static_cast<double>(sum));
  }
  return result;
}

EigenPairs modes_with(const FilmModel &model, const std::vector<double> &films)
{
  const std::size_t n = model.n_states();
  SymmetricMatrix K(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
    {
      // Of two entries that are the same but for round-off the mean.
      long double sum = 0.5L * (model.conduction[i * n + j] + model.conduction[j * n + i]);
      for (std::size_t f = 0; f < films.size(); ++f)
        sum += 0.5L * films[f] *
               (model.films[f].loss[i * n + j] + model.films[f].loss[j * n + i]);
      K.at(i, j) = sum;
    }
  return symmetric_eigen(std::move(K));
}

/// h B e: what 1 K of the ambient drives.
std::vector<double> ambient_gain(const FilmModel &model, const ModelFilm &film, double h)
{
  const std::size_t n = model.n_states();
  std::vector<double> gain(n, 0.);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      gain[i] += h * film.loss[i * n + j] * model.uniform[j];
  return gain;
}

std::string text_of(const FilmModel &model, const std::vector<double> &films)
{
  std::string text = fmt::format("{:.6g} K", model.temperature);
  for (std::size_t f = 0; f < films.size(); ++f)
    text += fmt::format(", {} {:.6g} W/m2/K", model.films[f].name, films[f]);
  return text;
}

} // namespace

std::vector<std::string> faults_of(const FilmModel &model)
{
  std::vector<std::string> faults;
  const std::size_t n = model.n_states();
  if (n == 0 || model.powers.empty() || model.outputs.empty() || model.films.empty())
    faults.emplace_back("it has no states, powers, outputs or films");
  if (model.conduction.size() != n * n || !all_finite(model.conduction) ||
      !all_finite(model.uniform))
    faults.emplace_back("its conduction is no matrix of its states");
  for (const ModelFilm &film : model.films)
    if (film.loss.size() != n * n || !all_finite(film.loss))
      faults.push_back("the film '" + film.name + "' has no matrix of its states");
  for (const ModalInput &power : model.powers)
    if (power.gain.size() != n || !all_finite(power.gain))
      faults.push_back("the power '" + power.name + "' has no gain of each state");
  for (const ModalOutput &output : model.outputs)
    if (output.gain.empty() || std::any_of(output.gain.begin(),
                                           output.gain.end(),
                                           [n](const std::vector<double> &row)
                                           { return row.size() != n || !all_finite(row); }))
      faults.push_back("the output '" + output.name + "' has no gain of each state");
  if (!(model.lowest_film > 0. && model.lowest_film <= model.highest_film))
    faults.emplace_back("its range of films is none");
  return faults;
}

ModalModel with_films(const FilmModel &model, const std::vector<double> &films)
{
  if (films.size() != model.films.size())
    throw std::invalid_argument("A model needs as many films as it has faces.");
  const EigenPairs modes = modes_with(model, films);
  ModalModel result;
  result.title = model.title;
  result.operating_point = text_of(model, films);
  for (const long double rate : modes.values)
    result.rate.push_back(std::max(0., static_cast<double>(rate)));
  for (ModalInput power : model.powers)
  {
    power.gain = in_modes(modes, power.gain);
    result.inputs.push_back(std::move(power));
  }
  for (std::size_t f = 0; f < films.size(); ++f)
    result.inputs.push_back({model.films[f].name,
                             ModalInputKind::ambient,
                             in_modes(modes, ambient_gain(model, model.films[f], films[f])),
                             model.films[f].ambient});
  for (ModalOutput output : model.outputs)
  {
    for (std::vector<double> &row : output.gain)
      row = in_modes(modes, row);
    result.outputs.push_back(std::move(output));
  }
  result.first_time = model.first_time;
  result.last_time = model.last_time;
  result.reduction_bound = model.reduction_bound;
  result.mesh_bound = model.mesh_bound;
  return result;
}

} // namespace kelvolt
