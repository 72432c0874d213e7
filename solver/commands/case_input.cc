#include "commands/case_input.h"

#include "checks/check_input.h"
#include "materials/material_library.h"

namespace kelvolt
{

void add_case_options(CLI::App &command, CaseOptions &options)
{
  command.add_option("case", options.file, "Case file (YAML)")->required();
  command.add_option("--set", options.overrides, "path.to.key=VALUE, may be repeated")
      ->take_all();
}

JudgedCase read_and_judge(const CaseOptions &options)
{
  JudgedCase judged;
  judged.library = load_material_library();
  judged.input = read_and_judge(options.file, options.overrides, judged.library);
  return judged;
}

} // namespace kelvolt
