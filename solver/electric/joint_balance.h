#pragma once

#include "electric/electric_problem.h"

#include <mpi.h>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace kelvolt
{

/// What comes together in a node of conductors.
struct Meeting
{
  /// A terminal and the body that it is on.
  struct Terminal
  {
    int terminal, body;
    friend bool operator<(const Terminal &a, const Terminal &b)
    {
      return std::array{a.terminal, a.body} < std::array{b.terminal, b.body};
    }
    friend bool operator==(const Terminal &a, const Terminal &b)
    {
      return a.terminal == b.terminal && a.body == b.body;
    }
  };

  std::vector<int> bodies; ///< all lists rise and hold nothing twice
  std::vector<int> joints;
  std::vector<Terminal> terminals;

  /// Whether current may pass here from a body to another or a terminal.
  bool counts() const
  {
    return bodies.size() > 1 || !terminals.empty();
  }
  /// Makes the lists rise and hold nothing twice.
  void sort();
};

/// The conducting bodies of a mesh and where they touch. A body is a connected piece of one
/// part; a joint a connected set of faces between two of them.
struct JoinedBodies
{
  struct Joint
  {
    int first = 0, second = 0;      ///< bodies, that of the earlier part first
    double area = 0.;               ///< [m2]
    std::array<double, 3> centre{}; ///< of the area [m]
  };

  std::vector<int> part; ///< of each body
  std::vector<Joint> joints;
};

/// How the current runs from part to part.
struct PartCurrents
{
  /// Per joint, from its first part to its second [A].
  std::vector<double> joint;
  /// Per body half the sum of the sizes of the currents through its joints, terminals
  /// and feet of wires [A].
  std::vector<double> through;
  /// Largest current that a body gains or loses, over the largest of a terminal; the
  /// balance of each body closes like that of the terminals.
  double imbalance = 0.;
};

/// What a wire brings into a body at one of its feet.
struct FootCurrent
{
  int body;
  double current; ///< [A]
};

/// The currents that cells bring into their nodes, added up by what meets there.
class Inflows
{
public:
  /// @param body of the cell @param current into it through nodes where that meets [A]
  void add(const Meeting &meeting, int body, double current);
  /// Of all ranks. Collective.
  Inflows sum(MPI_Comm communicator) const;

  /// Consistent like the currents of the terminals: sums of the discrete equations'
  /// residual, taken over the cells of one body alone. Where several joints meet in an edge
  /// or a corner, the current of its nodes is shared among them such that the sum of the
  /// squares is least; such nodes carry less and less as the mesh gets finer. Nothing where
  /// terminals on different bodies share nodes that carry current, so that it cannot be
  /// told whose it is.
  std::optional<PartCurrents> currents(const JoinedBodies &bodies,
                                       const std::vector<TerminalState> &terminals,
                                       const std::vector<FootCurrent> &feet) const;

private:
  /// A meeting as a list of numbers, which can be compared and sent.
  using Key = std::vector<int>;
  static Key key_of(const Meeting &meeting);
  static Meeting meeting_of(const Key &key);

  /// Current into each of the bodies of a meeting [A].
  std::map<Key, std::vector<double>> inflow_;
};

} // namespace kelvolt
