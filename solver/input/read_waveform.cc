#include "read_waveform.h"

#include "case/nearest_name.h"
#include "case/plain_text.h"
#include "case/unknown_value.h"
#include "text_file.h"
#include "time_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

namespace kelvolt
{

namespace
{

constexpr const char *forms = "one of: pulse with width; steps; ramp; csv";

/// One map that is a waveform.
class OneWaveform
{
public:
  OneWaveform(const ConfigNode &node,
              const std::string &path,
              const Dimension &dimension,
              const std::string &directory,
              Problems &problems)
      : map_(node, path, "waveform", problems), dimension_(dimension),
        directory_(directory), problems_(problems)
  {
  }

  /// Nothing after a fault.
  std::optional<Waveform::Shape> read()
  {
    const std::size_t faults = problems_.size();
    const int kinds =
        map_.has("pulse") + map_.has("steps") + map_.has("ramp") + map_.has("csv");
    if (kinds != 1)
    {
      map_.report(kinds == 0 ? "is no waveform" : "is more than one waveform", forms);
      return std::nullopt;
    }
    refuse_foreign_keys();
    Waveform::Shape shape = map_.has("pulse") ? pulse() : table();
    if (problems_.size() > faults)
      return std::nullopt;
    return shape;
  }

private:
  void refuse_foreign_keys() const
  {
    const auto refuse = [this](const char *key, const char *owner)
    {
      if (map_.has(key) && !map_.has(owner))
        map_.report(fmt::format("has the key '{}', which goes with {} only", key, owner),
                    forms);
    };
    for (const char *key : {"width", "delay", "base"})
      refuse(key, "pulse");
    refuse("mode", "csv");
  }

  std::optional<double> period() const
  {
    return map_.quantity("period", dimension::time);
  }

  Waveform::Shape pulse() const
  {
    Pulse pulse;
    pulse.value = map_.quantity("pulse", dimension_).value_or(unknown_value);
    pulse.width = map_.quantity("width", dimension::time).value_or(unknown_value);
    pulse.period = period();
    pulse.delay = map_.quantity("delay", dimension::time).value_or(0.);
    pulse.base = map_.quantity("base", dimension_).value_or(0.);
    const bool is_temperature = dimension_.scale == Dimension::Scale::absolute_temperature;
    if (!map_.has("width"))
      map_.report("lacks the key 'width', which a pulse needs",
                  "pulse, width, and if wanted period, delay, base");
    if (is_temperature && !map_.has("base"))
      map_.report("lacks the key 'base', which a pulse of a temperature needs",
                  "the temperature between the pulses");
    return pulse;
  }

  Waveform::Shape table()
  {
    const bool from_file = map_.has("csv");
    const char *const key = from_file ? "csv" : map_.has("steps") ? "steps" : "ramp";
    TimeTable rows = from_file ? file_rows(*map_.get(key), map_.path_of(key))
                               : listed_rows(*map_.get(key), map_.path_of(key));
    if (from_file ? is_ramp() : map_.has("ramp"))
      return Ramp{std::move(rows.time), std::move(rows.value), period()};
    return Steps{std::move(rows.time), std::move(rows.value), period()};
  }

  bool is_ramp() const
  {
    const std::string mode = map_.text("mode").value_or("steps");
    const std::vector<std::string> known{"steps", "ramp"};
    if (map_.has("mode") && std::find(known.begin(), known.end(), mode) == known.end())
      problems_.push_back({map_.get("mode")->where,
                           fmt::format("{} is '{}'", map_.path_of("mode"), readable(mode)),
                           list_of_names(known),
                           did_you_mean(mode, known)});
    return mode == "ramp";
  }

  TimeTable listed_rows(const ConfigNode &list, const std::string &path) const
  {
    TimeTable rows;
    const std::string form = "a list of pairs [time, value], such as [[0 s, 0 A], [1 ms, "
                             "40 A]]";
    if (!list.is_list() || list.items.empty())
      problems_.push_back({list.where, path + " is " + list.spoken(), form, ""});
    if (list.items.size() > most_rows)
      problems_.push_back({list.where,
                           fmt::format("{} has {} entries", path, list.items.size()),
                           fmt::format("at most {}", most_rows),
                           ""});
    for (std::size_t i = 0; i < std::min(list.items.size(), most_rows); ++i)
    {
      const ConfigNode &pair = list.items[i];
      const std::string place = fmt::format("{}.{}", path, i);
      if (!pair.is_list() || pair.items.size() != 2)
      {
        problems_.push_back({pair.where, place + " is " + pair.spoken(), form, ""});
        continue;
      }
      const auto time =
          read_quantity(pair.items[0], place + ".0", dimension::time, problems_);
      const auto value = read_quantity(pair.items[1], place + ".1", dimension_, problems_);
      if (time && value)
        add_row(rows, *time, *value, pair.where, place);
    }
    return rows;
  }

  void add_row(TimeTable &rows,
               double time,
               double value,
               const SourceLocation &where,
               const std::string &place) const
  {
    const std::size_t faults = problems_.size();
    if (!rows.add(time, value, where, problems_))
      problems_[faults].found = place + ": " + problems_[faults].found;
  }

  TimeTable file_rows(const ConfigNode &node, const std::string &path) const
  {
    const std::optional<std::string> name = read_text(node, path, problems_);
    if (!name)
      return {};
    namespace fs = std::filesystem;
    const std::string file = (fs::path(directory_) / *name).lexically_normal().string();
    Problems faults;
    const std::string content = read_text_file(file, "CSV", faults);
    const int line = first_line_without_text(content);
    if (line > 0)
      problems_.push_back(
          {{file, line}, "The file is not text in UTF-8", "rows 'time, value'", ""});
    // The cause stands in the case: there it is to be mended.
    for (const CaseProblem &fault : faults)
      problems_.push_back(
          {node.where,
           fmt::format("{} names '{}': {}", path, fault.where.file, fault.found),
           fault.allowed,
           "The path is relative to the case file"});
    if (line > 0 || !faults.empty())
      return {};
    return read_time_table(content, file, dimension_, problems_);
  }

  MapReader map_;
  const Dimension &dimension_;
  const std::string &directory_;
  Problems &problems_;
};

} // namespace

WaveformReader::WaveformReader(const std::string &case_file,
                               std::vector<TimeVarying> &waveforms,
                               Problems &problems)
    : directory_(std::filesystem::path(case_file).parent_path().string()),
      waveforms_(waveforms), problems_(problems)
{
}

std::optional<double> WaveformReader::number(const MapReader &map,
                                             std::string_view key,
                                             const Target &target) const
{
  const Dimension &dimension = dimension_of(target.kind);
  const ConfigNode *const node = map.get(key);
  if (node == nullptr || !node->is_map())
    return map.quantity(key, dimension);
  OneWaveform reader(*node, map.path_of(key), dimension, directory_, problems_);
  std::optional<Waveform::Shape> shape = reader.read();
  if (!shape)
    return std::nullopt;
  const Waveform waveform(std::move(*shape));
  waveforms_.push_back({target, waveform, node->where});
  const double first = waveform.value(0., Approach::from_right);
  // Of a pulse that cannot be, which is judged later, nothing follows.
  return std::isnan(first) ? std::nullopt : std::optional<double>(first);
}

} // namespace kelvolt
