#pragma once
// Without a display Qt aborts the process. While one of these lives, that becomes one sentence with
// a way out, and exit code 1.

#include <QtGlobal>

namespace archi::app {

class DisplayCheck {
public:
    DisplayCheck();
    ~DisplayCheck();
    DisplayCheck(const DisplayCheck&) = delete;
    DisplayCheck& operator=(const DisplayCheck&) = delete;
};

}  // namespace archi::app
