// Articles as text for people and for pipes: heading lines, an empty line, paragraphs.

#include <clean/formats.h>

namespace clean {

bool write_text(const Article& article, bool first, std::string& out) {
  if (article.kind == Article::Kind::rest || article.blocks.empty()) return false;
  if (!first) out += "\f\n";
  bool in_head = true, any = false;
  for (const Part& part : article.blocks) {
    // The lines of a head stand together, and so do those of a stanza or a table; everything else has an
    // empty line before it.
    const bool together = !part.apart || (in_head && head(part.role));
    if (any && !together) out += '\n';
    in_head = in_head && head(part.role);
    out += part.text;
    out += '\n';
    any = true;
  }
  return true;
}

}  // namespace clean
