#pragma once

#include "discretization/reference_element.h"

#include <cstddef>

/// @file
/// Maths on a batch of box-shaped cells: tensor-product interpolation, derivatives
/// and their transposes. No mesh, no vectors, no deal.II: only arrays. Each array holds
/// `lanes` cells side by side, the lane fastest: node arrays [n^3][lanes], quadrature
/// arrays [n^3][lanes], in lexicographic order (x fastest). All arrays are 64-byte aligned.
/// The functions are compiled for the baseline, AVX2 and AVX-512 and chosen at run time.

namespace kelvolt
{

/// Cells that one call works on.
constexpr std::size_t lanes = 8;

/// Largest node count of a cell times lanes.
constexpr std::size_t max_batch_size =
    lanes * ReferenceElement::max_n * ReferenceElement::max_n * ReferenceElement::max_n;

/// Node values of a batch of cells that stand side by side along x, whose nodes are
/// numbered along lines in x: u[node][lane] = x[first[line] + degree lane + i] - offset,
/// node = i + n line.
/// @param first [n^2], per line of nodes
void gather_lines(const ReferenceElement &element,
                  const unsigned int *first,
                  const double *x,
                  double offset,
                  double *u);

/// The transposed: x[first[line] + degree lane + i] += y[node][lane].
void scatter_add_lines(const ReferenceElement &element,
                       const unsigned int *first,
                       const double *y,
                       double *x);

/// What conducts in a batch. Reading it is most of what apply_diffusion() waits for, so
/// what is the same along all axes is stored once.
struct BatchConductivity
{
  const double *k;         ///< k_d w_q V, [n^3][lanes] for the first axis
  std::size_t axis_stride; ///< from one axis to the next: n^3 lanes, or 0 for one for all
  const double *metric;    ///< 1 / h_d^2, [3][lanes]
};

/// y_i = sum_q [ sum_d (dN_i/dxi_d) k_d w V / h_d^2 (du/dxi_d) + N_i m u ](q)
/// @param mass m(q) times w_q V, [n^3][lanes], or nullptr
void apply_diffusion(const ReferenceElement &element,
                     const BatchConductivity &conductivity,
                     const double *mass,
                     const double *u,
                     double *y);

/// Values at the Gauss points of the function with node values u.
void evaluate_values(const ReferenceElement &element, const double *u, double *value);

/// Reference derivatives du/dxi_d at the Gauss points, [3][n^3][lanes].
void evaluate_gradients(const ReferenceElement &element, const double *u, double *gradient);

/// y_i = sum_q sum_d (dN_i/dxi_d) F_d(q), [3][n^3][lanes], with F_d already times w_q V /
/// h_d.
void integrate_gradients(const ReferenceElement &element, const double *flux, double *y);

/// y_i = sum_q N_i(q) f(q), with f already times w_q V.
void integrate_values(const ReferenceElement &element, const double *f, double *y);

} // namespace kelvolt
