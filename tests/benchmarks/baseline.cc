#include "cpu_stopwatch.h"
#include "measure.h"
#include "resident_memory.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/quadrature_lib.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/lac/petsc_sparse_matrix.h>
#include <deal.II/lac/petsc_vector.h>
#include <deal.II/lac/sparsity_tools.h>

#include <petscksp.h>

#include <random>

/// @file What a user has with library parts as they come: assembled matrix, PETSc's CG,
/// BoomerAMG with its defaults.

namespace kelvolt
{
namespace
{

using Matrix = dealii::PETScWrappers::MPI::SparseMatrix;

/// The cell matrices of one model.
class CellMatrices
{
public:
  explicit CellMatrices(const Model &model)
      : model_(&model), k_(model.conductivity()), films_(model.films()),
        values_(model.field().dof_handler().get_fe(),
                dealii::QGauss<dim>(model.field().element().n),
                dealii::update_gradients | dealii::update_JxW_values),
        face_values_(model.field().dof_handler().get_fe(),
                     dealii::QGauss<dim - 1>(model.field().element().n),
                     dealii::update_values | dealii::update_JxW_values)
  {
  }

  template <typename CellIterator>
  void
  compute(const CellIterator &cell, unsigned int index, dealii::FullMatrix<double> &matrix)
  {
    matrix = 0.;
    values_.reinit(cell);
    const std::size_t n3 = values_.n_quadrature_points;
    const unsigned int n = values_.dofs_per_cell;
    for (unsigned int q = 0; q < n3; ++q)
      for (unsigned int d = 0; d < dim; ++d)
      {
        const double k = k_[d].at(index, q);
        for (unsigned int i = 0; i < n; ++i)
        {
          const double flux = k * values_.JxW(q) * values_.shape_grad(i, q)[d];
          for (unsigned int j = 0; j < n; ++j)
            matrix(i, j) += flux * values_.shape_grad(j, q)[d];
        }
      }
    for (const Model::Film &film : films_)
      for (unsigned int face = 0; face < 2 * dim; ++face)
        if (cell->at_boundary(face) && face == film.surface.box_face() &&
            cell->material_id() == film.surface.part())
          add_film(cell, face, film.h, matrix);
  }

private:
  template <typename CellIterator>
  void add_film(const CellIterator &cell,
                unsigned int face,
                double h,
                dealii::FullMatrix<double> &matrix)
  {
    face_values_.reinit(cell, face);
    for (unsigned int q = 0; q < face_values_.n_quadrature_points; ++q)
      for (unsigned int i = 0; i < matrix.m(); ++i)
        for (unsigned int j = 0; j < matrix.m(); ++j)
          matrix(i, j) += h * face_values_.JxW(q) * face_values_.shape_value(i, q) *
                          face_values_.shape_value(j, q);
  }

  const Model *model_;
  std::array<PointValues, dim> k_;
  std::vector<Model::Film> films_;
  dealii::FEValues<dim> values_;
  dealii::FEFaceValues<dim> face_values_;
};

void assemble(const Model &model, Matrix &matrix)
{
  const auto &dofs = model.field().dof_handler();
  const auto &constraints = model.field().constraints();
  const MPI_Comm comm = model.field().communicator();
  dealii::IndexSet relevant;
  dealii::DoFTools::extract_locally_relevant_dofs(dofs, relevant);
  dealii::DynamicSparsityPattern pattern(relevant);
  dealii::DoFTools::make_sparsity_pattern(dofs, pattern, constraints, false);
  dealii::SparsityTools::distribute_sparsity_pattern(
      pattern, dofs.locally_owned_dofs(), comm, relevant);
  matrix.reinit(dofs.locally_owned_dofs(), dofs.locally_owned_dofs(), pattern, comm);

  CellMatrices cells(model);
  const unsigned int n = dofs.get_fe().n_dofs_per_cell();
  dealii::FullMatrix<double> cell_matrix(n, n);
  std::vector<dealii::types::global_dof_index> indices(n);
  unsigned int index = 0;
  for (const auto &cell : dofs.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      cells.compute(cell, index++, cell_matrix);
      cell->get_dof_indices(indices);
      constraints.distribute_local_to_global(cell_matrix, indices, matrix);
    }
  matrix.compress(dealii::VectorOperation::add);
}

} // namespace

Measurement measure_baseline(const Model &model)
{
  const ScalarField &field = model.field();
  const MPI_Comm comm = field.communicator();
  Measurement m;
  m.unknowns = field.n_dofs();
  ResidentMemory memory;
  CpuStopwatch watch;
  Matrix matrix;
  assemble(model, matrix);
  m.assembly = dealii::Utilities::MPI::max(watch.restart(), comm);

  dealii::PETScWrappers::MPI::Vector x(field.dof_handler().locally_owned_dofs(), comm),
      b(field.dof_handler().locally_owned_dofs(), comm);
  std::mt19937 generator(1);
  std::uniform_real_distribution<float> distribution(-1.F, 1.F);
  const auto range = b.local_range();
  for (auto i = range.first; i < range.second; ++i)
    b[i] = distribution(generator);
  b.compress(dealii::VectorOperation::insert);
  KSP ksp = nullptr;
  PC pc = nullptr;
  KSPCreate(comm, &ksp);
  KSPSetType(ksp, KSPCG);
  KSPSetNormType(ksp, KSP_NORM_NATURAL);
  KSPSetOperators(ksp, matrix, matrix);
  KSPGetPC(ksp, &pc);
  PCSetType(pc, PCHYPRE);
  PCHYPRESetType(pc, "boomeramg");
  KSPSetTolerances(ksp, 1e-10, 0., PETSC_DEFAULT, 1000);
  KSPSetUp(ksp);
  m.set_up = dealii::Utilities::MPI::max(watch.restart(), comm);
  KSPSolve(ksp, b, x);
  m.solve = dealii::Utilities::MPI::max(watch.restart(), comm);
  m.bytes = dealii::Utilities::MPI::sum(memory.growth(), comm);
  KSPConvergedReason reason = KSP_CONVERGED_ITERATING;
  KSPGetConvergedReason(ksp, &reason);
  KSPGetIterationNumber(ksp, &m.iterations);
  m.converged = reason > 0;
  KSPDestroy(&ksp);
  return m;
}

} // namespace kelvolt
