#pragma once

#include "results/numbers.h"

namespace kelvolt
{

/// Gives every number that the mesh can change an error bar: a multiple of what a solution
/// of one degree more changes of it, as ErrorBar does where one equation alone contributes.
/// One that is there already and larger stays. @param safety that multiple,
/// enrichment_safety(). @param enriched the same numbers from that solution
/// @param relative_iteration_error what the iteration leaves open, as a share of a value or
/// of the temperature rise; temperatures have their round-off besides. @param rise [K]
void add_number_errors(const Numbers &enriched,
                       double safety,
                       double relative_iteration_error,
                       double rise,
                       Numbers &numbers);

/// What a solution with two degrees added says of numbers that one degree has corrected.
struct SecondLook
{
  double safety = 1.;      ///< enrichment_safety() of two degrees
  double left = 0.;        ///< left_out() of two degrees
  double margin = 0.;      ///< see MeshEstimate
  unsigned int degree = 1; ///< of the mesh
};

/// Widens the bars of corrected numbers by what two degrees say, see
/// CorrectedValue::add_second(): with the values v_0 on the mesh, v_1 stated and v_2,
///
///     |v_2 + l (v_2 - v_0) - v_1|  +  |v_2 - v_1|  +  open_error(),
///     at least  c |v_2 - v_1|,   |v_2 - v_1| (1 + 1.3 q / (1 - q)),   open_by_decline()
///
/// q is the ratio of the second change to the first, 3/4 at most. The last one not of
/// extremes, which bars of cells hold, see ExtremeSpans. Likewise.
/// @param enriched with two degrees added @param look c, l
void add_second_look(const Numbers &enriched,
                     const SecondLook &look,
                     double relative_iteration_error,
                     double rise,
                     Numbers &numbers);

/// States every number as the enriched solution has it, where that is another one to the
/// digits which the iteration and the balances there leave (temperatures all together),
/// with the bar of what it leaves out: (c - 1) times the change. After add_number_errors().
/// @param safety c
void correct_numbers(const Numbers &enriched,
                     double safety,
                     double relative_iteration_error,
                     double rise,
                     Numbers &numbers);

/// Widens every bar to `factor` times that of the same number elsewhere.
void widen_errors(const Numbers &same, double factor, Numbers &numbers);

/// Widens the bars of all temperatures [K].
void widen_temperatures(double least, Numbers &numbers);

/// The highest and the lowest temperature of a part are known no better than its mean: at
/// one place estimates of both signs may meet, so that a change there says little. Likewise
/// an insulated side.
void widen_extremes(Numbers &numbers);

/// The package has exactly this temperature [K] everywhere.
void set_temperatures(double T, Numbers &numbers);

/// Adds the bars of the same numbers elsewhere, of another cause.
void add_errors(const Numbers &same, Numbers &numbers);

} // namespace kelvolt
