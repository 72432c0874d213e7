#pragma once

#include "discretization/plane_element.h"
#include "layout/contact_vertices.h"
#include "linear_algebra/vector.h"
#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// A node of a cell: of its triangle, and along z.
struct ColumnNode
{
  unsigned int node, z;
};

/// The nodes on a face of a cell: those along a side in their order, z fastest.
std::vector<ColumnNode> nodes_on(const PlaneNodes &element, unsigned int face);

/// What parts, ties and confines unknowns of columns.
struct ColumnTies
{
  /// Surfaces where the value is given; where two meet, the first wins.
  std::vector<std::vector<ColumnFace>> fixed{};
  /// Surfaces that each have one unknown common value.
  std::vector<std::vector<ColumnFace>> floating{};
  /// Parts between which the unknown may jump; elsewhere it is continuous.
  ContactPairs jumps{};
  /// [column][slab]: cells to which it is confined; empty for all of its parts.
  std::vector<char> only{};
};

/// Numbers of the unknowns over those nodes of the plane where a contact parts them or a
/// floating surface ties them. At a point that a contact meets, cells that hang together by
/// faces without contact share an unknown; at all others all cells do.
class ColumnSites
{
public:
  using Index = dealii::types::global_dof_index;

  ColumnSites() = default;
  /// @param is_active [column][slab] @param plane_node [column][node]
  ColumnSites(const ColumnLayout &layout,
              const PlaneNodes &element,
              const std::vector<char> &is_active,
              const std::vector<unsigned int> &plane_node,
              const ContactPairs &jumps,
              const std::vector<std::vector<ColumnFace>> &floating);

  /// Whether the unknowns over a plane node are numbered here.
  bool has(unsigned int plane_node) const
  {
    return !site_of_.empty() && site_of_[plane_node] != none;
  }

  /// Numbers those over the plane node from `next` on, and a floating surface that is
  /// first met. @return the number behind the last
  Index number(unsigned int plane_node, Index next);

  Index
  at(unsigned int plane_node, unsigned int column, unsigned int slab, unsigned int z) const;

private:
  static constexpr unsigned int none = -1;
  /// A column with its node over the place.
  struct Around
  {
    unsigned int column, node;
  };
  /// A node that belongs to a floating surface.
  struct Tied
  {
    unsigned int column, slab, z, surface;
  };
  struct Site
  {
    std::vector<Around> around;
    std::vector<Tied> tied;
    std::vector<Index> number; ///< [place in around][slab][node along z]
  };
  class Groups;

  Site &site(unsigned int plane_node, std::size_t n_plane_nodes);
  std::size_t
  item(const Site &site, unsigned int column, unsigned int slab, unsigned int z) const;

  const ColumnLayout *layout_ = nullptr; ///< those while numbered
  const PlaneNodes *element_ = nullptr;
  const std::vector<char> *is_active_ = nullptr;
  ContactPairs jumps_;
  std::vector<std::array<unsigned int, 3>> beyond_;
  unsigned int n_slabs_ = 0, n_along_z_ = 0;
  std::vector<unsigned int> site_of_; ///< per plane node
  std::vector<Site> sites_;
  static constexpr Index open = -1;
  std::vector<Index> floating_; ///< number of each surface
};

} // namespace kelvolt
