#pragma once

#include <cstddef>

namespace kelvolt
{

/// A symmetric positive definite map close to the inverse of an operator: what
/// preconditions conjugate gradients. Over all ranks, which call its functions together.
class Cycle
{
public:
  Cycle() = default;
  virtual ~Cycle() = default;
  Cycle(const Cycle &) = delete;
  Cycle &operator=(const Cycle &) = delete;

  /// dst = the map of src, owned unknowns of each. Any magnitude of src is fine.
  virtual void apply(double *dst, const double *src) = 0;

  /// Of what this rank keeps.
  virtual std::size_t memory_bytes() const = 0;
};

} // namespace kelvolt
