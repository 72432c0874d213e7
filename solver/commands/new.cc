#include "case/case_problem.h"
#include "case/nearest_name.h"
#include "commands/command.h"
#include "commands/templates.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

namespace kelvolt
{

namespace
{

namespace fs = std::filesystem;

/// Where the schema was installed with this program, or lies in the sources.
std::string schema_file()
{
  const fs::path program = fs::read_symlink("/proc/self/exe");
  const fs::path installed =
      program.parent_path().parent_path() / "share/kelvolt/case.schema.json";
  return fs::exists(installed) ? installed.string()
                               : KELVOLT_SOURCE_DIR "/solver/input/case.schema.json";
}

const CaseTemplate &find_template(const std::string &name)
{
  const auto &templates = case_templates();
  if (name.empty())
    return templates.front();
  std::vector<std::string> names;
  names.reserve(templates.size());
  for (const CaseTemplate &one : templates)
    names.push_back(one.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw InputError({{{"command line", 0},
                       fmt::format("there is no template '{}'", name),
                       list_of_names(names),
                       did_you_mean(name, names)}});
  return templates[found - names.begin()];
}

std::string list_of_templates()
{
  std::string text;
  for (const CaseTemplate &one : case_templates())
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", one.name, one.title());
  return text;
}

} // namespace

std::string CaseTemplate::title() const
{
  const std::string all = text, key = "\ntitle: ";
  const std::size_t begin = all.find(key) + key.size();
  return all.substr(begin, all.find('\n', begin) - begin);
}

Command add_new(CLI::App &program)
{
  const auto name = std::make_shared<std::string>();
  CLI::App *command =
      program.add_subcommand("new", "Write a commented starter case to standard output");
  command->add_option("template", *name, "One of: " + list_of_templates());
  explain(*command,
          {ExitStatus::done, ExitStatus::bad_input},
          "kelvolt new losses > my_case.yaml");
  return {command,
          [name](const ProgramArguments &)
          {
            const CaseTemplate &starter = find_template(*name);
            std::cout << "# yaml-language-server: $schema=" << schema_file() << '\n'
                      << starter.text;
            return ExitStatus::done;
          }};
}

} // namespace kelvolt
