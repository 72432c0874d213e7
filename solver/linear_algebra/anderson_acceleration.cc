#include "linear_algebra/anderson_acceleration.h"

#include <deal.II/lac/full_matrix.h>
#include <deal.II/lac/lapack_full_matrix.h>
#include <deal.II/lac/vector.h>

namespace kelvolt
{

void AndersonAcceleration::accelerate(const Vector &x, Vector &step)
{
  if (started_)
  {
    dx_.emplace_back(x);
    dx_.back().zero_out_ghost_values();
    dx_.back().add(-1., last_x_);
    df_.emplace_back(step);
    df_.back().add(-1., last_step_);
    if (dx_.size() > depth_)
    {
      dx_.pop_front();
      df_.pop_front();
    }
  }
  started_ = true;
  last_x_ = x;
  last_x_.zero_out_ghost_values();
  last_step_ = step;

  const unsigned int m = df_.size();
  if (m == 0)
    return;
  // Normal equations, scaled to unit diagonal: m is at most a handful.
  dealii::LAPACKFullMatrix<double> normal(m, m);
  dealii::Vector<double> gamma(m), scale(m);
  for (unsigned int i = 0; i < m; ++i)
    scale[i] = df_[i].l2_norm();
  for (unsigned int i = 0; i < m; ++i)
  {
    if (scale[i] == 0.)
      return;
    gamma[i] = (df_[i] * step) / scale[i];
    for (unsigned int j = 0; j <= i; ++j)
      normal(i, j) = normal(j, i) = (df_[i] * df_[j]) / (scale[i] * scale[j]);
  }
  // Steps that are nearly dependent would be combined with huge weights: cut them off.
  normal.compute_inverse_svd(1e-10);
  dealii::Vector<double> solution(m);
  normal.vmult(solution, gamma);
  for (unsigned int i = 0; i < m; ++i)
  {
    const double weight = solution[i] / scale[i];
    step.add(-weight, dx_[i], -weight, df_[i]);
  }
}

} // namespace kelvolt
