#include "study/impedance_mesh.h"

#include "accuracy/shifted_enrichment.h"

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

FaceRise ImpedanceMeshErrors::face(std::size_t heated, std::size_t cooling) const
{
  FaceRise found = probes_.front().faces[heated][cooling];
  found.mean *= safety_.face;
  found.heat *= safety_.face;
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

} // namespace

std::vector<MeshProbe> probe_mesh(const StudyRun &run,
                                  const MeshSolution &solution,
                                  const KrylovBasis &basis,
                                  const ImpedanceParts &parts,
                                  std::vector<CellIndicators> &indicators)
{
  const ReducedModel model = basis.model();
  ShiftedEnrichment enrichment(
      solution.grid, run.solved, solution.materials, solution.thermal, 1);
  std::vector<MeshProbe> probes;
  for (const double s : rising_shifts(basis))
  {
    MeshProbe probe;
    probe.shift = s;
    for (std::size_t i = 0; i < parts.parts.size(); ++i)
    {
      ShiftedEnrichment::Change change =
          enrichment.change(s, parts.parts[i], basis.state(model, state_at(model, i, s)));
      const double self = model.transfer(i, i, s);
      probe.self.push_back(std::max(0., change.impedance) / self);
      if (i < parts.n_heated)
        probe.faces.push_back(std::move(change.faces));
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
  std::vector<MeshProbe> probes;
  for (const double s : rising_shifts(own.basis))
  {
    MeshProbe probe;
    probe.shift = s;
    for (std::size_t i = 0; i < parts.parts.size(); ++i)
    {
      const double self = high.transfer(i, i, s);
      probe.self.push_back(std::max(0., self - low.transfer(i, i, s)) / self);
      if (i < parts.n_heated && s == 0.)
        probe.faces.push_back(differences(
            face_rises(higher.thermal, higher.basis.state(high, state_at(high, i, s))),
            face_rises(own.thermal, own.basis.state(low, state_at(low, i, s)))));
    }
    probes.push_back(std::move(probe));
  }
  leave_after_change(lower.model(), low, probes);
  return probes;
}

} // namespace kelvolt
