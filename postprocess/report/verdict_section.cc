#include "coordinate_text.h"
#include "degree_sign.h"
#include "report/limit_bound.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt::report
{
namespace
{

/// A value with its unit.
std::string
quantity_html(const Number &value, const LimitBound &limit, const TemperatureUnit &unit)
{
  return limit.is_temperature ? temperature_html(value, unit) + " " + unit.sign
                              : number_html(value) + " " + escaped(limit.unit);
}

std::string margin_html(const Number &value, const LimitBound &limit)
{
  const double margin =
      limit.is_upper ? limit.bound - value.value : value.value - limit.bound;
  const std::string unit = limit.is_temperature ? "K" : limit.unit;
  return (limit.is_temperature ? difference_html(margin, value.error_or_zero())
                               : number_html(margin, value.error_or_zero())) +
         " " + escaped(unit);
}

const char *verdict_words(const LimitSummary &limit)
{
  if (!limit.certain)
    return limit.met ? "met, by less than the error bar"
                     : "violated, by less than the error bar";
  return limit.met ? "met" : "violated";
}

const char *verdict_class(const LimitSummary &limit)
{
  return !limit.certain ? "unsure" : limit.met ? "good" : "bad";
}

std::string times_text(const LimitSummary &limit)
{
  std::string text;
  if (limit.worst_time)
    text += " Worst after " + time_text(*limit.worst_time) + ".";
  if (limit.first_violation)
    text += " Violated from " + time_text(limit.first_violation->value) + " (± " +
            time_text(limit.first_violation->error_or_zero()) + ") on.";
  return text;
}

std::string limit_card(const LimitSummary &limit, const TemperatureUnit &unit)
{
  const auto bound = limit_bound(limit.text);
  return fmt::format(
      "<li class=\"card {}\"><p class=\"verdict\">{}</p><p class=\"what\">{}</p>"
      "<p class=\"figure\">{}</p><p>{}{}</p></li>\n",
      verdict_class(limit),
      verdict_words(limit),
      escaped(with_degree_sign(limit.text)),
      bound ? quantity_html(limit.value, *bound, unit) : number_html(limit.value),
      bound ? "Margin " + margin_html(limit.value, *bound) + "." : "",
      times_text(limit));
}

std::string accuracy_html(const ReportInput &input)
{
  Table table("What was asked to be accurate",
              {text_cell("Quantity"),
               number_cell("Error bar"),
               number_cell("Asked for"),
               text_cell("Unit"),
               text_cell("Verdict")});
  for (const AccuracySummary &goal : input.summary.goals)
    table.row({text_cell(goal.of),
               number_cell(bar_text(goal.estimated)),
               number_cell(short_text(goal.requested, 2)),
               text_cell(goal.unit),
               text_cell(goal.met        ? "met"
                         : goal.reliable ? "not met"
                                         : "not met: not yet reliable")});
  return table.is_empty() ? "" : table.html();
}

std::string runaway_html(const Runaway &runaway, const TemperatureUnit &unit)
{
  std::string html = paragraph(
      fmt::format(
          "There is no steady state at this drive: the loss grows faster with temperature "
          "than the heat flow does (thermal runaway). Steady states end between {:.4f} and "
          "{:.4f} of the whole drive. At the lower of the two the hottest point, in {}, "
          "has "
          "{:.2f} {}; {} makes {:.0f} % of the loss that comes with temperature: {}",
          runaway.steady_scale,
          runaway.lost_scale,
          runaway.hottest_part,
          unit.from_kelvin(runaway.temperature),
          unit.sign,
          runaway.part,
          100. * runaway.share,
          runaway.law),
      "notice bad");
  Table table("Critical drive",
              {text_cell("Terminal"),
               number_cell("Last steady"),
               number_cell("First without"),
               number_cell("The case asks for"),
               text_cell("Unit")});
  for (const Runaway::Drive &drive : runaway.drives)
    table.row({text_cell(drive.name),
               number_cell(short_text(drive.steady, 5)),
               number_cell(short_text(drive.lost, 5)),
               number_cell(short_text(drive.steady / runaway.steady_scale, 5)),
               text_cell(drive.is_current ? "A" : "V")});
  return html + (table.is_empty() ? "" : table.html());
}

std::string compared_html(const Reported &reported)
{
  const TemperatureUnit &unit = reported.result.unit;
  Table table("Limits of both results",
              {text_cell("Limit"),
               number_cell(this_name),
               number_cell(other_name),
               text_cell("Verdict of A"),
               text_cell("Verdict of B"),
               number_cell("B − A")});
  for (const LimitSummary &limit : reported.result.summary.limits)
    for (const LimitSummary &other : reported.other->summary.limits)
      if (other.text == limit.text)
      {
        const auto bound = limit_bound(limit.text);
        const auto html = [&](const LimitSummary &one)
        {
          return number_cell(bound ? quantity_html(one.value, *bound, unit)
                                   : number_html(one.value));
        };
        table.row({text_cell(with_degree_sign(limit.text)),
                   html(limit),
                   html(other),
                   text_cell(verdict_words(limit)),
                   text_cell(verdict_words(other)),
                   difference_cell(limit.value, &other.value)});
      }
  return table.is_empty() ? "" : table.html();
}

} // namespace

Section verdict_section(const Reported &reported)
{
  const Summary &summary = reported.result.summary;
  if (!reported.result.has_summary)
    return {};
  std::string html;
  if (summary.runaway)
    html += runaway_html(*summary.runaway, reported.result.unit);
  std::string cards;
  for (const LimitSummary &limit : summary.limits)
    cards += limit_card(limit, reported.result.unit);
  if (!cards.empty())
    html += "<ul class=\"cards\">\n" + cards + "</ul>\n";
  else if (!summary.runaway)
    html += paragraph("The case sets no limits.");
  if (reported.other != nullptr)
    html += compared_html(reported);
  html += accuracy_html(reported.result);
  for (const std::string &warning : summary.warnings)
    html += paragraph(with_degree_sign(warning), "notice");
  return {"verdict", "Verdict", html};
}

Section hottest_section(const Reported &reported)
{
  const ReportInput &input = reported.result;
  if (!input.has_summary || !input.summary.has_answers())
    return {};
  const auto card = [](const ReportInput &one, const std::string &name)
  {
    const Summary &summary = one.summary;
    const bool in_time = summary.transient.has_value();
    const WorstMoment worst = in_time ? summary.transient->worst : WorstMoment{};
    const Number &value = in_time ? worst.temperature : summary.max_temperature;
    const auto &place = in_time ? worst.position : summary.hottest_position;
    std::string rest;
    if (const auto &r = summary.thermal_resistance; r && r->ambient && !in_time)
      rest = fmt::format("<p>{} K/W to the ambient of {:.2f} {}, with {} W of heat.</p>",
                         number_html(r->to_ambient),
                         one.unit.from_kelvin(r->ambient->value),
                         one.unit.sign,
                         number_html(r->heat));
    return fmt::format(
        "<li class=\"card\"><p class=\"what\">{}Junction temperature: hottest point, in "
        "<strong>{}</strong></p><p class=\"figure\">{} {}</p><p>At x {}, y {}, z {} "
        "mm{}.</p>{}</li>\n",
        name.empty() ? "" : name + ": ",
        escaped(in_time ? worst.part : summary.hottest_part),
        temperature_html(value, one.unit),
        one.unit.sign,
        coordinate_text(1e3 * place[0], 4),
        coordinate_text(1e3 * place[1], 4),
        coordinate_text(1e3 * place[2], 4),
        in_time ? ", after " + time_text(worst.time) : "",
        rest);
  };
  std::string cards = card(input, reported.other != nullptr ? this_name : "");
  std::string difference;
  if (reported.other != nullptr && reported.other->has_summary &&
      reported.other->summary.has_answers())
  {
    cards += card(*reported.other, other_name);
    difference = "<p>Difference of the largest temperatures, B − A: " +
                 difference_cell(input.summary.max_temperature,
                                 &reported.other->summary.max_temperature)
                     .html +
                 " K.</p>\n";
  }
  return {
      "hottest", "Hottest part", "<ul class=\"cards\">\n" + cards + "</ul>\n" + difference};
}

Cell difference_head(const std::string &unit)
{
  return number_cell("B − A [" + escaped(unit) + "]");
}

Cell difference_cell(const Number &result, const Number *other)
{
  if (other == nullptr)
    return number_cell("–");
  const double difference = other->value - result.value,
               bar = result.error_or_zero() + other->error_or_zero();
  const bool is_within =
      std::abs(difference) <=
      bar + 1e-12 * std::max(std::abs(result.value), std::abs(other->value));
  std::string html = number_html(difference, bar);
  if (difference > 0.)
    html = "+" + html;
  return number_cell(is_within ? "<span class=\"same\" title=\"within the error bars\">" +
                                     html + "</span>"
                               : "<strong>" + html + "</strong>");
}

} // namespace kelvolt::report
