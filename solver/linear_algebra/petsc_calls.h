#pragma once

#include "linear_algebra/vector.h"

#include <petscvec.h>

#include <string>

/// @file
/// What all calls of PETSc have in common.

namespace kelvolt::petsc
{

/// Of Kelvolt's options in PETSC_OPTIONS.
inline constexpr char prefix[] = "kelvolt_";

/// @throws std::runtime_error if the call failed. @param what it was to do
void check(PetscErrorCode code, const char *what);

/// Whether the user gave the option, without its prefix.
bool is_option(const std::string &name);

/// The owned unknowns of either. The ghosts of `to` are zero then.
void copy(Vec to, const Vector &from);
void copy(Vector &to, Vec from);

} // namespace kelvolt::petsc
