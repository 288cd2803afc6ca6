# What the scripts that embed data share.

# preflight-status becomes PreflightStatus.
function(camel_case text out)
  string(REPLACE "-" ";" words "${text}")
  set(joined "")
  foreach(word IN LISTS words)
    string(SUBSTRING "${word}" 0 1 first)
    string(SUBSTRING "${word}" 1 -1 rest)
    string(TOUPPER "${first}" first)
    string(APPEND joined "${first}${rest}")
  endforeach()
  set(${out} "${joined}" PARENT_SCOPE)
endfunction()

# What stands between the quotes of a C++ string.
function(escape text out)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# Writes a file, and leaves it alone where it says that already.
function(write_if_different file text)
  file(WRITE "${file}.new" "${text}")
  file(COPY_FILE "${file}.new" "${file}" ONLY_IF_DIFFERENT)
  file(REMOVE "${file}.new")
endfunction()
