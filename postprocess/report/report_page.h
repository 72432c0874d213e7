#pragma once

#include "report/sections.h"

#include <string>

namespace kelvolt::report
{

/// The whole page: one HTML file that needs nothing else.
std::string report_page(const Reported &reported);

} // namespace kelvolt::report
