// hineni-desk: the organizer's laptop. A command is a file in commands/ and a name in this list.
#include "sync/commands/book.hpp"
#include "sync/commands/give_receipts.hpp"
#include "sync/commands/keygen.hpp"
#include "sync/commands/open.hpp"
#include "sync/commands/pin.hpp"
#include "sync/commands/program.hpp"
#include "sync/commands/prove.hpp"
#include "sync/commands/publish.hpp"
#include "sync/commands/recover.hpp"
#include "sync/commands/report.hpp"
#include "sync/commands/seal_pack.hpp"
#include "sync/commands/sheet.hpp"
#include "sync/commands/text.hpp"
#include "sync/commands/verify.hpp"
#include "sync/commands/withdraw.hpp"

int main(int argc, char** argv) {
    return hineni::run_program(
        argc, argv, "hineni-desk", "Opens what the tablets collected, on the organizers' laptop",
        {hineni::keygen, hineni::recover, hineni::sheet, [](hineni::Program& program) { hineni::open(program); },
         hineni::prove, hineni::verify, hineni::book, hineni::report, hineni::publish, hineni::give_receipts,
         [](hineni::Program& program) { hineni::withdraw(program); }, hineni::text, hineni::seal_pack, hineni::pin});
}
