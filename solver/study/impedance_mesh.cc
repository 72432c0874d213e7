#include "study/impedance_mesh.h"

#include "accuracy/shifted_enrichment.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
  return impedance_mesh_safety * std::sqrt(own(i) * own(j));
}

double ImpedanceMeshErrors::maximum(const ReducedModel &model,
                                    std::size_t heated,
                                    std::size_t observed,
                                    double t) const
{
  return impedance_place_safety * largest(model,
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
  return impedance_place_safety * largest(model,
                                          heated,
                                          t,
                                          [&](const MeshProbe &one)
                                          { return one.points[heated][which]; });
}

FaceRise ImpedanceMeshErrors::face(std::size_t heated, std::size_t cooling) const
{
  FaceRise found = probes_.front().faces[heated][cooling];
  found.mean *= impedance_place_safety;
  found.heat *= impedance_place_safety;
  return found;
}

std::vector<MeshProbe> probe_mesh(const StudyRun &run,
                                  const MeshSolution &solution,
                                  const KrylovBasis &basis,
                                  const ImpedanceParts &parts,
                                  unsigned int added,
                                  std::vector<CellIndicators> *indicators)
{
  const ReducedModel model = basis.model();
  std::vector<double> shifts = basis.shifts();
  std::sort(shifts.begin(), shifts.end());
  std::vector<unsigned int> observed;
  for (const std::size_t one : parts.observed)
    observed.push_back(parts.parts[one]);
  ShiftedEnrichment enrichment(
      solution.grid, run.solved, solution.materials, solution.thermal, added);
  std::vector<MeshProbe> probes;
  for (const double s : shifts)
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
      const auto share = [self](double x)
      {
        return std::abs(x) / self;
      };
      if (heated)
      {
        for (std::vector<double> *values : {&change.maxima, &change.points})
          std::transform(values->begin(), values->end(), values->begin(), share);
        probe.maxima.push_back(std::move(change.maxima));
        probe.points.push_back(std::move(change.points));
        probe.faces.push_back(std::move(change.faces));
      }
      if (indicators)
        indicators->push_back(std::move(change.indicators));
    }
    probes.push_back(std::move(probe));
  }
  return probes;
}

} // namespace kelvolt
