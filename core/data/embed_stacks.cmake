# Turns the templates of a folder into a table of {"id", "text"}, in the order of FILES.
# Run as: cmake "-DFILES=a.txt,b.txt" -DOUTPUT=file.inc -P embed_stacks.cmake
cmake_minimum_required(VERSION 3.19)
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")
string(REPLACE "," ";" files "${FILES}")
set(table "")
foreach(file IN LISTS files)
  get_filename_component(id "${file}" NAME_WE)
  file(READ "${file}" text)
  string(APPEND table "    {\"${id}\", R\"corslab(${text})corslab\"},\n")
endforeach()
write_if_different("${OUTPUT}" "${table}")
