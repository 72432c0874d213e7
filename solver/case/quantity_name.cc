#include "quantity_name.h"

#include <algorithm>
#include <array>
#include <string>

namespace kelvolt
{
namespace
{

using Kind = Quantity::Kind;

/// How a kind of quantity is written.
struct Form
{
  enum class Subject
  {
    part_or_package,
    one,     ///< a name without a point
    surface, ///< `PART.side`
    pair     ///< `NAME|NAME`
  };

  Kind kind;
  std::string_view word;
  Subject subject;
  const Dimension &dimension;
};

const std::array<Form, 10> forms{
    {{Kind::max_temperature,
      "max_temperature",
      Form::Subject::part_or_package,
      dimension::temperature},
     {Kind::mean_temperature,
      "mean_temperature",
      Form::Subject::one,
      dimension::temperature},
     {Kind::min_temperature, "min_temperature", Form::Subject::one, dimension::temperature},
     {Kind::surface_mean_temperature,
      "mean_temperature",
      Form::Subject::surface,
      dimension::temperature},
     {Kind::point_temperature, "temperature", Form::Subject::one, dimension::temperature},
     {Kind::heat_flow, "heat_flow", Form::Subject::surface, dimension::power},
     {Kind::current, "current", Form::Subject::one, dimension::current},
     {Kind::voltage, "voltage", Form::Subject::one, dimension::voltage},
     {Kind::resistance, "resistance", Form::Subject::pair, dimension::resistance},
     {Kind::thermal_resistance,
      "thermal_resistance",
      Form::Subject::pair,
      dimension::thermal_resistance}}};

const Form &form_of(Kind kind)
{
  return *std::find_if(
      forms.begin(), forms.end(), [&](const Form &form) { return form.kind == kind; });
}

bool suits(Form::Subject form, std::string_view subject)
{
  const bool surface = subject.find('.') != std::string_view::npos;
  const auto bar = subject.find('|');
  const bool pair = bar != std::string_view::npos;
  switch (form)
  {
  case Form::Subject::part_or_package:
    return !surface && !pair;
  case Form::Subject::one:
    return !surface && !pair && !subject.empty();
  case Form::Subject::surface:
    return surface && !pair;
  case Form::Subject::pair:
    return !surface && pair && bar > 0 && bar + 1 < subject.size();
  }
  return false;
}

} // namespace

std::optional<Quantity> parse_quantity_name(std::string_view text)
{
  const auto point = text.rfind('.');
  const bool has_subject = point != std::string_view::npos;
  const std::string_view word = has_subject ? text.substr(point + 1) : text;
  const std::string_view subject = has_subject ? text.substr(0, point) : std::string_view();
  if (has_subject && subject.empty())
    return std::nullopt;
  const auto form = std::find_if(
      forms.begin(),
      forms.end(),
      [&](const Form &one) { return one.word == word && suits(one.subject, subject); });
  if (form == forms.end())
    return std::nullopt;
  if (form->subject != Form::Subject::pair)
    return Quantity{form->kind, std::string(subject)};
  const auto bar = subject.find('|');
  return Quantity{form->kind,
                  std::string(subject.substr(0, bar)),
                  std::string(subject.substr(bar + 1))};
}

std::string Quantity::text() const
{
  const std::string word(word_of(kind));
  if (subject.empty())
    return word;
  return (other.empty() ? subject : subject + "|" + other) + "." + word;
}

std::string_view word_of(Quantity::Kind kind)
{
  return form_of(kind).word;
}

bool is_temperature(const Quantity &quantity)
{
  return value_dimension(quantity).scale == Dimension::Scale::absolute_temperature;
}

const Dimension &value_dimension(const Quantity &quantity)
{
  return form_of(quantity.kind).dimension;
}

const Dimension &difference_dimension(const Quantity &quantity)
{
  return is_temperature(quantity) ? dimension::temperature_difference
                                  : value_dimension(quantity);
}

} // namespace kelvolt
