#pragma once

#include <vector>

namespace kelvolt
{

/// What one mesh says of the quantity whose error is asked for.
struct MeshAnswer
{
  double value = 0.;
  /// Temperatures: how far the value lies above the coolant; zero for other quantities.
  double rise = 0.;
  /// All heat that is made, W.
  double heat = 0.;
  /// What the iteration leaves open on this mesh.
  double iteration_error = 0.;
};

/// The meshes on which a case is solved, coarse to fine, and what their answers tell.
///
/// All meshes have the same grading; their cell sizes are 2, 1, 1/sqrt(2), 1/2 ... times
/// those of the default mesh. With a ratio r of cell sizes the error of the last answer is
/// taken as
///
///     ( |rise dP / P| + |dT - rise dP / P| ) / (r - 1)  +  iteration error
///
/// where dT and dP are the changes of value and heat from the mesh before. This bounds the
/// error as long as it falls at least in proportion to the cell size; quadratic elements on
/// graded meshes converge faster. The change that comes with the heat and the change of the
/// thermal resistance are judged apart, since they cancel: a coarse mesh makes too much
/// heat and spreads it too well.
class MeshSequence
{
public:
  /// Cell size factor of the next mesh.
  double next_factor() const;

  /// Takes the answer of the mesh of next_factor().
  void add(const MeshAnswer &answer)
  {
    answers_.push_back(answer);
  }

  /// Whether the answers so far are enough for an error of `wanted`.
  bool done(double wanted) const;

  /// Infinite for fewer than two answers.
  double estimated_error() const;

  /// The same for another quantity, from its answers on the last two meshes.
  double error_from(const MeshAnswer &one_before, const MeshAnswer &last) const;

  unsigned int n_meshes() const
  {
    return answers_.size();
  }

private:
  static double factor(unsigned int mesh);

  std::vector<MeshAnswer> answers_;
};

} // namespace kelvolt
