#pragma once

#include "case/case.h"
#include "discretization/diffusion_operator.h"
#include "electric/driven_conductors.h"
#include "electric/wire_newton.h"
#include "linear_algebra/linear_solver.h"
#include "time/loads.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace kelvolt
{

/// What one terminal carries.
struct TerminalState
{
  double voltage = 0.; ///< [V]
  double current = 0.; ///< into the body [A]
  /// Voltage less the reference potential of its island [V]: differences within an island
  /// and powers come from here, free of the round-off of a high common potential.
  double above_reference = 0.;
};

/// Steady current in the conducting parts:
///
///     div(sigma grad phi) = 0,   phi = const. on every terminal, insulated elsewhere
///
///     phi electric potential [V]    sigma conductivity [S/m]
///
/// Across a contact of the resistance r [ohm m2] flows the density (phi_1 - phi_2) / r.
/// A terminal has either its voltage given, or its current I = int sigma dphi/dn dA; in the
/// second case the common potential of its surface is one unknown.
///
/// The unknown is the potential less the reference of its island (see DrivenConductors), as
/// the sum of two numbers, value and remainder: across a film of 100 nm the round-off of a
/// single one would drive more current than the case.
class ElectricProblem
{
public:
  /// Collective.
  /// @param conductors of the grid's mesh; outlives the problem
  ElectricProblem(const Grid &grid,
                  const Case &input,
                  const DrivenConductors &conductors,
                  const Loads &loads);

  /// Takes other voltages and currents. The potential of the terminals with a given voltage
  /// follows at once, all others stay as they are until the next correct(). Collective.
  void take(const Loads &loads);
  /// Those taken last.
  const Loads &loads() const
  {
    return loads_;
  }

  const ScalarField &field() const
  {
    return field_;
  }
  const DiffusionOperator &conduction() const
  {
    return operator_;
  }
  /// The one that its linear solves report to, and those who work on this problem; null:
  /// none.
  Profile *profile() const
  {
    return solver_.profile();
  }
  void set_profile(Profile *profile)
  {
    solver_.set_profile(profile);
  }
  /// See LinearSolver.
  void release_matrix()
  {
    solver_.release_matrix();
  }
  /// Above the reference of the island.
  const Vector &potential() const
  {
    return potential_;
  }
  /// What the sum of both exceeds potential() by: of the size of its round-off.
  const Vector &remainder() const
  {
    return remainder_;
  }
  const DrivenConductors &conductors() const
  {
    return *conductors_;
  }

  /// The reference potential [V] of the island of a driven cell.
  double reference(const CellPosition &cell) const
  {
    return voltage_of(conductors_->reference(cell));
  }

  /// Takes back a potential() of earlier. Collective.
  void set_potential(const Vector &potential)
  {
    potential_ = potential;
    field_.distribute(potential_);
    remainder_ = 0.;
  }
  /// The same, with the remainder() of then. Collective.
  void set_potential(const Vector &potential, const Vector &remainder)
  {
    set_potential(potential);
    remainder_ = remainder;
    remainder_.update_ghost_values();
  }

  /// Takes sigma at the Gauss points and leaves the potential as it is.
  void set_conductivity(const PointValues &sigma)
  {
    operator_.set_conductivity({&sigma, &sigma, &sigma});
  }

  /// phi(first foot) - phi(second foot) [V] per wire of the case, 0 where not both feet lie
  /// on conductors that carry current. Collective.
  std::vector<double> wire_voltages() const;

  /// From the first foot to the second, per wire of the case [A]. Collective.
  std::vector<double> wire_currents() const
  {
    return operator_.links().flows(wire_voltages());
  }

  /// Whether both feet of the wire lie on conductors that carry current.
  bool connects(std::size_t wire) const
  {
    return operator_.links().is_active(wire);
  }

  /// G = I / V and dI/dV [S] per wire of the case. As sigma, with which they are taken:
  /// currents follow from G, and solve() is a step of Newton's method by the slope.
  void set_wires(std::vector<double> G, std::vector<double> slope)
  {
    operator_.links().set_conductance(std::move(G));
    newton_.set_slopes(std::move(slope));
  }

  /// y += f (w_1 - w_2) with the shares w_e of the nodes in the feet of a wire.
  void add_wire_load(std::size_t wire, double f, Vector &y) const
  {
    operator_.links().add_load(wire, {f, -f}, y);
  }

  /// One step towards div(sigma grad phi) = 0: takes sigma at the Gauss points and reduces
  /// what is missing by the relative tolerance. Currents of wires are those that the step
  /// has balanced, by their slopes. Collective.
  SolveReport correct(const PointValues &sigma, double tolerance);

  /// What flows away from every node [A] at the present potential and the sigma taken last,
  /// less the given currents; constraints not applied. Collective.
  Vector current_residual() const;

  /// x = A^-1 b for the operator A of the sigma taken last, and dI/dV of the wires, with
  /// homogeneous constraints.
  /// Entries of b at constrained unknowns go to those they follow. Collective.
  SolveReport solve(Vector &x, Vector b, double relative_tolerance);

  /// 1 on a terminal's nodes, 0 elsewhere: the sum of a nodal flow over the terminal is its
  /// product with this. Ghosts are up to date. Collective.
  Vector terminal_indicator(std::size_t terminal) const;

  /// The unknown that stands for the potential of a terminal: 1 there, 0 elsewhere.
  Vector terminal_unknown(std::size_t terminal) const;

  /// Adds int f [N_i] dA over a contact of the case, f at its Gauss points.
  void add_contact_load(std::size_t contact, const std::vector<double> &f, Vector &y) const;

  /// Currents into the body [A] of all terminals when this one has 1 V and all others 0 V:
  /// its column of the conductance matrix, where what the tolerance cannot tell from zero
  /// is zero. All terminals must have their voltage given, and sigma must have been taken.
  /// The potential of the problem stays as it is. Collective.
  std::vector<double> response(std::size_t terminal, double tolerance);

  /// grad phi at the Gauss points [V/m]
  std::array<PointValues, dim> gradient() const;

  /// phi(first part) - phi(second part) [V] at the Gauss points of a contact of the case;
  /// empty where it has no electrical resistance.
  std::vector<double> contact_jump(std::size_t contact) const;

  /// By what the resistivity of a part of the case is multiplied: the duty that its mean
  /// loss follows as the loads have it, as a share of that in the case.
  double resistivity_share(std::size_t part) const
  {
    return part_duty_[part].of(loads_);
  }

  /// [ohm m2] per contact of the case, zero where it does not resist current.
  const std::vector<double> &contact_resistance() const
  {
    return contact_resistance_;
  }

  /// Consistent: currents are the sums of the discrete equations' residual over the
  /// terminals. Uses the sigma of the last correct(). Collective.
  std::vector<TerminalState> terminals() const;

  /// Calls `take` with the current that flows into each cell at each of its nodes [A], cell
  /// by cell and in two parts to be added, of the potential and of its
  /// remainder. Where cells meet inside a conductor the sum is zero; a
  /// terminal's current is the sum over its nodes. Same sigma as in terminals().
  void visit_inflows(
      const std::function<void(unsigned int cell, const CellLoad &current)> &take) const;

private:
  struct Electrode
  {
    std::vector<unsigned int> dofs;   ///< owned
    std::optional<std::size_t> fixed; ///< its place among the field's fixed surfaces
    bool voltage_given = false;       ///< by the case
    bool is_first = false;            ///< no rank before this one has some of it

    /// Whether this rank adds the given current to the equations.
    bool holds_current() const
    {
      return !fixed && is_first;
    }
  };

  /// Of a terminal with a given voltage; 0 V for none.
  double voltage_of(std::optional<std::size_t> terminal) const
  {
    return terminal ? loads_.drive[*terminal] : 0.;
  }
  /// Resistances of contacts follow the loads taken last.
  void follow_duties();
  Electrode make_electrode(SurfaceId surface,
                           std::unordered_set<unsigned int> &taken) const;

  /// Current that the potential drives out of each unknown; constraints not applied [A].
  Vector residual(const Vector &potential) const;
  /// Forgets the potential if it is that of far larger loads.
  void start_anew_if_far();
  /// The same for the present potential with its remainder.
  Vector residual() const;
  /// Adds to the present potential, with what its sum rounds off. Collective.
  void add_to_potential(Vector increment);
  /// Sums of such a residual over each terminal. Collective.
  std::vector<double> currents(const Vector &flow) const;

  const DrivenConductors *conductors_;
  Loads loads_;
  bool loads_are_new_ = false; ///< no correct() since they were taken
  ScalarField field_;
  Vector potential_, remainder_; ///< above the reference
  DiffusionOperator operator_;
  WireNewton newton_;
  LinearSolver solver_;
  std::vector<Electrode> electrodes_; ///< in the order of Case::terminals
  /// A resistance with the duty that it follows, if any.
  struct FollowedDuty
  {
    std::optional<std::size_t> device; ///< in the order of Case::devices
    double in_case = 1.;               ///< its duty in the case

    double of(const Loads &loads) const
    {
      return device ? loads.duty[*device] / in_case : 1.;
    }
  };
  std::vector<FollowedDuty> part_duty_, contact_duty_; ///< by Case::parts, Case::contacts
  std::vector<double> contact_resistance_in_case_, contact_resistance_;
  std::vector<std::unique_ptr<ContactIntegral>>
      contacts_; ///< Case::contacts; null: no resistance
};

} // namespace kelvolt
