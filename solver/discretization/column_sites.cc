#include "discretization/column_sites.h"

#include "layout/disjoint_sets.h"

#include <algorithm>

namespace kelvolt
{

std::vector<ColumnNode> nodes_on(const PlaneNodes &element, unsigned int face)
{
  std::vector<ColumnNode> nodes;
  if (face < 3)
    for (const unsigned int node : element.side_nodes[face])
      for (unsigned int z = 0; z <= element.degree; ++z)
        nodes.push_back({node, z});
  else
    for (unsigned int node = 0; node < element.n_nodes; ++node)
      nodes.push_back({node, face == ColumnFace::top ? element.degree : 0});
  return nodes;
}

ColumnSites::ColumnSites(const ColumnLayout &layout,
                         const PlaneNodes &element,
                         const std::vector<char> &is_active,
                         const std::vector<unsigned int> &plane_node,
                         const ContactPairs &jumps,
                         const std::vector<std::vector<ColumnFace>> &floating)
    : layout_(&layout), element_(&element), is_active_(&is_active), jumps_(jumps),
      n_slabs_(layout.n_slabs()), n_along_z_(element.degree + 1)
{
  if (jumps.empty() && floating.empty())
    return;
  const std::size_t n_plane_nodes =
      1 + *std::max_element(plane_node.begin(), plane_node.end());
  const auto node_of = [&](const ColumnFace &face, const ColumnNode &node)
  {
    return plane_node[std::size_t(face.column) * element.n_nodes + node.node];
  };
  const auto active = [&](const ColumnFace &face)
  {
    return is_active[std::size_t(face.column) * n_slabs_ + face.slab] != 0;
  };
  for (const auto &[first, second] : jumps)
    for (const ColumnFacePair &face : faces_between(layout, first, second))
      if (active(face.first) && active(face.second))
        for (const ColumnNode &node : nodes_on(element, face.first.face))
          site(node_of(face.first, node), n_plane_nodes);
  for (unsigned int s = 0; s < floating.size(); ++s)
    for (const ColumnFace &face : floating[s])
      if (active(face))
        for (const ColumnNode &node : nodes_on(element, face.face))
          site(node_of(face, node), n_plane_nodes)
              .tied.push_back({face.column, face.slab, node.z, s});
  floating_.assign(floating.size(), open);
  if (sites_.empty())
    return;
  beyond_ = neighbours(layout.plane);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int a = 0; a < element.n_nodes; ++a)
      if (const unsigned int node = plane_node[std::size_t(c) * element.n_nodes + a];
          has(node))
        sites_[site_of_[node]].around.push_back({c, a});
}

ColumnSites::Site &ColumnSites::site(unsigned int plane_node, std::size_t n_plane_nodes)
{
  site_of_.resize(n_plane_nodes, none);
  if (site_of_[plane_node] == none)
  {
    site_of_[plane_node] = sites_.size();
    sites_.emplace_back();
  }
  return sites_[site_of_[plane_node]];
}

std::size_t ColumnSites::item(const Site &site,
                              unsigned int column,
                              unsigned int slab,
                              unsigned int z) const
{
  const auto found = std::find_if(site.around.begin(),
                                  site.around.end(),
                                  [&](const Around &one) { return one.column == column; });
  return (std::size_t(found - site.around.begin()) * n_slabs_ + slab) * n_along_z_ + z;
}

/// Which nodes over one place are one unknown.
class ColumnSites::Groups
{
public:
  Groups(const ColumnSites &all, const Site &site)
      : all_(all), site_(site), met_slab_(all.n_slabs_, 0), met_plane_(all.n_slabs_ + 1, 0),
        sets_(static_cast<int>(site.around.size() * all.n_slabs_ * all.n_along_z_))
  {
    for (unsigned int i = 0; i < site.around.size(); ++i)
    {
      join_beside(i);
      join_above(i);
    }
    join_where_nothing_meets();
  }
  bool is_active(unsigned int i, unsigned int slab) const
  {
    return (*all_.is_active_)[std::size_t(site_.around[i].column) * all_.n_slabs_ + slab] !=
           0;
  }
  int item(unsigned int i, unsigned int slab, unsigned int z) const
  {
    return static_cast<int>((i * all_.n_slabs_ + slab) * all_.n_along_z_ + z);
  }
  int group(int item)
  {
    return sets_.root(item);
  }

private:
  int part(unsigned int i, unsigned int slab) const
  {
    return all_.layout_->part_at(site_.around[i].column, static_cast<int>(slab));
  }
  bool jumps(int a, int b) const
  {
    return a != b && contact_between(all_.jumps_, a, b) >= 0;
  }

  /// With the columns beyond those sides of the triangle that hold the place.
  void join_beside(unsigned int i)
  {
    const auto &[column, node] = site_.around[i];
    for (unsigned int s = 0; s < 3; ++s)
    {
      const std::vector<unsigned int> &along = all_.element_->side_nodes[s];
      if (std::find(along.begin(), along.end(), node) == along.end())
        continue;
      for (unsigned int j = 0; j < i; ++j)
        if (site_.around[j].column == all_.beyond_[column][s])
          join_columns(i, j);
    }
  }

  void join_columns(unsigned int i, unsigned int j)
  {
    for (unsigned int k = 0; k < all_.n_slabs_; ++k)
    {
      if (!is_active(i, k) || !is_active(j, k))
        continue;
      if (jumps(part(i, k), part(j, k)))
        met_slab_[k] = met_plane_[k] = met_plane_[k + 1] = 1;
      else
        for (unsigned int z = 0; z < all_.n_along_z_; ++z)
          sets_.unite(item(i, k, z), item(j, k, z));
    }
  }

  void join_above(unsigned int i)
  {
    for (unsigned int k = 0; k + 1 < all_.n_slabs_; ++k)
    {
      if (!is_active(i, k) || !is_active(i, k + 1))
        continue;
      if (jumps(part(i, k), part(i, k + 1)))
        met_plane_[k + 1] = 1;
      else
        sets_.unite(item(i, k, all_.n_along_z_ - 1), item(i, k + 1, 0));
    }
  }

  void join_where_nothing_meets()
  {
    const unsigned int p = all_.n_along_z_ - 1;
    std::vector<int> first_at_plane(all_.n_slabs_ + 1, -1);
    const auto join_at_plane = [&](unsigned int plane, int own)
    {
      if (met_plane_[plane] != 0)
        return;
      if (first_at_plane[plane] < 0)
        first_at_plane[plane] = own;
      sets_.unite(first_at_plane[plane], own);
    };
    for (unsigned int k = 0; k < all_.n_slabs_; ++k)
    {
      int first = -1; // active column
      for (unsigned int i = 0; i < site_.around.size(); ++i)
      {
        if (!is_active(i, k))
          continue;
        join_at_plane(k, item(i, k, 0));
        join_at_plane(k + 1, item(i, k, p));
        if (first < 0)
          first = static_cast<int>(i);
        for (unsigned int z = 1; z < p && met_slab_[k] == 0; ++z)
          sets_.unite(item(first, k, z), item(i, k, z));
      }
    }
  }

  const ColumnSites &all_;
  const Site &site_;
  std::vector<char> met_slab_, met_plane_; ///< by a contact
  DisjointSets sets_;
};

ColumnSites::Index ColumnSites::number(unsigned int plane_node, Index next)
{
  Site &site = sites_[site_of_[plane_node]];
  Groups groups(*this, site);
  site.number.assign(site.around.size() * n_slabs_ * n_along_z_, open);
  std::vector<unsigned int> surface(site.number.size(), none); // of groups
  for (const Tied &tied : site.tied)
  {
    const int group =
        groups.group(static_cast<int>(item(site, tied.column, tied.slab, tied.z)));
    surface[group] = std::min(surface[group], tied.surface);
  }
  std::vector<Index> of_group(site.number.size(), open);
  for (unsigned int i = 0; i < site.around.size(); ++i)
    for (unsigned int k = 0; k < n_slabs_; ++k)
      for (unsigned int z = 0; z < n_along_z_ && groups.is_active(i, k); ++z)
      {
        const int own = groups.item(i, k, z), group = groups.group(own);
        Index &number =
            surface[group] == none ? of_group[group] : floating_[surface[group]];
        if (number == open)
          number = next++;
        site.number[own] = number;
      }
  return next;
}

ColumnSites::Index ColumnSites::at(unsigned int plane_node,
                                   unsigned int column,
                                   unsigned int slab,
                                   unsigned int z) const
{
  const Site &site = sites_[site_of_[plane_node]];
  return site.number[item(site, column, slab, z)];
}

} // namespace kelvolt
