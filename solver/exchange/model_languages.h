#pragma once

#include "compact/modal_model.h"

#include <string>

namespace kelvolt
{

/// The model as a text in Modelica: heat flows and ambient temperatures in, temperatures
/// out. No compiler of it was at hand: not compiled here.
std::string modelica_text(const ModalModel &model, const std::string &name);

/// As an entity and an architecture in VHDL-AMS. Not compiled here.
std::string vhdl_ams_text(const ModalModel &model, const std::string &name);

} // namespace kelvolt
