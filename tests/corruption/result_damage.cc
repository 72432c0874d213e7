#include "result_damage.h"

#include "small_result.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <limits>
#include <random>

namespace kelvolt
{

namespace fs = std::filesystem;
using small_result::Fields;

std::string bytes_of(const fs::path &path)
{
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const fs::path &path, const std::string &bytes)
{
  std::ofstream(path, std::ios::binary) << bytes;
}

namespace
{

/// The damage of one number.
class Damage
{
public:
  explicit Damage(unsigned int number) : random_(number), number_(number) {}

  /// Every fourth works through HDF5, every sixteenth on the summary.
  void apply(const fs::path &fields, const fs::path &summary)
  {
    if (number_ % 4 == 3)
      rewrite(fields);
    else
    {
      const fs::path &path = number_ % 16 == 0 ? summary : fields;
      write_bytes(path, damaged(bytes_of(path)));
    }
  }

private:
  std::size_t below(std::size_t n)
  {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

  std::string damaged(std::string bytes)
  {
    const std::size_t kind = below(8);
    if (kind == 0)
      return bytes.substr(0, below(bytes.size()));
    if (kind == 1)
      return overwritten(bytes);
    const std::size_t n_flips = kind < 6 ? 1 : 1 + below(40);
    for (std::size_t i = 0; i < n_flips; ++i)
    {
      const std::size_t bit = below(8);
      char &byte = bytes[below(bytes.size())];
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << bit));
    }
    return bytes;
  }

  /// A block of zeros, ones, noise, or of bytes from elsewhere.
  std::string overwritten(std::string bytes)
  {
    const std::size_t start = below(bytes.size());
    const std::size_t size = std::min(1 + below(64), bytes.size() - start);
    const std::size_t from = below(bytes.size() - size + 1);
    const std::size_t kind = below(4);
    const std::string source = bytes;
    for (std::size_t i = 0; i < size; ++i)
      bytes[start + i] = kind == 0   ? '\0'
                         : kind == 1 ? '\xff'
                         : kind == 2 ? static_cast<char>(below(256))
                                     : source[from + i];
    return bytes;
  }

  template <typename Number>
  Number strange()
  {
    using Limits = std::numeric_limits<Number>;
    const std::array<double, 9> others{{0., -1., 1., 1e9, 1e-9, 1e300, -1e300, 255., 72.}};
    const std::size_t kind = below(others.size() + 4);
    if (kind < others.size())
      return others[kind] >= static_cast<double>(Limits::lowest()) &&
                     others[kind] <= static_cast<double>(Limits::max()) / 2.
                 ? static_cast<Number>(others[kind])
                 : Limits::max();
    const std::array<Number, 4> extremes{
        {Limits::max(), Limits::lowest(), Limits::quiet_NaN(), Limits::infinity()}};
    return extremes[kind - others.size()];
  }

  template <typename Number>
  void change(std::vector<Number> &values)
  {
    if (values.empty()) // of the first of two changes
      return;
    switch (below(6))
    {
    case 0:
      values.resize(below(2 * values.size()), strange<Number>());
      break;
    case 1:
      std::fill(values.begin(), values.end(), strange<Number>());
      break;
    case 2:
      std::swap(values[below(values.size())], values[below(values.size())]);
      break;
    default:
      values[below(values.size())] = strange<Number>();
    }
  }

  void rewrite(const fs::path &path)
  {
    Fields fields;
    const std::size_t n_changes = 1 + below(2);
    for (std::size_t i = 0; i < n_changes; ++i)
      change_one(fields);
    for (std::vector<double> *vectors : {&fields.points, &fields.current_density})
      vectors->resize(3 * (vectors->size() / 3));
    small_result::write(fields, path.string());
  }

  void change_one(Fields &fields)
  {
    const std::array<std::function<void()>, 10> changes{
        {[&] { change(fields.points); },
         [&] { change(fields.connectivity); },
         [&] { change(fields.offsets); },
         [&] { change(fields.types); },
         [&] { change(fields.parts); },
         [&] { change(fields.temperature); },
         [&] { change(fields.current_density); },
         [&] { change(fields.n_points); },
         [&] { change(fields.n_cells); },
         [&]
         {
           change(fields.n_places);
         }}};
    changes[below(changes.size())]();
  }

  std::mt19937 random_;
  unsigned int number_;
};

} // namespace

void damage_result(unsigned int number, const fs::path &fields, const fs::path &summary)
{
  Damage(number).apply(fields, summary);
}

} // namespace kelvolt
