// TEI P5: a document's articles as divisions of a text, with the lines and pages of the print.
//
//   <div type="article" n="page#1" cert="0.9">
//   <pb n="1" xml:id="page-1"/>
//   <head type="main">…</head>
//   <p>… Zei<lb break="no"/>tung …</p>
//   <figure><head>a caption</head></figure>
//   <div type="section">
//   <head>…</head>
//   <p>…</p>
//   </div>
//   </div>
//
// The order is that of the document, so what was lifted stands behind the paragraph it interrupted: <figure>,
// <fw> and <note> may stand anywhere among paragraphs. The content model of <div> fixes the rest: heads and
// bylines come first, so a line of a head that stands behind text is an <ab>; nothing but divisions follows a
// division, so a section heading opens one that runs to the next; a byline at the end closes the article.
// A caption is the <head> of a <figure>, for it is printed; <figDesc> is for what an editor says of a
// picture.

#include <clean/formats.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "formats/dates.h"
#include "formats/json_writing.h"
#include "formats/tei_text.h"
#include "formats/xml_writing.h"

namespace clean {
namespace {

constexpr std::string_view kNamespace = "xmlns=\"http://www.tei-c.org/ns/1.0\"";
constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

void write_attribute(std::string_view name, std::string_view value, std::string& out) {
  ((out += ' ') += name) += "=\"";
  write_xml_value(value, out);
  out += '"';
}

// How a role is called in types: of heads as TEI's guidelines have them.
std::string_view type_of(Role role) {
  switch (role) {
    case Role::headline:
      return "main";
    case Role::subheadline:
      return "sub";
    case Role::running_head:
    case Role::masthead:
      return "header";
    case Role::folio:
      return "pageNum";
    default:
      return name(role);
  }
}

// Lines that stand together in one element.
struct Group {
  Role role;
  std::string_view opens, line, line_end, closes;
};
constexpr Group kGroups[] = {
    {Role::verse, "<lg>\n", "<l>", "</l>\n", "</lg>\n"},
    {Role::list, "<list>\n", "<item>", "</item>\n", "</list>\n"},
    // Nothing is known of cells. The line end is text, as in the article's.
    {Role::table, "<ab type=\"table\">", "", "", "</ab>\n"},
    {Role::advert, "<ab type=\"advert\">", "", "", "</ab>\n"},
};

const Group* group_of(Role role) {
  for (const Group& group : kGroups) {
    if (group.role == role) return &group;
  }
  return nullptr;
}

class TeiArticles {
 public:
  TeiArticles(const Document& document, const TeiSettings& settings)
      : settings_(settings), text_(document, settings) {}

  void add(const Article& article, const RecordName& record) {
    article_ = &article;
    made_ += "<div";
    write_attribute("type", name(article.kind), made_);
    if (!article.genre.empty() && article.genre != name(article.kind) &&
        article.genre.find_first_of(" \t\r\n") == std::string::npos)
      write_attribute("subtype", article.genre, made_);
    write_attribute("n", record.id, made_);
    if (record.id_ends) ids_.push_back({made_.size() - 1, record.id_ends});  // before the quote
    if (article.kind != Article::Kind::rest) {
      made_ += " cert=\"";
      write_confidence(article.confidence, made_);
      made_ += '"';
    }
    made_ += ">\n";
    place_ = Place::head;
    section_ = false;
    jumps_ = 0;
    parts_.clear();
    for (const Part& p : article.blocks) parts_.push_back(&p);
    for (const Part& p : article.lifted) parts_.push_back(&p);
    std::stable_sort(parts_.begin(), parts_.end(), [](const Part* a, const Part* b) {
      return std::less<>()(a->text.data(), b->text.data());
    });
    std::erase_if(parts_, [](const Part* p) { return p->text.empty(); });
    jump_lines_ = static_cast<std::size_t>(
        std::count_if(parts_.begin(), parts_.end(), [](const Part* p) { return p->role == Role::jump; }));
    // Behind the last of the flow that is no byline: what stands there closes the article.
    const auto last = std::find_if(parts_.rbegin(), parts_.rend(),
                                   [](const Part* p) { return !lifted(p->role) && p->role != Role::byline; });
    end_ = static_cast<std::size_t>(parts_.rend() - last);
    for (std::size_t i = 0; i < parts_.size(); ++i) add(i);
    close_group();
    close_section();
    made_ += "</div>\n";
  }

  // Jump lines point to pages of which it is known only now whether they are in the text.
  void write(std::string& out) const {
    std::size_t done = 0;
    auto id = ids_.begin();
    const auto copy_to = [&](std::size_t end) {
      for (; id != ids_.end() && id->at <= end; ++id) id->ends->push_back(out.size() + (id->at - done));
      out.append(made_, done, end - done);
      done = end;
    };
    for (const Target& target : targets_) {
      copy_to(target.at);
      if (text_.has_id(target.page))
        write_attribute("target", "#" + settings_.page_ids + std::to_string(target.page), out);
    }
    copy_to(made_.size());
  }

 private:
  enum class Place { head, body, end };

  struct Id {
    std::size_t at;
    std::vector<std::size_t>* ends;
  };
  struct Target {
    std::size_t at;
    std::uint32_t page;
  };

  void add(std::size_t i) {
    const Part& part = *parts_[i];
    const Group* const group = group_of(part.role);
    if (group == nullptr || group != group_ || (part.apart && part.role != Role::list)) close_group();
    if (lifted(part.role)) return add_lifted(part);
    if (part.role == Role::heading) return add_heading(part);
    if (head(part.role)) return add_head_line(part, i);
    if (part.role == Role::abstract && place_ == Place::head) {
      return element(part, "<argument><p>", "</p></argument>\n");
    }
    place_ = Place::body;
    if (part.role == Role::abstract) return element(part, "<p rend=\"abstract\">", "</p>\n");
    if (group == nullptr) return element(part, "<p>", "</p>\n");
    if (group_ == nullptr) {
      begin_page(part);
      made_ += group->opens;
      group_ = group;
    } else {
      if (group->line.empty()) {
        made_ += '\n';
        text_.begin_page(part.text, made_);
        made_ += "<lb/>";
      } else {
        begin_page(part);
      }
    }
    made_ += group->line;
    text_.write(part.text, made_);
    made_ += group->line_end;
  }

  void add_heading(const Part& part) {
    close_section();
    begin_page(part);
    made_ += "<div type=\"section\">\n";
    section_ = true;
    place_ = Place::body;
    element(part, "<head>", "</head>\n");
  }

  void add_head_line(const Part& part, std::size_t i) {
    const bool byline = part.role == Role::byline;
    if (byline && place_ == Place::body && i >= end_) {
      close_section();
      place_ = Place::end;
    }
    if (place_ == Place::body) return typed(part, "ab");
    if (byline) return element(part, "<byline>", "</byline>\n");
    typed(part, "head");
  }

  void add_lifted(const Part& part) {
    switch (part.role) {
      case Role::caption:
        return element(part, "<figure><head>", "</head></figure>\n");
      case Role::running_head:
      case Role::folio:
      case Role::masthead:
      case Role::noise:
        return typed(part, "fw");
      case Role::jump:
        return add_jump(part);
      default:
        return typed(part, "note");
    }
  }

  // Of an article the pages are known, and of a jump line its words. Which of several lines names which page
  // is certain only where there are as many lines as pages; the line that says where text comes from is
  // first.
  void add_jump(const Part& part) {
    std::vector<std::pair<std::string_view, std::uint32_t>> pages;
    if (article_->jump_from > 0) pages.emplace_back("jump_from", article_->jump_from);
    if (article_->jump_to > 0) pages.emplace_back("jump_to", article_->jump_to);
    const bool certain = pages.size() == jump_lines_;
    const auto [type, page] = certain ? pages[jumps_] : std::pair<std::string_view, std::uint32_t>{"jump", 0};
    ++jumps_;
    begin_page(part);
    made_ += "<note type=\"jump\"><ref";
    write_attribute("type", type, made_);
    if (page > 0) {
      write_attribute("n", std::to_string(page), made_);
      targets_.push_back({made_.size(), page});
    }
    made_ += '>';
    text_.write(part.text, made_);
    made_ += "</ref></note>\n";
  }

  // Between elements.
  void begin_page(const Part& part) {
    if (text_.begin_page(part.text, made_)) made_ += '\n';
  }

  void typed(const Part& part, std::string_view element_name) {
    begin_page(part);
    (made_ += '<') += element_name;
    write_attribute("type", type_of(part.role), made_);
    made_ += '>';
    text_.write(part.text, made_);
    ((made_ += "</") += element_name) += ">\n";
  }

  void element(const Part& part, std::string_view opens, std::string_view closes) {
    begin_page(part);
    made_ += opens;
    text_.write(part.text, made_);
    made_ += closes;
  }

  void close_group() {
    if (group_ != nullptr) made_ += group_->closes;
    group_ = nullptr;
  }
  void close_section() {
    if (section_) made_ += "</div>\n";
    section_ = false;
  }

  const TeiSettings& settings_;
  TeiText text_;
  std::string made_;
  std::vector<Id> ids_;
  std::vector<Target> targets_;

  // Of the article that is added.
  const Article* article_ = nullptr;
  std::vector<const Part*> parts_;
  Place place_ = Place::head;
  bool section_ = false;
  const Group* group_ = nullptr;
  std::size_t jumps_ = 0, jump_lines_ = 0;  // written, and there are
  std::size_t end_ = 0;
};

// ---- the header

void element(std::string_view name, std::string_view text, std::string& out) {
  ((out += '<') += name) += '>';
  write_xml_text(text, out);
  ((out += "</") += name) += '>';
}

std::string title_of(const RecordName& record) {
  std::string title = record.newspaper;
  if (!record.date.empty()) (title += title.empty() ? "" : ", ") += record.date;
  if (!title.empty()) return title;
  return record.files.empty() ? record.source : record.files.front().name;
}

void write_application(const TeiSettings& settings, std::string& out) {
  out += "<encodingDesc>\n<appInfo>\n<application ident=\"newsclean\" version=\"" LIBCLEAN_VERSION "\">\n";
  out += "<label>newsclean</label>\n";
  if (!settings.recipe.empty()) {
    out += "<desc>recipe ";
    write_xml_text(settings.recipe, out);
    out += "</desc>\n";
  }
  out += "</application>\n</appInfo>\n</encodingDesc>\n";
}

constexpr std::string_view kPublication =
    "<publicationStmt>\n<p>Written by newsclean.</p>\n</publicationStmt>\n";

void write_header(const RecordName& record, std::string_view lang, const TeiSettings& settings,
                  std::string& out) {
  out += "<teiHeader>\n<fileDesc>\n<titleStmt>\n";
  element("title", title_of(record), out);
  ((out += "\n</titleStmt>\n") += kPublication) += "<sourceDesc>\n<bibl>\n";
  if (!record.newspaper.empty()) {
    out += "<title level=\"j\">";
    write_xml_text(record.newspaper, out);
    out += "</title>\n";
  }
  if (!record.date.empty()) {
    out += "<date";
    if (date_part(record.date) != DatePart::none) write_attribute("when", record.date, out);
    out += '>';
    write_xml_text(record.date, out);
    out += "</date>\n";
  }
  const auto file = [&](std::string_view name) {
    out += "<idno type=\"file\">";
    write_xml_text(name, out);
    out += "</idno>\n";
  };
  if (record.files.empty()) file(record.source);
  for (const SourceFile& f : record.files) file(f.name);
  out += "</bibl>\n</sourceDesc>\n</fileDesc>\n";
  write_application(settings, out);
  out += "<profileDesc>\n<langUsage>\n<language";
  write_attribute("ident", known_language(lang), out);
  out += '>';
  write_xml_text(known_language(lang), out);
  out += "</language>\n</langUsage>\n</profileDesc>\n</teiHeader>\n";
}

}  // namespace

void write_tei(const Document& document, std::span<const Article> articles, std::span<const RecordName> names,
               const TeiSettings& settings, std::string& out) {
  TeiArticles written(document, settings);
  for (std::size_t i = 0; i < articles.size(); ++i) written.add(articles[i], names[i]);
  written.write(out);
}

void write_tei_opening(const RecordName& record, std::string_view lang, const TeiSettings& settings,
                       std::string& out) {
  if (settings.in_corpus) {
    out += "<TEI>\n";
  } else {
    ((out += kDeclaration) += "<TEI ") += kNamespace;
    out += ">\n";
  }
  write_header(record, lang, settings, out);
  out += "<text";
  write_attribute("xml:lang", known_language(lang), out);
  out += ">\n<body>\n";
}

void write_tei_closing(bool any, std::string& out) {
  if (!any) out += "<p/>\n";
  out += "</body>\n</text>\n</TEI>\n";
}

void write_tei_corpus_opening(std::string_view title, const TeiSettings& settings, std::string& out) {
  ((out += kDeclaration) += "<teiCorpus ") += kNamespace;
  out += ">\n<teiHeader>\n<fileDesc>\n<titleStmt>\n";
  element("title", title, out);
  ((out += "\n</titleStmt>\n") += kPublication) +=
      "<sourceDesc>\n<p>Each text names its own source.</p>\n</sourceDesc>\n</fileDesc>\n";
  write_application(settings, out);
  out += "</teiHeader>\n";
}

void write_tei_corpus_closing(std::string& out) { out += "</teiCorpus>\n"; }

}  // namespace clean
