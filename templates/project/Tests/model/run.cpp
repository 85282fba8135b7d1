// Runs scenarios, each in a process of its own, and prints a line for each.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glue.h"
#include "heap.h"
#include "scenario.h"
#include "trace.h"
#include "world.h"

#if !defined(__wasm__)
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#define MODEL_ASAN 1
#endif
#endif
#endif

namespace model {

namespace {

Progress ownProgress;

/** Plays the rounds from progress->round on. Returns only when all have passed. */
void Play(const Scenario &scenario, bool verbose)
{
    bool more = true;
    for (int round = progress->round; more; round++) {
        progress->round = round;
        Reset(scenario.name, verbose, round);
        more = scenario.run(round);
    }
    printf("ok    %s", scenario.name);
    if (progress->note[0]) {
        printf(": %s", progress->note);
    }
    if (progress->undecided > 0) {
        printf(" (%d more cannot be played on one thread)", progress->undecided);
    }
    printf("\n");
    fflush(stdout);
}

#if !defined(__wasm__)

void Crashed(int signal)
{
    printf("FAIL  %s%s%s%s\n      %s\n", world.scenario, world.step[0] ? " (" : "", world.step,
           world.step[0] ? ")" : "",
           signal == SIGALRM ? "no end after 60 s: a loop that waits on its own queue?"
                             : strsignal(signal));
    PrintTimeline();
    _Exit(1);
}

#if defined(MODEL_ASAN)
void Reported()
{
    printf("FAIL  %s%s%s%s\n", world.scenario, world.step[0] ? " (" : "", world.step,
           world.step[0] ? ")" : "");
    if (__asan_report_present()) {
        printf("      bad access to memory: %s\n", __asan_get_report_description());
        DescribeAddress(__asan_get_report_address());
    } else {
        printf("      undefined behaviour; the sanitizer's report says which and where\n");
    }
    PrintTimeline();
}
#endif

/** Plays a scenario in a child process; a crash there is that scenario's alone. */
bool PlayApart(const Scenario &scenario, bool verbose)
{
    *progress = {};
    for (;;) {
        fflush(stdout);
        const pid_t child = fork();
        if (child == 0) {
            alarm(60);
            signal(SIGALRM, Crashed);
#if defined(MODEL_ASAN)
            __sanitizer_set_death_callback(Reported);
#else
            signal(SIGSEGV, Crashed);
            signal(SIGBUS, Crashed);
            signal(SIGTRAP, Crashed);
            signal(SIGILL, Crashed);
#endif
            Play(scenario, verbose);
            exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) == kExitUndecided) {
            progress->undecided++;
            progress->round++;
            continue;
        }
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
}

#endif

} // namespace

Progress *progress = &ownProgress;

} // namespace model

using namespace model;

#if defined(__wasm__)

// The host starts one instance for each scenario: `model <number> <first round> <undecided> [-v]`.
// After exit status 75 it asks for the round and starts another one behind it.
extern "C" __attribute__((export_name("model_round"))) int model_round()
{
    return progress->round;
}

extern "C" __attribute__((export_name("model_timeline"))) void model_timeline()
{
    printf(
        "FAIL  %s\n      trap: undefined behaviour, such as an overflow or a call of no function\n",
        world.scenario);
    PrintTimeline();
}

extern "C" __attribute__((export_name("model_scenario_count"))) int model_scenario_count()
{
    int count = 0;
    while (scenarios[count].name) {
        count++;
    }
    return count;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        return 2;
    }
    progress->round = atoi(argv[2]);
    progress->undecided = atoi(argv[3]);
    Play(scenarios[atoi(argv[1])], argc > 4);
    return 0;
}

#else

int main(int argc, char **argv)
{
    bool verbose = false;
    const char *wanted = nullptr;
    for (int index = 1; index < argc; index++) {
        if (strcmp(argv[index], "-v") == 0 || strcmp(argv[index], "--verbose") == 0) {
            verbose = true;
        } else if (argv[index][0] != '-' && !wanted) {
            wanted = argv[index];
        } else {
            fprintf(stderr, "usage: run.sh [-v] [part of a scenario's name]\n");
            return 2;
        }
    }
    setvbuf(stdout, nullptr, _IOFBF, 1 << 16);
    progress = static_cast<Progress *>(
        mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0));
    int passed = 0;
    int failed = 0;
    for (const Scenario *scenario = scenarios; scenario->name; scenario++) {
        if (!wanted || strstr(scenario->name, wanted)) {
            (PlayApart(*scenario, verbose) ? passed : failed)++;
        }
    }
    if (passed + failed == 0) {
        fprintf(stderr, "no scenario's name contains \"%s\"\n", wanted);
        return 2;
    }
    printf("%s: %d scenarios passed, %d failed\n", driver.name, passed, failed);
    return failed == 0 ? 0 : 1;
}

#endif
