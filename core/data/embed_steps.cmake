# Turns steps.json into step_catalogue.h (an enum of findings) and step_catalogue.inc (their texts).
# Run as: cmake -DINPUT=steps.json -DOUTPUT_DIR=dir -P embed_steps.cmake
# A text may use the placeholders that "args" lists; the code gives their values in that order.
cmake_minimum_required(VERSION 3.19)
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")
file(READ "${INPUT}" json)
set(enum_text "")
set(table_text "")

# Replaces {name} by {0}, {1}, ... and refuses what is not listed.
function(number_placeholders text args out)
  set(index 0)
  foreach(arg IN LISTS args)
    string(REPLACE "{${arg}}" "{${index}}" text "${text}")
    math(EXPR index "${index} + 1")
  endforeach()
  if(text MATCHES "{[a-z]")
    message(FATAL_ERROR "steps.json: unknown placeholder in: ${text}")
  endif()
  escape("${text}" text)
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

string(JSON step_count LENGTH "${json}")
math(EXPR last_step "${step_count} - 1")
foreach(i RANGE ${last_step})
  string(JSON id MEMBER "${json}" ${i})
  string(JSON spec GET "${json}" "${id}" spec)
  string(JSON args_json GET "${json}" "${id}" args)
  string(JSON arg_count LENGTH "${args_json}")
  set(args "")
  math(EXPR last_arg "${arg_count} - 1")
  foreach(a RANGE ${last_arg})
    string(JSON arg GET "${args_json}" ${a})
    list(APPEND args "${arg}")
  endforeach()
  string(JSON cases GET "${json}" "${id}" cases)
  string(JSON case_count LENGTH "${cases}")
  math(EXPR last_case "${case_count} - 1")
  camel_case("${id}" id_camel)
  foreach(c RANGE ${last_case})
    string(JSON name MEMBER "${cases}" ${c})
    string(JSON outcome GET "${cases}" "${name}" 0)
    string(JSON title GET "${cases}" "${name}" 1)
    string(JSON detail GET "${cases}" "${name}" 2)
    camel_case("${name}" name_camel)
    camel_case("${outcome}" outcome_camel)
    number_placeholders("${title}" "${args}" title)
    number_placeholders("${detail}" "${args}" detail)
    string(APPEND enum_text "    k${id_camel}${name_camel},\n")
    string(APPEND table_text
      "    {\"${id}\", StepOutcome::k${outcome_camel}, \"${spec}\",\n     \"${title}\",\n     \"${detail}\"},\n")
  endforeach()
endforeach()

file(WRITE "${OUTPUT_DIR}/step_catalogue.h.new"
"// Generated from core/data/steps.json.
#pragma once

#include <cstdint>

namespace corslab {

/// What a step found: a step of the trace together with how it came out, named after both.
enum class Finding : std::uint8_t {
${enum_text}};

}  // namespace corslab
")
file(WRITE "${OUTPUT_DIR}/step_catalogue.inc.new" "${table_text}")
foreach(name step_catalogue.h step_catalogue.inc)
  file(COPY_FILE "${OUTPUT_DIR}/${name}.new" "${OUTPUT_DIR}/${name}" ONLY_IF_DIFFERENT)
endforeach()
