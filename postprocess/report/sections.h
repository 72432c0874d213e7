#pragma once

#include "report/html.h"
#include "report/report_input.h"
#include "report/surface_data.h"

#include <string>
#include <vector>

/// @file
/// The sections of a report, in the order of the page. One without anything to say is
/// empty and left out.

namespace kelvolt::report
{

/// The result that is reported, and one to compare with, if there is one.
struct Reported
{
  const ReportInput &result;
  const ReportInput *other = nullptr;
};

/// How the two are called in columns.
inline constexpr char this_name[] = "A";
inline constexpr char other_name[] = "B";

Section verdict_section(const Reported &reported);
Section hottest_section(const Reported &reported);
/// @param surfaces of the result, and of the other one; empty: there are none
Section view_section(const Reported &reported, const std::vector<SurfaceData> &surfaces);
Section picture_section(const Reported &reported);
Section heat_section(const Reported &reported);
Section parts_section(const Reported &reported);
Section surfaces_section(const Reported &reported);
Section terminals_section(const Reported &reported);
Section devices_section(const Reported &reported);
Section contacts_section(const Reported &reported);
Section wires_section(const Reported &reported);
Section current_section(const Reported &reported);
Section balance_section(const Reported &reported);
Section convergence_section(const Reported &reported);
Section improvement_section(const Reported &reported);
Section material_section(const Reported &reported);
Section time_section(const Reported &reported);
Section impedance_section(const Reported &reported);
Section difference_section(const Reported &reported);
Section case_section(const Reported &reported);

// What several of them write.

/// B less A with both bars; marked where it lies within them. Empty where B has no such
/// number.
Cell difference_cell(const Number &result, const Number *other);

/// The entry of that name; null: there is none.
template <typename List>
const typename List::value_type *named(const List &list, const std::string &name)
{
  for (const auto &one : list)
    if (one.name == name)
      return &one;
  return nullptr;
}

/// The head `B − A [unit]`, with which a table of two results ends.
Cell difference_head(const std::string &unit);

} // namespace kelvolt::report
