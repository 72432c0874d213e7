#include "study/impedance_mesh.h"

#include "accuracy/shifted_enrichment.h"
#include "reduction/part_nodes.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace kelvolt
{
namespace
{

/// Below the lowest shift the share goes over into the steady one within this factor.
constexpr double steady_reach = 30.;

std::vector<double> state_at(const ReducedModel &model, std::size_t input, double s)
{
  std::vector<double> state;
  for (std::size_t m = 0; m < model.n_modes(); ++m)
    state.push_back(model.gain(m, input) / (s + model.rate[m]));
  return state;
}

} // namespace

double ImpedanceMeshErrors::share_at(double s, const Share &share) const
{
  const auto place = [&](std::size_t i)
  {
    return std::log(probes_[i].shift > 0.
                        ? probes_[i].shift
                        : probes_[std::min(i + 1, probes_.size() - 1)].shift /
                              steady_reach);
  };
  const double x = std::log(s);
  if (x <= place(0))
    return share(probes_.front());
  for (std::size_t i = 1; i < probes_.size(); ++i)
    if (x <= place(i))
    {
      const double weight = (x - place(i - 1)) / (place(i) - place(i - 1));
      return (1. - weight) * share(probes_[i - 1]) + weight * share(probes_[i]);
    }
  return share(probes_.back());
}

double ImpedanceMeshErrors::largest(const ReducedModel &model,
                                    std::size_t load,
                                    double t,
                                    const Share &share) const
{
  if (std::isinf(t))
    return share(probes_.front()) * model.steady(load, load);
  double found = 0.;
  for (const double s : {1. / (3. * t), 1. / t, 3. / t})
    found = std::max(found, share_at(s, share) * model.step(load, load, t));
  return found;
}

double ImpedanceMeshErrors::mean(const ReducedModel &model,
                                 std::size_t i,
                                 std::size_t j,
                                 double t) const
{
  const auto own = [&](std::size_t load)
  {
    return largest(model, load, t, [load](const MeshProbe &one) { return one.self[load]; });
  };
  return safety_.mean * std::sqrt(own(i) * own(j));
}

double ImpedanceMeshErrors::maximum(const ReducedModel &model,
                                    std::size_t heated,
                                    std::size_t observed,
                                    double t) const
{
  return safety_.place * largest(model,
                                 heated,
                                 t,
                                 [&](const MeshProbe &one)
                                 { return one.maxima[heated][observed]; });
}

double ImpedanceMeshErrors::point(const ReducedModel &model,
                                  std::size_t heated,
                                  std::size_t which,
                                  double t) const
{
  return safety_.place * largest(model,
                                 heated,
                                 t,
                                 [&](const MeshProbe &one)
                                 { return one.points[heated][which]; });
}

FaceRise ImpedanceMeshErrors::face(std::size_t heated, std::size_t cooling) const
{
  FaceRise found = probes_.front().faces[heated][cooling];
  found.mean *= safety_.place;
  found.heat *= safety_.place;
  return found;
}

namespace
{

std::vector<double> rising_shifts(const KrylovBasis &basis)
{
  std::vector<double> shifts = basis.shifts();
  std::sort(shifts.begin(), shifts.end());
  return shifts;
}

std::vector<unsigned int> observed_parts(const ImpedanceParts &parts)
{
  std::vector<unsigned int> observed;
  for (const std::size_t one : parts.observed)
    observed.push_back(parts.parts[one]);
  return observed;
}

/// Values without sign in shares of a self impedance.
std::vector<double> shares_of(double self, std::vector<double> values)
{
  for (double &x : values)
    x = std::abs(x) / self;
  return values;
}

/// The state of a projection at a shift, and what is read off it.
class ShiftedState
{
public:
  ShiftedState(const DegreeProjection &of,
               const ReducedModel &model,
               std::size_t input,
               double s)
      : thermal_(of.thermal), state_(of.basis.state(model, state_at(model, input, s)))
  {
  }

  std::vector<double> maxima(const std::vector<unsigned int> &parts) const
  {
    std::vector<double> values;
    values.reserve(parts.size());
    for (const unsigned int part : parts)
      values.push_back(largest_at_nodes(thermal_.field(), state_, part));
    return values;
  }
  std::vector<double> at(const std::vector<dealii::Point<dim>> &points) const
  {
    std::vector<double> values;
    values.reserve(points.size());
    for (const dealii::Point<dim> &place : points)
      values.push_back(PointEvaluation(thermal_.field(), place).value(state_));
    return values;
  }
  std::vector<FaceRise> faces() const
  {
    return face_rises(thermal_, state_);
  }

private:
  const ThermalProblem &thermal_;
  Vector state_;
};

std::vector<double> minus(std::vector<double> a, const std::vector<double> &b)
{
  std::transform(a.begin(), a.end(), b.begin(), a.begin(), std::minus<>());
  return a;
}

} // namespace

std::vector<MeshProbe> probe_mesh(const StudyRun &run,
                                  const MeshSolution &solution,
                                  const KrylovBasis &basis,
                                  const ImpedanceParts &parts,
                                  std::vector<CellIndicators> &indicators)
{
  const ReducedModel model = basis.model();
  const std::vector<unsigned int> observed = observed_parts(parts);
  ShiftedEnrichment enrichment(
      solution.grid, run.solved, solution.materials, solution.thermal, 1);
  std::vector<MeshProbe> probes;
  for (const double s : rising_shifts(basis))
  {
    MeshProbe probe;
    probe.shift = s;
    for (std::size_t i = 0; i < parts.parts.size(); ++i)
    {
      const bool heated = i < parts.n_heated;
      ShiftedEnrichment::Change change =
          enrichment.change(s,
                            parts.parts[i],
                            basis.state(model, state_at(model, i, s)),
                            heated ? observed : std::vector<unsigned int>(),
                            heated ? parts.points : std::vector<dealii::Point<dim>>());
      const double self = model.transfer(i, i, s);
      probe.self.push_back(std::max(0., change.impedance) / self);
      if (heated)
      {
        probe.maxima.push_back(shares_of(self, std::move(change.maxima)));
        probe.points.push_back(shares_of(self, std::move(change.points)));
        probe.faces.push_back(std::move(change.faces));
      }
      indicators.push_back(std::move(change.indicators));
    }
    probes.push_back(std::move(probe));
  }
  return probes;
}

double left_after(double before, double change)
{
  constexpr double of_powers = 2.1, least = 0.25, slowest = 0.8;
  const double ratio = std::min(change / std::max(before, change), slowest);
  return change * std::max(of_powers * ratio / (1. - ratio), least);
}

void leave_after_change(const ReducedModel &lower,
                        const ReducedModel &own,
                        std::vector<MeshProbe> &probes)
{
  for (MeshProbe &probe : probes)
    for (std::size_t i = 0; i < probe.self.size(); ++i)
    {
      const double self = own.transfer(i, i, probe.shift);
      probe.self[i] =
          left_after(1. - lower.transfer(i, i, probe.shift) / self, probe.self[i]);
    }
}

std::vector<MeshProbe> probe_degrees(const KrylovBasis &lower,
                                     const DegreeProjection &own,
                                     const DegreeProjection &higher,
                                     const ImpedanceParts &parts)
{
  const ReducedModel low = own.basis.model(), high = higher.basis.model();
  const std::vector<unsigned int> observed = observed_parts(parts);
  std::vector<MeshProbe> probes;
  for (const double s : rising_shifts(own.basis))
  {
    MeshProbe probe;
    probe.shift = s;
    for (std::size_t i = 0; i < parts.parts.size(); ++i)
    {
      const double self = high.transfer(i, i, s);
      probe.self.push_back(std::max(0., self - low.transfer(i, i, s)) / self);
      if (i >= parts.n_heated)
        continue;
      const ShiftedState one(own, low, i, s), other(higher, high, i, s);
      probe.maxima.push_back(
          shares_of(self, minus(other.maxima(observed), one.maxima(observed))));
      probe.points.push_back(
          shares_of(self, minus(other.at(parts.points), one.at(parts.points))));
      if (s == 0.)
        probe.faces.push_back(differences(other.faces(), one.faces()));
    }
    probes.push_back(std::move(probe));
  }
  leave_after_change(lower.model(), low, probes);
  return probes;
}

} // namespace kelvolt
