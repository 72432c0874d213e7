#include "quantity_name.h"

#include <stdexcept>
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

  std::string_view word;
  Subject subject;
  const Dimension &dimension;
};

Form form_of(Kind kind)
{
  using Subject = Form::Subject;
  using namespace dimension;
  switch (kind)
  {
  case Kind::max_temperature:
    return {"max_temperature", Subject::part_or_package, temperature};
  case Kind::mean_temperature:
    return {"mean_temperature", Subject::one, temperature};
  case Kind::min_temperature:
    return {"min_temperature", Subject::one, temperature};
  case Kind::surface_mean_temperature:
    return {"mean_temperature", Subject::surface, temperature};
  case Kind::point_temperature:
    return {"temperature", Subject::one, temperature};
  case Kind::heat_flow:
    return {"heat_flow", Subject::surface, power};
  case Kind::current:
    return {"current", Subject::one, dimension::current};
  case Kind::voltage:
    return {"voltage", Subject::one, dimension::voltage};
  case Kind::resistance:
    return {"resistance", Subject::pair, dimension::resistance};
  case Kind::thermal_resistance:
    return {"thermal_resistance", Subject::pair, dimension::thermal_resistance};
  }
  throw std::logic_error("There is no such kind of quantity.");
}

/// Kinds are numbered from zero to this one.
constexpr Kind last_kind = Kind::thermal_resistance;

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
  for (int k = 0; k <= static_cast<int>(last_kind); ++k)
  {
    const Kind kind = static_cast<Kind>(k);
    const Form form = form_of(kind);
    if (form.word != word || !suits(form.subject, subject))
      continue;
    if (form.subject != Form::Subject::pair)
      return Quantity{kind, std::string(subject)};
    const auto bar = subject.find('|');
    return Quantity{
        kind, std::string(subject.substr(0, bar)), std::string(subject.substr(bar + 1))};
  }
  return std::nullopt;
}

std::string Quantity::text() const
{
  std::string word(word_of(kind));
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
