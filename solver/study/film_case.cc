#include "case/cooling_numbers.h"
#include "case/given.h"
#include "study/film_study.h"
#include "study/impedance_parts.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace kelvolt
{
namespace
{

/// What a face is drawn towards, if a film draws it.
std::optional<double> ambient_of(const CoolingLaw &law)
{
  const std::vector<double> references = reference_temperatures(law);
  if (references.empty() || !given_convection(law))
    return std::nullopt;
  return references.front();
}

void judge_cooling(const Case &input, std::vector<CaseProblem> &faults)
{
  std::optional<double> one;
  for (const Cooling &cooling : input.cooling)
  {
    const std::optional<double> ambient = ambient_of(cooling.law);
    if (!ambient)
      faults.push_back({cooling.where,
                        cooling.surface.text() + " has no film that could be a parameter",
                        "films only: convection, correlation or a cold plate",
                        "A film of 1e5 W/m2/K holds a temperature nearly."});
    else if (one && *one != *ambient)
      faults.push_back({cooling.where,
                        fmt::format("surroundings of {:.6g} K and of {:.6g} K leave no one "
                                    "temperature to linearize at",
                                    *one,
                                    *ambient),
                        "one ambient of all faces",
                        "A replay may move each of them by a column of its own."});
    if (ambient && !one)
      one = ambient;
  }
  if (input.cooling.empty())
    faults.push_back({{input.file, 0},
                      "Nothing in the case is cooled",
                      "a face with 'convection' at least, whose film is the parameter",
                      ""});
  for (const TimeVarying &changing : input.waveforms)
    faults.push_back({changing.where,
                      target_path(input, changing.target) + " changes in time",
                      "constant values: what changes belongs into the replayed profile",
                      ""});
}

} // namespace

std::vector<CaseProblem> faults_of(const FilmRequest &request, const Case &input)
{
  std::vector<CaseProblem> faults = faults_of(request.impedance, input);
  judge_cooling(input, faults);
  return faults;
}

void take_plain_films(const FilmRequest &request, Case &input)
{
  for (Cooling &cooling : input.cooling)
  {
    Convection film;
    film.h = std::sqrt(request.lowest * request.highest);
    film.ambient = ambient_of(cooling.law).value();
    cooling.law = film;
  }
}

} // namespace kelvolt
