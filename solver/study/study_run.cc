#include "study/study_run.h"

#include "case/part_extent.h"
#include "checks/check_duty.h"
#include "layout/conductor_islands.h"
#include "layout/contact_vertices.h"
#include "materials/joint_limits.h"
#include "mesh/block_mesh.h"

#include <deal.II/base/mpi.h>

#include <array>
#include <set>
#include <utility>

namespace kelvolt
{

namespace
{

/// Cells that hang together without a contact between them share the grid's vertices. So
/// would two conductors by an insulator on the edge of the joint between them, and the
/// joint be shorted there. Contacts without any resistance give the insulator vertices of
/// its own: they tie temperatures, and potentials have nothing there.
Case with_bridges_apart(Case input, const MaterialMap &library)
{
  const std::vector<bool> conducts = conducting_parts(input, library);
  const ContactPairs pairs = contact_pairs(input);
  std::set<std::array<int, 2>> added;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    for (const int conductor : {pairs[i].first, pairs[i].second})
      for (std::size_t p = 0; p < conducts.size(); ++p)
      {
        const int other = static_cast<int>(p);
        if (!input.contacts[i].electrical || conducts[p] ||
            contact_between(pairs, conductor, other) >= 0 ||
            !added.insert({conductor, other}).second)
          continue;
        Contact bridge;
        bridge.between = {input.parts[conductor].name, input.parts[other].name};
        input.contacts.push_back(bridge);
      }
  return input;
}

} // namespace

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
  // Of both: numbers of contacts are told by their order.
  if (!input.terminals.empty() && !is_on_columns(input))
    for (Case *one : {&input, &solved})
      *one = with_bridges_apart(std::move(*one), library);
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
