#pragma once

#include "case/case.h"
#include "linear_algebra/sparse_rows.h"
#include "linear_algebra/vector.h"

#include <mpi.h>

#include <array>
#include <functional>
#include <utility>
#include <vector>

namespace kelvolt
{

class ScalarField;
class ColumnField;

/// The unknowns of a field on a foot of a wire.
struct Foot
{
  /// w_i of this rank's faces, by local index. Empty on all ranks where the field has no
  /// face there.
  std::vector<std::pair<unsigned int, double>> shares;
  /// The same by global index, none of them negative: of free unknowns on all ranks, and
  /// what falls on fixed ones, which is ground.
  std::vector<std::pair<SparseRows::Index, double>> free;
  double ground = 0.;

  /// Takes `free` and `ground` from those of each rank. Collective.
  void take_free(MPI_Comm communicator,
                 const std::vector<std::pair<SparseRows::Index, double>> &own);
};

/// Of a surface of the case. Collective.
Foot foot_on(const ScalarField &field, const Case &input, const SurfaceName &surface);
Foot foot_on(const ColumnField &field, const Case &input, const SurfaceName &surface);

/// Conductances g between the means of a field over pairs of surfaces, the feet of wires:
///
///     (A u)_i = sum over the links of g (m_1 - m_2) (w_1i - w_2i),   m_e = sum_i w_ei u_i
///
/// with w_ei the share of the node i in the area of the foot e. What flows through a foot
/// spreads evenly over it, and the operator is symmetric, on any mesh.
class FootLinks
{
public:
  /// What the feet of a link have.
  using Pair = std::array<double, 2>;

  explicit FootLinks(MPI_Comm communicator) : communicator_(communicator) {}

  /// A link for each wire of the case. One of which a foot has no face in the field
  /// conducts nothing. Collective.
  template <typename Field>
  void add_wires(const Case &input, const Field &field)
  {
    for (const Wire &wire : input.wires)
      add({foot_on(field, input, wire.feet[0]), foot_on(field, input, wire.feet[1])});
  }

  std::size_t size() const
  {
    return links_.size();
  }
  /// Whether both feet lie in the field.
  bool is_active(std::size_t link) const
  {
    return links_[link].is_active;
  }
  /// g in the unit of a conductance, per wire of the case.
  void set_conductance(std::vector<double> g)
  {
    conductance_ = std::move(g);
  }
  const std::vector<double> &conductance() const
  {
    return conductance_;
  }

  /// m_1 and m_2 of every link; ghosts of u must be up to date. Collective.
  std::vector<Pair> means(const Vector &u) const;
  /// m_1 - m_2, likewise.
  std::vector<double> drops(const Vector &u) const;
  /// g (m_1 - m_2) of such drops.
  std::vector<double> flows(std::vector<double> drops) const;

  /// y_i += f_1 w_1i + f_2 w_2i; the caller compresses y.
  void add_load(std::size_t link, const Pair &f, Vector &y) const;

  /// y += A u; ghosts of u must be up to date, the caller compresses y. Collective.
  void add_conduction(const Vector &u, Vector &y) const;

  /// Edges that stand for the links in a matrix of few entries a row: each foot's nodes are
  /// paired with those of the other by their shares, so that the energy of the edges is
  /// that of the link where the feet are at one value each, and above it elsewhere.
  void add_edges(SparseRows &rows) const;

private:
  struct Link
  {
    std::array<Foot, 2> foot;
    bool is_active = false;
  };

  void add(std::array<Foot, 2> feet);
  static void
  pair_shares(const Foot &first, const Foot &second, double g, SparseRows &rows);

  MPI_Comm communicator_;
  std::vector<Link> links_;
  std::vector<double> conductance_;
};

} // namespace kelvolt
