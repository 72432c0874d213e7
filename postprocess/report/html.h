#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kelvolt::report
{

/// Text as it may stand in HTML, in an attribute too: nothing in it is markup. What is no
/// UTF-8 or a control character becomes U+FFFD or a space.
std::string escaped(std::string_view text);

/// JSON as it may stand in a script element: no `<` that could end it.
std::string in_script(const std::string &json);

/// A cell of a table: HTML, and whether it is a number.
struct Cell
{
  std::string html;
  bool is_number = false;
};

/// @param text plain
Cell text_cell(std::string_view text);
/// @param html of a number, as number_text.h makes it
Cell number_cell(std::string html);

/// A table with a caption, column heads and row heads: the first column names the row.
class Table
{
public:
  /// @param caption plain text; also the name of the region that scrolls
  Table(std::string caption, std::vector<Cell> heads);

  /// @param html_class of the row; empty: none
  void row(const std::vector<Cell> &cells, const std::string &html_class = "");
  bool is_empty() const
  {
    return rows_.empty();
  }
  std::string html() const;

private:
  std::string caption_;
  std::vector<Cell> heads_;
  std::string rows_;
};

/// `<section>` with a heading of the second rank, and an entry in the page's contents.
struct Section
{
  std::string id;    ///< in plain letters
  std::string title; ///< plain text
  std::string html;  ///< what follows the heading; empty: the section is left out
};

std::string html_of(const Section &section);

/// `<details>` that is closed at first. @param summary plain text
std::string folded(std::string_view summary, const std::string &html);

/// Notes and warnings. @param text plain
std::string paragraph(std::string_view text, const std::string &html_class = "");

} // namespace kelvolt::report
