#pragma once

#include <vector>

namespace kelvolt
{

/// What one mesh says of a quantity and of its error.
struct MeshEstimate
{
  double value = 0.;
  /// The change of the value from the solution to that of one degree more, u_+ less u_h:
  double change = 0.;   ///< of the quantity itself
  double electric = 0.; ///< by the adjoint: contribution of the potential's equation
  double thermal = 0.;  ///< by the adjoint: contribution of the temperature's equation
  /// What the iteration leaves open on this mesh.
  double iteration_error = 0.;
  /// What u_+ leaves out of each contribution, as a multiple of it; see left_out().
  double electric_left = 0., thermal_left = 0.;
  /// Sum of the sizes of what all cells contribute, which may cancel.
  double spread = 0.;
  /// By how much edges sharper than r^(1/2) widen the bar, in multiples of the change.
  double margin = 0.;
  double at_sharp_edges = 0.; ///< in place of the margin, in the quantity's unit
  /// What cells far wider than the layers beside their edges may hide.
  double hidden = 0.;
  double bent_laws = 0.; ///< see BentLaws
};

/// Error bar by the change from degree p to p + 1, the factor c. One degree more takes away
/// most of the error, but not all of it. At the sharpest edges of packages, where an
/// electrode ends on a resistive layer, the potential behaves like r^(1/2) and the error of
/// currents and temperatures falls like p^(-2): the change is 1 - (p / (p + 1))^2 of it.
/// With
///
///     c = 6/5 / (1 - (p / (p + 1))^2),  at least 2
///
/// the bar is there 6/5 of the error (c = 2, 2.2, 2.7, 3.3 for p = 1 to 4); it is 10/7 of
/// it at re-entrant corners with their r^(2/3), and c times the error where the solution is
/// smooth.
///
/// Two degrees more take away more: (p + 2) stands for (p + 1) then. Along edges with an
/// exponent s below 1/2 the error falls like p^(-4 s) only, and
///
///     c = m / (1 - (p / (p + 1))^(4 s))
///
/// with a margin m that grows from 6/5 at 1/2 to 2 at 1/3 and below: there it takes cells
/// far smaller than those of a first mesh before the error falls as it should.
/// @param exponent s, up to 1/2
double
enrichment_safety(unsigned int degree, unsigned int added = 1, double exponent = 0.5);

/// The error bar of a quantity as the mesh has it, from the estimates on finer and finer
/// meshes; CorrectedValue has a better value, where one is asked for.
///
/// On one mesh the bar is
///
///     (c - 1/2) max(|a|, |d|)  +  1/2 (|a_e| + |a_t|)  +  |a - d|  +  iteration error
///
///     a = a_e + a_t by the adjoint     d change of the quantity itself
///     c = enrichment_safety() of the mesh's degree and of the edges that matter
///
/// The second term guards against contributions that cancel, the third against what the
/// linearization misses.
///
/// The second opinion is the step from the mesh before: it must lie within the bar stated
/// there, give or take the bar here. If it does not, the bar grows by the ratio and is not
/// reliable yet.
class ErrorBar
{
public:
  /// @param safety c
  void add(const MeshEstimate &estimate, double safety);

  /// The last mesh once more, with two degrees added: the larger bar counts. Where one
  /// degree is blind to an error that is even (or odd) in every cell that matters, this is
  /// the one that sees it.
  void add_second(const MeshEstimate &estimate, double safety);

  /// Infinite before the first mesh.
  double error() const;

  /// Whether two meshes agree: the last two in a row.
  bool reliable() const
  {
    return reliable_;
  }

  const std::vector<MeshEstimate> &meshes() const
  {
    return meshes_;
  }

  /// All that the next mesh is compared with, for a run that goes on later, and back.
  /// @throws std::out_of_range for numbers that memory() cannot have written
  std::vector<double> memory() const;
  static ErrorBar remembered(const std::vector<double> &memory);

private:
  void compare_meshes();

  std::vector<MeshEstimate> meshes_;
  double bar_before_ = 0.; ///< of the mesh before
  double last_bar_ = 0.;
  double inflation_ = 1.;
  bool reliable_ = false;
};

/// The formula for one mesh. @param safety c
double error_bar(const MeshEstimate &estimate, double safety);

} // namespace kelvolt
