#pragma once

#include "linear_algebra/vector.h"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// A distributed sparse matrix while it is being summed up. Made for rows of about one
/// length; longer rows work, slower.
class SparseRows
{
public:
  using Index = std::uint32_t; ///< global

  struct Entry
  {
    Index row, column;
    double value;

    template <class Archive>
    void serialize(Archive &archive, unsigned int /*version*/)
    {
      archive &row &column &value;
    }
  };

  /// Compressed rows of the owned range, columns rising.
  struct CompressedRows
  {
    std::vector<int> start;
    std::vector<int> column;
    std::vector<double> value;
  };

  /// @param usual_length of a row; one more than the entries of the 7-point operator
  explicit SparseRows(
      const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &partitioner,
      unsigned int usual_length = 8);

  void add(Index row, Index column, double value);

  /// Adds the graph Laplacian of one edge: w (e_a - e_b)(e_a - e_b)^T.
  void add_edge(Index a, Index b, double w)
  {
    add(a, a, w);
    add(b, b, w);
    add(a, b, -w);
    add(b, a, -w);
  }

  /// Collective: sends the entries of other ranks' rows to their owners.
  void finish();

  /// Owned rows; rows without any entry get a unit diagonal. Call after finish().
  CompressedRows compressed() const;

  const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &partitioner() const
  {
    return partitioner_;
  }

private:
  void add_owned(Index row, Index column, double value);

  std::shared_ptr<const dealii::Utilities::MPI::Partitioner> partitioner_;
  Index first_, end_; ///< owned range
  unsigned int slots_;
  std::vector<std::uint8_t> used_;
  std::vector<Index> column_;
  std::vector<double> value_;
  std::unordered_map<std::uint64_t, double> overflow_; ///< key: row << 32 | column
  std::vector<Entry> remote_;
};

} // namespace kelvolt
