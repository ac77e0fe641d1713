# Writes the recipes as C++ raw strings.
set(rows "")
foreach(file IN LISTS RECIPES)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND rows "    {\"${name}\", R\"RECIPE(${text})RECIPE\"},\n")
endforeach()
file(WRITE ${OUT} "#include <clean/recipe.h>\n\nnamespace clean {\n\nstd::span<const BuiltinRecipe> builtin_recipes() {\n  static constexpr BuiltinRecipe kRecipes[] = {\n${rows}  };\n  return kRecipes;\n}\n\n}  // namespace clean\n")
