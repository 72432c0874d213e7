#include "case/check_case.h"
#include "case/part_extent.h"
#include "case/unusual_values.h"
#include "checks/check_column_layout.h"
#include "checks/check_input.h"
#include "commands/case_input.h"
#include "commands/command.h"
#include "input/read_case.h"
#include "layout/layer_drawing.h"
#include "layout/outline_drawing.h"
#include "mesh/block_mesh.h"
#include "mesh/column_mesh.h"
#include "mesh/merged_edges.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

namespace kelvolt
{

namespace
{

/// Draws what the file says of the package, also where it has faults; a file that leaves a
/// part without a place is not drawn, nor one whose faults of size say that it cannot be
/// laid out. @return whether there is a picture
bool draw(const CaseOptions &options, const std::string &file)
{
  std::vector<CaseProblem> problems;
  const Case input = read_case(options.file, options.overrides, problems);
  const bool is_known = !input.parts.empty() &&
                        std::all_of(input.parts.begin(), input.parts.end(), has_place);
  if (!is_known || !size_faults(input).empty() ||
      (!is_on_columns(input) && too_large_layout(input)))
    return false;
  std::ofstream stream(file, std::ios::binary);
  stream << (is_on_columns(input)
                 ? outline_drawing(input)
                 : layer_drawing(input, make_part_layout(input.parts, input.patches)));
  stream.close();
  if (!stream)
    throw InputError({{{"command line", 0},
                       "--draw: the picture " + file + " cannot be written",
                       "a file in a directory that is there and may be written to",
                       ""}});
  return true;
}

/// Makes the first mesh and throws its faults. @return what is to be told of merged edges
std::string judge_columns(const JudgedCase &judged)
{
  const ColumnMesh mesh = first_columns(judged.input);
  if (auto faults = check_column_layout(judged.input, judged.library, mesh.layout);
      !faults.empty())
    throw InputError(std::move(faults));
  return merging_warning(judged.input, mesh.shift);
}

} // namespace

Command add_check(CLI::App &program)
{
  const auto options = std::make_shared<CaseOptions>();
  const auto drawing = std::make_shared<std::string>();
  CLI::App *command = program.add_subcommand("check", "Find every problem of a case file");
  add_case_options(*command, *options);
  command->add_option(
      "--draw", *drawing, "Also draw the outlines of all parts, layer by layer (SVG)");
  explain(*command,
          {ExitStatus::done, ExitStatus::failed, ExitStatus::bad_input},
          "kelvolt check my_case.yaml --draw layers.svg");
  return {command,
          [options, drawing](const ProgramArguments &)
          {
            if (!drawing->empty() && draw(*options, *drawing))
              std::cout << *drawing << ": the outlines, layer by layer.\n";
            std::string choice;
            const JudgedCase judged =
                read_and_judge(options->file, options->overrides, {}, &choice);
            std::string merged;
            if (is_on_columns(judged.input))
              merged = judge_columns(judged);
            if (!choice.empty())
              std::cout << choice << ".\n";
            if (!merged.empty())
              std::cerr << "warning: " << merged << '\n';
            for (const std::string &warning : unusual_values(judged.input, judged.library))
              std::cerr << "warning: " << warning << '\n';
            std::cout << options->file << ": no problem found.\n";
            return ExitStatus::done;
          }};
}

} // namespace kelvolt
