#include "commands/case_input.h"

#include "case/read_case.h"
#include "simulation.h"

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
  judged.input = read_case(options.file, options.overrides);
  const std::vector<CaseProblem> problems = judge_case(judged.input, judged.library);
  if (!problems.empty())
    throw InputError(problems);
  return judged;
}

} // namespace kelvolt
