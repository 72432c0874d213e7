#include "measure.h"

#include "cpu_stopwatch.h"
#include "linear_algebra/linear_solver.h"
#include "resident_memory.h"

#include <deal.II/base/mpi.h>

#include <random>

namespace kelvolt
{
namespace
{

/// A right-hand side that contains all frequencies; the same on any number of ranks.
Vector random_load(const ScalarField &field)
{
  Vector b = field.make_vector();
  std::mt19937 generator(1);
  generator.discard(b.get_partitioner()->local_range().first);
  std::uniform_real_distribution<float> distribution(-1.F, 1.F);
  for (std::size_t i = 0; i < b.locally_owned_size(); ++i)
    b.local_element(i) = distribution(generator);
  field.condense(b);
  return b;
}

/// Mean seconds of one call, over at least 0.2 s. Collective.
template <typename Work>
double seconds_per_call(const Work &work, MPI_Comm communicator)
{
  work();
  CpuStopwatch once;
  work();
  const double estimate = dealii::Utilities::MPI::max(once.seconds(), communicator) + 1e-9;
  const int n = static_cast<int>(std::min(100., std::max(1., 0.2 / estimate)));
  CpuStopwatch watch;
  for (int i = 0; i < n; ++i)
    work();
  return dealii::Utilities::MPI::max(watch.seconds() / n, communicator);
}

} // namespace

Measurement measure_kelvolt(const Model &model)
{
  const DiffusionOperator &A = model.conduction();
  const ScalarField &field = A.field();
  const MPI_Comm comm = field.communicator();
  Measurement m;
  m.unknowns = field.n_dofs();
  const Vector b = random_load(field);
  Vector x = field.make_vector();
  ResidentMemory memory;
  LinearSolver solver(
      "temperature",
      x,
      [&](Vector &dst, Vector &src) { A.vmult_in_place(dst, src); },
      [&]
      {
        CpuStopwatch watch;
        NearbyMatrix nearby{A.low_order_rows(), A.line_places()};
        m.assembly = watch.seconds();
        return nearby;
      });
  CpuStopwatch watch;
  solver.precondition(x, b);
  m.set_up = watch.restart() - m.assembly;
  const SolveReport report = solver.solve(x, b, 1e-10);
  m.solve = watch.seconds();
  m.iterations = report.iterations;
  m.bytes = dealii::Utilities::MPI::sum(memory.growth(), comm);
  m.assembly = dealii::Utilities::MPI::max(m.assembly, comm);
  m.set_up = dealii::Utilities::MPI::max(m.set_up, comm);
  m.solve = dealii::Utilities::MPI::max(m.solve, comm);
  Vector p = b;
  m.apply = seconds_per_call([&] { A.vmult_in_place(x, p); }, comm);
  m.cycle = seconds_per_call([&] { solver.precondition(x, b); }, comm);
  return m;
}

std::vector<std::pair<const char *, MessageCount>> count_messages(const Model &model)
{
  const DiffusionOperator &A = model.conduction();
  Vector b = random_load(A.field()), x = A.field().make_vector();
  LinearSolver solver(
      "temperature",
      x,
      [&](Vector &dst, Vector &src) { A.vmult_in_place(dst, src); },
      [&] {
        return NearbyMatrix{A.low_order_rows(), A.line_places()};
      });
  const auto counted = [](const auto &work)
  {
    const MessageCounter counter;
    work();
    return counter.count();
  };
  int iterations = 0;
  std::vector<std::pair<const char *, MessageCount>> counts;
  const MessageCount with_set_up = counted([&] { solver.precondition(x, b); });
  const MessageCount cycle = counted([&] { solver.precondition(x, b); });
  const MessageCount apply = counted([&] { A.vmult_in_place(x, b); });
  const MessageCount solve =
      counted([&] { iterations = solver.solve(x, b, 1e-10).iterations; });
  MessageCount set_up = with_set_up, per_iteration = solve;
  set_up.messages -= cycle.messages;
  set_up.bytes -= cycle.bytes;
  set_up.collectives -= cycle.collectives;
  set_up.collective_bytes -= cycle.collective_bytes;
  per_iteration.messages /= iterations;
  per_iteration.bytes /= iterations;
  per_iteration.collectives /= iterations;
  per_iteration.collective_bytes /= iterations;
  return {{"set-up", set_up},
          {"operator", apply},
          {"cycle", cycle},
          {"iteration", per_iteration}};
}

double triad_bandwidth(MPI_Comm communicator)
{
  constexpr std::size_t n = 1 << 23;
  std::vector<double> a(n, 1.), b(n, 2.), c(n, 3.);
  double scale = 1.;
  const double seconds = seconds_per_call(
      [&]
      {
        for (std::size_t i = 0; i < n; ++i)
          a[i] = b[i] + scale * c[i];
        scale += a[n / 2] * 1e-9; // keeps the loop from being dropped
      },
      communicator);
  return dealii::Utilities::MPI::n_mpi_processes(communicator) * 3. * n * sizeof(double) /
         seconds;
}

} // namespace kelvolt
