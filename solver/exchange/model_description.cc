#include "model_description.h"

#include "compact/network_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace kelvolt
{

namespace
{

/// A title may hold anything; a comment is one line.
std::string one_line(std::string text)
{
  std::replace_if(
      text.begin(),
      text.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' '; },
      ' ');
  return text;
}

bool is_own(const ModalModel &model, std::size_t output)
{
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
    if (own_output(model, j) == output)
      return true;
  return false;
}

} // namespace

std::vector<std::string> description_lines(const ModalModel &model, double error)
{
  return {
      one_line(model.title),
      fmt::format("Thermal model by Kelvolt {}. Linear: it holds for small changes about "
                  "its operating point.",
                  KELVOLT_VERSION),
      "Operating point: " + one_line(model.operating_point),
      fmt::format("Time range: {:.3g} s to {:.3g} s after a change of power",
                  model.first_time,
                  model.last_time),
      fmt::format("Error: at most {:.2g} % of a step response within this range",
                  100. * error)};
}

std::vector<std::string> description_lines(const ModalModel &model)
{
  std::vector<std::string> lines =
      description_lines(model, model.reduction_bound + model.mesh_bound);
  lines.back() += fmt::format(" (reduction {:.2g} %, mesh {:.2g} %)",
                              100. * model.reduction_bound,
                              100. * model.mesh_bound);
  return lines;
}

std::string commented(const std::vector<std::string> &lines, const std::string &mark)
{
  std::string text;
  for (const std::string &line : lines)
    text += mark + line + "\n";
  return text;
}

std::string identifier(const std::string &name)
{
  std::string result;
  for (const char c : name)
  {
    const auto byte = static_cast<unsigned char>(c);
    result += byte < 128 && std::isalnum(byte) != 0 ? c : '_';
  }
  if (result.empty() || std::isalpha(static_cast<unsigned char>(result.front())) == 0)
    result.insert(0, "t_");
  return result;
}

std::vector<std::string> identifiers(const std::vector<std::string> &names)
{
  // Circuits do not tell upper from lower case.
  std::set<std::string> used;
  std::vector<std::string> result;
  for (const std::string &name : names)
  {
    const std::string plain = identifier(name);
    std::string tried = plain, key;
    for (int number = 2;; ++number)
    {
      key = tried;
      std::transform(key.begin(),
                     key.end(),
                     key.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      if (used.insert(key).second)
        break;
      tried = fmt::format("{}_{}", plain, number);
    }
    result.push_back(tried);
  }
  return result;
}

PortNames port_names(const ModalModel &model)
{
  std::vector<std::string> all;
  for (const ModalInput &input : model.inputs)
    all.push_back(input.name);
  for (std::size_t l = 0; l < model.outputs.size(); ++l)
    if (!is_own(model, l))
      all.push_back(model.outputs[l].name + "_" + word_of(model.outputs[l].kind));
  all = identifiers(all);
  PortNames names;
  const auto n_inputs = static_cast<std::ptrdiff_t>(model.inputs.size());
  names.inputs.assign(all.begin(), all.begin() + n_inputs);
  auto next = all.begin() + n_inputs;
  for (std::size_t l = 0; l < model.outputs.size(); ++l)
    names.outputs.push_back(is_own(model, l)
                                ? names.inputs[find_input(model, model.outputs[l].name)]
                                : *next++);
  return names;
}

std::size_t circuit_row(const ModalModel &model, std::size_t output)
{
  const std::size_t own = find_input(model, model.outputs.at(output).name);
  return hottest_row(model, own < model.inputs.size() ? own : 0, output);
}

std::string all_digits(double value)
{
  return fmt::format("{:.17g}", value);
}

} // namespace kelvolt
