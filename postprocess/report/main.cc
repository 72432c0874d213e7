#include "report/report_page.h"
#include "report/whole_page.h"
#include "results/derived_files.h"
#include "results/drawing_options.h"
#include "run_program.h"

#include <filesystem>
#include <iostream>
#include <optional>

namespace
{

using namespace kelvolt;

struct Options
{
  std::string directory, compared, output;
};

void write_report(const Options &options)
{
  const report::ReportInput result = report::read_report_input(options.directory);
  std::optional<report::ReportInput> other;
  if (!options.compared.empty())
    other = report::read_report_input(options.compared);
  const std::string path =
      options.output.empty()
          ? (std::filesystem::path(options.directory) / result_schema::report_file).string()
          : options.output;
  report::write_page(path, report::report_page({result, other ? &*other : nullptr}));
  std::cout << path << std::endl;
}

void add_options(CLI::App &app, Options &options)
{
  app.description(
      "Writes one HTML file that tells all of a result and opens without a network: "
      "verdicts, the temperature in three dimensions, where the kelvins go, tables, "
      "balances, convergence, materials and the case.");
  app.add_option(
         "DIR", options.directory, "Directory that 'kelvolt solve' or 'kelvolt zth' wrote")
      ->required();
  app.add_option(
      report_option::compare.names, options.compared, report_option::compare.text);
  app.add_option(report_option::output.names, options.output, report_option::output.text);
  app.footer("Exit status:\n  0  done\n  1  the file could not be written\n  2  bad input: "
             "nothing was written\n\nExample:\n  kelvolt report results/after --compare "
             "results/before");
}

} // namespace

int main(int argc, char **argv)
{
  Options options;
  return run_program(
      "kelvolt report",
      argc,
      argv,
      [&](CLI::App &app) { add_options(app, options); },
      [&] { write_report(options); });
}
