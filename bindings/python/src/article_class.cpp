#include "article_class.h"

#include <clean/filter.h>
#include <pybind11/stl.h>

#include <cmath>
#include <string>
#include <utility>

#include "text.h"
#include "window.h"

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

using Span = std::pair<std::uint64_t, std::uint64_t>;

// In the order of clean::Action and clean::Verdict.
constexpr std::string_view kActions[] = {"replace", "role", "join", "split", "start", "move"};
constexpr std::string_view kVerdicts[] = {"proposed",   "applied",    "outranked",
                                          "too_unsure", "superseded", "refused"};

// As records and logs have it.
double rounded(double confidence) { return static_cast<int>(confidence * 1000 + 0.5) / 1000.0; }

std::vector<Span> in_bytes(std::span<const clean::SourceRange> ranges) {
  std::vector<Span> spans;
  spans.reserve(ranges.size());
  for (const clean::SourceRange& r : ranges) spans.emplace_back(r.begin.byte, r.end.byte);
  return spans;
}

std::vector<Span> in_characters(const Window& window, std::span<const clean::SourceRange> ranges) {
  std::vector<Span> spans;
  spans.reserve(ranges.size());
  for (const clean::SourceRange& r : ranges) spans.push_back(window.characters(r));
  return spans;
}

py::list strs(const std::vector<std::string>& texts) {
  py::list list;
  for (const std::string& text : texts) list.append(str(text));
  return list;
}

std::vector<PartView> parts(const ArticleView& article, const std::vector<clean::Part>& parts) {
  std::vector<PartView> views;
  views.reserve(parts.size());
  for (const clean::Part& part : parts) views.push_back({article.window, &part});
  return views;
}

// The beginning of a text, for repr().
std::string shortly(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (text.size() <= kMost) return py::repr(str(text));
  std::size_t end = kMost;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return py::repr(str(std::string(text.substr(0, end)) + "…"));
}

void add_part(py::module_& module) {
  py::class_<PartView>(module, "Part", "A block of an article, or what was lifted out of it.")
      .def_property_readonly(
          "role", [](const PartView& p) { return str(clean::name(p.part->role)); },
          "What it is: \"paragraph\", \"headline\", \"caption\" ...")
      .def_property_readonly(
          "text", [](const PartView& p) { return str(p.part->text); }, "Its clean text.")
      .def_property_readonly(
          "spans", [](const PartView& p) { return in_bytes(p.part->spans); },
          "The source bytes it stands for, in text order: half-open ranges of the UTF-8 source.")
      .def_property_readonly(
          "char_spans", [](const PartView& p) { return in_characters(*p.window, p.part->spans); },
          "The same as indices of the str that was cleaned.")
      .def_property_readonly(
          "page", [](const PartView& p) { return p.part->page; }, "The page it begins on.")
      .def("__repr__", [](const PartView& p) {
        return "<Part " + std::string(clean::name(p.part->role)) + " " + shortly(p.part->text) + ">";
      });
}

std::span<const clean::SourceRange> source(const DecisionView& d) {
  return d.window->document.source(*d.decision);
}

// As it stands in the source, whatever stages came between.
py::str before(const DecisionView& d) {
  std::string text;
  for (const clean::SourceRange& r : source(d)) text += d.window->document.source_text(r);
  return str(text);
}

std::vector<std::pair<std::string_view, float>> evidence(const clean::Decision& d) {
  std::vector<std::pair<std::string_view, float>> rows;
  for (std::size_t i = 0; i < d.filter->evidence.size(); ++i) {
    if (d.evidence[i]) rows.emplace_back(d.filter->evidence[i].name, d.filter->evidence[i].weight);
  }
  return rows;
}

void add_decision(py::module_& module) {
  using clean::Action;
  py::class_<DecisionView>(module, "Decision",
                           "What a filter proposed about an article, and what became of it.")
      .def_property_readonly(
          "filter", [](const DecisionView& d) { return str(d.decision->filter->name); }, "Which filter.")
      .def_property_readonly(
          "reason",
          [](const DecisionView& d) { return str(d.decision->filter->reasons[d.decision->reason]); },
          "Why, in words.")
      .def_property_readonly(
          "evidence", [](const DecisionView& d) { return evidence(*d.decision); },
          "The rows of evidence that held, with what each counts for or against (0: it names a rule).")
      .def_property_readonly(
          "confidence", [](const DecisionView& d) { return rounded(d.decision->confidence); },
          "How sure, from 0 to 1.")
      .def_property_readonly(
          "verdict",
          [](const DecisionView& d) { return str(kVerdicts[static_cast<std::size_t>(d.decision->verdict)]); },
          "\"applied\", \"outranked\", \"too_unsure\" or \"superseded\".")
      .def_property_readonly(
          "applied", [](const DecisionView& d) { return d.decision->verdict == clean::Verdict::applied; },
          "Whether it stands.")
      .def_property_readonly(
          "action",
          [](const DecisionView& d) { return str(kActions[static_cast<std::size_t>(d.decision->action)]); },
          "\"replace\", \"role\", \"join\", \"split\", \"start\" or \"move\".")
      .def_property_readonly(
          "spans", [](const DecisionView& d) { return in_bytes(source(d)); },
          "The source bytes it is about: half-open ranges of the UTF-8 source.")
      .def_property_readonly(
          "char_spans", [](const DecisionView& d) { return in_characters(*d.window, source(d)); },
          "The same as indices of the str that was cleaned.")
      .def_property_readonly("before", before, "What the source has there.")
      .def_property_readonly(
          "after",
          [](const DecisionView& d) -> py::object {
            const Action action = d.decision->action;
            if (action != Action::replace && action != Action::join) return py::none();
            return str(d.decision->with);
          },
          "What a \"replace\" proposed in its place, what a \"join\" puts between; else None.")
      .def_property_readonly(
          "role",
          [](const DecisionView& d) -> py::object {
            if (d.decision->action != Action::role) return py::none();
            return str(clean::name(d.decision->role));
          },
          "Which role a \"role\" gives; else None.")
      .def_property_readonly(
          "behind",
          [](const DecisionView& d) -> py::object {
            if (d.decision->action != Action::move) return py::none();
            return py::int_(d.decision->behind.byte);
          },
          "The source byte that a \"move\" goes behind; else None.")
      .def("__repr__", [](const DecisionView& d) {
        return "<Decision " + std::string(d.decision->filter->name) + ": " +
               std::string(d.decision->filter->reasons[d.decision->reason]) + ", " +
               std::string(kVerdicts[static_cast<std::size_t>(d.decision->verdict)]) + ">";
      });
}

void add_article(py::module_& module) {
  using View = ArticleView;
  constexpr const char* kToJson =
      "The record as a line of JSON, without its line end: byte for byte the line of `newsclean -t "
      "jsonl`.\n\n"
      "`id` and `source` stand in place of the article's own.";
  py::class_<View>(
      module, "Article",
      "An article: the fields of the JSONL record, and where it comes from. Lists are made when they are "
      "asked for.")
      .def_property_readonly(
          "id", [](const View& a) { return str(a.window->id(a.index)); },
          "\"page#2\"; \"page#rest1\" of what belongs to no article.")
      .def_property_readonly(
          "source", [](const View& a) { return str(a.window->naming->source); },
          "The file's name without folders; \"-\" when there is none.")
      .def_property_readonly(
          "encoding",
          [](const View& a) -> py::object {
            if (a.window->naming->encoding.empty()) return py::none();
            return str(a.window->naming->encoding);
          },
          "What the source was decoded from; None: it was UTF-8.")
      .def_property_readonly(
          "kind", [](const View& a) { return str(clean::name(a.article().kind)); },
          "\"article\", \"advert\", or \"rest\": what belongs to the page and to no article.")
      .def_property_readonly(
          "lang", [](const View& a) { return str(a.window->language); },
          "The recipe's language, \"zh-Hans\"; \"und\" when it has none.")
      .def_property_readonly(
          "pages", [](const View& a) { return a.article().pages; }, "The pages it stands on.")
      .def_property_readonly(
          "kicker", [](const View& a) { return strs(a.article().kicker); }, "The lines above the headline.")
      .def_property_readonly(
          "headline", [](const View& a) { return str(a.article().headline); }, "\"\" when it has none.")
      .def_property_readonly(
          "subheadline", [](const View& a) { return strs(a.article().subheadline); },
          "The lines below the headline.")
      .def_property_readonly(
          "byline", [](const View& a) { return str(a.article().byline); }, "\"记者 崔敬\"; \"\": none.")
      .def_property_readonly(
          "dateline", [](const View& a) { return str(a.article().dateline); }, "\"本报讯\"; \"\": none.")
      .def_property_readonly(
          "text", [](const View& a) { return str(a.article().text); },
          "Paragraphs and section headings, an empty line between.")
      .def_property_readonly(
          "blocks", [](const View& a) { return parts(a, a.article().blocks); },
          "All that is printed of it in order, headings included.")
      .def_property_readonly(
          "lifted", [](const View& a) { return parts(a, a.article().lifted); },
          "What was taken out of it: captions, credits, jump lines ...")
      .def_property_readonly(
          "genre", [](const View& a) { return str(a.article().genre); }, "\"news\"; may be \"\".")
      .def_property_readonly(
          "jump",
          [](const View& a) {
            return py::dict("to"_a = a.article().jump_to, "from"_a = a.article().jump_from);
          },
          "{\"to\": page, \"from\": page}: where it goes on, where it comes from; 0: it does not.")
      .def_property_readonly(
          "confidence", [](const View& a) { return rounded(a.article().confidence); },
          "That of the least sure decision that made it, from 0 to 1.")
      .def_property_readonly(
          "spans", [](const View& a) { return in_bytes(spans(a.article())); },
          "All bytes of the source that it stands for, as half-open ranges: of its blocks in text order, "
          "then "
          "of what was lifted. The articles of a text cover each byte that is not white space exactly once.")
      .def_property_readonly(
          "char_spans", [](const View& a) { return in_characters(*a.window, spans(a.article())); },
          "The same as indices of the str that was cleaned.")
      .def_property_readonly(
          "decisions",
          [](const View& a) {
            std::vector<DecisionView> views;
            for (const std::uint32_t i : a.window->decisions(a.index))
              views.push_back({a.window, &a.window->document.history()[i]});
            return views;
          },
          "All that was decided about its bytes, in the order of the stages; also what was not applied.")
      .def(
          "to_json",
          [](const View& a, const std::optional<std::string>& id, const std::optional<std::string>& source) {
            return str(json(a, id, source));
          },
          py::kw_only(), "id"_a = py::none(), "source"_a = py::none(), kToJson)
      .def(
          "to_dict",
          [](const View& a, const std::optional<std::string>& id, const std::optional<std::string>& source) {
            return py::module_::import("json").attr("loads")(str(json(a, id, source)));
          },
          py::kw_only(), "id"_a = py::none(), "source"_a = py::none(),
          "The JSONL record as a dict of dicts, lists, str and numbers.")
      .def("__repr__", [](const View& a) {
        const clean::Article& article = a.article();
        return "<Article " + a.window->id(a.index) + " " + std::string(clean::name(article.kind)) + " " +
               shortly(article.headline.empty() ? article.text : article.headline) + ">";
      });
}

}  // namespace

void add_articles(py::module_& module) {
  add_part(module);
  add_decision(module);
  add_article(module);
  // People meet them as those of the package.
  for (const char* name : {"Part", "Decision", "Article"}) module.attr(name).attr("__module__") = "libclean";
}
