#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

namespace kelvolt
{

/// Sets that grow together.
class DisjointSets
{
public:
  DisjointSets() = default;
  /// So many sets of one member each.
  explicit DisjointSets(int n) : parent_(n)
  {
    std::iota(parent_.begin(), parent_.end(), 0);
  }
  /// @return the new set
  int add()
  {
    parent_.push_back(static_cast<int>(parent_.size()));
    return parent_.back();
  }
  int root(int set)
  {
    while (parent_[set] != set)
      set = parent_[set] = parent_[parent_[set]];
    return set;
  }
  void unite(int a, int b)
  {
    a = root(a), b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  /// Numbers the sets in the order of their first members. @return per member
  std::vector<int> numbers()
  {
    std::vector<int> number(parent_.size());
    int count = 0;
    for (int i = 0; i < static_cast<int>(parent_.size()); ++i)
      number[i] = root(i) == i ? count++ : number[root(i)];
    return number;
  }

private:
  std::vector<int> parent_;
};

} // namespace kelvolt
