#include "computing/timed_case.h"

#include "run/collective_error.h"

#include <mpi.h>

#include <utility>

namespace kelvolt
{
namespace
{

Study judged_study(const Study &own, const ImpedanceRequest &request)
{
  if (transient_study(own) != nullptr)
    return own;
  TransientStudy study;
  study.end = request.last;
  study.initial = 298.15;
  study.save = {request.last};
  return study;
}

} // namespace

JudgedCase
read_timed_case(const CaseOptions &options,
                const ImpedanceRequest &request,
                const std::string &directory,
                const std::function<std::vector<CaseProblem>(const Case &)> &faults)
{
  JudgedCase judged;
  const auto read = [&]
  {
    Study own;
    bool matrices = false;
    judged = read_and_judge(options.file,
                            options.overrides,
                            [&](Case &input)
                            {
                              own = input.study;
                              input.study = judged_study(own, request);
                              // Those are of steady studies, and not made here.
                              matrices = std::exchange(input.output.matrices, false);
                            });
    judged.input.study = own;
    judged.input.output.matrices = matrices;
    if (const auto found = faults(judged.input); !found.empty())
      throw InputError(found);
    if (!directory.empty())
      judged.input.output.directory = directory;
  };
  run_on_all_ranks(MPI_COMM_WORLD, read);
  return judged;
}

} // namespace kelvolt
