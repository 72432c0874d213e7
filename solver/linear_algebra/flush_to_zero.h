#pragma once

#ifdef __SSE__
#include <xmmintrin.h>
#endif

namespace kelvolt
{

/// Treats numbers below the normal range as zero while it lives: far from the sources they
/// are common in single precision, and a hundred times slower.
class FlushToZero
{
public:
#ifdef __SSE__
  FlushToZero() : before_(_mm_getcsr())
  {
    constexpr unsigned int flush_results = 0x8000, flush_operands = 0x0040;
    _mm_setcsr(before_ | flush_results | flush_operands);
  }
  ~FlushToZero()
  {
    _mm_setcsr(before_);
  }

private:
  unsigned int before_;
#else
  FlushToZero() {}
#endif
  FlushToZero(const FlushToZero &) = delete;
  FlushToZero &operator=(const FlushToZero &) = delete;
};

} // namespace kelvolt
