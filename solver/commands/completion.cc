#include "commands/command.h"
#include "commands/drawing_command.h"
#include "commands/templates.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace kelvolt
{

namespace
{

/// The sub-commands that a user sees.
std::vector<const CLI::App *> visible_commands(const CLI::App &program)
{
  return program.get_subcommands([](const CLI::App *one)
                                 { return !one->get_group().empty(); });
}

/// Every spelling of every option.
std::string option_names(const CLI::App &command)
{
  std::string names;
  for (const CLI::Option *option : options_of(command))
  {
    for (const std::string &name : option->get_snames())
      names += "-" + name + " ";
    for (const std::string &name : option->get_lnames())
      names += "--" + name + " ";
  }
  return names;
}

std::string template_names()
{
  std::string names;
  for (const CaseTemplate &one : case_templates())
    names += one.name + " ";
  return names;
}

std::string bash_completion(const CLI::App &program)
{
  std::string commands, options;
  for (const CLI::App *command : visible_commands(program))
  {
    commands += command->get_name() + " ";
    options += fmt::format(
        "    {}) words=\"{}\" ;;\n", command->get_name(), option_names(*command));
  }
  return fmt::format(R"(# bash completion of kelvolt, made by `kelvolt completion bash`
_kelvolt()
{{
  local word=${{COMP_WORDS[COMP_CWORD]}} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="{}{}"
  elif [ "${{word#-}}" != "$word" ]; then
    case ${{COMP_WORDS[1]}} in
{}    esac
  elif [ "${{COMP_WORDS[1]}}" = new ]; then
    words="{}"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o bashdefault -o default -F _kelvolt kelvolt
)",
                     commands,
                     option_names(program),
                     options,
                     template_names());
}

} // namespace

Command add_completion(CLI::App &program)
{
  const auto shell = std::make_shared<std::string>();
  CLI::App *command = program.add_subcommand(
      "completion", "Write what a shell needs to complete commands, for installers");
  command->add_option("shell", *shell, "bash")->required()->check(CLI::IsMember({"bash"}));
  command->group(""); // hidden
  // CLI11 writes into the word when it parses: it lives as long as the command.
  return {command,
          [&program, shell](const ProgramArguments &)
          {
            std::cout << bash_completion(program);
            return ExitStatus::done;
          }};
}

} // namespace kelvolt
