#pragma once

#include "accuracy/mesh_sequence.h"
#include "case/case.h"
#include "case/case_problem.h"
#include "coupling/critical_drive.h"
#include "coupling/loop_gain.h"
#include "coupling/solve_coupled.h"
#include "geometry/grid.h"
#include "geometry/part_layout.h"
#include "linear_algebra/stopwatch.h"
#include "materials/material_table.h"
#include "output/run_log.h"
#include "output/summary.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Completes the case with what it takes from the library by name, and gives every fault:
/// names, values, layout, terminals. None = it can be computed.
std::vector<CaseProblem> judge_case(Case &input, const MaterialMap &library);

/// One row of history.csv.
struct CycleRecord
{
  unsigned long long cells = 0, dofs = 0;
  MeshAnswer hottest; ///< the largest temperature
  MeshAnswer asked;   ///< the quantity whose accuracy is asked for
  double error = 0.;  ///< estimated; infinite for the first mesh
  unsigned int nonlinear_iterations = 0, linear_iterations = 0;
  double seconds = 0.;
};

/// The solution on one mesh, with all that it refers to, in building order.
struct MeshSolution
{
  MeshSolution(MPI_Comm communicator,
               const Case &input,
               const MaterialMap &library,
               const PartLayout &mesh);

  Grid grid;
  MaterialTable materials;
  std::unique_ptr<ElectricProblem> electric; ///< null without terminals
  ThermalProblem thermal;
  CoupledSolution coupled;
};

/// A steady electro-thermal case from its description to its numbers and files.
class Simulation
{
public:
  /// The case has been judged. All members are collective.
  Simulation(MPI_Comm communicator, Case input, MaterialMap library, RunLog &log);

  /// Solves on finer and finer meshes until the accuracy is reached, then audits the
  /// balances. Where the drive has no steady state, the summary says so and holds no other
  /// answer. @throws std::runtime_error if there is no answer that can be trusted
  void run();

  /// Writes summary, fields (if there is a steady state), history, resolved case and log
  /// into the directory, which exists.
  void write_results(const std::string &directory);

  const Summary &summary() const
  {
    return summary_;
  }

private:
  std::unique_ptr<MeshSolution> set_up_mesh(double size_factor);
  std::unique_ptr<MeshSolution> solve_on_mesh(double size_factor);
  bool has_feedback(const MeshSolution &solution) const;
  void solve_or_throw(MeshSolution &solution);
  bool follow_drive(MeshSolution &solution,
                    const CoupledFields &start,
                    const std::vector<double> &guesses,
                    const std::string &failure);
  void bracket_on_default_mesh();
  void finish();
  void record_cycle(const MeshSolution &solution, MeshSequence &sequence);
  bool within_budget(double size_factor) const;
  double wanted_error() const;
  void write_fields(const std::string &file) const;
  std::string history() const;

  MPI_Comm communicator_;
  Case input_;
  MaterialMap library_;
  RunLog *log_;
  PartLayout layout_;
  std::unique_ptr<MeshSolution> solution_;
  std::vector<CycleRecord> cycles_;
  Summary summary_;
  std::optional<double> loop_gain_; ///< on the first mesh
  Stopwatch total_;
};

} // namespace kelvolt
