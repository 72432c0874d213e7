#pragma once

#include <vector>

namespace kelvolt
{

/// The meshes on which a case is solved, coarse to fine, and what their answers tell.
///
/// All meshes have the same grading; their cell sizes are 2, 1, 1/sqrt(2), 1/2 ... times
/// those of the default mesh. With a ratio r of cell sizes the error of the last answer is
/// taken as |last - one before| / (r - 1). This bounds the error as long as it falls at
/// least in proportion to the cell size; quadratic elements on graded meshes converge
/// faster.
class MeshSequence
{
public:
  /// Cell size factor of the next mesh.
  double next_factor() const;

  /// Takes the answer of the mesh of next_factor().
  void add(double answer)
  {
    answers_.push_back(answer);
  }

  /// Whether the answers so far are enough for an error of `wanted`.
  bool done(double wanted) const;

  /// Infinite for fewer than two answers.
  double estimated_error() const;

  /// The same for another number of the last two meshes.
  double error_from(double one_before, double last) const;

  unsigned int n_meshes() const
  {
    return answers_.size();
  }

private:
  static double factor(unsigned int mesh);

  std::vector<double> answers_;
};

} // namespace kelvolt
