#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace corslab {

/// A place in a text, counted from 1; columns in code points.
struct TextPosition {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Where the values of a JSON document start, by their JSON Pointers.
/// @param document JSON that has been parsed without a fault.
/// @param wanted pointers; each that is found gets its position. One pass over the document.
void locate(std::string_view document, std::map<std::string, TextPosition>& wanted);

}  // namespace corslab
