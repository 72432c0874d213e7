#include "commands/case_input.h"

namespace kelvolt
{

void add_case_options(CLI::App &command, CaseOptions &options)
{
  command.add_option("case", options.file, "Case file (YAML)")->required();
  command.add_option("--set", options.overrides, "path.to.key=VALUE, may be repeated")
      ->take_all();
}

CLI::Validator is_not_empty()
{
  return CLI::Validator(
      [](const std::string &text)
      { return text.empty() ? std::string("is empty; leave it out or name one") : ""; },
      "");
}

} // namespace kelvolt
