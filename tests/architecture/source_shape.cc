#include "source_shape.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <regex>

namespace kelvolt
{

namespace fs = std::filesystem;

namespace
{

/// Where the piece of text that begins at `i` and is no code ends: a comment, a string, a
/// character, a preprocessor line. `i` itself if it is code.
std::size_t end_of_dull(const std::string &text, std::size_t i)
{
  const auto after = [&](const std::string &end, std::size_t from)
  {
    const std::size_t found = text.find(end, from);
    return found == std::string::npos ? text.size() : found + end.size();
  };
  if (text.compare(i, 2, "//") == 0)
    return after("\n", i) - 1;
  if (text.compare(i, 2, "/*") == 0)
    return after("*/", i + 2);
  if (text.compare(i, 2, "R\"") == 0)
    return after(")" + text.substr(i + 2, text.find('(', i) - i - 2) + "\"", i);
  const bool is_digit_separator =
      text[i] == '\'' && i > 0 &&
      std::isalnum(static_cast<unsigned char>(text[i - 1])) != 0;
  if ((text[i] == '"' || text[i] == '\'') && !is_digit_separator)
  {
    std::size_t end = i + 1;
    while (end < text.size() && text[end] != text[i])
      end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
  }
  if (text[i] == '#')
  {
    std::size_t end = text.find('\n', i);
    while (end != std::string::npos && text[end - 1] == '\\')
      end = text.find('\n', end + 1);
    return std::min(end, text.size());
  }
  return i;
}

/// The text with all that is no code blanked out, so that every brace is one; line ends
/// stay.
std::string code_only(const std::string &text)
{
  std::string result = text;
  for (std::size_t i = 0; i < text.size();)
  {
    const std::size_t end = end_of_dull(text, i);
    for (std::size_t k = i; k < end; ++k)
      if (text[k] != '\n')
        result[k] = ' ';
    i = std::max(end, i + 1);
  }
  return result;
}

/// What a brace opens, by the words since the last statement or brace.
enum class Opener
{
  scope, ///< a namespace, a class, linkage
  function,
  other ///< a value in braces
};

Opener opened_by(const std::string &head)
{
  static const std::regex scope(
      "^[^(=]*\\b(namespace|class|struct|union|enum|extern)\\b[^(]*$");
  static const std::regex function("^[^=(]*(operator[^(]*)?\\([\\s\\S]*$");
  if (std::regex_match(head, scope))
    return Opener::scope;
  return std::regex_match(head, function) ? Opener::function : Opener::other;
}

/// The word before the first parenthesis.
std::string name_in(const std::string &head)
{
  const std::size_t end = head.find('(');
  std::size_t begin = end;
  while (begin > 0 && (std::isalnum(static_cast<unsigned char>(head[begin - 1])) != 0 ||
                       std::string("_:~").find(head[begin - 1]) != std::string::npos))
    --begin;
  return head.substr(begin, end - begin);
}

std::string contents(const fs::path &path)
{
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<fs::path> sources(const fs::path &root, const std::vector<std::string> &folders)
{
  std::vector<fs::path> result;
  for (const std::string &folder : folders)
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root / folder))
      if (entry.path().extension() == ".h" || entry.path().extension() == ".cc")
        result.push_back(entry.path());
  std::sort(result.begin(), result.end());
  return result;
}

} // namespace

namespace
{

/// Notes what a brace behind `head` opens: a function by its name, anything else but a
/// scope without one. @return whether it is to be passed over up to its end
bool note_opened(const std::string &head,
                 const std::string &file,
                 int line,
                 std::vector<FunctionShape> &list)
{
  const Opener opener = opened_by(head);
  if (opener == Opener::scope)
    return false;
  list.push_back({file, line, opener == Opener::function ? name_in(head) : "", 0});
  return true;
}

} // namespace

std::vector<FunctionShape> functions_of(const std::string &text, const std::string &file)
{
  std::vector<FunctionShape> result;
  std::string head;
  int line = 1;
  std::size_t inside = 0; // braces open since that of the function, itself included
  int parentheses = 0;
  for (const char c : code_only(text))
  {
    line += static_cast<int>(c == '\n');
    if (inside > 0)
    {
      inside += static_cast<std::size_t>(c == '{');
      inside -= static_cast<std::size_t>(c == '}');
      if (c == '}' && inside == 0)
        result.back().lines = line - result.back().line;
      continue;
    }
    parentheses += static_cast<int>(c == '(') - static_cast<int>(c == ')');
    // A brace within a parameter list is a default value.
    const bool ends = parentheses == 0 && (c == ';' || c == '}' || c == '{');
    if (c == '{' && parentheses == 0 && note_opened(head, file, line, result))
      inside = 1;
    if (ends)
      head.clear();
    else
      head += c;
  }
  result.erase(std::remove_if(result.begin(),
                              result.end(),
                              [](const FunctionShape &f) { return f.name.empty(); }),
               result.end());
  return result;
}

std::vector<FileShape> file_shapes(const fs::path &root,
                                   const std::vector<std::string> &folders)
{
  std::vector<FileShape> result;
  for (const fs::path &path : sources(root, folders))
  {
    const std::string text = contents(path);
    result.push_back({path.lexically_relative(root),
                      static_cast<int>(std::count(text.begin(), text.end(), '\n'))});
  }
  return result;
}

std::vector<FunctionShape> function_shapes(const fs::path &root,
                                           const std::vector<std::string> &folders)
{
  std::vector<FunctionShape> result;
  for (const fs::path &path : sources(root, folders))
    for (FunctionShape &function :
         functions_of(contents(path), path.lexically_relative(root)))
      result.push_back(std::move(function));
  return result;
}

int ninetieth_percentile(const std::vector<FileShape> &files)
{
  std::vector<int> lines;
  lines.reserve(files.size());
  for (const FileShape &file : files)
    lines.push_back(file.lines);
  std::sort(lines.begin(), lines.end());
  return lines.empty() ? 0 : lines[(9 * lines.size() - 1) / 10];
}

} // namespace kelvolt
