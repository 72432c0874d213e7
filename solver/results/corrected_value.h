#pragma once

#include "results/error_bar.h"

#include <vector>

namespace kelvolt
{

/// How many times the bar of one opinion counts.
constexpr double of_one_opinion = 3.;

/// What one degree more leaves out of an error, as a multiple of the change, in cells whose
/// solution and adjoint behave like r^s: the error falls like (p + 1/2)^(-4 s), so that
///
///     l = 1 / (1 - ((p + 1/2) / (p + 3/2))^(4 s)) - 1
///
/// With two degrees more (p + 5/2) stands for (p + 3/2). At the edges of heat sources, all
/// there is in cells without a sharper one, the temperature behaves like r^2 log r: s =
/// 7/4.
/// @param exponent s; 1 and more: no edge
double left_out(unsigned int degree, unsigned int added, double exponent);

/// What is left after two changes of one number, by one degree more and by the next, as a
/// multiple of the second: errors that fall like (p + 1/2)^(-k), with P = p + 1/2, have
///
///     second / first = ((P + 1)^-k - (P + 2)^-k) / (P^-k - (P + 1)^-k)
///     left = (P + 2)^-k / ((P + 1)^-k - (P + 2)^-k)
///
/// k is 1/4 at least. In cells far wider than a layer errors fall like that or not at all
/// for a while, see left_of_edge_layer(), and the second change may be as much as
/// (P + 1) / P times the first. What it is beyond says nothing of a decline.
double left_by_decline(unsigned int degree, double first, double second);

/// |second| (1 + 1.3 left_by_decline()): how far the value between two such changes, of any
/// sign, is off at least.
double open_by_decline(unsigned int degree, double first, double second);

/// The best estimate of the exact value less that of u_+:
///
///     l_e a_e  +  l_t a_t
///
///     a_e, a_t  contributions by the adjoint
///     l         left_out(), the mean over all cells by how much they contribute
double left_out_of(const MeshEstimate &estimate);

/// The same of two degrees added, the second of which has changed the quantity by `second`:
/// where that turns back, the rest of the error is what comes next and has its sign.
double left_after(const MeshEstimate &estimate, double second);

/// How far that estimate may be off:
///
///     b (10 (l_e |a_e| + l_t |a_t|)  +  S  +  max(|a|, |d|)  +  10 |a - d|)
///         +  margin max(|a|, |d|)  +  sharp  +  hidden  +  iteration error  +  bent laws
///
///     a = a_e + a_t     d  change of the quantity itself     S  spread
///     sharp, hidden     on columns, see left_at_sharp_edges() and left_of_edge_layer()
///     b = 0.07 with one degree added, 0.03 with two
///
/// The first term is what u_+ leaves out, the second guards against contributions of cells
/// that cancel, the third against what the linearization misses. The numbers b were set on
/// the first 96 generated packages; the others are the test, see docs/verification.md.
double open_error(const MeshEstimate &estimate, unsigned int added = 1);

/// The value of a quantity at the solution u_+ of one degree more, which is stated, and its
/// error bar, from the estimates on finer and finer meshes: what u_+ leaves out by the best
/// estimate, and how far that may be off.
///
/// A bar is believed as it is only with a second opinion. That is the mesh before, or the
/// same mesh with two degrees added, which also sees what one is blind to: the best
/// estimates must agree within what both leave open. If they do not, the bar grows by the
/// ratio and is not reliable yet. What one mesh alone says has a bar three times as wide:
/// first meshes may be too coarse for errors to fall as they should.
class CorrectedValue
{
public:
  CorrectedValue();

  void add(MeshEstimate estimate);

  /// The last mesh once more, with two degrees added. The value stays; its bar follows from
  /// what the second degree adds, which is left open once more, and at least as
  /// open_by_decline() has it: where errors fall slowly, the next degrees add as much.
  /// @param degree of the mesh
  void add_second(MeshEstimate estimate, unsigned int degree);

  /// Zero before the first mesh.
  double value() const
  {
    return value_;
  }

  /// Infinite before the first mesh.
  double error() const;

  /// The bar with a second opinion that agrees, if there is none yet.
  double confirmed_error() const;

  /// Whether two degrees, which tell what layers hide from what falls, are worth having on
  /// the next mesh, of which that is the estimate: most of what it leaves open would be
  /// hidden, or nothing else would keep it from what is accepted.
  bool is_ruled_by_layers(MeshEstimate estimate, double accepted) const;

  /// Whether no second opinion contradicts.
  bool reliable() const
  {
    return reliable_;
  }

  /// Whether the estimate of one degree more has been caught on some mesh with far less
  /// than that of two: where cells are as wide as what heats or cools them, errors are even
  /// about their middles, and finer meshes of the same kind go on hiding them.
  bool doubts_one_degree() const
  {
    return doubts_one_degree_;
  }
  /// Whether two degrees, when they were asked last, gave another estimate than one degree
  /// leaves open: where a mesh is too coarse for the decay of a field, one degree more may
  /// swing to the other side. A finer mesh that is the same there is no second opinion. Not
  /// part of the memory.
  bool one_degree_was_contradicted() const
  {
    return one_degree_was_contradicted_;
  }
  bool has_one_opinion() const
  {
    return opinions_ == 1;
  }

  /// All that the next mesh is compared with, for a run that goes on later, and back.
  /// @throws std::out_of_range for numbers that memory() cannot have written
  std::vector<double> memory() const;
  static CorrectedValue remembered(const std::vector<double> &memory);

private:
  /// With the last opinion.
  void compare(double best, double open);

  double value_ = 0.;
  double best_ = 0.; ///< estimate of the exact value
  double open_;      ///< how far that may be off
  double inflation_ = 1.;
  double change_ = 0.; ///< by one degree more, on the last mesh
  /// See MeshEstimate; a finer mesh hides no more. Of columns, which are not kept for a run
  /// that goes on later: not part of the memory.
  double hidden_;
  double seen_ = 0.; ///< open_ of one degree on the last mesh but for what is hidden
  bool reliable_ = false;
  bool doubts_one_degree_ = false;
  bool one_degree_was_contradicted_ = false;
  unsigned int opinions_ = 0;
};

} // namespace kelvolt
