#include "commands/impedance_words.h"

#include "case/case_problem.h"
#include "case/units.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace kelvolt
{
namespace
{

/// Of the times that an impedance may be asked for [s], and the longest span of them.
constexpr double first_possible = 1e-12, last_possible = 1e9, most_decades = 15.;
constexpr double least_within = 1e-5, most_within = 0.5;

std::optional<double> plain_number(const std::string &text)
{
  try
  {
    return parse_number(text);
  }
  catch (const QuantityError &)
  {
    return std::nullopt;
  }
}

} // namespace

void refuse_words(const std::string &found, const std::string &allowed)
{
  throw InputError({{{"command line", 0}, found, allowed, ""}});
}

double
value_of(const std::string &option, const std::string &text, const Dimension &dimension)
{
  if (const std::optional<double> number = plain_number(text))
    return *number;
  try
  {
    return parse_quantity(text, dimension);
  }
  catch (const QuantityError &error)
  {
    refuse_words(option + ": " + error.found(), error.allowed());
  }
}

WordRange range_of(const std::string &option,
                   const std::string &text,
                   const Dimension &dimension,
                   const std::string &allowed)
{
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos)
    refuse_words(fmt::format("{} is '{}'", option, text), allowed);
  return {value_of(option, text.substr(0, dots), dimension),
          value_of(option, text.substr(dots + 2), dimension)};
}

void take_times(const std::string &text, ImpedanceRequest &request)
{
  const WordRange times =
      range_of("--times",
               text,
               dimension::time,
               "the first and the last time, such as 1e-7..1e3 (in s) or '100 ns..1000 s'");
  request.first = times.low;
  request.last = times.high;
  if (!(request.first >= first_possible && request.last <= last_possible &&
        request.first < request.last &&
        std::log10(request.last / request.first) <= most_decades))
    refuse_words(
        fmt::format("--times goes from {:g} s to {:g} s", request.first, request.last),
        fmt::format("rising times from {:g} s to {:g} s, up to {:g} decades of them",
                    first_possible,
                    last_possible,
                    most_decades));
}

double share_of(const std::string &option, std::string text)
{
  const std::string given = text;
  double scale = 1.;
  if (const std::size_t sign = text.find('%'); sign != std::string::npos)
  {
    text.erase(sign);
    text.erase(text.find_last_not_of(' ') + 1);
    scale = 1e-2;
  }
  const double share = scale * plain_number(text).value_or(0.);
  if (!(share >= least_within && share <= most_within))
    refuse_words(fmt::format("{} is '{}'", option, given),
                 "a share of the value, such as 0.1% or 0.001, from 0.001 % to 50 %");
  return share;
}

} // namespace kelvolt
