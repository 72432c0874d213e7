#pragma once

#include <string>

namespace kelvolt
{

/// docs/case-format.md: the reference page of the case file, in Markdown, made from the
/// text of case.schema.json. Throws std::runtime_error if that is not a schema it
/// understands.
std::string case_format_page(const std::string &schema_json);

/// All that can be asked for, in a sentence: the description of `quantity` in the schema.
std::string quantities_text();

} // namespace kelvolt
