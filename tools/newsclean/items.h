// What a run reads, in order: one item for each document. An item is a file, or the pages of an issue.
//
// A FILE of the command line may be a file, standard input, a folder, an archive, or a compressed file; so
// may what is in a folder or an archive. They are opened as they are come to, so a run over any number of
// files holds no more than one level of folders and one item. In a folder names come in the order of their
// bytes; hidden ones are passed by, and links to folders are not followed.
#pragma once

#include <clean/issue.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "newsclean/digest.h"

struct Settings;

// A file on the disk that was come to, as a list of names (--files-from) has it: so that another run can read
// just these. One that was given stands there as it was given. One that was found below a folder that was
// given has "/./" between the two: "archive/./1939-04-27/p1.txt" is read, called and put into an issue as it
// is when "archive" is given.
struct Listed {
  std::string line;
  std::string path;
  std::uint64_t number = 0;  // they count up in the order in which they are come to
};

// A file of an item.
struct Found {
  std::string path;        // for people, and to open what it names; of a member, the archive's and its own
  std::string name;        // what records call it: without its folders, or below the folder that was named
  std::uint32_t page = 0;  // of its first page; 0: its path does not say
  Started started;
  bool member = false;                   // of an archive: it cannot be opened by its path
  std::shared_ptr<Digest> digest;        // of what is read of it; null: nobody asked for that
  std::shared_ptr<const Listed> listed;  // of a member, the archive on the disk that it is in
};

struct Item {
  std::vector<Found> files;  // of an issue in the order of their pages; none: it cannot be read
  bool issue = false;        // they are its pages
  std::string called;        // what its records, and a file of its own in an output folder, are called after
  std::string newspaper, date;  // as the path says

  struct Failure {
    std::string why;
    int status;                            // what the run then comes to; 0: it is only said
    std::shared_ptr<const Listed> listed;  // null: a folder in which nothing was read
  };
  std::vector<Failure> failures;  // files that cannot be read
};

class Items {
 public:
  // `paths`: patterns of what paths say. Throws clean::RecipeError, IoError.
  Items(const Settings& settings, std::span<const std::string> paths);
  ~Items();

  // The next one; false behind the last. An item's bytes may be read until then.
  bool next(Item& item);

 private:
  struct Level;
  struct Next;
  bool next_file(Next& next);
  bool leave(Next& next);
  void open(Next& next);
  void name(Next& next) const;
  bool name_below(const std::string& line, Next& next);
  void push_folder(const Next& next);
  bool wanted(const std::string& name) const;

  const Settings& settings_;
  clean::PathPatterns patterns_;
  std::vector<std::unique_ptr<Level>> levels_;  // the last one is in turn
  std::unique_ptr<Next> ahead_;                 // read to see whether it belongs to the item before
  std::uint64_t listed_ = 0;                    // so many were come to
  std::string folder_, folder_name_;            // of the last line that said one, and what records call it
};

// How many bytes all FILEs have as they lie on the disk, for who waits; nothing when that cannot be told.
std::optional<std::uint64_t> bytes_in_all(const Settings& settings);
