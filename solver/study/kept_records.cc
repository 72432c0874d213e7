#include "study/kept_records.h"

#include <cstddef>
#include <type_traits>

namespace kelvolt
{
namespace
{

/// Writes the members of a record one behind the other.
class Row
{
public:
  template <typename... Members>
  void operator()(const Members &...members)
  {
    (numbers_.push_back(static_cast<double>(members)), ...);
  }
  void list(const std::vector<double> &values)
  {
    (*this)(values.size());
    numbers_.insert(numbers_.end(), values.begin(), values.end());
  }
  std::vector<double> take()
  {
    return std::move(numbers_);
  }

private:
  std::vector<double> numbers_;
};

/// Reads them back in the same order.
class RowReader
{
public:
  explicit RowReader(const std::vector<double> &numbers) : numbers_(numbers) {}

  template <typename... Members>
  void operator()(Members &...members)
  {
    (read(members), ...);
  }
  void list(std::vector<double> &values)
  {
    std::size_t n = 0;
    read(n);
    values.clear();
    for (std::size_t i = 0; i < n; ++i)
      values.push_back(next());
  }
  bool at_end() const
  {
    return position_ == numbers_.size();
  }

private:
  double next()
  {
    return numbers_.at(position_++);
  }
  template <typename Member>
  void read(Member &member)
  {
    if constexpr (std::is_same_v<Member, bool>)
      member = next() != 0.;
    else
      member = static_cast<Member>(next());
  }

  const std::vector<double> &numbers_;
  std::size_t position_ = 0;
};

template <typename Form, typename Estimate>
void describe_estimate(Form &form, Estimate &one)
{
  form(one.value, one.change, one.electric, one.thermal, one.iteration_error);
}

template <typename Form, typename Step>
void describe_step(Form &form, Step &one)
{
  form(one.time, one.step, one.max_temperature, one.heat_in, one.heat_out, one.heat_stored);
  form(one.time_error, one.rejected, one.nonlinear_iterations, one.linear_iterations);
  form(one.seconds);
  form.list(one.mean_temperatures);
}

template <typename Form, typename Heat>
void describe_heat(Form &form, Heat &heat)
{
  form(heat.electrical, heat.joule, heat.put_in, heat.out, heat.stored, heat.turned_over);
  form(heat.round_off, heat.charge, heat.charge_through);
}

template <typename Form, typename Of>
void describe_cost(Form &form, Of &cost)
{
  form(cost.cycles, cost.nonlinear_iterations, cost.linear_iterations);
  form(cost.seconds.total, cost.seconds.mesh, cost.seconds.assembly, cost.seconds.solve);
  form(cost.seconds.estimate, cost.seconds.output);
}

template <typename Form, typename Cycle>
void describe_cycle(Form &form, Cycle &cycle)
{
  form(cycle.cells, cycle.dofs, cycle.max_temperature, cycle.nonlinear_iterations);
  form(cycle.linear_iterations, cycle.seconds);
}

} // namespace

std::vector<double> kept(const std::vector<CycleRecord> &cycles)
{
  Row row;
  for (const CycleRecord &cycle : cycles)
  {
    describe_cycle(row, cycle);
    row(cycle.goals.size());
    for (const GoalRecord &goal : cycle.goals)
    {
      describe_estimate(row, goal.asked);
      row(goal.value, goal.error, goal.confirmed, goal.reliable);
    }
  }
  return row.take();
}

std::vector<CycleRecord> cycles_from(const std::vector<double> &numbers)
{
  RowReader row(numbers);
  std::vector<CycleRecord> cycles;
  while (!row.at_end())
  {
    CycleRecord &cycle = cycles.emplace_back();
    describe_cycle(row, cycle);
    std::size_t n = 0;
    row(n);
    for (std::size_t i = 0; i < n; ++i)
    {
      GoalRecord &goal = cycle.goals.emplace_back();
      describe_estimate(row, goal.asked);
      row(goal.value, goal.error, goal.confirmed, goal.reliable);
    }
  }
  return cycles;
}

std::vector<double> kept(const std::vector<TransientStepRecord> &steps)
{
  Row row;
  for (const TransientStepRecord &step : steps)
    describe_step(row, step);
  return row.take();
}

std::vector<TransientStepRecord> steps_from(const std::vector<double> &numbers)
{
  RowReader row(numbers);
  std::vector<TransientStepRecord> steps;
  while (!row.at_end())
    describe_step(row, steps.emplace_back());
  return steps;
}

std::vector<double> kept(const HeatOverTime &heat)
{
  Row row;
  describe_heat(row, heat);
  return row.take();
}

HeatOverTime heat_from(const std::vector<double> &numbers)
{
  RowReader row(numbers);
  HeatOverTime heat;
  describe_heat(row, heat);
  return heat;
}

std::vector<double> kept(const std::vector<std::vector<double>> &lists)
{
  Row row;
  for (const std::vector<double> &list : lists)
    row.list(list);
  return row.take();
}

std::vector<std::vector<double>> lists_from(const std::vector<double> &numbers)
{
  RowReader row(numbers);
  std::vector<std::vector<double>> lists;
  while (!row.at_end())
    row.list(lists.emplace_back());
  return lists;
}

std::vector<double> kept(const Cost &cost)
{
  Row row;
  describe_cost(row, cost);
  return row.take();
}

Cost cost_from(const std::vector<double> &numbers)
{
  RowReader row(numbers);
  Cost cost;
  describe_cost(row, cost);
  return cost;
}

} // namespace kelvolt
