#include "load_profile.h"

#include "case/nearest_name.h"

#include <fmt/format.h>

#include <utility>

namespace kelvolt
{

namespace
{

class ProfileReader
{
public:
  ProfileReader(ColumnTable table,
                const ModalModel &model,
                std::vector<CaseProblem> &problems)
      : table_(std::move(table)), model_(model), problems_(problems)
  {
  }

  LoadProfile read(LoadProfileMode mode)
  {
    LoadProfile profile;
    profile.mode = mode;
    profile.value.resize(model_.inputs.size());
    if (table_.n_rows() == 0)
      return profile;
    convert(table_, 0, dimension::time, problems_);
    require_rising(table_, 0, problems_);
    if (table_.columns.size() < 2)
      report("The table has one column", "the time and a column for each input");
    profile.time = std::move(table_.columns[0].values);
    const std::vector<std::size_t> inputs =
        table_.has_head() ? inputs_by_name() : inputs_by_place();
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (inputs[i] < model_.inputs.size())
        profile.value[inputs[i]] = taken(i + 1, model_.inputs[inputs[i]]);
    return profile;
  }

private:
  void report(const std::string &found,
              const std::string &allowed,
              const std::string &suggestion = "")
  {
    problems_.push_back({{table_.file, table_.head_line}, found, allowed, suggestion});
  }

  /// Of each column after the first; past the last input where there is none.
  std::vector<std::size_t> inputs_by_name()
  {
    const std::vector<std::string> names = names_of(model_.inputs);
    std::vector<std::size_t> inputs;
    std::vector<bool> taken(names.size(), false);
    for (std::size_t i = 1; i < table_.columns.size(); ++i)
    {
      const std::string &name = table_.columns[i].name;
      const std::size_t input = find_input(model_, name);
      inputs.push_back(input);
      if (input == names.size())
        report(fmt::format("The column '{}' is no input of the model", name),
               list_of_names(names),
               did_you_mean(name, names));
      else if (taken[input])
        report(fmt::format("Two columns are called '{}'", name), "one for each input");
      else
        taken[input] = true;
    }
    return inputs;
  }

  std::vector<std::size_t> inputs_by_place()
  {
    std::vector<std::size_t> powers;
    for (std::size_t j = 0; j < model_.inputs.size(); ++j)
      if (model_.inputs[j].kind == ModalInputKind::power)
        powers.push_back(j);
    if (powers.size() + 1 != table_.columns.size())
    {
      report(fmt::format("The table has no head, and {} columns beside the time",
                         table_.columns.size() - 1),
             fmt::format(
                 "{} of them, the powers in the model's order: {}; or a head with their "
                 "names, 'time [s],{} [W]'",
                 powers.size(),
                 list_of_names(names_of(model_.inputs)),
                 model_.inputs.front().name));
      powers.clear();
    }
    return powers;
  }

  std::vector<double> taken(std::size_t column, const ModalInput &input)
  {
    convert(table_,
            column,
            input.kind == ModalInputKind::power ? dimension::power : dimension::temperature,
            problems_);
    std::vector<double> values = std::move(table_.columns[column].values);
    for (double &value : values)
      value -= input.base;
    return values;
  }

  ColumnTable table_;
  const ModalModel &model_;
  std::vector<CaseProblem> &problems_;
};

} // namespace

LoadProfile load_profile(ColumnTable table,
                         const ModalModel &model,
                         LoadProfileMode mode,
                         std::vector<CaseProblem> &problems)
{
  return ProfileReader(std::move(table), model, problems).read(mode);
}

} // namespace kelvolt
