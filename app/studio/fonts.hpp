#pragma once

namespace archi::app {

/// Sets the application's font to Inter where the system has it, and names stand-ins for Inter and
/// JetBrains Mono where it has not.
void set_up_fonts();

}  // namespace archi::app
