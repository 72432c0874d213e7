#pragma once

#include "compact/modal_model.h"

#include <string>

namespace kelvolt
{

/// The state space dx/dt = A x + B u, y = C x in Matrix Market text: A is diagonal, the
/// columns of B are the inputs, the rows of C the outputs, of a maximum all its places.
struct MatrixMarketTexts
{
  std::string a, b, c;
};
MatrixMarketTexts matrix_market(const ModalModel &model);

} // namespace kelvolt
