#include "linear_algebra/newton_step.h"

#include <deal.II/lac/precondition.h>
#include <deal.II/lac/solver_control.h>
#include <deal.II/lac/solver_gmres.h>

#include <cmath>

namespace kelvolt
{

namespace
{

/// Of the length of x: where a difference of values is a derivative.
constexpr double difference = 1e-7;
constexpr unsigned int most_directions = 40;
/// To which the linear problem is solved, relative.
constexpr double forcing = 1e-3;
constexpr int most_halvings = 5;
/// Of the fall of |F| that its derivative promises, the least that is taken: with less the
/// steps end in a minimum of |F| that is no solution.
constexpr double least_fall = 0.1;

/// -F'(x), by differences.
class Derivative
{
public:
  Derivative(const VectorFunction &F, const Vector &x, const Vector &value)
      : F_(F), x_(x), value_(value)
  {
  }

  void vmult(Vector &result, const Vector &direction) const
  {
    const double length = direction.l2_norm();
    result = 0.;
    if (!(length > 0.))
      return;
    const double share = difference * x_.l2_norm() / length;
    Vector place = x_;
    place.add(share, direction);
    F_(place, result);
    result.sadd(-1. / share, 1. / share, value_);
  }

private:
  const VectorFunction &F_;
  const Vector &x_, &value_;
};

} // namespace

void newton_step(const VectorFunction &F,
                 const StepLimit &limit,
                 const Vector &x,
                 Vector &step)
{
  Vector value = x, there = x;
  F(x, value);
  const double before = value.l2_norm();
  step = 0.;
  dealii::IterationNumberControl control(most_directions, forcing * before);
  dealii::SolverGMRES<Vector> gmres(
      control, dealii::SolverGMRES<Vector>::AdditionalData(most_directions + 2));
  gmres.solve(Derivative(F, x, value), step, value, dealii::PreconditionIdentity());
  limit(x, step);
  double share = 1.;
  for (int halving = 0; halving < most_halvings; ++halving, share *= 0.5)
  {
    Vector place = x;
    place.add(share, step);
    F(place, there);
    if (there.l2_norm() <= (1. - least_fall * share) * before)
    {
      step *= share;
      return;
    }
  }
  step = value;
  limit(x, step);
}

} // namespace kelvolt
