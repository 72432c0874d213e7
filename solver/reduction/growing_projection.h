#pragma once

#include "linear_algebra/vector.h"

#include <vector>

namespace kelvolt
{

/// Vectors v_j that are orthonormal in M and come one by one, with K v_j and the projection
/// V^T K V.
class GrowingProjection
{
public:
  std::size_t size() const
  {
    return V_.size();
  }
  const Vector &operator[](std::size_t j) const
  {
    return V_[j];
  }
  const std::vector<Vector> &vectors() const
  {
    return V_;
  }
  /// v_i^T K v_j
  double conduction(std::size_t i, std::size_t j) const
  {
    return i < j ? K_[j][i] : K_[i][j];
  }

  /// Takes all v_j out of x, M x and K x, twice. Collective.
  /// @param mass_times M v_j for j. @param taken(j, share) is told of each share of v_j
  template <typename MassTimes, typename Taken>
  void take_out_of(Vector &x,
                   Vector &Mx,
                   Vector &Kx,
                   const MassTimes &mass_times,
                   const Taken &taken) const
  {
    for (int pass = 0; pass < 2; ++pass)
      for (std::size_t j = 0; j < V_.size(); ++j)
      {
        const double share = x * mass_times(j);
        taken(j, share);
        x.add(-share, V_[j]);
        Mx.add(-share, mass_times(j));
        Kx.add(-share, KV_[j]);
      }
  }

  /// @param v of which nothing is left to take out, of size 1 in M. Collective.
  void append(Vector v, Vector Kv);

  void clear();

private:
  std::vector<Vector> V_, KV_;
  std::vector<std::vector<double>> K_; ///< the lower half row by row
};

} // namespace kelvolt
