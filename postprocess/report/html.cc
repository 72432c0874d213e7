#include "report/html.h"

#include <fmt/format.h>

namespace kelvolt::report
{
namespace
{

constexpr char replacement[] = "\xef\xbf\xbd";

/// Bytes of the character of UTF-8 that begins with this one; 0: none does.
std::size_t length_after(unsigned char lead)
{
  if (lead < 0x80)
    return 1;
  if (lead < 0xc2 || lead >= 0xf5)
    return 0;
  if (lead < 0xe0)
    return 2;
  return lead < 0xf0 ? 3 : 4;
}

/// Whether a character of three or four bytes that begins so could be written with fewer,
/// or is none that exists.
bool is_out_of_range(unsigned char lead, unsigned char second)
{
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool beyond = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
  return overlong || beyond;
}

/// Length of the character of UTF-8 that begins there; 0: none does.
std::size_t utf8_length(std::string_view text)
{
  const auto byte = [&](std::size_t i)
  {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char lead = byte(0);
  const std::size_t length = length_after(lead);
  if (length == 0 || length > text.size())
    return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0U) != 0x80U)
      return 0;
  return length > 2 && is_out_of_range(lead, byte(1)) ? 0 : length;
}

std::string escaped_byte(char c)
{
  switch (c)
  {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  case '\n':
  case '\t':
    return std::string(1, c);
  default:
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? " " : std::string(1, c);
  }
}

std::string class_of(const std::string &html_class)
{
  return html_class.empty() ? "" : " class=\"" + html_class + "\"";
}

} // namespace

std::string escaped(std::string_view text)
{
  std::string result;
  while (!text.empty())
  {
    const std::size_t length = utf8_length(text);
    if (length == 0)
      result += replacement;
    else if (length == 1)
      result += escaped_byte(text[0]);
    else
      result += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

std::string in_script(const std::string &json)
{
  std::string result;
  for (const char c : json)
    result += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return result;
}

Cell text_cell(std::string_view text)
{
  return {escaped(text), false};
}

Cell number_cell(std::string html)
{
  return {std::move(html), true};
}

Table::Table(std::string caption, std::vector<Cell> heads)
    : caption_(std::move(caption)), heads_(std::move(heads))
{
}

void Table::row(const std::vector<Cell> &cells, const std::string &html_class)
{
  rows_ += "<tr" + class_of(html_class) + ">";
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (i == 0)
      rows_ += "<th scope=\"row\">" + cells[i].html + "</th>";
    else
      rows_ +=
          "<td" + class_of(cells[i].is_number ? "n" : "") + ">" + cells[i].html + "</td>";
  rows_ += "</tr>\n";
}

std::string Table::html() const
{
  std::string heads;
  for (const Cell &head : heads_)
    heads += "<th scope=\"col\"" + class_of(head.is_number ? "n" : "") + ">" + head.html +
             "</th>";
  return fmt::format("<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                     "aria-label=\"{0}\"><table><caption>{0}</caption>\n"
                     "<thead><tr>{1}</tr></thead>\n<tbody>\n{2}</tbody></table></div>\n",
                     escaped(caption_),
                     heads,
                     rows_);
}

std::string html_of(const Section &section)
{
  return fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n"
                     "<h2 id=\"{0}-title\">{1}</h2>\n{2}</section>\n",
                     section.id,
                     escaped(section.title),
                     section.html);
}

std::string folded(std::string_view summary, const std::string &html)
{
  return "<details><summary>" + escaped(summary) + "</summary>\n" + html + "</details>\n";
}

std::string paragraph(std::string_view text, const std::string &html_class)
{
  return "<p" + class_of(html_class) + ">" + escaped(text) + "</p>\n";
}

} // namespace kelvolt::report
