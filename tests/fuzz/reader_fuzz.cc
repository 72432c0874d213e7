#include "case/check_case.h"
#include "case/plain_text.h"
#include "case/unusual_values.h"
#include "checks/check_input.h"
#include "input/case_schema.h"
#include "input/config_node.h"
#include "input/read_case.h"
#include "input/resolved_case.h"
#include "layout/part_layout.h"
#include "materials/complete_case.h"
#include "materials/material_library.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

/// @file Any bytes as a case file: read, completed and judged, up to the making of a mesh.
/// Beside crashes and undefined behaviour it looks for messages that are no text, for
/// exceptions that are no InputError, and for good cases whose resolved form is not good.

namespace kelvolt
{

namespace
{

/// So that one execution stays short.
constexpr double largest_fuzzed_layout = 2e4;

void require(bool holds, const std::string &what)
{
  if (holds)
    return;
  std::cerr << "broken: " << what << std::endl;
  std::abort();
}

void require_text(const std::vector<CaseProblem> &problems)
{
  const std::string text = InputError(problems).what();
  require(is_plain_text(text, "\n"), "a message that is no text: " + text);
  require(problems.empty() == text.empty(), "faults without a message");
}

/// Lines `# --set path=VALUE` of the text, without the mark.
std::vector<std::string> overrides_in(const std::string &text)
{
  const std::string mark = "# --set ";
  std::vector<std::string> overrides;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.rfind(mark, 0) == 0)
      overrides.push_back(line.substr(mark.size()));
  return overrides;
}

bool is_small(const Case &input)
{
  const auto cells = layout_grid(input.parts);
  return cells[0] * cells[1] * cells[2] <= largest_fuzzed_layout;
}

/// A good case, written with every default filled in, is good and is read back.
void read_again(const Case &input, const MaterialMap &library)
{
  const std::string text = resolved_case(input, library);
  std::vector<CaseProblem> problems;
  const ConfigNode document = read_config_text(text, "resolved.yaml", problems);
  const Case again = read_case(document, "resolved.yaml", problems);
  require(problems.empty(), text + "\n" + InputError(problems).what());
  require(again.title == input.title, "the title changes: " + text);
}

void execute(const std::string &text)
{
  static const MaterialMap library = load_material_library();
  std::vector<CaseProblem> problems;
  ConfigNode document = read_config_text(text, "case.yaml", problems);
  if (document.is_map())
    for (const std::string &assignment : overrides_in(text))
      apply_override(document, assignment, problems);
  Case input = read_case(document, "case.yaml", problems);
  const bool whole = is_small(input);
  const std::vector<CaseProblem> faults =
      whole ? complete_and_check(input, library) : check_case(input, library);
  problems.insert(problems.end(), faults.begin(), faults.end());
  sort_by_place(problems);
  require_text(problems);
  for (const std::string &sentence : unusual_values(input, library))
    require(is_plain_text(sentence), "a warning that is no text");
  if (problems.empty())
    nlohmann::json(input.title).dump();
  if (problems.empty() && whole)
    read_again(input, library);
}

} // namespace

} // namespace kelvolt

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
  kelvolt::execute(std::string(reinterpret_cast<const char *>(data), size));
  return 0;
}
