#include "electric/joint_balance.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/mpi.templates.h>
#include <deal.II/lac/full_matrix.h>
#include <deal.II/lac/vector.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Currents below this share of the largest one are round-off.
constexpr double round_off = 1e-9;

template <typename Entry>
void sort_and_reduce(std::vector<Entry> &list)
{
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::size_t index_of(const std::vector<int> &rising, int entry)
{
  return std::lower_bound(rising.begin(), rising.end(), entry) - rising.begin();
}

/// What the joints, terminals and wires bring into each body.
class Balance
{
public:
  Balance(const JoinedBodies &bodies,
          const std::vector<FootCurrent> &feet,
          double largest_current)
      : bodies_(bodies), feet_(feet), largest_(largest_current)
  {
    currents_.joint.assign(bodies.joints.size(), 0.);
    terminal_.resize(bodies.part.size());
  }

  /// False if it cannot be told where the current flows.
  bool add(const Meeting &meeting, std::vector<double> inflow)
  {
    return take_terminals(meeting, inflow) && share(meeting, inflow);
  }

  PartCurrents close()
  {
    std::vector<double> net(bodies_.part.size(), 0.);
    currents_.through = net;
    const auto add = [&](int body, double current)
    {
      net[body] += current;
      currents_.through[body] += 0.5 * std::abs(current);
    };
    for (std::size_t i = 0; i < currents_.joint.size(); ++i)
    {
      add(bodies_.joints[i].first, -currents_.joint[i]);
      add(bodies_.joints[i].second, currents_.joint[i]);
    }
    for (std::size_t body = 0; body < terminal_.size(); ++body)
      for (const auto &[terminal, current] : terminal_[body])
        add(static_cast<int>(body), current);
    for (const FootCurrent &foot : feet_)
      add(foot.body, foot.current);
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
      return std::array{index_of(meeting.bodies, bodies_.joints[joint].first),
                        index_of(meeting.bodies, bodies_.joints[joint].second)};
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

  const JoinedBodies &bodies_;
  const std::vector<FootCurrent> &feet_;
  double largest_;
  std::vector<std::map<int, double>> terminal_; ///< per body, by terminal
  PartCurrents currents_;
};

} // namespace

void Meeting::sort()
{
  sort_and_reduce(bodies);
  sort_and_reduce(joints);
  sort_and_reduce(terminals);
}

Inflows::Key Inflows::key_of(const Meeting &meeting)
{
  Key key = {static_cast<int>(meeting.bodies.size()),
             static_cast<int>(meeting.joints.size())};
  key.insert(key.end(), meeting.bodies.begin(), meeting.bodies.end());
  key.insert(key.end(), meeting.joints.begin(), meeting.joints.end());
  for (const Meeting::Terminal &terminal : meeting.terminals)
    key.insert(key.end(), {terminal.terminal, terminal.body});
  return key;
}

Meeting Inflows::meeting_of(const Key &key)
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

void Inflows::add(const Meeting &meeting, int body, double current)
{
  std::vector<double> &entry = inflow_[key_of(meeting)];
  entry.resize(meeting.bodies.size(), 0.);
  entry[index_of(meeting.bodies, body)] += current;
}

Inflows Inflows::sum(MPI_Comm communicator) const
{
  Inflows sum;
  for (const auto &one : dealii::Utilities::MPI::all_gather(communicator, inflow_))
    for (const auto &[key, flows] : one)
    {
      std::vector<double> &entry = sum.inflow_[key];
      entry.resize(flows.size(), 0.);
      for (std::size_t i = 0; i < flows.size(); ++i)
        entry[i] += flows[i];
    }
  return sum;
}

std::optional<PartCurrents> Inflows::currents(const JoinedBodies &bodies,
                                              const std::vector<TerminalState> &terminals,
                                              const std::vector<FootCurrent> &feet) const
{
  double largest = 0.;
  for (const TerminalState &terminal : terminals)
    largest = std::max(largest, std::abs(terminal.current));
  Balance balance(bodies, feet, largest);
  for (const auto &[key, inflow] : inflow_)
    if (!balance.add(meeting_of(key), inflow))
      return std::nullopt;
  return balance.close();
}

} // namespace kelvolt
