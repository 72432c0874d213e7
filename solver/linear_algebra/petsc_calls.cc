#include "linear_algebra/petsc_calls.h"

#include <stdexcept>

namespace kelvolt::petsc
{

void check(PetscErrorCode code, const char *what)
{
  if (code != 0)
    throw std::runtime_error(std::string("PETSc failed to ") + what + " (error " +
                             std::to_string(code) + ").");
}

bool is_option(const std::string &name)
{
  PetscBool given = PETSC_FALSE;
  check(PetscOptionsHasName(nullptr, prefix, ("-" + name).c_str(), &given),
        "read its options");
  return given == PETSC_TRUE;
}

} // namespace kelvolt::petsc
