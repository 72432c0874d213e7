#pragma once

#include "case/case.h"
#include "discretization/column_operator.h"
#include "discretization/column_solver.h"
#include "electric/electric_problem.h"
#include "electric/terminal_references.h"
#include "electric/wire_newton.h"

#include <array>
#include <memory>
#include <vector>

namespace kelvolt
{

/// The conductors of a mesh of columns that carry current: DrivenConductors there.
struct ColumnConductors
{
  /// @param conducting per part of the case: whether current can flow there
  /// @param conducting_wires per wire of the case: whether current can flow in it
  ColumnConductors(const Case &input,
                   const std::vector<bool> &conducting,
                   const std::vector<bool> &conducting_wires,
                   const ColumnLayout &layout);

  std::vector<bool> conducting;                   ///< per part
  std::vector<std::vector<ColumnFace>> terminals; ///< faces, in the order of the case
  ConnectedCells islands;                         ///< by [column][slab]
  std::vector<int> island_of_terminal;
  TerminalReferences references;
  std::vector<char> driven; ///< [column][slab]
};

/// How much of a contact carries current.
enum class DrivenFaces
{
  none,
  some, ///< which ColumnCurrent does not solve
  all
};
DrivenFaces driven_faces(const ColumnLayout &layout,
                         const ColumnConductors &conductors,
                         const std::pair<int, int> &contact);

/// Steady current in columns: the equations of ElectricProblem,
///
///     div(sigma grad phi) = 0,   phi = const. on every terminal, insulated elsewhere
///
/// with (phi_1 - phi_2) / r across contacts, and wires between their feet. A terminal with
/// a given current has one unknown potential. The unknown is phi less the reference of its
/// island; currents come from the residual, so that they add up to zero to the accuracy of
/// the solver on any mesh.
class ColumnCurrent
{
public:
  /// Collective. @param conductors of the layout; all given has to outlive this
  ColumnCurrent(const ColumnLayout &layout,
                MPI_Comm communicator,
                const Case &input,
                const ColumnConductors &conductors,
                unsigned int degree);

  const ColumnField &field() const
  {
    return field_;
  }
  const ColumnOperator &conduction() const
  {
    return operator_;
  }
  const ColumnConductors &conductors() const
  {
    return *conductors_;
  }
  /// Voltage of the reference of the island that a driven cell belongs to [V].
  double reference(const ColumnCell &cell) const;
  /// Above the reference of the island. Ghosts are up to date.
  const Vector &potential() const
  {
    return potential_;
  }
  /// Collective.
  void set_potential(const Vector &potential);

  /// Takes sigma at the points and leaves the potential as it is.
  void set_conductivity(const PointValues &sigma)
  {
    operator_.set_conductivity({&sigma, &sigma, &sigma});
  }
  /// One step towards div(sigma grad phi) = 0, as ElectricProblem::correct(). Collective.
  SolveReport correct(const PointValues &sigma, double tolerance);
  /// As that of ColumnHeat.
  void release_solver()
  {
    solver_.reset();
  }
  /// Brings x nearer to A^-1 b for the sigma taken last, as ColumnHeat::improve().
  SolveReport improve(Vector &x, const Vector &b, double tolerance);

  std::array<PointValues, 3> gradient() const
  {
    return operator_.gradient(potential_);
  }
  /// Whether there is a jump at a contact of the case, on any rank.
  bool may_jump(std::size_t contact) const
  {
    return contacts_[contact] != nullptr;
  }
  /// phi(first part) - phi(second part) [V] at the points of a contact of the case; empty
  /// where it has no electrical resistance.
  std::vector<double> contact_jump(std::size_t contact) const;
  void add_contact_load(std::size_t contact, const std::vector<double> &f, Vector &y) const;
  /// [ohm m2] per contact of the case, zero where it does not resist current.
  const std::vector<double> &contact_resistance() const
  {
    return contact_resistance_;
  }
  /// The functions of ElectricProblem for wires. Voltages are collective.
  std::vector<double> wire_voltages() const
  {
    return operator_.links().drops(potential_);
  }
  std::vector<double> wire_currents() const
  {
    return operator_.links().flows(wire_voltages());
  }
  bool connects(std::size_t wire) const
  {
    return operator_.links().is_active(wire);
  }
  void set_wires(std::vector<double> G, std::vector<double> slope)
  {
    operator_.links().set_conductance(std::move(G));
    newton_.set_slopes(std::move(slope));
  }

  /// There are no devices.
  double resistivity_share(std::size_t /*part*/) const
  {
    return 1.;
  }

  /// Of the sigma taken last. Collective.
  std::vector<TerminalState> terminals() const;
  /// 1 at the nodes of a terminal, 0 elsewhere. Ghosts are up to date. Collective.
  Vector terminal_indicator(std::size_t terminal) const;
  bool holds_voltage(std::size_t terminal) const
  {
    return electrodes_[terminal].fixed >= 0;
  }

private:
  struct Electrode
  {
    int fixed = -1;           ///< its place among the field's fixed surfaces
    bool is_mine = false;     ///< this rank owns the unknown of a floating one
    unsigned int unknown = 0; ///< local index of that
    double given = 0.;        ///< current [A], of one that floats
    double reference = 0.;    ///< voltage of its island's reference [V]
  };

  double reference_voltage(int island) const;
  void add_electrode(const Terminal &terminal, std::size_t index, int &n_fixed);
  /// Current out of each unknown that the potential drives, constraints not applied [A].
  Vector flow() const;
  /// x = A^-1 b for the sigma taken last, zero where the potential is held.
  SolveReport solve(Vector &x, Vector b, double tolerance);
  /// The same once wires have their slopes.
  SolveReport solve_with_slopes(Vector &x, Vector b, double tolerance);

  const Case *input_;
  const ColumnConductors *conductors_;
  ColumnField field_;
  Vector potential_;
  ColumnOperator operator_;
  WireNewton newton_;
  std::vector<Electrode> electrodes_;
  std::vector<std::unique_ptr<ColumnContact>> contacts_;
  std::vector<double> contact_resistance_;
  std::unique_ptr<LinearSolver> solver_; ///< null until it is needed
};

} // namespace kelvolt
