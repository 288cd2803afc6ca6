#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace corslab {

/// A text of a file that `core/data/embed_texts.cmake` embeds.
struct TableText {
    std::string_view group;
    std::string_view name;
    std::string_view text;
};

/// The text of that name in the group; empty where there is none.
[[nodiscard]] constexpr std::string_view find_text(std::span<const TableText> texts, std::string_view group,
                                                   std::string_view name) {
    const auto found = std::find_if(texts.begin(), texts.end(),
                                    [&](const TableText& text) { return text.group == group && text.name == name; });
    return found == texts.end() ? std::string_view() : found->text;
}

}  // namespace corslab
