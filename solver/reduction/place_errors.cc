#include "reduction/place_errors.h"

#include "compact/modal_model.h"
#include "reduction/symmetric_modes.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace kelvolt
{
namespace
{

/// A vector of which the others leave less than this share is none of its own.
constexpr double dependent = 1e-9;
/// Changes at times within this factor count.
constexpr double reach = 3.2;
/// Of the sum of changes: on 70 packages made at random it was 1.36 times the error at
/// least, and the error at the worst time was 10 times smaller in the median.
constexpr double safety = 1.5;

double product(const std::vector<double> &a, const std::vector<double> &b)
{
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.);
}

/// Adds to orthonormal vectors what they leave of another, by Gram's and Schmidt's process
/// done twice.
void append(std::vector<std::vector<double>> &vectors, std::vector<double> next)
{
  const double before = std::sqrt(product(next, next));
  for (int repeat = 0; repeat < 2; ++repeat)
    for (const std::vector<double> &one : vectors)
    {
      const double share = product(one, next);
      for (std::size_t m = 0; m < next.size(); ++m)
        next[m] -= share * one[m];
    }
  const double left = std::sqrt(product(next, next));
  if (!(left > dependent * before))
    return;
  for (double &one : next)
    one /= left;
  vectors.push_back(std::move(next));
}

} // namespace

PlaceErrors::PlaceErrors(const ReducedModel &model,
                         const std::vector<double> &shifts,
                         std::vector<double> times,
                         std::size_t n_inputs)
    : model_(model), times_(std::move(times)), n_inputs_(n_inputs)
{
  while (n_uniform_ < model.n_modes() && model.rate[n_uniform_] == 0.)
    ++n_uniform_;
  std::vector<double> rising = shifts; // so that the projection is graded
  std::sort(rising.begin(), rising.end());
  for (std::size_t i = 0; i < rising.size(); ++i)
    if (rising[i] > 0.)
      add_changes(without(i, rising));
}

PlaceErrors::Thinned PlaceErrors::without(std::size_t shift,
                                          const std::vector<double> &shifts) const
{
  const std::size_t k = model_.n_modes() - n_uniform_, n = model_.n_inputs();
  std::vector<std::vector<double>> space;
  for (std::size_t other = 0; other < shifts.size(); ++other)
    for (std::size_t i = 0; other != shift && i < n; ++i)
    {
      std::vector<double> solution(k);
      for (std::size_t m = 0; m < k; ++m)
        solution[m] =
            model_.gain(n_uniform_ + m, i) / (shifts[other] + model_.rate[n_uniform_ + m]);
      append(space, std::move(solution));
    }
  DenseMatrix K(space.size(), space.size());
  for (std::size_t a = 0; a < space.size(); ++a)
    for (std::size_t b = 0; b < space.size(); ++b)
      for (std::size_t m = 0; m < k; ++m)
        K(a, b) += space[a][m] * model_.rate[n_uniform_ + m] * space[b][m];
  const SymmetricModes modes = symmetric_modes(K);
  Thinned result{modes.value,
                 DenseMatrix(model_.n_modes(), space.size()),
                 DenseMatrix(space.size(), n)};
  for (std::size_t own = 0; own < space.size(); ++own)
    for (std::size_t m = 0; m < k; ++m)
    {
      double &entry = result.vector(n_uniform_ + m, own);
      for (std::size_t a = 0; a < space.size(); ++a)
        entry += space[a][m] * modes.vector(a, own);
      for (std::size_t i = 0; i < n; ++i)
        result.gain(own, i) += entry * model_.gain(n_uniform_ + m, i);
    }
  return result;
}

void PlaceErrors::add_changes(const Thinned &thinned)
{
  DenseMatrix changes(n_inputs_ * times_.size(), model_.n_modes());
  for (std::size_t input = 0; input < n_inputs_; ++input)
    for (std::size_t time = 0; time < times_.size(); ++time)
    {
      const double t = times_[time];
      std::vector<double> own;
      for (std::size_t o = 0; o < thinned.rate.size(); ++o)
        own.push_back(thinned.gain(o, input) * step_kernel(thinned.rate[o], t));
      for (std::size_t m = n_uniform_; m < model_.n_modes(); ++m)
      {
        double change = -model_.gain(m, input) * step_kernel(model_.rate[m], t);
        for (std::size_t o = 0; o < own.size(); ++o)
          change += thinned.vector(m, o) * own[o];
        changes(input * times_.size() + time, m) = change;
      }
    }
  changes_.push_back(std::move(changes));
}

double PlaceErrors::sum_of_changes(std::size_t input,
                                   std::size_t time,
                                   const std::vector<double> &gains) const
{
  double sum = 0.;
  for (const DenseMatrix &changes : changes_)
  {
    double change = 0.;
    for (std::size_t m = 0; m < gains.size(); ++m)
      change += gains[m] * changes(input * times_.size() + time, m);
    sum += std::abs(change);
  }
  return sum;
}

std::vector<double>
PlaceErrors::of_step(std::size_t input, const std::vector<std::vector<double>> &gains) const
{
  std::vector<double> self, share, errors;
  for (std::size_t time = 0; time < times_.size(); ++time)
  {
    self.push_back(model_.step(input, input, times_[time]));
    share.push_back(sum_of_changes(input, time, gains[time]) / self.back());
  }
  for (std::size_t time = 0; time < times_.size(); ++time)
  {
    double largest = 0.;
    for (std::size_t near = 0; near < times_.size(); ++near)
      if (std::abs(std::log(times_[near] / times_[time])) < std::log(reach))
        largest = std::max(largest, share[near]);
    errors.push_back(safety * largest * self[time]);
  }
  return errors;
}

} // namespace kelvolt
