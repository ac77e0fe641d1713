#include "formats/json_writing.h"

namespace clean {

void write_id(const RecordName& name, std::string& out) {
  write_json_string(name.id, out);
  if (name.id_ends) name.id_ends->push_back(out.size() - 1);  // before the quote
}

const SourceFile& first_file(const Article& article, const RecordName& name) {
  for (const auto* parts : {&article.blocks, &article.lifted}) {
    for (const Part& p : *parts) {
      if (!p.spans.empty()) return file_at(name.files, p.spans.front().begin);
    }
  }
  return name.files.front();
}

const std::string& source_of(const Article& article, const RecordName& name) {
  return name.files.empty() ? name.source : first_file(article, name).name;
}

std::vector<std::string_view> texts_of(const std::vector<Part>& parts, Role role) {
  std::vector<std::string_view> texts;
  for (const Part& p : parts) {
    if (p.role == role) texts.push_back(p.text);
  }
  return texts;
}

void write_places(const Article& article, const RecordName& name, std::string& out) {
  out += '[';
  bool any = false;
  const auto write = [&](const Part& part, const std::string& source, std::uint64_t begin,
                         std::span<const SourceRange> ranges) {
    if (any) out += ',';
    any = true;
    JsonObject place(out);
    place.text("role", clean::name(part.role));
    place.number("page", part.page);
    place.text("source", source);
    write_list(ranges, place.key("bytes"), [&](SourceRange r) {
      out += '[';
      write_number(r.begin.byte - begin, out);
      out += ',';
      write_number(r.end.byte - begin, out);
      out += ']';
    });
    place.close();
  };
  for (const auto* parts : {&article.blocks, &article.lifted}) {
    for (const Part& part : *parts) {
      if (name.files.empty()) {
        write(part, name.source, 0, part.spans);
        continue;
      }
      const SourceFile* file = nullptr;
      std::vector<SourceRange> ranges;
      const auto finish = [&] {
        if (file) write(part, file->name, file->begin.byte, ranges);
        ranges.clear();
      };
      for (const SourceRange& span : part.spans) {
        for (const SourceRange& range : by_file(name.files, span)) {
          const SourceFile* const here = &file_at(name.files, range.begin);
          if (here != file) finish();
          file = here;
          ranges.push_back(range);
        }
      }
      finish();
    }
  }
  out += ']';
}

}  // namespace clean
