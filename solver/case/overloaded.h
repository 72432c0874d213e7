#pragma once

namespace kelvolt
{

/// One lambda per alternative of a variant, for std::visit: a new alternative does not
/// compile until every visit says what becomes of it.
template <typename... Lambdas>
struct Overloaded : Lambdas...
{
  using Lambdas::operator()...;
};
template <typename... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

} // namespace kelvolt
