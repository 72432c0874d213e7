#pragma once

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// What is known of a sum of decaying exponentials with positive weights,
/// E(t) = sum_k c_k exp(-lambda_k t), c_k >= 0, lambda_k >= 0.
struct RateMoments
{
  /// int f dc of one function f > 0 of the rates lies within `open` of `value`.
  struct Moment
  {
    double value = 0., open = 0.;
  };
  std::vector<double> shifts; ///< s_j [1/s]
  std::vector<Moment> energy; ///< E(s_j) = sum_k c_k / (lambda_k + s_j)
  std::vector<Moment> fall;   ///< -dE/ds (s_j) = sum_k c_k / (lambda_k + s_j)^2
  double total = 0.;          ///< not below E(t = 0) = sum_k c_k
};

/// All measures on the rates with such moments, and the bounds that they set to any other
/// sum over the rates:
///
///     max sum_k c_k f(lambda_k)  <=  sum_r mu_r moment_r   for all mu with
///                                    sum_r mu_r a_r(lambda) >= f(lambda),   lambda >= 0
///
/// with mu >= 0 where only an upper limit of a moment is used. The best mu is that of a
/// linear program on a grid of the rates, by the simplex method; whatever mu that leaves is
/// made feasible at all rates of a grid twice as fine, so that the bound holds even where
/// the method ends early. The program of one f begins where that of the last one ended.
class RateMeasure
{
public:
  /// Rates at which functions are given: 0, then log spaced, for times between two.
  static std::vector<double> rates(double first, double last);

  /// @param rates from rates()
  RateMeasure(const std::vector<double> &rates, const RateMoments &moments);

  /// Not below sum_k c_k f(lambda_k). @param f at the rates
  double largest(const std::vector<double> &f);
  /// The same of |f| and less sharp, by one moment alone.
  double crude(const std::vector<double> &f) const;

private:
  void
  set_rows(const std::vector<double> &rates, const RateMoments &moments, double widened);
  bool find_feasible();
  void start_basis();
  bool is_artificial(std::size_t column) const
  {
    return column >= n_columns_ + n_rows_;
  }
  double entry(std::size_t row, std::size_t column) const;
  double cost(std::size_t column) const;
  void maximise();
  bool step();
  std::size_t leaving(const std::vector<double> &direction) const;
  void exchange(std::size_t row, std::size_t column, const std::vector<double> &direction);
  void invert();
  void find_duals();
  double dual_bound(const std::vector<double> &f) const;

  std::size_t n_rows_ = 0, n_columns_ = 0; ///< columns: every other rate
  std::vector<double> a_;                  ///< [rate][row], the largest of each rate is 1
  std::vector<double> scale_;              ///< by which it was divided
  std::vector<double> limit_;              ///< of the rows
  std::vector<bool> lower_;                ///< whether it is a lower limit
  std::vector<double> objective_;          ///< of the columns
  bool searching_ = false;                 ///< for a feasible basis
  std::vector<std::size_t> basis_;
  std::vector<double> inverse_, value_, dual_; ///< of the basis
  int exchanges_ = 0;
};

} // namespace kelvolt
