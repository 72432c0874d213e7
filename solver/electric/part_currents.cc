#include "electric/part_currents.h"

#include <deal.II/base/mpi.h>
#include <deal.II/lac/full_matrix.h>
#include <deal.II/lac/vector.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace kelvolt
{
namespace
{

/// Currents below this share of the largest one are round-off.
constexpr double round_off = 1e-9;

/// A meeting as a list of numbers, which can be compared and sent.
using MeetingKey = std::vector<int>;

/// Current into each of the bodies of a meeting [A].
using Inflows = std::map<MeetingKey, std::vector<double>>;

MeetingKey key_of(const Meeting &meeting)
{
  MeetingKey key = {static_cast<int>(meeting.bodies.size()),
                    static_cast<int>(meeting.joints.size())};
  key.insert(key.end(), meeting.bodies.begin(), meeting.bodies.end());
  key.insert(key.end(), meeting.joints.begin(), meeting.joints.end());
  for (const Meeting::Terminal &terminal : meeting.terminals)
    key.insert(key.end(), {terminal.terminal, terminal.body});
  return key;
}

Meeting meeting_of(const MeetingKey &key)
{
  Meeting meeting;
  auto next = key.begin() + 2;
  meeting.bodies.assign(next, next + key[0]);
  next += key[0];
  meeting.joints.assign(next, next + key[1]);
  for (next += key[1]; next != key.end(); next += 2)
    meeting.terminals.push_back({next[0], next[1]});
  return meeting;
}

std::size_t index_of(const std::vector<int> &rising, int entry)
{
  return std::lower_bound(rising.begin(), rising.end(), entry) - rising.begin();
}

/// Adds the inflows of one cell, which are given per node.
void add_cell(const ConductorJoints &joints,
              const CellPosition &cell,
              int n,
              const CellLoad &flow,
              Inflows &inflows)
{
  const auto place_of = [n](int i)
  {
    return i == 0 ? -1 : i == n - 1 ? 1 : 0;
  };
  std::map<NodePlace, double> sums;
  for (int k = 0; k < n; ++k)
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i)
        sums[{place_of(i), place_of(j), place_of(k)}] += flow[(k * n + j) * n + i];
  for (const auto &[place, sum] : sums)
  {
    const Meeting meeting = joints.meeting(cell, place);
    if (meeting.bodies.size() < 2 && meeting.terminals.empty())
      continue;
    std::vector<double> &entry = inflows[key_of(meeting)];
    entry.resize(meeting.bodies.size(), 0.);
    entry[index_of(meeting.bodies, joints.body(cell))] += sum;
  }
}

Inflows own_inflows(const ElectricProblem &electric, const ConductorJoints &joints)
{
  const CellBatches &cells = electric.field().cells();
  const int n = static_cast<int>(electric.field().element().n);
  Inflows own;
  electric.visit_inflows(
      [&](unsigned int cell, const CellLoad &flow)
      {
        const CellPosition &position = cells.layout_position[cell];
        if (!joints.is_inside(position))
          add_cell(joints, position, n, flow, own);
      });
  return own;
}

Inflows sum_over_ranks(const Inflows &own, MPI_Comm communicator)
{
  Inflows sum;
  for (const Inflows &one : dealii::Utilities::MPI::all_gather(communicator, own))
    for (const auto &[key, flows] : one)
    {
      std::vector<double> &entry = sum[key];
      entry.resize(flows.size(), 0.);
      for (std::size_t i = 0; i < flows.size(); ++i)
        entry[i] += flows[i];
    }
  return sum;
}

/// What the joints and terminals bring into each body.
class Balance
{
public:
  Balance(const ConductorJoints &joints, double largest_current)
      : joints_(joints), largest_(largest_current)
  {
    currents_.joint.assign(joints.joints().size(), 0.);
    terminal_.resize(joints.bodies().size());
  }

  /// False if it cannot be told where the current flows.
  bool add(const Meeting &meeting, std::vector<double> inflow)
  {
    return take_terminals(meeting, inflow) && share(meeting, inflow);
  }

  PartCurrents close()
  {
    std::vector<double> net(joints_.bodies().size(), 0.);
    currents_.through = net;
    const auto add = [&](int body, double current)
    {
      net[body] += current;
      currents_.through[body] += 0.5 * std::abs(current);
    };
    for (std::size_t i = 0; i < currents_.joint.size(); ++i)
    {
      add(joints_.joints()[i].first, -currents_.joint[i]);
      add(joints_.joints()[i].second, currents_.joint[i]);
    }
    for (std::size_t body = 0; body < terminal_.size(); ++body)
      for (const auto &[terminal, current] : terminal_[body])
        add(static_cast<int>(body), current);
    for (const double one : net)
      if (one != 0.)
        currents_.imbalance = std::max(currents_.imbalance, std::abs(one) / largest_);
    return std::move(currents_);
  }

private:
  /// Leaves of the inflows what comes through joints.
  bool take_terminals(const Meeting &meeting, std::vector<double> &inflow)
  {
    if (meeting.terminals.empty())
      return true;
    double total = 0.;
    for (const double one : inflow)
      total += one;
    const auto [terminal, body] = meeting.terminals.front();
    for (const Meeting::Terminal &other : meeting.terminals)
      if (other.body != body && std::abs(total) > round_off * largest_)
        return false;
    terminal_[body][terminal] += total;
    inflow[index_of(meeting.bodies, body)] -= total;
    return true;
  }

  /// Adds to the joints the least currents that make up the inflows: differences of
  /// potentials p, the sum over the joints of a body its inflow.
  bool share(const Meeting &meeting, const std::vector<double> &inflow)
  {
    const std::size_t n = meeting.bodies.size();
    if (n == 1)
      return true;
    dealii::FullMatrix<double> laplacian(n, n);
    std::vector<bool> reached(n, false);
    reached[0] = true;
    const auto ends = [&](int joint)
    {
      return std::array{index_of(meeting.bodies, joints_.joints()[joint].first),
                        index_of(meeting.bodies, joints_.joints()[joint].second)};
    };
    for (std::size_t round = 0; round < n; ++round)
      for (const int joint : meeting.joints)
      {
        const auto [a, b] = ends(joint);
        reached[a] = reached[b] = reached[a] || reached[b];
        if (round > 0)
          continue;
        laplacian(a, a) += 1.;
        laplacian(b, b) += 1.;
        laplacian(a, b) -= 1.;
        laplacian(b, a) -= 1.;
      }
    // Bodies that the first one does not reach would leave the matrix singular.
    if (std::find(reached.begin(), reached.end(), false) != reached.end())
      return false;
    laplacian(0, 0) += 1.; // holds p_0 at the sum of the inflows, which is zero
    laplacian.gauss_jordan();
    dealii::Vector<double> potential(n), right(inflow.begin(), inflow.end());
    laplacian.vmult(potential, right);
    for (const int joint : meeting.joints)
    {
      const auto [a, b] = ends(joint);
      currents_.joint[joint] += potential(b) - potential(a);
    }
    return true;
  }

  const ConductorJoints &joints_;
  double largest_;
  std::vector<std::map<int, double>> terminal_; ///< per body, by terminal
  PartCurrents currents_;
};

} // namespace

std::optional<PartCurrents> part_currents(const ElectricProblem &electric,
                                          const ConductorJoints &joints)
{
  double largest = 0.;
  for (const TerminalState &terminal : electric.terminals())
    largest = std::max(largest, std::abs(terminal.current));
  Balance balance(joints, largest);
  const Inflows inflows =
      sum_over_ranks(own_inflows(electric, joints), electric.field().communicator());
  for (const auto &[key, inflow] : inflows)
    if (!balance.add(meeting_of(key), inflow))
      return std::nullopt;
  return balance.close();
}

} // namespace kelvolt
