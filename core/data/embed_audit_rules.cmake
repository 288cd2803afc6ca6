# Turns audit_rules.json into audit_rules.h (an enum of rules) and audit_rules.inc (their texts).
# Run as: cmake -DINPUT=audit_rules.json -DOUTPUT_DIR=dir -P embed_audit_rules.cmake
# "found" and "fix" may use the placeholders {value} and {other}, which the check gives.
cmake_minimum_required(VERSION 3.19)
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")
file(READ "${INPUT}" json)
set(enum_text "")
set(table_text "")

function(literal text out)
  string(REPLACE "{value}" "{0}" text "${text}")
  string(REPLACE "{other}" "{1}" text "${text}")
  if(text MATCHES "{[a-z]")
    message(FATAL_ERROR "audit_rules.json: unknown placeholder in: ${text}")
  endif()
  escape("${text}" text)
  set(${out} "\"${text}\"" PARENT_SCOPE)
endfunction()

string(JSON count LENGTH "${json}")
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON id MEMBER "${json}" ${i})
  string(JSON rule GET "${json}" "${id}")
  string(JSON severity GET "${rule}" severity)
  string(JSON anonymous ERROR_VARIABLE none GET "${rule}" anonymous)
  if(none)
    set(anonymous "${severity}")
  endif()
  string(JSON class GET "${rule}" class)
  foreach(name severity anonymous class)
    camel_case("${${name}}" ${name})
  endforeach()
  camel_case("${id}" id_camel)
  string(APPEND enum_text "    k${id_camel},\n")
  string(APPEND table_text
    "    {\"${id}\", Severity::k${severity}, Severity::k${anonymous}, RuleClass::k${class}")
  foreach(name title found why fix source)
    string(JSON text GET "${rule}" ${name})
    literal("${text}" text)
    string(APPEND table_text ",\n     ${text}")
  endforeach()
  string(APPEND table_text "},\n")
endforeach()

file(WRITE "${OUTPUT_DIR}/audit_rules.h.new"
"// Generated from core/data/audit_rules.json.
#pragma once

#include <cstdint>

namespace corslab::audit {

/// A rule of the audit, named after its id.
enum class Rule : std::uint8_t {
${enum_text}};

}  // namespace corslab::audit
")
file(WRITE "${OUTPUT_DIR}/audit_rules.inc.new" "${table_text}")
foreach(name audit_rules.h audit_rules.inc)
  file(COPY_FILE "${OUTPUT_DIR}/${name}.new" "${OUTPUT_DIR}/${name}" ONLY_IF_DIFFERENT)
endforeach()
