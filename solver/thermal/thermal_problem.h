#pragma once

#include "case/case.h"
#include "discretization/diffusion_operator.h"
#include "linear_algebra/linear_solver.h"
#include "materials/material_table.h"
#include "thermal/cooled_surface.h"
#include "thermal/storage.h"
#include "time/loads.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Heat through one surface that the case names.
struct SurfaceHeat
{
  double heat_flow = 0.;        ///< out of the body [W]
  double mean_temperature = 0.; ///< [K]
  double area = 0.;             ///< of the faces that faces_of() gives [m2]
  double convection_heat = 0.;  ///< share of the heat flow that a film takes [W]
  double radiation_heat = 0.;   ///< share that is radiated [W]
  std::optional<Film> film{};   ///< found for a model of convection
};

/// Heat across one contact.
struct ContactHeat
{
  double mean_jump = 0.; ///< T on the side of the first part less that of the second [K]
  double heat_flow = 0.; ///< from the first part to the second [W]
  double area = 0.;      ///< [m2]
};

/// What a wire does to the package besides carrying current.
struct WireHeat
{
  double conductance = 0.; ///< of heat from the first foot to the second [W/K]
  double heat = 0.;        ///< made in it, half of which goes to each foot [W]
};

/// [W/K] of each.
std::vector<double> conductances(const std::vector<WireHeat> &wires);

/// Consistent balance: flows come from the residual of the discrete equations, so they
/// close to the accuracy of the solver on any mesh.
struct HeatBalance
{
  double put_in = 0.;               ///< losses given per part and given surface fluxes [W]
  double heat_out = 0.;             ///< through cooled surfaces [W]
  double stored = 0.;               ///< taken up by the package, see Storage [W]
  double moved = 0.;                ///< half of what is stored anywhere, without signs [W]
  std::vector<SurfaceHeat> cooling; ///< in the order of Case::cooling
};

/// Heat conduction in all parts, steady or one step in time (see Storage):
///
///     s - div(k(T) grad T) = p + q                           in the package
///     - k dT/dn = h (T - T_a) + eps s (T^4 - T_a^4)          on cooled surfaces, or
///       T = T_0   or   k dT/dn = given flux                  where the case says so
///     - k dT/dn = (T_1 - T_2) / r                            across contacts
///     and what wires bring to their feet, see WireHeat
///
///     T  temperature [K]                         k    conductivity [W/m/K]
///     p  losses put into parts [W/m3]            q    further heat, as Joule heat [W/m3]
///     h  film coefficient [W/m2/K]               T_a  ambient temperature [K]
///     s  heat stored [W/m3], zero where steady
///     r  thermal resistance of a contact [m2 K/W]
///
/// Where the case gives a model of convection, h (and the coolant's temperature in place of
/// T_a) follow from the mean temperature of the surface at each linearize().
class ThermalProblem
{
public:
  /// Collective.
  ThermalProblem(const Grid &grid,
                 const Case &input,
                 const MaterialTable &materials,
                 const Loads &loads);

  /// Takes other heat and cooling. What a surface holds, the temperature follows at once;
  /// all else stays as it is until the next linearize(). Collective.
  /// @throws std::invalid_argument if a cooling is of another kind than the case has there
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
  /// See LinearSolver::keep_hierarchies().
  void keep_hierarchies(std::size_t most)
  {
    solver_.keep_hierarchies(most);
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
  const Vector &temperature() const
  {
    return temperature_;
  }
  PointValues temperature_at_points() const;

  /// Starts from T; entries that constraints determine are set accordingly. Collective.
  void set_temperature(const Vector &T);

  /// Whether the conductivity of any part depends on temperature.
  bool conductivity_varies() const;

  /// true if conductivities, surface losses or heat capacities make the problem nonlinear
  /// by themselves.
  bool is_nonlinear() const;

  /// From now on a step in time, or with a rate of 0 the steady problem again. Collective.
  /// @throws std::runtime_error if heat is stored in a part without a heat capacity
  void set_storage(Storage storage);
  const Storage &storage() const
  {
    return storage_;
  }
  /// rate int (H(T) - H(start)) N_i dV less `earlier` [W]: what every node stores at the
  /// last linearize(). Collective.
  Vector stored_heat() const;
  /// rate int (H(T) - H(start)) dV [W] at the last linearize(). Collective.
  double stored_since_start() const;
  /// rate int c x N_i dV [W], c of the last linearize(). Ghosts of x must be up to date.
  /// Collective.
  Vector capacity_times(const Vector &x) const;
  /// y_i += rate int c x N_i dV, the same; nothing where steady. The caller compresses.
  void add_capacity_times(const Vector &x, Vector &y) const;

  /// k [W/m/K] per axis at the Gauss points. Collective.
  /// @throws std::runtime_error if a law gives no positive value
  std::array<PointValues, dim> conductivity(const PointValues &temperature_at_points) const;

  /// Mean temperatures [K] of the feet, per wire of the case. Collective.
  std::vector<FootLinks::Pair> feet() const
  {
    return operator_.links().means(temperature_);
  }

  /// Per wire of the case; from the next linearize() on.
  void take_wires(std::vector<WireHeat> wires);

  /// y += f_1 w_1 + f_2 w_2 with the shares w_e of the nodes in the feet of a wire.
  void add_wire_load(std::size_t wire, const FootLinks::Pair &f, Vector &y) const
  {
    operator_.links().add_load(wire, f, y);
  }

  /// Takes k(T) and the surface losses at the present temperature and evaluates what is
  /// missing in every balance. Collective.
  /// @param q at the Gauss points; empty: none
  /// @param contact_q heat made in contacts [W/m2] at their Gauss points, half of which
  /// goes to each side, per contact of the case; empty: none
  /// @throws LawOutOfRange if a law gives no positive value
  void linearize(const PointValues &temperature_at_points,
                 const PointValues &q,
                 const std::vector<std::vector<double>> &contact_q = {});

  /// Share of the heat that the residual of the last linearize() leaves unbalanced beyond
  /// its round_off(), relative to all heat that flows. Collective.
  double relative_imbalance(const PointValues &q) const;

  /// Solves for the increment dT that cancels the residual, to a relative tolerance, with
  /// k frozen and the heat capacity of the last linearize(). `mass` >= 0 [W/m3/K] at the
  /// Gauss points is -dq/dT where the caller knows it (empty: none). Collective.
  SolveReport solve_increment(const PointValues &mass, double tolerance, Vector &dT);

  /// The increment of T that a further heat q [W/m3] at the Gauss points causes, with the
  /// conductivities and the slopes of the surface losses of the last linearize(), solved to
  /// a relative tolerance. Collective.
  Vector response(const PointValues &q, double tolerance);

  /// What is missing in the heat balance of every node [W] at the last linearize(),
  /// positive where more flows away than comes in; constraints not applied.
  const Vector &heat_residual() const
  {
    return residual_;
  }

  /// x = A^-1 b for the operator of the last linearize(), its storage included, with the
  /// mass (see solve_increment()), homogeneous constraints. Entries of b at constrained
  /// unknowns go to those they follow. Collective.
  SolveReport solve(Vector &x, Vector b, const PointValues &mass, double tolerance);

  /// y_i += sum over the cooled surfaces of d(loss . z)/dT_i: the transposed derivative of
  /// what they lose, with films that follow the mean temperature of their surface. At the
  /// state of the last linearize(); ghosts of z must be up to date. The caller compresses
  /// y. Collective.
  void add_transposed_loss_slope(const Vector &z, Vector &y) const;

  /// y_i += factor d(loss)/dT_i of one cooled surface: the same for its heat flow. The
  /// caller compresses y. Collective.
  void add_loss_slope(std::size_t cooling, double factor, Vector &y) const;

  /// u(first part) + u(second part) at the Gauss points of a contact of the case.
  std::vector<double> contact_sum(std::size_t contact, const Vector &u) const;

  /// Mean over a contact of the case of the size of u(first part) - u(second part), each
  /// face with its own mean. Ghosts of u are up to date. Collective.
  double mean_jump_of_faces(std::size_t contact, const Vector &u) const;

  /// Whether T + dT stays above half the lowest ambient or fixed temperature. Without heat
  /// sinks the exact T never falls below that temperature itself. Collective.
  bool stays_physical(const Vector &dT) const;

  /// T += dT. Collective. @return largest |dT| [K]; infinite if any is no number
  double apply_increment(const Vector &dT);

  /// Heat that makes a difference of about a microkelvin in a body like this [W]: flows
  /// below it are round-off of the temperatures, and no balance is judged by them.
  double least_heat() const;

  /// Heat [W] that the round-off of the temperatures alone moves: a temperature T is known
  /// to eps T, hence the loss of a film to eps T h A, and the flow out of a surface with a
  /// given temperature to eps T times the conductance of the cells along it. No balance can
  /// close better than that, whatever the load. Of the last linearize().
  double round_off() const
  {
    return round_off_;
  }

  /// Lowest temperature of any node [K]. Collective.
  double lowest_temperature() const;
  /// Highest |T| of any node [K]. Collective.
  double highest_temperature() const;

  /// Lowest ambient or fixed temperature [K]; of a study in time the lowest of all times
  /// and of its initial state.
  double lowest_reference() const
  {
    return lowest_reference_;
  }

  /// Largest difference from the lowest ambient or fixed temperature, to either side [K].
  /// Collective.
  double rise() const;

  /// int q dV over all ranks, q at the Gauss points. Collective.
  double total(const PointValues &q) const;

  /// The same over every part; all zero for an empty q. Collective.
  std::vector<double> total_by_part(const PointValues &q) const;

  /// int q dA over one contact and all ranks. Collective.
  double contact_total(std::size_t contact, const std::vector<double> &q) const;

  /// Collective; of the state of the last linearize().
  HeatBalance balance(const Case &input) const;

  /// In the order of Case::contacts. Collective.
  std::vector<ContactHeat> contact_heat(const Case &input) const;

  /// The faces that every number of a surface speaks of: those where its cooling acts, or
  /// all of them where nothing cools it.
  SurfaceIntegral faces_of(SurfaceId surface) const;

  /// Mean temperature and area of any surface, over faces_of(). Collective.
  SurfaceHeat inspect(SurfaceId surface) const;

  /// Heat that a law that follows the temperature would take from a package at 0 K [W]:
  /// what flows in, with the other sign, with the film of the last linearize().
  double loss_at_absolute_zero(std::size_t cooling) const;

  /// Heat put into all parts [W].
  double total_given_heat() const;

  /// Heat put into each part [W].
  const std::vector<double> &given_heat() const
  {
    return loads_.heat;
  }

  /// Where a cooling of the case acts: the parts of its surface that lie outside, for
  /// films and radiation; all of it for given temperatures and fluxes.
  const SurfaceIntegral &cooled_surface(std::size_t cooling) const
  {
    return cooled_[cooling].integral();
  }
  /// Owned unknowns that a cooling of the case fixes; none unless it gives a temperature.
  const std::vector<unsigned int> &fixed_unknowns(std::size_t cooling) const
  {
    return cooled_[cooling].held_unknowns();
  }
  /// Of the last linearize(); only for convection.
  const Film &film(std::size_t cooling) const
  {
    return cooled_[cooling].film();
  }
  /// What a model of convection sees at present; only for convection. Collective.
  SurfaceState surface_state(std::size_t cooling) const
  {
    return cooled_[cooling].state(temperature_);
  }

private:
  void add_cooling(const Case &input);
  void add_contacts(const Case &input);
  void find_volumes();
  void spread_given_heat();
  void take_stored_heat(const PointValues &temperature_at_points);
  double add_losses();
  void require_on_all_ranks(bool positive, const char *law) const;
  double heat_flow(const CooledSurface &cooled) const;
  double conductance_of_held_cells(const std::array<PointValues, dim> &k) const;
  std::array<PointValues, dim> set_conductivity(const PointValues &temperature_at_points);

  std::vector<double> part_volume_;  ///< over all ranks [m3]
  double package_volume_ = 0.;       ///< [m3]
  double largest_conductivity_ = 0.; ///< of the last linearize() [W/m/K]
  double round_off_ = 0.;            ///< of the last linearize() [W]
  double lowest_in_time_;            ///< infinity in a steady study [K]
  double lowest_reference_ = 0.;     ///< lowest ambient or fixed temperature [K]

  const MaterialTable *materials_;
  Loads loads_;
  ScalarField field_;
  Vector temperature_;
  Vector residual_; ///< of the last linearize(), constraints not applied
  DiffusionOperator operator_;
  LinearSolver solver_;
  std::vector<CooledSurface> cooled_;
  std::vector<ContactIntegral> contacts_; ///< in the order of Case::contacts
  std::vector<WireHeat> wires_;           ///< in the order of Case::wires
  Storage storage_;
  PointValues storage_start_; ///< [K] at the Gauss points; empty where steady
  /// rate (H(T) - H(start)) and its derivative by T [W/m3/K] at the Gauss points; empty
  /// where steady.
  PointValues stored_, capacity_rate_;
  PointValues given_density_; ///< p at the Gauss points; empty without losses
};

} // namespace kelvolt
