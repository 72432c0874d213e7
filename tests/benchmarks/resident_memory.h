#pragma once

namespace kelvolt
{

/// How far the resident memory of this process grows at its highest from the moment this is
/// made. Linux; one at a time.
class ResidentMemory
{
public:
  ResidentMemory();

  /// Bytes.
  double growth() const;

private:
  double start_;
};

} // namespace kelvolt
