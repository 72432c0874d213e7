#pragma once

#include "compact/modal_model.h"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace kelvolt
{

// What the texts of all kinds of thermal models have in common.

nlohmann::ordered_json outputs_json(const std::vector<ModalOutput> &outputs);
std::vector<ModalOutput> outputs_from_json(const nlohmann::ordered_json &list);

/// The model that `read` makes of a text with that content. @throws std::runtime_error with
/// what is wrong
template <typename Read>
auto model_from_json(const std::string &text, const std::string &content, const Read &read)
{
  decltype(read(nlohmann::ordered_json())) model;
  try
  {
    const auto json = nlohmann::ordered_json::parse(text);
    if (json.at("content") != content)
      throw std::invalid_argument("The content is another one.");
    model = read(json);
  }
  catch (const std::exception &fault)
  {
    throw std::runtime_error(std::string("This is no thermal model that Kelvolt wrote: ") +
                             fault.what());
  }
  if (const auto faults = faults_of(model); !faults.empty())
    throw std::runtime_error("The thermal model is damaged: " + faults.front() + ".");
  return model;
}

} // namespace kelvolt
