# Turns browsers.json into browsers.inc: a function for each browser that fills in its profile.
# Run as: cmake -DINPUT=browsers.json -DOUTPUT_DIR=dir -P embed_browsers.cmake
# A flag is a list of its value, as C++ writes it, and where it is known from.
cmake_minimum_required(VERSION 3.19)
file(READ "${INPUT}" json)
set(functions "")
set(names "")

string(JSON browser_count LENGTH "${json}")
math(EXPR last_browser "${browser_count} - 1")
foreach(b RANGE ${last_browser})
  string(JSON browser MEMBER "${json}" ${b})
  string(JSON tested GET "${json}" "${browser}" tested)
  string(JSON flags GET "${json}" "${browser}" flags)
  string(JSON flag_count LENGTH "${flags}")
  math(EXPR last_flag "${flag_count} - 1")
  set(body "")
  foreach(f RANGE ${last_flag})
    string(JSON flag MEMBER "${flags}" ${f})
    string(JSON value GET "${flags}" "${flag}" 0)
    string(APPEND body "    profile.${flag} = ${value};\n")
  endforeach()
  string(APPEND functions
    "BrowserProfile ${browser}_profile() {\n    BrowserProfile profile;\n    profile.name = \"${browser}\";\n"
    "    profile.tested = \"${tested}\";\n${body}    return profile;\n}\n\n")
  string(APPEND names "${browser}_profile(), ")
endforeach()

file(WRITE "${OUTPUT_DIR}/browsers.inc.new" "${functions}#define CORSLAB_BROWSER_PROFILES ${names}\n")
file(COPY_FILE "${OUTPUT_DIR}/browsers.inc.new" "${OUTPUT_DIR}/browsers.inc" ONLY_IF_DIFFERENT)
