#include "reduction/growing_projection.h"

#include <utility>

namespace kelvolt
{

void GrowingProjection::append(Vector v, Vector Kv)
{
  std::vector<double> row;
  row.reserve(V_.size() + 1);
  const double own = v * Kv;
  // Of the two products that are the same the one with the smaller K v has more digits.
  for (std::size_t j = 0; j < V_.size(); ++j)
    row.push_back(K_[j][j] < own ? KV_[j] * v : Kv * V_[j]);
  row.push_back(own);
  K_.push_back(std::move(row));
  V_.push_back(std::move(v));
  KV_.push_back(std::move(Kv));
}

void GrowingProjection::clear()
{
  V_.clear();
  KV_.clear();
  K_.clear();
}

} // namespace kelvolt
