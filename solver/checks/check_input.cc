#include "check_input.h"

#include "case/check_case.h"
#include "case/part_extent.h"
#include "check_duty.h"
#include "check_terminals.h"
#include "checks/check_layout.h"
#include "checks/choose_mesh_kind.h"
#include "input/read_case.h"
#include "layout/part_layout.h"
#include "materials/complete_case.h"
#include "materials/material_library.h"
#include "mesh/block_mesh.h"

#include <algorithm>
#include <set>

namespace kelvolt
{

namespace
{

/// Whether the boxes of all parts are known and can be laid out.
bool has_layout(const Case &input)
{
  return !input.parts.empty() &&
         std::none_of(input.parts.begin(),
                      input.parts.end(),
                      [](const Part &part) { return part.boxes.empty(); }) &&
         size_faults(input).empty() && !has_prisms(input) && !names_all_around(input);
}

/// Whether it is known of every part if it conducts.
bool has_materials(const Case &input, const MaterialMap &library)
{
  const auto has_no_law = [](const Device &device)
  {
    return !device.resistance.has_value();
  };
  return std::none_of(input.devices.begin(), input.devices.end(), has_no_law) &&
         std::all_of(input.parts.begin(),
                     input.parts.end(),
                     [&](const Part &part)
                     { return find_material(part.material, input, library) != nullptr; });
}

/// The faults of terminals on the layout. Of a line with a fault known already the cause is
/// the same: a terminal on an insulator, or two on one surface.
std::vector<CaseProblem> terminal_faults(const Case &input,
                                         const MaterialMap &library,
                                         const PartLayout &layout,
                                         const std::vector<CaseProblem> &known)
{
  std::set<int> lines;
  for (const CaseProblem &problem : known)
    lines.insert(problem.where.line);
  lines.erase(0);
  std::vector<CaseProblem> faults = check_terminals(input, library, layout);
  faults.erase(std::remove_if(faults.begin(),
                              faults.end(),
                              [&](const CaseProblem &fault)
                              { return lines.count(fault.where.line) > 0; }),
               faults.end());
  return faults;
}

void append(std::vector<CaseProblem> &all, const std::vector<CaseProblem> &more)
{
  all.insert(all.end(), more.begin(), more.end());
}

} // namespace

std::vector<CaseProblem>
complete_and_check(Case &input, const MaterialMap &library, std::string *choice)
{
  std::vector<CaseProblem> problems = complete_case(input, library);
  append(problems, check_case(input, library));
  if (problems.empty() && std::all_of(input.parts.begin(), input.parts.end(), has_place))
  {
    std::string words = choose_mesh_kind(input, library);
    if (choice != nullptr)
      *choice = std::move(words);
  }
  if (!has_layout(input))
    return problems;
  if (const auto fault = too_large_layout(input))
  {
    if (!is_on_columns(input))
      problems.push_back(*fault);
    return problems;
  }
  const PartLayout layout = make_part_layout(input.parts, input.patches);
  append(problems, check_layout(input, library, layout));
  if (has_materials(input, library))
    append(problems, terminal_faults(input, library, layout, problems));
  // Which path a duty belongs to can be told in a sound case only.
  return problems.empty() ? duty_shares(input, library, layout).problems : problems;
}

Case read_and_judge(const std::string &path,
                    const std::vector<std::string> &overrides,
                    const MaterialMap &library,
                    const std::function<void(Case &)> &prepare,
                    std::string *choice)
{
  std::vector<CaseProblem> problems;
  Case result = read_case(path, overrides, problems);
  if (prepare)
    prepare(result);
  // A file that is no YAML holds no case to judge.
  if (problems.empty() || !result.parts.empty())
    append(problems, complete_and_check(result, library, choice));
  sort_by_place(problems);
  if (!problems.empty())
    throw InputError(std::move(problems));
  return result;
}

JudgedCase read_and_judge(const std::string &path,
                          const std::vector<std::string> &overrides,
                          const std::function<void(Case &)> &prepare,
                          std::string *choice)
{
  JudgedCase judged;
  judged.library = load_material_library();
  judged.input = read_and_judge(path, overrides, judged.library, prepare, choice);
  return judged;
}

} // namespace kelvolt
