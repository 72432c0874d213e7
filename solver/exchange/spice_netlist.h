#pragma once

#include "compact/modal_model.h"

#include <string>

namespace kelvolt
{

/// SPICE subcircuits, 1 A = 1 W and 1 V = 1 K, in the syntax that ngspice, LTspice and
/// PSpice share.
///
/// `.subckt NAME` is the whole model. Its nodes: each heated part (its power flows in, its
/// voltage is the temperature of its mean), each ambient, then the other outputs. A mode is
/// a capacity and a conductance, scaled so that its voltage is the kelvins that it adds
/// where it is heated most; sources couple it to the ports. Without ambients of its own the
/// model has one node `ambient`, which shifts all temperatures. An output that is a maximum
/// is the place that is the hottest in a steady state.
///
/// `.subckt NAME_PART_cauer PART ambient` beside it is the ladder of one part heated alone.
std::string spice_netlist(const ModalModel &model, const std::string &name);

} // namespace kelvolt
