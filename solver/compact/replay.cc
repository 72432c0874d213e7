#include "replay.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

namespace
{

/// The modes at one time, taken from row to row.
class ModalState
{
public:
  explicit ModalState(const ModalModel &model)
      : model_(model), x_(model.n_modes(), 0.), decay_(x_), hold_(x_), ramp_(x_)
  {
  }

  const std::vector<double> &states() const
  {
    return x_;
  }

  /// Over a step of time; two steps that differ by less than the round-off of the times are
  /// one length.
  void advance(double step,
               double round_off,
               const std::vector<double> &start,
               const std::vector<double> &change)
  {
    if (std::abs(step - step_) > round_off)
      prepare(step);
    const std::size_t n = x_.size();
    for (std::size_t i = 0; i < n; ++i)
      x_[i] *= decay_[i];
    for (std::size_t j = 0; j < model_.inputs.size(); ++j)
    {
      const double *gain = model_.inputs[j].gain.data();
      if (start[j] != 0.)
        for (std::size_t i = 0; i < n; ++i)
          x_[i] += start[j] * gain[i] * hold_[i];
      if (change[j] != 0.)
        for (std::size_t i = 0; i < n; ++i)
          x_[i] += change[j] * gain[i] * ramp_[i];
    }
  }

private:
  void prepare(double step)
  {
    step_ = step;
    for (std::size_t i = 0; i < x_.size(); ++i)
    {
      const double rate = model_.rate[i];
      decay_[i] = std::exp(-rate * step);
      hold_[i] = step_kernel(rate, step);
      // Of a drive that rises from 0 to 1: (step - hold) / (rate step), without
      // cancellation.
      const double angle = rate * step;
      ramp_[i] =
          std::abs(angle) > 1e-2
              ? (step - hold_[i]) / angle
              : step * (0.5 -
                        angle * (1. / 6. -
                                 angle * (1. / 24. -
                                          angle * (1. / 120. -
                                                   angle * (1. / 720. - angle / 5040.)))));
    }
  }

  const ModalModel &model_;
  std::vector<double> x_, decay_, hold_, ramp_;
  double step_ = -1.;
};

double rise_of(const ModalOutput &output, const std::vector<double> &x)
{
  double largest = -std::numeric_limits<double>::infinity();
  for (const std::vector<double> &row : output.gain)
  {
    double sum = 0.;
    for (std::size_t i = x.size(); i-- > 0;)
      sum += row[i] * x[i];
    largest = std::max(largest, sum);
  }
  return largest;
}

void summarize(OutputHistory &history, const std::vector<double> &time)
{
  const std::vector<double> &rise = history.rise;
  const auto place = [&](auto where)
  {
    return static_cast<std::size_t>(where - rise.begin());
  };
  history.hottest = place(std::max_element(rise.begin(), rise.end()));
  history.coldest = place(std::min_element(rise.begin(), rise.end()));
  double area = 0.;
  for (std::size_t k = 1; k < rise.size(); ++k)
    area += (time[k] - time[k - 1]) * (rise[k] + rise[k - 1]) / 2.;
  history.mean = rise.size() > 1 ? area / (time.back() - time.front()) : rise.front();
}

} // namespace

std::vector<OutputHistory> replay(const ModalModel &model, const LoadProfile &profile)
{
  const std::size_t n_rows = profile.time.size(), n_inputs = model.inputs.size();
  std::vector<OutputHistory> histories(model.outputs.size());
  for (OutputHistory &history : histories)
    history.rise.reserve(n_rows);
  ModalState state(model);
  std::vector<double> start(n_inputs, 0.), change(n_inputs, 0.);
  for (std::size_t k = 0; k < n_rows; ++k)
  {
    if (k > 0)
    {
      for (std::size_t j = 0; j < n_inputs; ++j)
        if (j < profile.value.size() && !profile.value[j].empty())
        {
          start[j] = profile.value[j][k - 1];
          if (profile.mode == LoadProfileMode::ramps)
            change[j] = profile.value[j][k] - start[j];
        }
      constexpr double digits = 4. * std::numeric_limits<double>::epsilon();
      state.advance(profile.time[k] - profile.time[k - 1],
                    digits *
                        std::max(std::abs(profile.time[k]), std::abs(profile.time[k - 1])),
                    start,
                    change);
    }
    for (std::size_t l = 0; l < model.outputs.size(); ++l)
      histories[l].rise.push_back(rise_of(model.outputs[l], state.states()));
  }
  for (OutputHistory &history : histories)
    if (n_rows > 0)
      summarize(history, profile.time);
  return histories;
}

std::vector<TurningPoint> turning_points(const std::vector<double> &time,
                                         const std::vector<double> &value,
                                         double threshold)
{
  std::vector<TurningPoint> points;
  if (value.empty())
    return points;
  points.push_back({time.front(), value.front()});
  // The extremum since the last turning point, and the way that led there: 1 up, -1 down.
  TurningPoint extremum = points.front();
  int way = 0;
  for (std::size_t k = 1; k < value.size(); ++k)
  {
    const double off = value[k] - extremum.value;
    if (way == 0 ? off != 0. && std::abs(off) >= threshold : way * off > 0.)
    {
      way = off > 0. ? 1 : -1;
      extremum = {time[k], value[k]};
    }
    else if (way * off < 0. && std::abs(off) >= threshold)
    {
      points.push_back(extremum);
      extremum = {time[k], value[k]};
      way = -way;
    }
  }
  if (value.size() > 1)
  {
    if (way != 0 && extremum.time < time.back())
      points.push_back(extremum);
    points.push_back({time.back(), value.back()});
  }
  return points;
}

} // namespace kelvolt
