#include "matrix_market.h"

#include "exchange/model_description.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

std::string
head(const ModalModel &model, const std::string &form, const std::string &content)
{
  return "%%MatrixMarket matrix " + form + "\n" +
         commented(description_lines(model), "% ") + "% " + content + "\n";
}

} // namespace

MatrixMarketTexts matrix_market(const ModalModel &model)
{
  const std::size_t n = model.n_modes();
  MatrixMarketTexts texts;
  texts.a = head(model, "coordinate real general", "A of dx/dt = A x + B u [1/s]") +
            fmt::format("{0} {0} {0}\n", n);
  for (std::size_t i = 0; i < n; ++i)
    texts.a += fmt::format("{0} {0} {1}\n", i + 1, all_digits(-model.rate[i]));

  std::string inputs = "B; columns:", outputs = "C of y = C x [K]; rows:";
  for (const ModalInput &input : model.inputs)
    inputs += fmt::format(
        " {} [{}]", input.name, input.kind == ModalInputKind::power ? "W" : "K");
  std::size_t n_rows = 0;
  for (const ModalOutput &output : model.outputs)
  {
    outputs +=
        fmt::format(" {} {} ({})", output.name, word_of(output.kind), output.gain.size());
    n_rows += output.gain.size();
  }
  // Column by column, as the format has it.
  texts.b = head(model, "array real general", inputs) +
            fmt::format("{} {}\n", n, model.inputs.size());
  for (const ModalInput &input : model.inputs)
    for (const double gain : input.gain)
      texts.b += all_digits(gain) + "\n";
  texts.c = head(model, "array real general", outputs) + fmt::format("{} {}\n", n_rows, n);
  for (std::size_t i = 0; i < n; ++i)
    for (const ModalOutput &output : model.outputs)
      for (const std::vector<double> &row : output.gain)
        texts.c += all_digits(row[i]) + "\n";
  return texts;
}

} // namespace kelvolt
