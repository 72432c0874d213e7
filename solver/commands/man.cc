#include "commands/command.h"
#include "commands/drawing_command.h"

#include <fmt/format.h>

#include <iostream>
#include <sstream>

namespace kelvolt
{

namespace
{

/// Text that troff prints as it stands.
std::string troff(const std::string &text)
{
  std::string result;
  for (const char c : text)
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n'))
      result += std::string("\\&") + c;
    else
      result += c;
  return result;
}

std::string option_text(const CLI::Option &option)
{
  const bool takes_value = option.get_items_expected_max() > 0;
  const std::string name = option.get_name(!option.nonpositional(), true);
  return fmt::format(".TP\n.B {}{}\n{}\n",
                     troff(name),
                     takes_value && option.nonpositional() ? " \\fIVALUE\\fR" : "",
                     troff(option.get_description()));
}

/// @param above what stands before the command's name, with a blank: "kelvolt zth "
std::string section_of(const CLI::App &command, const std::string &above)
{
  const std::string name = above + command.get_name();
  std::string text =
      fmt::format(".SS \"{}\"\n{}.\n", troff(name), troff(command.get_description()));
  for (const CLI::Option *option : options_of(command))
    if (option->get_name() != "--help")
      text += option_text(*option);
  text += command.get_footer().empty()
              ? ".PP\nIts options: " + troff(name) + " \\-\\-help\n"
              : ".PP\n.nf\n" + troff(command.get_footer()) + "\n.fi\n";
  for (const CLI::App *part :
       command.get_subcommands([](const CLI::App *) { return true; }))
    text += section_of(*part, name + " ");
  return text;
}

std::string man_page(const CLI::App &program)
{
  std::string text = fmt::format(
      ".TH KELVOLT 1 \"\" \"kelvolt {0}\" \"User Commands\"\n"
      ".SH NAME\nkelvolt \\- electro\\-thermal finite elements for power packages\n"
      ".SH SYNOPSIS\n.B kelvolt\n\\fICOMMAND\\fR [\\fIARGUMENT\\fR ...]\n.br\n"
      "mpirun \\-n \\fIN\\fR kelvolt solve \\fICASE.yaml\\fR\n"
      ".SH DESCRIPTION\n{1}\n.SH COMMANDS\n",
      KELVOLT_VERSION,
      troff(program.get_description()));
  for (const CLI::App *command : program.get_subcommands(
           [](const CLI::App *one) { return !one->get_group().empty(); }))
    text += section_of(*command, "kelvolt ");
  return text +
         ".SH SEE ALSO\nThe case file and the result directory: docs/case\\-format.md and "
         "docs/results.md of the sources.\n";
}

} // namespace

Command add_man(CLI::App &program)
{
  CLI::App *command = program.add_subcommand(
      "man", "Write the man page to standard output, for installers");
  command->group(""); // hidden
  return {command,
          [&program](const ProgramArguments &)
          {
            std::cout << man_page(program);
            return ExitStatus::done;
          }};
}

} // namespace kelvolt
