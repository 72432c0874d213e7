#pragma once

/// @file
/// Names of files of a result directory that repeat what the others hold, for people and
/// for spreadsheets.

namespace kelvolt::result_schema
{

inline constexpr char parts_table_file[] = "parts.csv";
inline constexpr char surfaces_table_file[] = "surfaces.csv";
inline constexpr char terminals_table_file[] = "terminals.csv";
/// Of `kelvolt report`.
inline constexpr char report_file[] = "report.html";

} // namespace kelvolt::result_schema
