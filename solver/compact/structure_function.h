#pragma once

#include "compact/cauer_network.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// How much heat capacity lies within a thermal resistance from the heated part. Where heat
/// flows along one path it is the package, layer by layer; where it spreads in three
/// dimensions the ladder's capacities are no part's own, least of all the last ones.
struct StructureFunction
{
  std::vector<double> resistance; ///< [K/W] rising, of the points of `capacity`
  std::vector<double> capacity;   ///< [J/K] cumulative
  std::vector<double> middle;     ///< [K/W] between two points
  std::vector<double> density;    ///< [J W/K^2] dC/dR there: k c A^2 where A is the section
};

/// A ladder's cumulative capacities are a staircase about the curve. The points are the
/// middles of its steps. Capacities so near the surroundings that the ladder's response
/// does not show them, by which they are not determined, are left out.
StructureFunction structure_function(const CauerNetwork &ladder);

/// What of it lies within that share of the last resistance. The end of a network that was
/// identified from a measured curve is made of its noise: capacities there are without
/// bound.
StructureFunction within_share(const StructureFunction &structure, double share);

/// Cumulative capacity within that resistance, between the points logarithmic in capacity;
/// outside of them the nearest one's.
double capacity_within(const StructureFunction &structure, double resistance);

/// The resistance up to which two structure functions agree, their capacities within a
/// factor of 10^tolerance: where what lies behind one package begins to differ. NaN if they
/// agree up to the end of the shorter one, as they do if only contacts without capacity
/// differ.
double parting_resistance(const StructureFunction &a,
                          const StructureFunction &b,
                          double tolerance = 0.05);

/// Where the capacity that there is ends and nothing but a contact follows: the straight
/// line through 50 and 80 % of the last capacity, drawn on to 100 %. The last one is that
/// before what is nearly at the surroundings.
double corner_resistance(const CauerNetwork &ladder);

} // namespace kelvolt
