#include "discretization/column_numbering.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <map>

namespace kelvolt
{

ColumnNumbering::ColumnNumbering(const ColumnLayout &layout,
                                 const PlaneNodes &element,
                                 const std::vector<char> &is_active,
                                 const std::vector<unsigned int> &owner,
                                 unsigned int n_ranks,
                                 const ColumnTies &ties)
    : n_slabs_(layout.n_slabs()), n_nodes_(element.n_nodes)
{
  number_plane(layout.plane, element);
  // The lowest rank with an active column at it owns a plane node.
  std::vector<unsigned int> node_owner(n_plane_nodes_, n_ranks);
  std::vector<char> used(std::size_t(n_plane_nodes_) * n_slabs_, 0);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int k = 0; k < n_slabs_; ++k)
      if (is_active[std::size_t(c) * n_slabs_ + k] != 0)
        for (unsigned int a = 0; a < n_nodes_; ++a)
        {
          const unsigned int node = plane_node(c, a);
          node_owner[node] = std::min(node_owner[node], owner[c]);
          used[std::size_t(node) * n_slabs_ + k] = 1;
        }
  sites_ = ColumnSites(layout, element, is_active, plane_node_, ties.jumps, ties.floating);
  std::vector<std::vector<unsigned int>> nodes_of(n_ranks);
  for (unsigned int node = 0; node < n_plane_nodes_; ++node)
    if (node_owner[node] < n_ranks)
      nodes_of[node_owner[node]].push_back(node);
  base_.assign(used.size(), 0);
  Index next = 0;
  for (const std::vector<unsigned int> &nodes : nodes_of)
  {
    begin_.push_back(next);
    for (const unsigned int node : nodes)
      next = sites_.has(node) ? sites_.number(node, next)
                              : number_along_z(node, used, element.degree, next);
  }
  begin_.push_back(next);
}

ColumnNumbering::Index ColumnNumbering::number_along_z(unsigned int node,
                                                       const std::vector<char> &used,
                                                       unsigned int degree,
                                                       Index next)
{
  const std::size_t start = std::size_t(node) * n_slabs_;
  for (std::size_t at = start; at < start + n_slabs_; ++at)
  {
    if (used[at] == 0)
      continue;
    // Its lowest node is the highest of the slab below, if that is there.
    const bool goes_on = at > start && used[at - 1] != 0;
    base_[at] = goes_on ? next - 1 : next;
    next += degree + (goes_on ? 0 : 1);
  }
  return next;
}

std::shared_ptr<const dealii::Utilities::MPI::Partitioner>
ColumnNumbering::partitioner(MPI_Comm communicator,
                             const std::vector<ColumnCell> &cells,
                             unsigned int n_along_z) const
{
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(communicator);
  dealii::IndexSet owned(begin_.back()), relevant(begin_.back());
  owned.add_range(begin(rank), begin(rank + 1));
  std::vector<Index> needed;
  for (const ColumnCell &cell : cells)
    for (unsigned int node = 0; node < n_nodes_; ++node)
      for (unsigned int z = 0; z < n_along_z; ++z)
        if (const Index one = unknown(cell.column, cell.slab, node, z);
            one < begin(rank) || one >= begin(rank + 1))
          needed.push_back(one);
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  relevant.add_indices(needed.begin(), needed.end());
  owned.compress();
  relevant.compress();
  return std::make_shared<const dealii::Utilities::MPI::Partitioner>(
      owned, relevant, communicator);
}

void ColumnNumbering::number_plane(const PlaneMesh &plane, const PlaneNodes &element)
{
  constexpr unsigned int open = -1;
  const unsigned int p = element.side_nodes[0].size() - 1;
  plane_node_.assign(plane.triangles.size() * n_nodes_, open);
  std::map<unsigned int, unsigned int> corner_node;
  std::map<std::pair<unsigned int, unsigned int>, unsigned int> side_node; // the first
  unsigned int next = 0;
  for (std::size_t c = 0; c < plane.triangles.size(); ++c)
  {
    unsigned int *const own = plane_node_.data() + c * n_nodes_;
    const auto &corner = plane.triangles[c].corner;
    for (unsigned int s = 0; s < 3; ++s)
    {
      const auto [at, is_new] = corner_node.try_emplace(corner[s], next);
      next += is_new ? 1 : 0;
      own[element.side_nodes[s][0]] = at->second;
    }
    for (unsigned int s = 0; s < 3; ++s)
    {
      const unsigned int a = corner[s], b = corner[(s + 1) % 3];
      const auto [at, is_new] = side_node.try_emplace(std::minmax(a, b), next);
      next += is_new ? p - 1 : 0;
      for (unsigned int k = 1; k < p; ++k)
        own[element.side_nodes[s][k]] = at->second + (a < b ? k : p - k) - 1;
    }
    for (const unsigned int node : element.inner_nodes)
      own[node] = next++;
  }
  n_plane_nodes_ = next;
}

} // namespace kelvolt
