#include "electric/column_current.h"

#include "case/given.h"
#include "layout/contact_vertices.h"
#include "mesh/column_islands.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <limits>

namespace kelvolt
{

namespace
{

std::vector<std::vector<ColumnFace>> terminal_faces(const Case &input,
                                                    const ColumnLayout &layout)
{
  std::vector<std::vector<ColumnFace>> result;
  for (const Terminal &terminal : input.terminals)
    result.push_back(surface_faces(layout, input.parts, terminal.surface));
  return result;
}

std::vector<int> islands_under(const std::vector<std::vector<ColumnFace>> &terminals,
                               const ColumnLayout &layout,
                               const ConnectedCells &islands)
{
  std::vector<int> result;
  for (const std::vector<ColumnFace> &faces : terminals)
  {
    result.push_back(-1);
    for (const ColumnFace &face : faces)
      result.back() = std::max(
          result.back(),
          islands.component[std::size_t(face.column) * layout.n_slabs() + face.slab]);
  }
  return result;
}

ColumnTies electric_ties(const Case &input, const ColumnConductors &conductors)
{
  ColumnTies result;
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
    (conductors.references.holds_voltage[i] ? result.fixed : result.floating)
        .push_back(conductors.terminals[i]);
  const ContactPairs pairs = contact_pairs(input);
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (input.contacts[i].electrical)
      result.jumps.push_back(pairs[i]);
  result.only = conductors.driven;
  return result;
}

} // namespace

ColumnConductors::ColumnConductors(const Case &input,
                                   const std::vector<bool> &conducting,
                                   const std::vector<bool> &conducting_wires,
                                   const ColumnLayout &layout)
    : conducting(conducting), terminals(terminal_faces(input, layout)),
      islands(joined_by_wires(input,
                              conducting_wires,
                              layout,
                              connected_cells(layout, conducting))),
      island_of_terminal(islands_under(terminals, layout, islands)),
      references(input, island_of_terminal, islands.count)
{
  for (const int one : islands.component)
    driven.push_back(one >= 0 && std::find(island_of_terminal.begin(),
                                           island_of_terminal.end(),
                                           one) != island_of_terminal.end()
                         ? 1
                         : 0);
}

DrivenFaces driven_faces(const ColumnLayout &layout,
                         const ColumnConductors &conductors,
                         const std::pair<int, int> &contact)
{
  bool any = false, all = true;
  for (const ColumnFacePair &face : faces_between(layout, contact.first, contact.second))
    for (const ColumnFace &side : {face.first, face.second})
    {
      const bool is_driven =
          conductors.driven[std::size_t(side.column) * layout.n_slabs() + side.slab] != 0;
      any = any || is_driven;
      all = all && is_driven;
    }
  return !any ? DrivenFaces::none : all ? DrivenFaces::all : DrivenFaces::some;
}

ColumnCurrent::ColumnCurrent(const ColumnLayout &layout,
                             MPI_Comm communicator,
                             const Case &input,
                             const ColumnConductors &conductors,
                             unsigned int degree)
    : input_(&input), conductors_(&conductors), field_(layout,
                                                       communicator,
                                                       conductors.conducting,
                                                       degree,
                                                       electric_ties(input, conductors)),
      potential_(field_.make_vector()), operator_(field_)
{
  int n_fixed = 0;
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
    add_electrode(input.terminals[i], i, n_fixed);
  const ContactPairs pairs = contact_pairs(input);
  for (std::size_t i = 0; i < pairs.size(); ++i)
  {
    contacts_.emplace_back();
    contact_resistance_.push_back(input.contacts[i].electrical.value_or(0.));
    if (!input.contacts[i].electrical ||
        driven_faces(layout, conductors, pairs[i]) == DrivenFaces::none)
      continue;
    contacts_.back() =
        std::make_unique<ColumnContact>(field_, pairs[i].first, pairs[i].second);
    operator_.add_contact({*contacts_.back(), 1. / *input.contacts[i].electrical});
  }
  operator_.links().add_wires(input, field_);
  newton_.set_slopes(std::vector<double>(input.wires.size(), 0.));
  field_.distribute(potential_);
  potential_.update_ghost_values();
}

void ColumnCurrent::add_electrode(const Terminal &terminal, std::size_t index, int &n_fixed)
{
  Electrode electrode;
  const TerminalReferences &references = conductors_->references;
  electrode.reference = reference_voltage(conductors_->island_of_terminal[index]);
  const std::optional<double> voltage = given_voltage(terminal);
  if (references.holds_voltage[index])
  {
    electrode.fixed = n_fixed++;
    field_.set_fixed(electrode.fixed, voltage ? *voltage - electrode.reference : 0.);
  }
  else
  {
    electrode.given = given_current(terminal).value();
    const auto own = field_.owned_unknown(conductors_->terminals[index].front());
    electrode.is_mine = own.has_value();
    electrode.unknown = own.value_or(0);
  }
  electrodes_.push_back(electrode);
}

double ColumnCurrent::reference_voltage(int island) const
{
  const auto terminal = conductors_->references.of_island[island];
  return terminal ? given_voltage(input_->terminals[*terminal]).value() : 0.;
}

double ColumnCurrent::reference(const ColumnCell &cell) const
{
  const std::size_t n_slabs = field_.layout().n_slabs();
  return reference_voltage(
      conductors_->islands.component[cell.column * n_slabs + cell.slab]);
}

void ColumnCurrent::set_potential(const Vector &potential)
{
  potential_.zero_out_ghost_values();
  potential_.copy_locally_owned_data_from(potential);
  field_.distribute(potential_);
  potential_.update_ghost_values();
}

Vector ColumnCurrent::flow() const
{
  Vector result = field_.make_vector();
  operator_.add_conduction(potential_, 0., result);
  result.compress(dealii::VectorOperation::add);
  return result;
}

SolveReport ColumnCurrent::correct(const PointValues &sigma, double tolerance)
{
  set_conductivity(sigma);
  Vector b = flow();
  for (const Electrode &electrode : electrodes_)
    if (electrode.is_mine)
      b.local_element(electrode.unknown) -= electrode.given;
  b *= -1.;
  Vector increment = field_.make_vector();
  const std::vector<double> before = wire_voltages();
  const SolveReport report = solve(increment, std::move(b), tolerance);
  potential_.zero_out_ghost_values();
  potential_ += increment;
  field_.distribute(potential_);
  potential_.update_ghost_values();
  newton_.follow(before, wire_voltages(), operator_.links());
  return report;
}

SolveReport ColumnCurrent::solve(Vector &x, Vector b, double tolerance)
{
  return newton_.with_slopes(operator_.links(),
                             [&] { return solve_with_slopes(x, std::move(b), tolerance); });
}

SolveReport ColumnCurrent::solve_with_slopes(Vector &x, Vector b, double tolerance)
{
  field_.distribute_homogeneous(b);
  if (!solver_)
    solver_ = solver_for("potential", operator_);
  return solver_->solve(x, b, tolerance);
}

SolveReport ColumnCurrent::improve(Vector &x, const Vector &b, double tolerance)
{
  const auto solve_rest = [&](Vector &change, Vector rest)
  {
    return solve_with_slopes(change, std::move(rest), tolerance);
  };
  return newton_.with_slopes(operator_.links(),
                             [&] { return improve_solution(operator_, x, b, solve_rest); });
}

std::vector<double> ColumnCurrent::contact_jump(std::size_t contact) const
{
  return contacts_[contact] ? contacts_[contact]->jump_at_points(potential_)
                            : std::vector<double>();
}

void ColumnCurrent::add_contact_load(std::size_t contact,
                                     const std::vector<double> &f,
                                     Vector &y) const
{
  contacts_[contact]->add_load(f, 1., -1., y);
}

std::vector<TerminalState> ColumnCurrent::terminals() const
{
  const Vector out = flow();
  std::vector<double> current(electrodes_.size(), 0.), above(electrodes_.size(), 0.);
  std::vector<double> held(electrodes_.size() + 1, 0.);
  for (const unsigned int i : field_.constrained())
    held[field_.fixed_surface(i)] += out.local_element(i);
  for (std::size_t t = 0; t < electrodes_.size(); ++t)
    if (electrodes_[t].fixed >= 0)
      current[t] = held[electrodes_[t].fixed];
    else if (electrodes_[t].is_mine)
    {
      current[t] = out.local_element(electrodes_[t].unknown);
      above[t] = potential_.local_element(electrodes_[t].unknown);
    }
  dealii::Utilities::MPI::sum(current, field_.communicator(), current);
  dealii::Utilities::MPI::sum(above, field_.communicator(), above);
  std::vector<TerminalState> result;
  for (std::size_t t = 0; t < electrodes_.size(); ++t)
  {
    const Electrode &electrode = electrodes_[t];
    if (electrode.fixed >= 0)
      above[t] = field_.fixed_value(electrode.fixed);
    result.push_back({electrode.reference + above[t], current[t], above[t]});
  }
  return result;
}

Vector ColumnCurrent::terminal_indicator(std::size_t terminal) const
{
  Vector result = field_.make_vector();
  const Electrode &electrode = electrodes_[terminal];
  if (electrode.fixed >= 0)
  {
    for (const unsigned int i : field_.constrained())
      if (field_.fixed_surface(i) == electrode.fixed)
        result.local_element(i) = 1.;
  }
  else if (electrode.is_mine)
    result.local_element(electrode.unknown) = 1.;
  result.update_ghost_values();
  return result;
}

} // namespace kelvolt
