#pragma once

#include "compact/modal_model.h"
#include "compact/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace kelvolt::test
{

/// One layer of a stack that heat crosses, per whole area.
struct StackLayer
{
  double resistance; ///< [K/W]
  double capacity;   ///< [J/K]
};

/// Heat into the first face, the last face behind a resistance without capacity at the
/// surroundings; so many cells a layer, finer towards the heated face in the first one.
struct LayerStack
{
  std::vector<StackLayer> layers;
  double contact = 0.; ///< [K/W]

  double total_resistance() const
  {
    double sum = contact;
    for (const StackLayer &layer : layers)
      sum += layer.resistance;
    return sum;
  }

  /// Exact cumulative capacity within that resistance.
  double capacity_within(double resistance) const
  {
    double capacity = 0.;
    for (const StackLayer &layer : layers)
    {
      const double share = std::min(1., resistance / layer.resistance);
      capacity += share * layer.capacity;
      resistance -= layer.resistance;
      if (resistance <= 0.)
        break;
    }
    return capacity;
  }
};

using StackVector = std::vector<long double>;

struct StackMatrices
{
  StackVector conductance; ///< from node i to i + 1, the last one to the surroundings
  StackVector capacity;    ///< of nodes
};

/// Linear elements with their capacity at the nodes.
inline StackMatrices matrices_of(const LayerStack &stack, int cells)
{
  StackMatrices m;
  m.capacity.push_back(0.L);
  for (std::size_t l = 0; l < stack.layers.size(); ++l)
    for (int i = 0; i < cells; ++i)
    {
      const long double share =
          l == 0 ? (std::expm1(8.L * (i + 1) / cells) - std::expm1(8.L * i / cells)) /
                       std::expm1(8.L)
                 : 1.L / cells;
      m.conductance.push_back(1.L / (share * stack.layers[l].resistance));
      m.capacity.back() += share * stack.layers[l].capacity / 2.L;
      m.capacity.push_back(share * stack.layers[l].capacity / 2.L);
    }
  if (stack.contact > 0.)
    m.conductance.push_back(1.L / stack.contact);
  else
    m.capacity.pop_back();
  return m;
}

/// (K + s C) x = one unit of heat in the first node.
inline StackVector shifted_solution(const StackMatrices &m, long double s)
{
  const std::size_t n = m.capacity.size();
  StackVector diagonal(n), x(n, 0.L);
  for (std::size_t i = 0; i < n; ++i)
    diagonal[i] =
        m.conductance[i] + (i > 0 ? m.conductance[i - 1] : 0.L) + s * m.capacity[i];
  // From the far end, so that the heated node is solved first on the way back.
  for (std::size_t i = n - 1; i > 0; --i)
    diagonal[i - 1] -= m.conductance[i - 1] * m.conductance[i - 1] / diagonal[i];
  x[0] = 1.L / diagonal[0];
  for (std::size_t i = 1; i < n; ++i)
    x[i] = m.conductance[i - 1] * x[i - 1] / diagonal[i];
  return x;
}

inline long double
capacity_product(const StackMatrices &m, const StackVector &a, const StackVector &b)
{
  long double sum = 0.L;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += a[i] * m.capacity[i] * b[i];
  return sum;
}

inline long double
conductance_product(const StackMatrices &m, const StackVector &a, const StackVector &b)
{
  const auto drop = [](const StackVector &x, std::size_t i)
  {
    return x[i] - (i + 1 < x.size() ? x[i + 1] : 0.L);
  };
  long double sum = 0.L;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += m.conductance[i] * drop(a, i) * drop(b, i);
  return sum;
}

/// Takes from x what lies along the basis, twice for the sake of round-off, and scales it
/// to the length 1; all by the product of capacities.
inline void orthonormalize(const StackMatrices &m,
                           const std::vector<StackVector> &basis,
                           StackVector &x)
{
  for (int pass = 0; pass < 2; ++pass)
    for (const StackVector &v : basis)
    {
      const long double along = capacity_product(m, x, v);
      for (std::size_t i = 0; i < x.size(); ++i)
        x[i] -= along * v[i];
    }
  const long double length = std::sqrt(capacity_product(m, x, x));
  for (long double &value : x)
    value /= length;
}

/// The stack's model of so many modes: Galerkin projection onto the answers at the rate
/// zero and at rates spread evenly in the logarithm.
inline ModalModel
reduced_model(const LayerStack &stack, int n_modes, double slowest, double fastest)
{
  const StackMatrices m = matrices_of(stack, 1000);
  std::vector<StackVector> basis;
  for (int k = 0; k < n_modes; ++k)
  {
    StackVector x = shifted_solution(
        m, k == 0 ? 0. : slowest * std::pow(fastest / slowest, (k - 1.) / (n_modes - 2.)));
    orthonormalize(m, basis, x);
    basis.push_back(std::move(x));
  }
  SymmetricMatrix rates(basis.size());
  for (std::size_t k = 0; k < basis.size(); ++k)
    for (std::size_t l = 0; l < basis.size(); ++l)
      rates.at(k, l) = conductance_product(m, basis[k], basis[l]);
  const EigenPairs modes = symmetric_eigen(rates);
  ModalModel model;
  model.title = "stack";
  model.operating_point = "constant properties";
  model.first_time = 1. / fastest;
  model.last_time = 10. / slowest;
  std::vector<double> gain;
  gain.reserve(basis.size());
  for (std::size_t k = 0; k < basis.size(); ++k)
  {
    model.rate.push_back(static_cast<double>(modes.values[k]));
    long double at_first_node = 0.L;
    for (std::size_t l = 0; l < basis.size(); ++l)
      at_first_node += modes.vectors[k][l] * basis[l][0];
    gain.push_back(static_cast<double>(at_first_node));
  }
  model.inputs = {{"die", ModalInputKind::power, gain}};
  model.outputs = {{"die", ModalOutputKind::mean, {gain}, 298.15}};
  return model;
}

/// Silicon, solder and copper of 1 cm2 on a contact that is good or bad: the classical pair
/// of a measurement through two interfaces.
inline LayerStack die_on_copper(double contact)
{
  const double area = 1e-4;
  const auto layer = [area](double thickness, double conductivity, double heat_capacity)
  {
    return StackLayer{thickness / conductivity / area, thickness * heat_capacity * area};
  };
  return {
      {layer(0.35e-3, 148., 1.63e6), layer(0.1e-3, 58., 1.62e6), layer(3e-3, 390., 3.45e6)},
      contact};
}

} // namespace kelvolt::test
