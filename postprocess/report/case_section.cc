#include "report/packed_bytes.h"
#include "report/sections.h"
#include "results/comparison.h"

#include <fmt/format.h>

namespace kelvolt::report
{
namespace
{

std::string origin_text(const ReportInput &input)
{
  std::string text = "Computed with kelvolt " + input.summary.version;
  if (const auto &origin = input.summary.origin)
    text +=
        fmt::format(" on {}, {}; case {}", origin->host, origin->date, origin->case_hash);
  return text + ". Result directory: " + input.directory + ".";
}

std::string case_html(const ReportInput &input, const std::string &name)
{
  const std::string prefix = name.empty() ? "" : name + ".";
  const std::string file = prefix + "case.resolved.yaml";
  return paragraph(origin_text(input)) + "<pre class=\"command\"><code>kelvolt solve " +
         file + " -o results/" + name + (name.empty() ? "again" : "") + "</code></pre>\n" +
         fmt::format(
             "<p><a download=\"{0}\" href=\"data:text/yaml;charset=utf-8;base64,{1}\">"
             "Download {0}</a>: the case with every default and the materials "
             "used, from which the command solves it again.</p>\n",
             file,
             base64(input.resolved_case)) +
         folded("Show the case" + (name.empty() ? "" : " of " + name),
                "<pre tabindex=\"0\" role=\"region\" aria-label=\"" + file + "\"><code>" +
                    escaped(input.resolved_case) + "</code></pre>\n");
}

} // namespace

Section case_section(const Reported &reported)
{
  const bool two = reported.other != nullptr;
  return {"case",
          "The case",
          case_html(reported.result, two ? this_name : "") +
              (two ? case_html(*reported.other, other_name) : "")};
}

Section difference_section(const Reported &reported)
{
  if (reported.other == nullptr || !reported.result.has_summary ||
      !reported.other->has_summary)
    return {};
  const Comparison comparison = compare(reported.result.summary, reported.other->summary);
  std::string html;
  for (const std::string &remark : comparison.remarks)
    html += paragraph(remark, "notice");
  html +=
      paragraph(comparison.is_same()
                    ? fmt::format("The same: all {} numbers agree within their error bars.",
                                  comparison.numbers.size())
                    : fmt::format("{} of {} numbers differ by more than both error bars.",
                                  comparison.n_beyond(),
                                  comparison.numbers.size()));
  Table table(
      "Numbers in SI units and kelvin",
      {text_cell("Number"), number_cell("A"), number_cell("B"), number_cell("B − A")});
  for (const NumberDifference &one : comparison.numbers)
    if (!one.is_within())
      table.row({text_cell(one.name),
                 number_cell(number_html(one.first)),
                 number_cell(number_html(one.second)),
                 difference_cell(one.first, &one.second)});
  if (!table.is_empty())
    html += folded("Numbers that differ by more than both error bars", table.html());
  std::string missing;
  for (const auto &[list, name] : {std::pair(&comparison.only_first, this_name),
                                   std::pair(&comparison.only_second, other_name)})
    if (!list->empty())
      missing += fmt::format(
          "Only {} has {} of the numbers, such as {}. ", name, list->size(), list->front());
  return {
      "differences", "All differences", html + (missing.empty() ? "" : paragraph(missing))};
}

} // namespace kelvolt::report
