#include "linear_algebra/line_level.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

constexpr unsigned int none = -1;

/// Rows that many other unknowns depend on, such as the voltage of a terminal, stay.
constexpr int longest_row = 40;

/// A coupling along a line that is weaker than this share of the row's strongest is none.
constexpr double least_share = 0.1;

/// Rows whose couplings are this share of their diagonal or less need no coarse level: the
/// smoother solves them.
constexpr double least_coupling = 0.2;

/// Coarsening along lines that leaves more than this share has come to its end.
constexpr double most_left = 0.58;

/// Across lines, couplings up to this share of those along the lines are lumped.
constexpr double lumped_share = 0.5;

/// Nor does it pay below this many unknowns, over all ranks, per rank.
constexpr double fewest_unknowns = 500.;

/// Global coarse unknown; the last one stands for the ground, where all is zero.
using CoarseId = std::int64_t;
constexpr CoarseId ground = -1;

constexpr double tiny = 1e-12; // weights below it are none

/// What one unknown is interpolated from: up to two coarse unknowns, rising, and what their
/// weights lack to one from the ground.
struct Source
{
  std::array<CoarseId, 2> id{ground, ground};
  std::array<double, 2> weight{0., 0.};
  double along = 0.; ///< the unknown's strongest coupling along its line

  bool is_coarse() const
  {
    return weight[0] == 1.;
  }
  bool has(CoarseId a) const
  {
    return (id[0] == a && weight[0] > tiny) || (id[1] == a && weight[1] > tiny);
  }

  double of_ground() const
  {
    return std::max(0., 1. - weight[0] - weight[1]);
  }
  double weight_of(CoarseId a) const
  {
    return a == ground ? of_ground()
                       : (id[0] == a ? weight[0] : 0.) + (id[1] == a ? weight[1] : 0.);
  }
};

/// Calls visit(b, share) for what the weight of `a` in `from` is paired with in `to`. Both
/// are paired in order, the ground last, as one would pour one row of glasses into another.
template <typename Visit>
void for_each_pair(const Source &from, const Source &to, CoarseId a, const Visit &visit)
{
  struct Glass
  {
    CoarseId id;
    double filled;
  };
  const auto glasses = [](const Source &s)
  {
    return std::array<Glass, 3>{
        {{s.id[0], s.weight[0]}, {s.id[1], s.weight[1]}, {ground, s.of_ground()}}};
  };
  std::array<Glass, 3> left = glasses(from), right = glasses(to);
  for (unsigned int i = 0, j = 0; i < 3 && j < 3;)
  {
    const double share = std::min(left[i].filled, right[j].filled);
    if (share > tiny && left[i].id == a)
      visit(right[j].id, share);
    left[i].filled -= share;
    right[j].filled -= share;
    if (left[i].filled <= tiny)
      ++i;
    else
      ++j;
  }
}

} // namespace

/// Of each owned unknown: the axis that it is coarsened along, 3 if none, and its
/// neighbours on that line among the owned unknowns, with their couplings.
struct LineLevel::Lines
{
  std::vector<std::uint8_t> axis;
  std::vector<std::array<unsigned int, 2>> neighbour; ///< lower, upper
  std::vector<std::array<double, 2>> coupling;
  std::vector<char> solved; ///< by the smoother alone
};

struct LineLevel::Interpolation
{
  std::vector<Source> source; ///< owned unknowns and ghosts
  CoarseId first_coarse = 0;
  unsigned int n_coarse = 0; ///< owned
};

LineLevel::LineLevel(std::shared_ptr<const Partitioner> unknowns,
                     const SparseRows::CompressedRows &A,
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
  rows_.start = A.start;
  rows_.value = A.value;
  rows_.column.reserve(A.column.size());
  for (const int column : A.column)
    rows_.column.push_back(unknowns_->global_to_local(column));
}

SparseRows::CompressedRows LineLevel::compressed() const
{
  SparseRows::CompressedRows result;
  result.start = rows_.start;
  std::vector<std::pair<int, double>> row;
  for (unsigned int i = 0; i < rows_.n_rows(); ++i)
  {
    row.clear();
    for (int e = rows_.start[i]; e < rows_.start[i + 1]; ++e)
      row.emplace_back(unknowns_->local_to_global(rows_.column[e]), rows_.value[e]);
    std::sort(row.begin(), row.end());
    for (const auto &[column, value] : row)
    {
      result.column.push_back(column);
      result.value.push_back(value);
    }
  }
  return result;
}

/// What the diagonal has beyond the couplings.
double LineLevel::excess(unsigned int row) const
{
  double sum = 0., largest = 0.;
  for (int e = rows_.start[row]; e < rows_.start[row + 1]; ++e)
  {
    sum += rows_.value[e];
    largest = std::max(largest, rows_.value[e]);
  }
  constexpr double rounding = 1e-14;
  return std::abs(sum) <= rounding * largest ? 0. : sum;
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

LineLevel::Lines LineLevel::find_lines() const
{
  const unsigned int n = rows_.n_rows();
  Lines lines;
  lines.axis.assign(n, 3);
  lines.neighbour.assign(n, {none, none});
  lines.coupling.assign(n, {0., 0.});
  lines.solved.assign(n, 0);
  for (unsigned int i = 0; i < n; ++i)
  {
    double total = 0., strongest = 0., diagonal = 0.;
    std::array<std::array<double, 2>, 3> coupling{};
    std::array<std::array<unsigned int, 2>, 3> neighbour;
    for (auto &pair : neighbour)
      pair = {none, none};
    for (int e = rows_.start[i]; e < rows_.start[i + 1]; ++e)
    {
      const auto j = static_cast<unsigned int>(rows_.column[e]);
      const double w = -rows_.value[e];
      if (j == i)
      {
        diagonal = -w;
        continue;
      }
      total += w;
      strongest = std::max(strongest, w);
      if (j >= n)
        continue;
      const LinePlaces::Position &a = places_.position[i], &b = places_.position[j];
      for (unsigned int d = 0; d < 3; ++d)
        if (a[d] != b[d] && a[(d + 1) % 3] == b[(d + 1) % 3] &&
            a[(d + 2) % 3] == b[(d + 2) % 3])
        {
          const unsigned int side = b[d] > a[d] ? 1 : 0;
          if (w > coupling[d][side])
          {
            coupling[d][side] = w;
            neighbour[d][side] = j;
          }
        }
    }
    lines.solved[i] = total <= least_coupling * diagonal ? 1 : 0;
    if (lines.solved[i] != 0 || rows_.start[i + 1] - rows_.start[i] > longest_row)
      continue;
    float strength = 0.F;
    for (unsigned int d = 0; d < 3; ++d)
      if (std::max(coupling[d][0], coupling[d][1]) >= least_share * strongest &&
          places_.strength[i][d] > strength)
      {
        strength = places_.strength[i][d];
        lines.axis[i] = d;
        lines.neighbour[i] = neighbour[d];
        lines.coupling[i] = coupling[d];
      }
  }
  return lines;
}

/// Every second unknown of a line, by its place on the grid, so that lines side by side do
/// alike; where that would leave two out in a row, one stays.
std::vector<char> LineLevel::choose_coarse(const Lines &lines) const
{
  const unsigned int n = rows_.n_rows();
  std::vector<char> coarse(n, 1);
  const auto next = [&](unsigned int i)
  {
    const unsigned int j = lines.neighbour[i][1];
    return j != none && lines.axis[j] == lines.axis[i] && lines.neighbour[j][0] == i ? j
                                                                                     : none;
  };
  const auto is_first = [&](unsigned int i)
  {
    const unsigned int j = lines.neighbour[i][0];
    return j == none || next(j) != i || lines.axis[j] != lines.axis[i];
  };
  for (unsigned int first = 0; first < n; ++first)
  {
    if (lines.solved[first] != 0)
      coarse[first] = 0;
    if (lines.axis[first] == 3 || !is_first(first) || next(first) == none)
      continue;
    const unsigned int d = lines.axis[first];
    bool before = true; // was coarse
    for (unsigned int i = first; i != none; i = next(i))
    {
      const bool even = ((places_.position[i][d] >> halvings_[i][d]) & 1) == 0;
      coarse[i] = even || !before ? 1 : 0;
      before = coarse[i] != 0;
    }
  }
  return coarse;
}

LineLevel::Interpolation LineLevel::interpolate(const Lines &lines,
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
    Source &source = P.source[i];
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
      if (j == none || coarse[j] == 0)
        continue;
      source.id[k] = P.first_coarse + number[j];
      source.weight[k++] = lines.coupling[i][side];
      sum += lines.coupling[i][side];
    }
    for (double &weight : source.weight)
      weight /= sum;
  }
  // Ghosts: the same from their owners.
  const auto exchange = [&](const auto &get, const auto &set)
  {
    Vector values(unknowns_);
    for (unsigned int i = 0; i < n; ++i)
      values.local_element(i) = static_cast<double>(get(P.source[i]));
    values.update_ghost_values();
    for (unsigned int i = n; i < P.source.size(); ++i)
      set(P.source[i], values.local_element(i));
  };
  exchange([](const Source &s) { return s.along; },
           [](Source &s, double x) { s.along = x; });
  for (unsigned int k = 0; k < 2; ++k)
  {
    exchange([k](const Source &s) { return s.id[k]; },
             [k](Source &s, double x) { s.id[k] = static_cast<CoarseId>(x); });
    exchange([k](const Source &s) { return s.weight[k]; },
             [k](Source &s, double x) { s.weight[k] = x; });
  }
  return P;
}

void LineLevel::add_places(const Lines &lines,
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
      any_left_out = any_left_out || (j != none && coarse[j] == 0);
    if (d == 3 || !any_left_out)
      continue;
    to.places_.strength.back()[d] *= 0.25F;
    ++to.halvings_.back()[d];
  }
}

/// One coarse row while it is summed up: couplings and excess.
struct LineLevel::Accumulator
{
  std::vector<std::pair<CoarseId, double>> coupling;
  double excess = 0.;

  void add(CoarseId b, double w)
  {
    if (b == ground)
    {
      excess += w;
      return;
    }
    for (auto &[id, sum] : coupling)
      if (id == b)
      {
        sum += w;
        return;
      }
    coupling.emplace_back(b, w);
  }

  /// Adds what the coupling w between two unknowns, the first interpolated from `a` among
  /// others, gives to row a.
  void add_edge(CoarseId a, const Source &from, const Source &to, double w)
  {
    if (from.is_coarse() && to.is_coarse())
    {
      if (to.id[0] != a)
        add(to.id[0], w);
      return;
    }
    const bool is_weak = w >= 0. && w <= lumped_share * std::min(from.along, to.along);
    if (!is_weak || n_different(from, to) <= 2)
      add_product(a, from, to, w);
    else
      add_lumped(a, from, to, w);
  }

  /// Coarse unknowns, and the ground, that the two are interpolated from.
  static int n_different(const Source &from, const Source &to)
  {
    int n = from.of_ground() > tiny || to.of_ground() > tiny ? 1 : 0;
    for (unsigned int k = 0; k < 2; ++k)
    {
      if (from.weight[k] > tiny)
        ++n;
      if (to.weight[k] > tiny && !from.has(to.id[k]))
        ++n;
    }
    return n;
  }

  /// The Galerkin product of w (from - to)^2, seen from each end that a takes part in.
  void add_product(CoarseId a, const Source &from, const Source &to, double w)
  {
    const double of_to = to.weight_of(a), times = of_to > tiny ? 0.5 : 1.,
                 of_a = times * w * (from.weight_of(a) - of_to);
    for (unsigned int k = 0; k < 2; ++k)
    {
      if (from.weight[k] > tiny && from.id[k] != a)
        add(from.id[k], of_a * (to.weight_of(from.id[k]) - from.weight[k]));
      if (to.weight[k] > tiny && to.id[k] != a && !from.has(to.id[k]))
        add(to.id[k], of_a * to.weight[k]);
    }
    excess += of_a * (to.of_ground() - from.of_ground());
  }

  void add_lumped(CoarseId a, const Source &from, const Source &to, double w)
  {
    if (to.is_coarse())
    {
      if (to.id[0] != a)
        add(to.id[0], from.weight_of(a) * w);
    }
    else if (from.is_coarse())
    {
      for (unsigned int k = 0; k < 2; ++k)
        if (to.weight[k] > tiny && to.id[k] != a)
          add(to.id[k], to.weight[k] * w);
      excess += to.of_ground() * w;
    }
    else
      for_each_pair(from,
                    to,
                    a,
                    [&](CoarseId b, double share)
                    {
                      if (b != a)
                        add(b, share * w);
                    });
  }
};

void LineLevel::add_rows(const Interpolation &P, LineLevel &to) const
{
  const unsigned int n = rows_.n_rows();
  // The transposed of P.
  std::vector<unsigned int> start(P.n_coarse + 1, 0);
  const auto for_each_entry = [&](const auto &visit)
  {
    for (unsigned int i = 0; i < n; ++i)
      for (unsigned int k = 0; k < 2; ++k)
        if (P.source[i].weight[k] > tiny)
          visit(i, static_cast<unsigned int>(P.source[i].id[k] - P.first_coarse), k);
  };
  for_each_entry([&](unsigned int, unsigned int a, unsigned int) { ++start[a + 1]; });
  for (unsigned int a = 0; a < P.n_coarse; ++a)
    start[a + 1] += start[a];
  std::vector<unsigned int> user(start.back()), next(start.begin(), start.end() - 1);
  for_each_entry([&](unsigned int i, unsigned int a, unsigned int)
                 { user[next[a]++] = i; });

  // Rows with global columns first: ghosts are known only afterwards.
  std::vector<CoarseId> column;
  LevelRows &rows = to.rows_;
  column.reserve(rows_.column.size() * 2 / 3);
  rows.value.reserve(rows_.column.size() * 2 / 3);
  rows.start.reserve(P.n_coarse + 1);
  Accumulator row;
  Source to_ground;
  for (unsigned int c = 0; c < P.n_coarse; ++c)
  {
    const CoarseId a = P.first_coarse + c;
    row.coupling.clear();
    row.excess = 0.;
    for (unsigned int u = start[c]; u < start[c + 1]; ++u)
    {
      const unsigned int i = user[u];
      for (int e = rows_.start[i]; e < rows_.start[i + 1]; ++e)
        if (rows_.column[e] != static_cast<int>(i))
          row.add_edge(a, P.source[i], P.source[rows_.column[e]], -rows_.value[e]);
      const double left = excess(i);
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

  const CoarseId end = P.first_coarse + P.n_coarse;
  std::vector<dealii::types::global_dof_index> ghosts;
  for (const CoarseId id : column)
    if (id < P.first_coarse || id >= end)
      ghosts.push_back(id);
  const MPI_Comm comm = unknowns_->get_mpi_communicator();
  const auto n_all =
      dealii::Utilities::MPI::sum(static_cast<unsigned long long>(P.n_coarse), comm);
  dealii::IndexSet owned(n_all), ghost_set(n_all);
  owned.add_range(P.first_coarse, end);
  std::sort(ghosts.begin(), ghosts.end());
  ghosts.erase(std::unique(ghosts.begin(), ghosts.end()), ghosts.end());
  ghost_set.add_indices(ghosts.begin(), ghosts.end());
  to.unknowns_ = std::make_shared<const Partitioner>(owned, ghost_set, comm);
  rows.column.reserve(column.size());
  for (const CoarseId id : column)
    rows.column.push_back(id >= P.first_coarse && id < end
                              ? static_cast<int>(id - P.first_coarse)
                              : static_cast<int>(to.unknowns_->global_to_local(id)));
  to.interpolation_.start.reserve(n + 1);
  to.interpolation_.column.reserve(user.size());
  to.interpolation_.value.reserve(user.size());
  for (unsigned int i = 0; i < n; ++i)
  {
    for (unsigned int k = 0; k < 2; ++k)
      if (P.source[i].weight[k] > tiny)
      {
        to.interpolation_.column.push_back(
            static_cast<int>(P.source[i].id[k] - P.first_coarse));
        to.interpolation_.value.push_back(P.source[i].weight[k]);
      }
    to.interpolation_.start.push_back(static_cast<int>(to.interpolation_.column.size()));
  }
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
  const Lines lines = find_lines();
  const std::vector<char> coarse = choose_coarse(lines);
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
