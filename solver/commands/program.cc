#include "commands/program.h"

#include "case/case_problem.h"
#include "case/nearest_name.h"
#include "commands/command.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <stdexcept>

namespace kelvolt
{

namespace
{

Command add_command(CommandName name, CLI::App &app, const Computations &computations)
{
  switch (name)
  {
  case CommandName::solve:
    return add_solve(app, computations.solve);
  case CommandName::check:
    return add_check(app);
  case CommandName::create:
    return add_new(app);
  case CommandName::render:
    return add_render(app);
  case CommandName::report:
    return add_report(app);
  case CommandName::compare:
    return add_compare(app);
  case CommandName::materials:
    return add_materials(app);
  case CommandName::verify:
    return add_verify(app, computations.verify);
  case CommandName::replay:
    return add_replay(app);
  case CommandName::zth:
    return add_zth(app, computations.zth);
  case CommandName::compact:
    return add_compact(app, computations.compact);
  case CommandName::schema:
    return add_schema(app);
  case CommandName::man:
    return add_man(app);
  case CommandName::completion:
    return add_completion(app);
  }
  throw std::logic_error("The program has no such sub-command.");
}

std::vector<Command> add_commands(CLI::App &app, const Computations &computations)
{
  std::vector<Command> commands;
  for (int name = 0; name <= static_cast<int>(last_command); ++name)
    commands.push_back(add_command(static_cast<CommandName>(name), app, computations));
  return commands;
}

/// CLI11 would only say that a sub-command is required.
void refuse_unknown_command(const CLI::App &app, int argc, char **argv)
{
  if (argc < 2 || argv[1][0] == '-')
    return;
  std::vector<std::string> names;
  for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
  {
    if (command->get_name() == argv[1])
      return;
    if (!command->get_group().empty())
      names.push_back(command->get_name());
  }
  throw InputError({{{"command line", 0},
                     fmt::format("there is no command '{}'", argv[1]),
                     list_of_names(names),
                     did_you_mean(argv[1], names)}});
}

ExitStatus run(CLI::App &app, int argc, char **argv, const Computations &computations)
{
  const std::vector<Command> commands = add_commands(app, computations);
  if (argc == 1)
  {
    std::cout << app.help();
    return ExitStatus::done;
  }
  refuse_unknown_command(app, argc, argv);
  app.parse(argc, argv);
  const auto called = std::find_if(commands.begin(),
                                   commands.end(),
                                   [](const Command &one) { return one.app->parsed(); });
  return called->run({argc, argv});
}

} // namespace

ExitStatus run_program(int argc, char **argv, const Computations &computations)
{
  CLI::App app(
      "Kelvolt solves current flow and heat conduction together in power packages.",
      "kelvolt");
  app.set_version_flag("--version", "kelvolt " KELVOLT_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 done, 1 failed or no steady state, 2 bad input, 3 a limit of the "
      "case "
      "is violated.\nkelvolt COMMAND --help tells more and gives an example. To begin:\n"
      "  kelvolt new > my_case.yaml && kelvolt solve my_case.yaml");
  try
  {
    return run(app, argc, argv, computations);
  }
  catch (const CLI::ParseError &error)
  {
    return app.exit(error) == 0 ? ExitStatus::done : ExitStatus::bad_input;
  }
  catch (const InputError &error)
  {
    std::cerr << "error: " << error.what() << '\n';
    return ExitStatus::bad_input;
  }
  catch (const std::exception &error)
  {
    std::cerr << "error: " << error.what() << '\n';
    return ExitStatus::failed;
  }
}

} // namespace kelvolt
