#include "study/study_run.h"

#include "case/part_extent.h"
#include "checks/check_duty.h"
#include "materials/joint_limits.h"
#include "mesh/block_mesh.h"

#include <deal.II/base/mpi.h>

#include <utility>

namespace kelvolt
{

StudyRun::StudyRun(MPI_Comm communicator,
                   Case judged,
                   MaterialMap materials,
                   RunLog &log,
                   Profile *profile)
    : communicator(communicator), input(std::move(judged)), library(std::move(materials)),
      log(log), profile(profile),
      layout(is_on_columns(input) ? PartLayout()
                                  : make_part_layout(input.parts, input.patches))
{
  for (const std::string &warning : limit_joints(input, library))
    log.warning(warning);
  const DutyShares shares = duty_shares(input, library, layout);
  for (const std::string &warning : shares.warnings)
    log.warning(warning);
  solved = with_mean_losses(input, library, shares);
  cost.ranks = dealii::Utilities::MPI::n_mpi_processes(communicator);
}

PartLayout first_mesh(StudyRun &run)
{
  const Profile::Phase phase(run.profile, "first mesh");
  return make_block_mesh(sized_for_first_mesh(run.input), run.library, run.layout);
}

std::unique_ptr<MeshSolution> set_up_mesh(StudyRun &run, PartLayout mesh)
{
  const Stopwatch watch;
  auto solution =
      in_phase(run.profile,
               "mesh",
               [&]
               {
                 return std::make_unique<MeshSolution>(
                     run.communicator, run.solved, run.library, std::move(mesh));
               });
  run.cost.seconds.mesh += watch.seconds();
  solution->set_profile(run.profile);
  if (run.profile)
    run.profile->set_unknowns(solution->n_dofs());
  run.log.progress().start_mesh(static_cast<double>(solution->n_dofs()));
  return solution;
}

} // namespace kelvolt
