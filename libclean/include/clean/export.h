// The library is built with hidden visibility: what the public headers declare can be linked to, nothing
// else.
//
//   namespace clean LIBCLEAN_API {
#pragma once

#if defined(__GNUC__)
#define LIBCLEAN_API __attribute__((visibility("default")))
#else
#define LIBCLEAN_API
#endif
