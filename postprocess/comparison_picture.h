#pragma once

#include "views.h"

#include <vtkImageData.h>
#include <vtkSmartPointer.h>

namespace kelvolt
{

/// Lowest and highest of what is drawn.
std::array<double, 2> temperatures_of(const Result &result);

std::array<double, 2> united(const std::array<double, 2> &a,
                             const std::array<double, 2> &b);

/// Scale, plane, height and frame that suit both; what the options give stays.
ViewOptions common_options(const Result &a, const Result &b, const ViewOptions &options);

/// The first result above the second one. @param size of each, in pixels
vtkSmartPointer<vtkImageData> comparison_picture(const View &view,
                                                 const Result &a,
                                                 const Result &b,
                                                 const ViewOptions &options,
                                                 const std::array<int, 2> &size);

} // namespace kelvolt
