#pragma once

#include "compact/modal_model.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What has to stand at the head of every form of a model: what it is of, at which
/// operating point, for which times, how far off.
std::vector<std::string> description_lines(const ModalModel &model);

/// The same for a network whose error differs from that of the model.
std::vector<std::string> description_lines(const ModalModel &model, double error);

/// Each line with that in front of it.
std::string commented(const std::vector<std::string> &lines, const std::string &mark);

/// A name that circuits and programming languages take: letters, digits and underscores, a
/// letter first.
std::string identifier(const std::string &name);

/// Identifiers of all of them, made different from each other by a number where needed.
std::vector<std::string> identifiers(const std::vector<std::string> &names);

/// The names of a model's ports: each input, then each output that is no input's own mean,
/// as `die`, `die_max`, `plate_bottom`.
struct PortNames
{
  std::vector<std::string> inputs;
  std::vector<std::string> outputs; ///< that of its input for an input's own mean
};
PortNames port_names(const ModalModel &model);

/// The row of an output that forms without a choice at each time take: that of the place
/// which is the hottest in a steady state of the part's own power, or of the first input.
std::size_t circuit_row(const ModalModel &model, std::size_t output);

/// All digits of a number, never fewer than needed to read it back.
std::string all_digits(double value);

} // namespace kelvolt
