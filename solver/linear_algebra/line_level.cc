#include "linear_algebra/line_level.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kelvolt
{

namespace
{

/// Coarsening along lines that leaves more than this share has come to its end.
constexpr double most_left = 0.58;

/// Coarsening does not pay below this many unknowns, over all ranks, per rank.
constexpr double fewest_unknowns = 500.;

/// Compressed lists: which owned unknowns each owned coarse one takes part in.
struct Users
{
  std::vector<unsigned int> start, user;
};

/// Collective. The coarse unknowns: those of this rank, and as ghosts the others that its
/// rows couple to.
std::shared_ptr<const LineLevel::Partitioner>
coarse_unknowns(CoarseId first,
                unsigned int n_owned,
                const std::vector<CoarseId> &columns,
                MPI_Comm communicator)
{
  const CoarseId end = first + n_owned;
  std::vector<dealii::types::global_dof_index> ghosts;
  for (const CoarseId id : columns)
    if (id < first || id >= end)
      ghosts.push_back(id);
  std::sort(ghosts.begin(), ghosts.end());
  ghosts.erase(std::unique(ghosts.begin(), ghosts.end()), ghosts.end());
  const auto n_all =
      dealii::Utilities::MPI::sum(static_cast<unsigned long long>(n_owned), communicator);
  dealii::IndexSet owned(n_all), ghost_set(n_all);
  owned.add_range(first, end);
  ghost_set.add_indices(ghosts.begin(), ghosts.end());
  return std::make_shared<const LineLevel::Partitioner>(owned, ghost_set, communicator);
}

} // namespace

struct LineLevel::Interpolation
{
  std::vector<InterpolatedFrom> source; ///< owned unknowns and ghosts
  CoarseId first_coarse = 0;
  unsigned int n_coarse = 0; ///< owned

  /// Calls visit(owned unknown, owned coarse one, its weight) for every entry.
  template <typename Visit>
  void for_each_entry(unsigned int n_owned, const Visit &visit) const
  {
    for (unsigned int i = 0; i < n_owned; ++i)
      for (unsigned int k = 0; k < 2; ++k)
        if (source[i].weight[k] > smallest_weight)
          visit(i,
                static_cast<unsigned int>(source[i].id[k] - first_coarse),
                source[i].weight[k]);
  }

  /// The entries of the transposed, without their weights.
  Users users(unsigned int n_owned) const
  {
    std::vector<unsigned int> start(n_coarse + 1, 0);
    for_each_entry(n_owned, [&](unsigned int, unsigned int a, double) { ++start[a + 1]; });
    for (unsigned int a = 0; a < n_coarse; ++a)
      start[a + 1] += start[a];
    std::vector<unsigned int> user(start.back()), next(start.begin(), start.end() - 1);
    for_each_entry(n_owned,
                   [&](unsigned int i, unsigned int a, double) { user[next[a]++] = i; });
    return {std::move(start), std::move(user)};
  }

  /// The entries as rows of the finer unknowns.
  LevelRows rows(unsigned int n_owned) const
  {
    LevelRows result;
    result.start.resize(n_owned + 1, 0);
    for_each_entry(n_owned,
                   [&](unsigned int i, unsigned int a, double weight)
                   {
                     result.column.push_back(static_cast<int>(a));
                     result.value.push_back(weight);
                     ++result.start[i + 1];
                   });
    for (unsigned int i = 0; i < n_owned; ++i)
      result.start[i + 1] += result.start[i];
    return result;
  }
};

LineLevel::LineLevel(const std::shared_ptr<const Partitioner> &unknowns,
                     SparseRows::CompressedRows A,
                     LinePlaces places)
    : places_(std::move(places)), halvings_(places_.position.size(), {{0, 0, 0}})
{
  const auto [first, end] = unknowns->local_range();
  std::vector<dealii::types::global_dof_index> ghosts;
  for (const int column : A.column)
    if (static_cast<unsigned int>(column) < first ||
        static_cast<unsigned int>(column) >= end)
      ghosts.push_back(column);
  std::sort(ghosts.begin(), ghosts.end());
  ghosts.erase(std::unique(ghosts.begin(), ghosts.end()), ghosts.end());
  dealii::IndexSet ghost_set(unknowns->size());
  ghost_set.add_indices(ghosts.begin(), ghosts.end());
  unknowns_ = std::make_shared<const Partitioner>(
      unknowns->locally_owned_range(), ghost_set, unknowns->get_mpi_communicator());
  rows_.start = std::move(A.start);
  rows_.value = std::move(A.value);
  rows_.column = std::move(A.column);
  for (int &column : rows_.column)
    column = static_cast<int>(unknowns_->global_to_local(column));
}

SparseRows::CompressedRows LineLevel::compressed() &&
{
  SparseRows::CompressedRows result;
  result.start = std::move(rows_.start);
  result.column = std::move(rows_.column);
  result.value = std::move(rows_.value);
  for (int &column : result.column)
    column = static_cast<int>(unknowns_->local_to_global(column));
  std::vector<std::pair<int, double>> row;
  for (std::size_t i = 0; i + 1 < result.start.size(); ++i)
  {
    const int begin = result.start[i], end = result.start[i + 1];
    if (std::is_sorted(result.column.begin() + begin, result.column.begin() + end))
      continue;
    row.clear();
    for (int e = begin; e < end; ++e)
      row.emplace_back(result.column[e], result.value[e]);
    std::sort(row.begin(), row.end());
    for (int e = begin; e < end; ++e)
      std::tie(result.column[e], result.value[e]) = row[e - begin];
  }
  return result;
}

/// What the diagonal has beyond the couplings: the sum of a row, unless it is round-off.
class RowExcess
{
public:
  void add(double entry)
  {
    sum_ += entry;
    largest_ = std::max(largest_, entry);
  }
  double get() const
  {
    constexpr double rounding = 1e-14;
    return std::abs(sum_) <= rounding * largest_ ? 0. : sum_;
  }

private:
  double sum_ = 0., largest_ = 0.;
};

double LineLevel::excess(unsigned int row) const
{
  RowExcess result;
  for (int e = rows_.start[row]; e < rows_.start[row + 1]; ++e)
    result.add(rows_.value[e]);
  return result.get();
}

/// Whether the matrix is one to start from; the coarse ones are whatever comes of it.
bool LineLevel::is_m_matrix() const
{
  for (unsigned int i = 0; i < rows_.n_rows(); ++i)
  {
    double sum = 0., diagonal = 0.;
    for (int e = rows_.start[i]; e < rows_.start[i + 1]; ++e)
    {
      sum += rows_.value[e];
      if (rows_.column[e] == static_cast<int>(i))
        diagonal = rows_.value[e];
      else if (rows_.value[e] > 0.)
        return false;
    }
    if (!(diagonal > 0.) || !(sum >= -1e-8 * diagonal))
      return false;
  }
  return true;
}

LineLevel::Interpolation LineLevel::interpolate(const GridLines &lines,
                                                const std::vector<char> &coarse) const
{
  const unsigned int n = rows_.n_rows();
  const MPI_Comm comm = unknowns_->get_mpi_communicator();
  Interpolation P;
  std::vector<CoarseId> number(n, ground);
  for (unsigned int i = 0; i < n; ++i)
    if (coarse[i] != 0)
      number[i] = P.n_coarse++;
  {
    const unsigned long long own = P.n_coarse;
    unsigned long long before = 0;
    MPI_Exscan(&own, &before, 1, MPI_UNSIGNED_LONG_LONG, MPI_SUM, comm);
    P.first_coarse = dealii::Utilities::MPI::this_mpi_process(comm) == 0
                         ? 0
                         : static_cast<CoarseId>(before);
  }
  P.source.resize(n + unknowns_->n_ghost_indices());
  for (unsigned int i = 0; i < n; ++i)
  {
    InterpolatedFrom &source = P.source[i];
    source.along = std::max(lines.coupling[i][0], lines.coupling[i][1]);
    if (coarse[i] != 0)
    {
      source.id[0] = P.first_coarse + number[i];
      source.weight[0] = 1.;
      continue;
    }
    if (lines.solved[i] != 0)
      continue;
    double sum = excess(i);
    unsigned int k = 0;
    for (unsigned int side = 0; side < 2; ++side)
    {
      const unsigned int j = lines.neighbour[i][side];
      if (j == no_neighbour || coarse[j] == 0)
        continue;
      source.id[k] = P.first_coarse + number[j];
      source.weight[k++] = lines.coupling[i][side];
      sum += lines.coupling[i][side];
    }
    for (double &weight : source.weight)
      weight /= sum;
  }
  fetch_ghosts(P);
  return P;
}

/// What ghosts are interpolated from, as their owners know it. Collective.
void LineLevel::fetch_ghosts(Interpolation &P) const
{
  const unsigned int n = rows_.n_rows();
  const auto exchange = [&](const auto &get, const auto &set)
  {
    Vector values(unknowns_);
    for (unsigned int i = 0; i < n; ++i)
      values.local_element(i) = static_cast<double>(get(P.source[i]));
    values.update_ghost_values();
    for (unsigned int i = n; i < P.source.size(); ++i)
      set(P.source[i], values.local_element(i));
  };
  using From = InterpolatedFrom;
  exchange([](const From &s) { return s.along; }, [](From &s, double x) { s.along = x; });
  // Numbers below 2^53 pass through a double unchanged.
  for (unsigned int k = 0; k < 2; ++k)
  {
    exchange([k](const From &s) { return s.id[k]; },
             [k](From &s, double x) { s.id[k] = static_cast<CoarseId>(x); });
    exchange([k](const From &s) { return s.weight[k]; },
             [k](From &s, double x) { s.weight[k] = x; });
  }
}

void LineLevel::add_places(const GridLines &lines,
                           const std::vector<char> &coarse,
                           LineLevel &to) const
{
  for (unsigned int i = 0; i < rows_.n_rows(); ++i)
  {
    if (coarse[i] == 0)
      continue;
    to.places_.position.push_back(places_.position[i]);
    to.places_.strength.push_back(places_.strength[i]);
    to.halvings_.push_back(halvings_[i]);
    const unsigned int d = lines.axis[i];
    bool any_left_out = false;
    for (const unsigned int j : lines.neighbour[i])
      any_left_out = any_left_out || (j != no_neighbour && coarse[j] == 0);
    if (d == 3 || !any_left_out)
      continue;
    to.places_.strength.back()[d] *= 0.25F;
    ++to.halvings_.back()[d];
  }
}

/// Fills the coarse rows but for their columns, which it returns with their global numbers:
/// ghosts are known only afterwards.
std::vector<CoarseId> LineLevel::coarse_rows(const Interpolation &P, LevelRows &rows) const
{
  const Users users = P.users(rows_.n_rows());
  std::vector<CoarseId> column;
  column.reserve(rows_.column.size() * 2 / 3);
  rows.value.reserve(rows_.column.size() * 2 / 3);
  rows.start.reserve(P.n_coarse + 1);
  CoarseRow row;
  const InterpolatedFrom to_ground;
  for (unsigned int c = 0; c < P.n_coarse; ++c)
  {
    const CoarseId a = P.first_coarse + c;
    row.coupling.clear();
    row.excess = 0.;
    for (unsigned int u = users.start[c]; u < users.start[c + 1]; ++u)
    {
      const unsigned int i = users.user[u];
      RowExcess of_row;
      for (int e = rows_.start[i]; e < rows_.start[i + 1]; ++e)
      {
        of_row.add(rows_.value[e]);
        if (rows_.column[e] != static_cast<int>(i))
          row.add_edge(a, P.source[i], P.source[rows_.column[e]], -rows_.value[e]);
      }
      const double left = of_row.get();
      if (left != 0.)
        row.add_edge(a, P.source[i], to_ground, left);
    }
    double diagonal = row.excess;
    for (const auto &[id, w] : row.coupling)
    {
      column.push_back(id);
      rows.value.push_back(-w);
      diagonal += w;
    }
    column.push_back(a);
    rows.value.push_back(diagonal > 0. ? diagonal : 1.);
    rows.start.push_back(static_cast<int>(column.size()));
  }
  return column;
}

void LineLevel::add_rows(const Interpolation &P, LineLevel &to) const
{
  const std::vector<CoarseId> column = coarse_rows(P, to.rows_);
  to.unknowns_ = coarse_unknowns(
      P.first_coarse, P.n_coarse, column, unknowns_->get_mpi_communicator());
  to.rows_.column.reserve(column.size());
  for (const CoarseId id : column)
    to.rows_.column.push_back(static_cast<int>(to.unknowns_->global_to_local(id)));
  to.interpolation_ = P.rows(rows_.n_rows());
}

std::optional<LineLevel> LineLevel::coarser() const
{
  const MPI_Comm comm = unknowns_->get_mpi_communicator();
  const bool is_finest = interpolation_.n_rows() == 0;
  const bool usable =
      places_.position.size() == rows_.n_rows() && (!is_finest || is_m_matrix());
  if (dealii::Utilities::MPI::min(usable ? 1 : 0, comm) == 0 ||
      double(unknowns_->size()) <
          fewest_unknowns * dealii::Utilities::MPI::n_mpi_processes(comm))
    return std::nullopt;
  const GridLines lines = find_lines(rows_, places_);
  const std::vector<char> coarse = choose_coarse(lines, places_, halvings_);
  const auto n_coarse = dealii::Utilities::MPI::sum(
      static_cast<unsigned long long>(std::count(coarse.begin(), coarse.end(), 1)), comm);
  if (double(n_coarse) > most_left * double(unknowns_->size()) || n_coarse == 0)
    return std::nullopt;
  LineLevel result;
  const Interpolation P = interpolate(lines, coarse);
  add_places(lines, coarse, result);
  add_rows(P, result);
  return result;
}

} // namespace kelvolt
