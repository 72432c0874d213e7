#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace kelvolt
{

/// What stands at a key path below `json`, where keys may have points of their own and an
/// entry of a list is asked for by its index from 0; null if nothing does.
const nlohmann::ordered_json *find_json_path(const nlohmann::ordered_json &json,
                                             const std::string &path);

} // namespace kelvolt
