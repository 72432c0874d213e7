#include "degree_sign.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace kelvolt::report
{
namespace
{

/// The temperatures that the parts of a material have [K].
struct Span
{
  double lowest = std::numeric_limits<double>::infinity();
  double highest = -std::numeric_limits<double>::infinity();

  bool is_empty() const
  {
    return !(lowest <= highest);
  }
};

Span span_of(const Summary &summary, const MaterialRecord &material)
{
  Span span;
  for (const std::string &name : material.parts)
    if (const PartSummary *part = named(summary.parts, name))
    {
      span.lowest = std::min(span.lowest, part->min_temperature.value);
      span.highest = std::max(span.highest, part->max_temperature.value);
      for (const Number &then : part->max_temperature_history)
        span.highest = std::max(span.highest, then.value);
    }
  return span;
}

std::string range_html(const MaterialProperty &property, const Span &span)
{
  if (property.range.empty())
    return "not known";
  std::string html = escaped(property.range);
  if (property.valid && !span.is_empty() &&
      (span.lowest < property.valid->first || span.highest > property.valid->second))
    html += fmt::format(" <strong class=\"unsure\">used from {:.1f} to {:.1f} K</strong>",
                        span.lowest,
                        span.highest);
  return html;
}

std::string source_html(const MaterialProperty &property)
{
  if (property.source.empty())
    return "the case";
  return escaped(with_degree_sign(property.source)) +
         (property.verified ? "" : " <strong class=\"unsure\">not verified</strong>");
}

std::string parts_text(const std::vector<std::string> &parts)
{
  std::string text;
  for (const std::string &part : parts)
    text += (text.empty() ? "" : ", ") + part;
  return text;
}

} // namespace

Section material_section(const Reported &reported)
{
  const ReportInput &input = reported.result;
  Table table("Materials of the case",
              {text_cell("Material"),
               text_cell("Property"),
               text_cell("Value"),
               text_cell("Range"),
               text_cell("Source")});
  for (const MaterialRecord &material : input.materials)
  {
    const Span span = span_of(input.summary, material);
    const std::string used =
        material.parts.empty() ? "used by no part itself" : parts_text(material.parts);
    std::string name = escaped(material.name) + "<small>" + escaped(used);
    if (!span.is_empty())
      name += fmt::format(", {:.1f} to {:.1f} {}",
                          input.unit.from_kelvin(span.lowest),
                          input.unit.from_kelvin(span.highest),
                          input.unit.sign);
    name += "</small>";
    for (const MaterialProperty &property : material.properties)
    {
      table.row({{name, false},
                 text_cell(property.name),
                 text_cell(with_degree_sign(property.law)),
                 {range_html(property, span), false},
                 {source_html(property), false}});
      name = "<span class=\"again\">" + escaped(material.name) + "</span>";
    }
  }
  return {"materials", "Materials", table.is_empty() ? "" : table.html()};
}

} // namespace kelvolt::report
