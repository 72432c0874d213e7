#include "report/report_page.h"

#include "report/page_sources.h"
#include "results/result_schema.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt::report
{
namespace
{

std::vector<SurfaceData> surfaces_of(const Reported &reported)
{
  std::vector<SurfaceData> surfaces;
  if (!reported.result.fields)
    return surfaces;
  surfaces.push_back(surface_data(*reported.result.fields));
  if (reported.other != nullptr && reported.other->fields)
    surfaces.push_back(surface_data(*reported.other->fields));
  return surfaces;
}

std::vector<Section> sections_of(const Reported &reported)
{
  std::vector<Section> sections = {verdict_section(reported),
                                   hottest_section(reported),
                                   view_section(reported, surfaces_of(reported)),
                                   picture_section(reported),
                                   heat_section(reported),
                                   parts_section(reported),
                                   surfaces_section(reported),
                                   terminals_section(reported),
                                   devices_section(reported),
                                   contacts_section(reported),
                                   wires_section(reported),
                                   current_section(reported),
                                   balance_section(reported),
                                   convergence_section(reported),
                                   improvement_section(reported),
                                   material_section(reported),
                                   time_section(reported),
                                   impedance_section(reported),
                                   difference_section(reported),
                                   case_section(reported)};
  sections.erase(std::remove_if(sections.begin(),
                                sections.end(),
                                [](const Section &one) { return one.html.empty(); }),
                 sections.end());
  // Of an impedance alone it comes first.
  if (!reported.result.has_summary)
    std::stable_partition(sections.begin(),
                          sections.end(),
                          [](const Section &one) { return one.id == "impedance"; });
  return sections;
}

/// What the status says, and the class of its colour.
std::pair<const char *, const char *> status_of(const ReportInput &input)
{
  const Summary &summary = input.summary;
  if (!input.has_summary)
    return {"thermal impedance", "good"};
  namespace schema = result_schema;
  const std::string &status = summary.status;
  const bool any_unsure = std::any_of(summary.limits.begin(),
                                      summary.limits.end(),
                                      [](const LimitSummary &one) { return !one.certain; });
  if (status == schema::ok && any_unsure)
    return {"limits met, some by less than the error bar", "unsure"};
  if (status == schema::ok)
    return {summary.limits.empty() ? "solved; no limits set" : "all limits met", "good"};
  if (status == schema::limit_violated)
    return {"a limit is violated", "bad"};
  if (status == schema::accuracy_not_met)
    return {"accuracy not met", "unsure"};
  if (status == schema::no_steady_state || status == schema::runaway)
    return {"thermal runaway: no steady state", "bad"};
  return {"the run was stopped before its end", "unsure"};
}

std::string head_of(const ReportInput &input, const std::string &name)
{
  const auto [text, html_class] = status_of(input);
  std::string origin = "kelvolt " + input.summary.version;
  if (input.summary.origin)
    origin += ", " + input.summary.origin->date;
  return fmt::format("<p class=\"lead\">{}<span class=\"badge {}\">{}</span> "
                     "<span class=\"origin\">{}{}</span></p>\n",
                     name.empty() ? "" : "<strong>" + name + "</strong> ",
                     html_class,
                     text,
                     name.empty() ? "" : escaped(input.summary.title) + ", ",
                     escaped(origin));
}

} // namespace

std::string report_page(const Reported &reported)
{
  std::string contents, body;
  for (const Section &section : sections_of(reported))
  {
    contents += fmt::format(
        "<li><a href=\"#{}\">{}</a></li>\n", section.id, escaped(section.title));
    body += html_of(section);
  }
  const std::string &own_title = reported.result.summary.title;
  const std::string title = own_title.empty() ? "Untitled" : own_title;
  const bool two = reported.other != nullptr;
  return filled(page_sources().page,
                {{"title", escaped(title)},
                 {"head",
                  head_of(reported.result, two ? this_name : "") +
                      (two ? head_of(*reported.other, other_name) : "")},
                 {"contents", contents},
                 {"body", body},
                 {"style", page_sources().style},
                 {"script", page_sources().script},
                 {"version", escaped(reported.result.summary.version)}});
}

} // namespace kelvolt::report
