#include "model_languages.h"

#include "exchange/model_description.h"

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace kelvolt
{

namespace
{

constexpr char not_compiled[] = "Not compiled where it was written: check it before use.";

/// VHDL wants a point or an exponent in every real.
std::string real(double value)
{
  const std::string digits = all_digits(value);
  return digits.find_first_of(".e") == std::string::npos ? digits + ".0"
         : digits.find('.') == std::string::npos
             ? digits.substr(0, digits.find('e')) + ".0" + digits.substr(digits.find('e'))
             : digits;
}

/// ` + (1.5) * a + ..`: the terms whose factor is not zero.
std::string sum(std::size_t n,
                const std::function<double(std::size_t)> &factor,
                const std::function<std::string(std::size_t)> &symbol)
{
  std::string text;
  for (std::size_t i = 0; i < n; ++i)
    if (const double value = factor(i); value != 0.)
      text += fmt::format(
          "{}({})*{}", text.empty() ? "" : "\n      + ", real(value), symbol(i));
  return text.empty() ? "0.0" : text;
}

std::string mode_equation(const ModalModel &model, const PortNames &ports, std::size_t i)
{
  return sum(
      model.inputs.size(),
      [&](std::size_t j) { return model.inputs[j].gain[i]; },
      [&](std::size_t j)
      { return fmt::format("({} - ({}))", ports.inputs[j], real(model.inputs[j].base)); });
}

std::string rise(const ModalModel &model,
                 std::size_t output,
                 const std::function<std::string(std::size_t)> &symbol)
{
  const std::vector<double> &row = model.outputs[output].gain[circuit_row(model, output)];
  return sum(
      model.n_modes(), [&](std::size_t i) { return row[i]; }, symbol);
}

std::vector<std::string> output_names(const ModalModel &model)
{
  std::vector<std::string> names;
  for (const ModalInput &input : model.inputs)
    names.push_back(input.name);
  for (const ModalOutput &output : model.outputs)
    names.push_back("T_" + output.name + "_" + word_of(output.kind));
  names = identifiers(names);
  names.erase(names.begin(),
              names.begin() + static_cast<std::ptrdiff_t>(model.inputs.size()));
  return names;
}

} // namespace

std::string modelica_text(const ModalModel &model, const std::string &name)
{
  const PortNames ports = port_names(model);
  const std::vector<std::string> outputs = output_names(model);
  const std::string plain = identifier(name);
  std::string text = commented(description_lines(model), "// ");
  text += fmt::format("// {}\nmodel {}\n", not_compiled, plain);
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
    text += fmt::format("  input Real {}(unit=\"{}\");\n",
                        ports.inputs[j],
                        model.inputs[j].kind == ModalInputKind::power ? "W" : "K");
  for (const std::string &output : outputs)
    text += fmt::format("  output Real {}(unit=\"K\");\n", output);
  text +=
      fmt::format("protected\n  Real x[{}](each start=0.0, each fixed=true);\nequation\n",
                  model.n_modes());
  for (std::size_t i = 0; i < model.n_modes(); ++i)
    text += fmt::format("  der(x[{0}]) = -({1})*x[{0}]\n      + {2};\n",
                        i + 1,
                        real(model.rate[i]),
                        mode_equation(model, ports, i));
  for (std::size_t l = 0; l < outputs.size(); ++l)
    text += fmt::format(
        "  {} = {}\n      + {};\n",
        outputs[l],
        real(model.outputs[l].base_temperature),
        rise(model, l, [](std::size_t i) { return fmt::format("x[{}]", i + 1); }));
  return text + fmt::format("end {};\n", plain);
}

std::string vhdl_ams_text(const ModalModel &model, const std::string &name)
{
  const PortNames ports = port_names(model);
  const std::vector<std::string> outputs = output_names(model);
  const std::string plain = identifier(name);
  std::string text = commented(description_lines(model), "-- ");
  text += fmt::format("-- {}\nentity {} is\n  port (\n", not_compiled, plain);
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
    text += fmt::format("    quantity {} : in real;  -- [{}]\n",
                        ports.inputs[j],
                        model.inputs[j].kind == ModalInputKind::power ? "W" : "K");
  for (std::size_t l = 0; l < outputs.size(); ++l)
    text += fmt::format("    quantity {} : out real{}  -- [K]\n",
                        outputs[l],
                        l + 1 < outputs.size() ? ";" : "");
  text += fmt::format("  );\nend entity {0};\n\narchitecture modal of {0} is\n", plain);
  for (std::size_t i = 0; i < model.n_modes(); ++i)
    text += fmt::format("  quantity x{} : real := 0.0;\n", i + 1);
  text += "begin\n";
  for (std::size_t i = 0; i < model.n_modes(); ++i)
    text += fmt::format("  x{0}'dot == -({1})*x{0}\n      + {2};\n",
                        i + 1,
                        real(model.rate[i]),
                        mode_equation(model, ports, i));
  for (std::size_t l = 0; l < outputs.size(); ++l)
    text += fmt::format(
        "  {} == {}\n      + {};\n",
        outputs[l],
        real(model.outputs[l].base_temperature),
        rise(model, l, [](std::size_t i) { return fmt::format("x{}", i + 1); }));
  return text + "end architecture modal;\n";
}

} // namespace kelvolt
