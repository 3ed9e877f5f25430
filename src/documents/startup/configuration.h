// gunicorn's configuration file: a Python module that runs before the application is loaded. What
// the command line says wins over it, and it wins over the environment that gunicorn was given.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "documents/assembly.h"
#include "documents/startup/arguments.h"

namespace djaz::startup {

// The one that gunicorn reads where it is started when no other is named.
inline constexpr std::string_view kUsualConfiguration = "gunicorn.conf.py";

class Configurations {
 public:
  Configurations(Assembly& assembly, Deployment& deployment)
      : assembly_(assembly), deployment_(deployment) {}

  // The command as it is once gunicorn has read its file: options and application that the command
  // does not give, `env` as the file leaves it, `env_defaults` where the file only fills gaps.
  const Node* configured(const Node& command);
  // What starts without a command, because the file is there; null when it is not.
  const Node* usual();

 private:
  struct Read {
    Entries options;
    Entries raw_env;
    Entries written;
    Entries defaults;
    const Node* app = nullptr;
    FileId file;
    // Something of it is not known.
    bool open = false;
  };

  const Read* find(const Node* named);
  const Read& read(const std::string& path);
  void take_options(const Node& names, Read& out) const;
  void take_writes(const python::Evaluation& evaluation, Read& out) const;
  const Node* merged(const Node& command, const Read& read) const;

  Assembly& assembly_;
  Deployment& deployment_;
  std::map<std::string, Read> read_;
};

}  // namespace djaz::startup
