#pragma once

#include <cstddef>
#include <utility>
#include <variant>

/// @file
/// All alternatives of a closed set, without a value that holds one of them.

namespace kelvolt
{

template <typename Variant, typename Function, std::size_t... i>
void for_each_alternative(Function f, std::index_sequence<i...> /*alternatives*/)
{
  (f(std::variant_alternative_t<i, Variant>()), ...);
}

/// f(default-made alternative) for each one, in the order of the variant.
template <typename Variant, typename Function>
void for_each_alternative(Function f)
{
  for_each_alternative<Variant>(f,
                                std::make_index_sequence<std::variant_size_v<Variant>>());
}

} // namespace kelvolt
