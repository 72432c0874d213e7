#pragma once

#include <string>
#include <vector>

namespace kelvolt
{

/// The coefficients of a diagonally implicit Runge-Kutta method for dH/dt = f(T, t),
///
///     H(T_i) = H(T_n) + dt sum over j <= i of a_ij f(T_j, t_n + c_j dt)
///
/// with one value gamma on the diagonal of all implicit stages. The last stage is the end
/// of the step (c = 1, its row of a is b), so that what is stiff dies away and balances
/// follow from the stages. A second set of weights gives the same step to another order:
/// the difference is what the step is judged by.
struct Tableau
{
  std::string name;
  unsigned int order = 0;          ///< of the step
  unsigned int embedded_order = 0; ///< of the step with the weights b_embedded
  double gamma = 0.;
  std::vector<std::vector<double>> a; ///< lower triangle with diagonal, row by row
  std::vector<double> b_embedded;
  std::vector<double> c;
  /// The first stage is the start of the step and needs no solve.
  bool starts_explicit = false;

  std::size_t n_stages() const
  {
    return c.size();
  }
  const std::vector<double> &b() const
  {
    return a.back();
  }
};

/// Second order, L-stable, two solves per step; the embedded weights are of third order
/// (Hosea and Shampine, Applied Numerical Mathematics 20, 1996, 21-37).
Tableau tr_bdf2();

/// Fourth order, L-stable, five solves per step; the embedded weights are of third order
/// (Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd ed., table IV.6.5).
Tableau sdirk4();

} // namespace kelvolt
