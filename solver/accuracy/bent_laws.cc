#include "accuracy/bent_laws.h"

#include "accuracy/cell_change.h"
#include "accuracy/error_estimate.h"
#include "accuracy/loss_change.h"
#include "materials/property_evaluation.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/quadrature_lib.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

namespace kelvolt
{
namespace
{

/// Below, temperatures differ by round-off [K].
constexpr double least_range = 1e-6;

template <typename Law>
bool is_table(const Law & /*law*/)
{
  return false;
}
bool is_table(const TableLaw & /*law*/)
{
  return true;
}
bool is_table(const SumLaw &sum)
{
  return std::any_of(
      sum.terms.begin(),
      sum.terms.end(),
      [](const LawTerm &term)
      { return std::visit([](const auto &one) { return is_table(one); }, term); });
}

bool has_table(const PropertyLaw &law)
{
  return std::visit([](const auto &one) { return is_table(one); }, law);
}

bool any_table(const MaterialTable &materials)
{
  for (std::size_t part = 0; part < materials.size(); ++part)
  {
    const Material &material = materials.of_part(part);
    for (const MaterialProperty &k : material.conductivity)
      if (has_table(k.law))
        return true;
    for (const auto *const property :
         {&material.electrical_resistivity, &material.electrical_conductivity})
      if (*property && has_table((*property)->law))
        return true;
  }
  return false;
}

/// u of laws in cells of one number of points.
class GaussPoints
{
public:
  explicit GaussPoints(unsigned int n)
      : rules_{dealii::QGauss<1>(n), dealii::QGauss<1>(n + 1)}
  {
  }

  double unseen(const PropertyLaw &law, double from, double to) const
  {
    if (to - from < least_range || !has_table(law))
      return 0.;
    const double exact = integral(law, from, to) / (to - from);
    double result = 0.;
    for (const dealii::QGauss<1> &gauss : rules_)
    {
      double mean = 0.;
      for (unsigned int q = 0; q < gauss.size(); ++q)
        mean +=
            gauss.weight(q) * evaluate(law, from + gauss.point(q)[0] * (to - from)).value;
      result = std::max(result, std::abs(mean / exact - 1.));
    }
    return result;
  }
  /// Of the conductivity of heat along any axis.
  double of_heat(const Material &material, double from, double to) const
  {
    double result = 0.;
    for (const MaterialProperty &k : material.conductivity)
      result = std::max(result, unseen(k.law, from, to));
    return result;
  }
  double of_current(const Material &material, double from, double to) const
  {
    double result = 0.;
    for (const auto *const property :
         {&material.electrical_resistivity, &material.electrical_conductivity})
      if (*property)
        result = std::max(result, unseen((*property)->law, from, to));
    return result;
  }

private:
  std::array<dealii::QGauss<1>, 2> rules_;
};

using PerAxis = std::array<double, 3>;

/// What the temperature changes along each axis of a cell, the first one fastest. @param n
/// nodes along each
PerAxis ranges_of_box(const EdgedCell &cell, const Vector &T, unsigned int n)
{
  PerAxis range{};
  const std::array<unsigned int, 3> stride{1, n, n * n};
  for (unsigned int axis = 0; axis < 3; ++axis)
    for (unsigned int i = 0; i < cell.dof.size(); ++i)
      if (i / stride[axis] % n == 0)
      {
        const unsigned int end = i + (n - 1) * stride[axis];
        range[axis] = std::max(
            range[axis],
            std::abs(T.local_element(cell.dof[end]) - T.local_element(cell.dof[i])));
      }
  return range;
}

/// In the plane and along z, which is the fastest. @param n nodes along that
PerAxis ranges_of_column(const EdgedCell &cell, const Vector &T, unsigned int n)
{
  PerAxis range{};
  const auto value = [&](unsigned int plane, unsigned int z)
  {
    return T.local_element(cell.dof[plane * n + z]);
  };
  for (unsigned int plane = 0; plane < cell.dof.size() / n; ++plane)
  {
    range[2] = std::max(range[2], std::abs(value(plane, n - 1) - value(plane, 0)));
    for (const unsigned int z : {0U, n - 1})
      range[0] = std::max(range[0], std::abs(value(plane, z) - value(0, z)));
  }
  return range;
}

/// u of the conductivities of heat and of current in a cell.
struct Unseen
{
  std::size_t part = 0;
  double volume = 0.;
  double of_heat = 0., of_current = 0.;
  PerAxis range{}; ///< [K]
};

template <typename Ranges>
std::vector<Unseen> unseen_in_cells(const MaterialTable &materials,
                                    const EdgedCells &cells,
                                    const Vector &T,
                                    const std::vector<bool> &conducting,
                                    unsigned int n,
                                    const Ranges &ranges)
{
  const GaussPoints points(n);
  std::vector<Unseen> result;
  cells(
      [&](const EdgedCell &cell)
      {
        double from = std::numeric_limits<double>::infinity(), to = -from;
        for (const unsigned int dof : cell.dof)
        {
          from = std::min(from, T.local_element(dof));
          to = std::max(to, T.local_element(dof));
        }
        const Material &material = materials.of_part(cell.part);
        result.push_back(
            {cell.part,
             cell.volume,
             points.of_heat(material, from, to),
             conducting[cell.part] ? points.of_current(material, from, to) : 0.,
             ranges(cell, T, n)});
      });
  return result;
}

/// @param energies E of the cells
BentLaws weigh(const std::vector<Unseen> &cells,
               const std::vector<double> &energies,
               std::size_t n_parts,
               MPI_Comm communicator)
{
  const auto sum = [communicator](auto &x)
  {
    dealii::Utilities::MPI::sum(x, communicator, x);
  };
  std::vector<double> all(n_parts + 1, 0.), unseen(n_parts + 1, 0.); // heat last
  for (std::size_t c = 0; c < cells.size(); ++c)
  {
    const Unseen &cell = cells[c];
    all[cell.part] += cell.volume;
    unseen[cell.part] += cell.volume * cell.of_current;
    all[n_parts] += energies[c];
    unseen[n_parts] += energies[c] * cell.of_heat;
  }
  sum(all);
  sum(unseen);
  BentLaws result;
  const auto per = [&all](double x, std::size_t i)
  {
    return all[i] > 0. ? x / all[i] : 0.;
  };
  for (std::size_t i = 0; i <= n_parts; ++i)
    result.share = std::max(result.share, per(unseen[i], i));
  for (std::size_t c = 0; c < cells.size(); ++c)
  {
    const Unseen &cell = cells[c];
    const double own = per(energies[c] * cell.of_heat, n_parts) +
                       per(cell.volume * cell.of_current, cell.part),
                 range = cell.range[0] + cell.range[1] + cell.range[2];
    PerAxis along{};
    for (std::size_t axis = 0; axis < 3 && range > 0.; ++axis)
      along[axis] = own * cell.range[axis] / range;
    result.of_cells.push_back(along);
  }
  return result;
}

} // namespace

double unseen_of_law(const PropertyLaw &law, double from, double to, unsigned int points)
{
  return GaussPoints(points).unseen(law, from, to);
}

BentLaws bent_laws(const MaterialTable &materials,
                   const ThermalProblem &thermal,
                   const std::vector<bool> &conducting)
{
  if (!any_table(materials))
    return {};
  const Vector &T = thermal.temperature();
  const ScalarField &field = thermal.field();
  return weigh(unseen_in_cells(materials,
                               plain_cells(field),
                               T,
                               conducting,
                               field.element().degree + 1,
                               ranges_of_box),
               losses_of_cells(thermal.conduction(), T),
               materials.size(),
               field.communicator());
}

BentLaws bent_laws(const MaterialTable &materials, const ColumnState &state)
{
  if (!any_table(materials))
    return {};
  const ColumnField &field = state.heat.field();
  const Vector &T = state.heat.temperature();
  return weigh(unseen_in_cells(materials,
                               plain_cells(field),
                               T,
                               state.conductors
                                   ? state.conductors->conducting
                                   : std::vector<bool>(materials.size(), false),
                               field.element().line.n,
                               ranges_of_column),
               losses_of_cells(state.heat.conduction(), T),
               materials.size(),
               field.communicator());
}

CellIndicators indicators_of(const BentLaws &laws, const ScalarField &field)
{
  CellIndicators result;
  for (unsigned int cell = 0; cell < laws.of_cells.size(); ++cell)
  {
    result.push_back(indicator_of_cell(field, cell));
    result.back().along = laws.of_cells[cell];
  }
  return result;
}

ColumnIndicators indicators_of(const BentLaws &laws, const ColumnField &field)
{
  ColumnIndicators result{std::vector<double>(field.layout().n_columns(), 0.),
                          std::vector<double>(field.layout().n_slabs(), 0.)};
  for (unsigned int cell = 0; cell < laws.of_cells.size(); ++cell)
  {
    result.column[field.cells()[cell].column] += laws.of_cells[cell][0];
    result.slab[field.cells()[cell].slab] += laws.of_cells[cell][2];
  }
  for (std::vector<double> *const sum : {&result.column, &result.slab})
    dealii::Utilities::MPI::sum(*sum, field.communicator(), *sum);
  return result;
}

} // namespace kelvolt
