#include "newsclean/libarchive.h"

#include <dlfcn.h>

#include <string>

#include "newsclean/output.h"

namespace {

LibArchive load() {
  void* const library = dlopen(LIBARCHIVE_SONAME, RTLD_NOW | RTLD_LOCAL);
  const auto symbol = [&](const char* name) {
    void* const found = library == nullptr ? nullptr : dlsym(library, name);
    if (found == nullptr)
      throw IoError(std::string("archives and compressed files need libarchive, which cannot be loaded: ") +
                    dlerror() + "; on Debian 12: apt install libarchive13");
    return found;
  };
  LibArchive loaded;
#define LIBARCHIVE_LOAD(name) loaded.name = reinterpret_cast<decltype(loaded.name)>(symbol(#name));
  LIBARCHIVE_FUNCTIONS(LIBARCHIVE_LOAD)
#undef LIBARCHIVE_LOAD
  return loaded;
}

}  // namespace

const LibArchive& libarchive() {
  static const LibArchive loaded = load();
  return loaded;
}
