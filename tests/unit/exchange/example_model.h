#pragma once

#include "compact/modal_model.h"

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace kelvolt::test
{

/// Two sources on one plate, twelve modes over ten decades: own and mutual responses, the
/// maximum over two places, a point. `ambients`: also two of those, whose shares add up to
/// one.
inline ModalModel example_model(bool ambients)
{
  ModalModel model;
  model.title = "Half bridge \"A\" <1> & co, 5 %";
  model.operating_point = "start, 25 degC";
  std::vector<double> a, b, hot, top, bottom;
  for (int i = 0; i < 12; ++i)
  {
    const double rate = 0.02 * std::pow(10., 0.8 * i), root = std::sqrt(rate);
    model.rate.push_back(rate);
    a.push_back(root * (0.3 + 0.02 * i));
    b.push_back(root * (i % 2 == 0 ? 0.2 : -0.1));
    hot.push_back(a.back() * 1.2);
    top.push_back(i < 3 ? 0.1 * root : 0.);
    bottom.push_back(i < 3 ? 0.4 * root : 0.);
  }
  model.inputs = {{"die", ModalInputKind::power, a}, {"2nd die", ModalInputKind::power, b}};
  if (ambients)
  {
    model.inputs.push_back({"lid.top", ModalInputKind::ambient, top, 298.15});
    model.inputs.push_back({"base.bottom", ModalInputKind::ambient, bottom, 310.});
  }
  model.outputs = {{"die", ModalOutputKind::mean, {a}, 300.},
                   {"2nd die", ModalOutputKind::mean, {b}, 300.},
                   {"die", ModalOutputKind::maximum, {b, hot}, 300.},
                   {"lead", ModalOutputKind::point, {top}, 300.}};
  model.first_time = 1e-7;
  model.last_time = 1e3;
  model.reduction_bound = 1e-3;
  model.mesh_bound = 4e-3;
  return model;
}

/// A directory of its own, removed at the end.
class ScratchDirectory
{
public:
  ScratchDirectory()
  {
    std::string name = (std::filesystem::temp_directory_path() / "kelvolt-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~ScratchDirectory()
  {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchDirectory(const ScratchDirectory &) = delete;
  ScratchDirectory &operator=(const ScratchDirectory &) = delete;

  std::string file(const std::string &name) const
  {
    return (path_ / name).string();
  }

private:
  std::filesystem::path path_;
};

} // namespace kelvolt::test
