#include "linear_algebra/petsc_calls.h"

#include <algorithm>
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

void copy(Vec to, const Vector &from)
{
  PetscScalar *values = nullptr;
  check(VecGetArrayWrite(to, &values), "open a vector");
  std::copy(from.begin(), from.begin() + from.locally_owned_size(), values);
  check(VecRestoreArrayWrite(to, &values), "close a vector");
}

void copy(Vector &to, Vec from)
{
  const PetscScalar *values = nullptr;
  check(VecGetArrayRead(from, &values), "open a vector");
  to.zero_out_ghost_values();
  std::copy(values, values + to.locally_owned_size(), to.begin());
  check(VecRestoreArrayRead(from, &values), "close a vector");
}

} // namespace kelvolt::petsc
