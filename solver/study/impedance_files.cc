#include "study/impedance_files.h"

#include "exchange/network_tables.h"
#include "input/resolved_case.h"
#include "output/compact_model_files.h"
#include "output/whole_file.h"
#include "results/result_schema.h"
#include "run/collective_error.h"

#include <deal.II/base/mpi.h>

#include <stdexcept>

namespace kelvolt
{
namespace
{

void write_text(const std::string &file, const std::string &text)
{
  try
  {
    write_whole_file(file, text.data(), text.size());
  }
  catch (const std::runtime_error &error)
  {
    throw std::runtime_error("The file " + file +
                             " could not be written in full: " + error.what());
  }
}

} // namespace

void write_impedance(StudyRun &run,
                     const ImpedanceResult &result,
                     std::size_t n_terms,
                     const std::string &directory)
{
  const auto write = [&]
  {
    if (dealii::Utilities::MPI::this_mpi_process(run.communicator) != 0)
      return;
    write_text(directory + "/" + result_schema::impedance_table,
               impedance_csv(result.impedance));
    write_text(directory + "/" + result_schema::resolved_case_file,
               resolved_case(run.input, run.library));
    run.log.write(directory + "/" + result_schema::log_file);
    CompactFileOptions options;
    options.n_terms = n_terms;
    write_compact_files(result.models, directory, options);
    write_text(
        directory + "/" + result_schema::impedance_file,
        impedance_json(result.impedance, networks_json(result.models.front(), n_terms)));
  };
  run_on_all_ranks(run.communicator, write);
}

} // namespace kelvolt
