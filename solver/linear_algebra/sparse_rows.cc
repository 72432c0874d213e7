#include "linear_algebra/sparse_rows.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/mpi.templates.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace kelvolt
{

SparseRows::SparseRows(
    const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &partitioner,
    unsigned int usual_length)
    : partitioner_(partitioner), first_(partitioner->local_range().first),
      end_(partitioner->local_range().second), slots_(usual_length),
      used_(end_ - first_, 0), column_(std::size_t(end_ - first_) * slots_),
      value_(std::size_t(end_ - first_) * slots_)
{
}

void SparseRows::add(Index row, Index column, double value)
{
  if (row >= first_ && row < end_)
    add_owned(row, column, value);
  else
    remote_.push_back({row, column, value});
}

void SparseRows::add_owned(Index row, Index column, double value)
{
  const std::size_t local = row - first_, start = local * slots_;
  for (unsigned int s = 0; s < used_[local]; ++s)
    if (column_[start + s] == column)
    {
      value_[start + s] += value;
      return;
    }
  if (used_[local] < slots_)
  {
    column_[start + used_[local]] = column;
    value_[start + used_[local]] = value;
    ++used_[local];
    return;
  }
  overflow_[(std::uint64_t(row) << 32) | column] += value;
}

void SparseRows::finish()
{
  const MPI_Comm comm = partitioner_->get_mpi_communicator();
  const std::vector<Index> ends = dealii::Utilities::MPI::all_gather(comm, end_);
  std::map<unsigned int, std::vector<Entry>> outgoing;
  for (const Entry &entry : remote_)
  {
    const unsigned int owner =
        std::upper_bound(ends.begin(), ends.end(), entry.row) - ends.begin();
    outgoing[owner].push_back(entry);
  }
  remote_ = {};
  for (const auto &[rank, entries] : dealii::Utilities::MPI::some_to_some(comm, outgoing))
    for (const Entry &entry : entries)
      add_owned(entry.row, entry.column, entry.value);
}

SparseRows::CompressedRows SparseRows::compressed() const
{
  std::vector<std::pair<std::uint64_t, double>> extra(overflow_.begin(), overflow_.end());
  std::sort(extra.begin(), extra.end());
  CompressedRows rows;
  const std::size_t n_entries = std::accumulate(used_.begin(), used_.end(), extra.size()) +
                                std::count(used_.begin(), used_.end(), 0);
  rows.column.reserve(n_entries);
  rows.value.reserve(n_entries);
  rows.start.reserve(used_.size() + 1);
  rows.start.push_back(0);
  auto next = extra.begin();
  std::vector<std::pair<Index, double>> row;
  for (std::size_t local = 0; local < used_.size(); ++local)
  {
    row.clear();
    for (unsigned int s = 0; s < used_[local]; ++s)
      row.emplace_back(column_[local * slots_ + s], value_[local * slots_ + s]);
    for (; next != extra.end() && (next->first >> 32) == first_ + local; ++next)
      row.emplace_back(static_cast<Index>(next->first), next->second);
    if (row.empty())
      row.emplace_back(first_ + local, 1.);
    std::sort(row.begin(), row.end());
    for (const auto &[column, value] : row)
    {
      rows.column.push_back(static_cast<int>(column));
      rows.value.push_back(value);
    }
    rows.start.push_back(static_cast<int>(rows.column.size()));
  }
  return rows;
}

} // namespace kelvolt
