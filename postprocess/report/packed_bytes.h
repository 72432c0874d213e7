#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt::report
{

/// Bytes that compress well, for arrays of meshes and fields; the page's decode.js reads
/// them back in the same order.
class PackedBytes
{
public:
  /// Whole numbers: the difference from the one before, zigzag, seven bits a byte.
  void indices(const std::vector<std::uint32_t> &numbers);

  /// Values of an interval as 65536 steps of it: differences from the one before, low bytes
  /// of all first. An interval without length has one step.
  void steps(const std::vector<double> &values, double lowest, double highest);

  const std::string &bytes() const
  {
    return bytes_;
  }

private:
  std::string bytes_;
};

std::string gzipped(std::string_view bytes);
std::string base64(std::string_view bytes);

} // namespace kelvolt::report
