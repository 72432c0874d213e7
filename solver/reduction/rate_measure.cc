#include "reduction/rate_measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of the finer grid; and how far it goes beyond 1 / last and 1 / first time.
constexpr double rates_per_decade = 24., below_last = 1e-3, above_first = 1e4;
constexpr int most_exchanges = 600, exchanges_per_inversion = 30;
/// Of numbers of the size of one.
constexpr double tiny = 1e-9, smallest_pivot = 1e-10;
/// Moments that no measure has are those of inexact solves: so much wider at a time.
constexpr double wider = 10.;
constexpr int most_widenings = 5;

} // namespace

std::vector<double> RateMeasure::rates(double first, double last)
{
  const double low = below_last / last, high = above_first / first;
  const int n =
      2 * static_cast<int>(std::ceil(0.5 * rates_per_decade * std::log10(high / low)));
  std::vector<double> result = {0.};
  result.reserve(n + 2);
  for (int i = 0; i <= n; ++i)
    result.push_back(low * std::pow(high / low, double(i) / n));
  return result;
}

RateMeasure::RateMeasure(const std::vector<double> &rates, const RateMoments &moments)
{
  double widened = 1.;
  for (int i = 0; i < most_widenings; ++i, widened *= wider)
  {
    set_rows(rates, moments, widened);
    if (find_feasible())
      return;
  }
  // Upper limits alone: the measure without any mass has them.
  RateMoments upper = moments;
  for (std::vector<RateMoments::Moment> *of : {&upper.energy, &upper.fall})
    for (RateMoments::Moment &one : *of)
      one = {0.5 * (one.value + one.open), 0.5 * (one.value + one.open)};
  set_rows(rates, upper, 1.);
  find_feasible();
}

/// Limits of the moments, as multiples of them; every rate divided by its largest entry.
void RateMeasure::set_rows(const std::vector<double> &rates,
                           const RateMoments &moments,
                           double widened)
{
  struct Row
  {
    double shift, power, moment;
  };
  std::vector<Row> rows;
  limit_.clear();
  lower_.clear();
  for (const double power : {1., 2.})
    for (std::size_t j = 0; j < moments.shifts.size(); ++j)
    {
      const RateMoments::Moment &one = power == 1. ? moments.energy[j] : moments.fall[j];
      const double upper = one.value + widened * one.open;
      if (!(upper > 0.))
        continue;
      rows.push_back({moments.shifts[j], power, upper});
      limit_.push_back(1.);
      lower_.push_back(false);
      if (const double least = one.value - widened * one.open; least > 0.)
      {
        rows.push_back(rows.back());
        limit_.push_back(least / upper);
        lower_.push_back(true);
      }
    }
  rows.push_back({1., 0., moments.total});
  limit_.push_back(1.);
  lower_.push_back(false);
  n_rows_ = rows.size();
  n_columns_ = rates.size() / 2 + 1;
  a_.clear();
  scale_.clear();
  for (const double rate : rates)
  {
    double largest = 0.;
    for (const Row &row : rows)
    {
      a_.push_back(std::pow(rate + row.shift, -row.power) / row.moment);
      largest = std::max(largest, a_.back());
    }
    for (std::size_t r = 0; r < n_rows_; ++r)
      a_[a_.size() - n_rows_ + r] /= largest;
    scale_.push_back(largest);
  }
}

/// Columns: the rates 0, 1, 3, 5 ... of the finer grid, then what is left of each limit,
/// then, for the search of a feasible basis, what lacks of each lower limit.
double RateMeasure::entry(std::size_t row, std::size_t column) const
{
  if (column < n_columns_)
    return a_[(column == 0 ? 0 : 2 * column - 1) * n_rows_ + row];
  if (is_artificial(column))
    return column - n_columns_ - n_rows_ == row ? 1. : 0.;
  return column - n_columns_ != row ? 0. : lower_[row] ? -1. : 1.;
}

double RateMeasure::cost(std::size_t column) const
{
  if (searching_)
    return is_artificial(column) ? -1. : 0.;
  return column < n_columns_ ? objective_[column] : 0.;
}

void RateMeasure::start_basis()
{
  basis_.resize(n_rows_);
  inverse_.assign(n_rows_ * n_rows_, 0.);
  for (std::size_t r = 0; r < n_rows_; ++r)
  {
    basis_[r] = n_columns_ + (lower_[r] ? n_rows_ : 0) + r;
    inverse_[r * n_rows_ + r] = 1.;
  }
  value_ = limit_;
}

bool RateMeasure::find_feasible()
{
  start_basis();
  searching_ = true;
  maximise();
  searching_ = false;
  double lacking = 0.;
  for (std::size_t r = 0; r < n_rows_; ++r)
    if (is_artificial(basis_[r]))
      lacking += std::abs(value_[r]);
  return lacking < tiny;
}

void RateMeasure::maximise()
{
  exchanges_ = 0;
  invert();
  while (exchanges_ < most_exchanges && step())
    if (exchanges_ % exchanges_per_inversion == 0)
      invert();
}

void RateMeasure::find_duals()
{
  dual_.assign(n_rows_, 0.);
  for (std::size_t i = 0; i < n_rows_; ++i)
    if (const double c = cost(basis_[i]); c != 0.)
      for (std::size_t r = 0; r < n_rows_; ++r)
        dual_[r] += c * inverse_[i * n_rows_ + r];
}

/// @return whether there was anything to gain
bool RateMeasure::step()
{
  find_duals();
  std::size_t best = 0;
  double gain = tiny;
  const auto consider = [&](std::size_t column, double found)
  {
    if (found > gain)
    {
      gain = found;
      best = column;
    }
  };
  for (std::size_t c = 0; c < n_columns_; ++c)
  {
    const double *column = &a_[(c == 0 ? 0 : 2 * c - 1) * n_rows_];
    consider(c, cost(c) - std::inner_product(dual_.begin(), dual_.end(), column, 0.));
  }
  for (std::size_t r = 0; r < n_rows_; ++r)
    consider(n_columns_ + r, lower_[r] ? dual_[r] : -dual_[r]);
  if (gain == tiny)
    return false;
  std::vector<double> direction(n_rows_, 0.);
  for (std::size_t r = 0; r < n_rows_; ++r)
    if (const double a = entry(r, best); a != 0.)
      for (std::size_t i = 0; i < n_rows_; ++i)
        direction[i] += inverse_[i * n_rows_ + r] * a;
  const std::size_t row = leaving(direction);
  if (row == n_rows_)
    return false;
  exchange(row, best, direction);
  return true;
}

/// What lacks of a limit must not grow again once it is nothing.
std::size_t RateMeasure::leaving(const std::vector<double> &direction) const
{
  std::size_t row = n_rows_;
  double least = std::numeric_limits<double>::max(), pivot = 0.;
  for (std::size_t i = 0; i < n_rows_; ++i)
  {
    const bool held = !searching_ && is_artificial(basis_[i]);
    const double y = held ? std::abs(direction[i]) : direction[i];
    if (y <= smallest_pivot)
      continue;
    const double ratio = held ? 0. : std::max(0., value_[i]) / y;
    if (ratio < least - tiny * tiny || (ratio <= least && y > pivot))
    {
      least = ratio;
      pivot = y;
      row = i;
    }
  }
  return row;
}

void RateMeasure::exchange(std::size_t row,
                           std::size_t column,
                           const std::vector<double> &direction)
{
  const double by = 1. / direction[row];
  for (std::size_t r = 0; r < n_rows_; ++r)
    inverse_[row * n_rows_ + r] *= by;
  value_[row] *= by;
  for (std::size_t i = 0; i < n_rows_; ++i)
    if (i != row && direction[i] != 0.)
    {
      for (std::size_t r = 0; r < n_rows_; ++r)
        inverse_[i * n_rows_ + r] -= direction[i] * inverse_[row * n_rows_ + r];
      value_[i] -= direction[i] * value_[row];
    }
  basis_[row] = column;
  ++exchanges_;
}

/// By Gauss' and Jordan's elimination of the basis, with the largest pivots.
void RateMeasure::invert()
{
  const std::size_t n = n_rows_;
  std::vector<double> B(n * n);
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t i = 0; i < n; ++i)
      B[r * n + i] = entry(r, basis_[i]);
  std::vector<double> inverse(n * n, 0.);
  for (std::size_t r = 0; r < n; ++r)
    inverse[r * n + r] = 1.;
  for (std::size_t p = 0; p < n; ++p)
  {
    std::size_t largest = p;
    for (std::size_t r = p; r < n; ++r)
      if (std::abs(B[r * n + p]) > std::abs(B[largest * n + p]))
        largest = r;
    if (B[largest * n + p] == 0.)
      return; // the updated one serves on
    for (std::size_t c = 0; c < n; ++c)
    {
      std::swap(B[p * n + c], B[largest * n + c]);
      std::swap(inverse[p * n + c], inverse[largest * n + c]);
    }
    const double by = 1. / B[p * n + p];
    for (std::size_t c = 0; c < n; ++c)
    {
      B[p * n + c] *= by;
      inverse[p * n + c] *= by;
    }
    for (std::size_t r = 0; r < n; ++r)
      if (const double times = B[r * n + p]; r != p && times != 0.)
        for (std::size_t c = 0; c < n; ++c)
        {
          B[r * n + c] -= times * B[p * n + c];
          inverse[r * n + c] -= times * inverse[p * n + c];
        }
  }
  inverse_ = std::move(inverse);
  for (std::size_t i = 0; i < n; ++i)
    value_[i] = std::inner_product(limit_.begin(), limit_.end(), &inverse_[i * n], 0.);
}

double RateMeasure::largest(const std::vector<double> &f)
{
  std::vector<double> scaled(f.size());
  double size = 0.;
  for (std::size_t l = 0; l < f.size(); ++l)
  {
    scaled[l] = f[l] / scale_[l];
    size = std::max(size, std::abs(scaled[l]));
  }
  if (size == 0.)
    return 0.;
  for (double &one : scaled)
    one /= size;
  objective_.resize(n_columns_);
  for (std::size_t c = 0; c < n_columns_; ++c)
    objective_[c] = scaled[c == 0 ? 0 : 2 * c - 1];
  maximise();
  find_duals();
  return size * dual_bound(scaled);
}

/// Of the present mu, with what it lacks at any rate made up by all upper limits together:
/// one of them is 1 at every rate.
double RateMeasure::dual_bound(const std::vector<double> &f) const
{
  std::vector<double> mu = dual_;
  for (std::size_t r = 0; r < n_rows_; ++r)
    mu[r] = lower_[r] ? std::min(0., mu[r]) : std::max(0., mu[r]);
  double lacking = 0.;
  for (std::size_t l = 0; l < f.size(); ++l)
    lacking = std::max(
        lacking, f[l] - std::inner_product(mu.begin(), mu.end(), &a_[l * n_rows_], 0.));
  double bound = 0.;
  for (std::size_t r = 0; r < n_rows_; ++r)
    bound += (mu[r] + (lower_[r] ? 0. : lacking)) * limit_[r];
  return bound;
}

double RateMeasure::crude(const std::vector<double> &f) const
{
  double least = std::numeric_limits<double>::max();
  for (std::size_t r = 0; r < n_rows_; ++r)
  {
    double largest = 0.;
    for (std::size_t l = 0; l < f.size(); ++l)
      largest = std::max(largest, std::abs(f[l]) / (scale_[l] * a_[l * n_rows_ + r]));
    least = std::min(least, largest); // a lower limit has the row of its upper one
  }
  return least;
}

} // namespace kelvolt
