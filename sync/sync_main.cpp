// hineni-sync: owns an entry from the moment it is sealed until the drop has it. Here is only which commands there are.
#include "sync/commands/check.hpp"
#include "sync/commands/export.hpp"
#include "sync/commands/import.hpp"
#include "sync/commands/program.hpp"
#include "sync/commands/receipts.hpp"
#include "sync/commands/run.hpp"
#include "sync/commands/send.hpp"
#include "sync/commands/status.hpp"

int main(int argc, char** argv) {
    using namespace hineni;
    return run_program(argc, argv, "hineni-sync", "Delivers sealed entries from this device to the organizers' drop.",
                       {add_check, add_run, add_send, add_status, add_export, add_receipts, add_import});
}
