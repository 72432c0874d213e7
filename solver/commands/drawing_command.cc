#include "commands/drawing_command.h"

#include "results/drawing_options.h"

namespace kelvolt
{

namespace
{

/// Holds options for as long as the program runs, and parses nothing.
template <typename Options>
const CLI::App &listed(const Options &options)
{
  static CLI::App app;
  static std::string value;
  static bool flag = false;
  if (app.get_options().size() <= 1)
    for (const DrawingOption &option : options)
    {
      if (option.takes_value)
        app.add_option(option.names, value, option.text);
      else
        app.add_flag(option.names, flag, option.text);
    }
  return app;
}

} // namespace

std::vector<const CLI::Option *> options_of(const CLI::App &command)
{
  if (command.get_name() == "render")
    return listed(render_option::all).get_options();
  if (command.get_name() == "report")
    return listed(report_option::all).get_options();
  return command.get_options();
}

} // namespace kelvolt
