#pragma once

#include "reduction/certified_reduction.h"

#include <vector>

namespace kelvolt
{

/// A basis as it is, whose model is certified by samples of its residuals one after the
/// other; the basis takes up what each was found with.
///
/// A sample serves twice: it says more of the error of the certified model, and makes the
/// delivered one better. So where a bound nearly does, one more sample, of times where it
/// is worst, costs less than to begin anew with four of the model that has all shifts.
class SampledReduction
{
public:
  /// The basis must outlive this and not be used otherwise meanwhile. Collective.
  SampledReduction(KrylovBasis &basis, const ReductionGoal &goal, double inner);

  /// Four samples, up to six, spread over the shifts. Collective.
  void begin();
  /// A sample of the shifts that matter most at the time where the bound is worst.
  /// Collective.
  void take_another();

  const CertifiedReduction &reduction() const
  {
    return reduction_;
  }
  /// Share that inexact solves make of the bound.
  double largest_inexact() const
  {
    return largest_inexact_;
  }
  /// Where a model of the same basis, with all samples or more, needs a shift most.
  double worst_shift(const ReducedModel &model) const;

private:
  void take(double s);
  void find_bound();
  void narrow_ranges();
  double score(const ReducedModel &model, double s) const;
  double worst_shift(const ReducedModel &model, double low, double high) const;

  KrylovBasis &basis_;
  const ReductionGoal &goal_;
  double inner_;
  CertifiedReduction reduction_;
  std::vector<double> at_once_;
  ResidualBound bound_;
  std::vector<ResidualSample> samples_;
  double largest_inexact_ = 0., worst_time_ = 0.;
};

/// Whether to go on with samples one by one, instead of beginning anew: as long as those so
/// far tell that no more than the four of another beginning will do.
/// @param bounds after the first samples and after each further one, as multiples of what
/// is accepted, without what inexact solves make: more samples do not help there
bool worth_another(const std::vector<double> &bounds);

} // namespace kelvolt
